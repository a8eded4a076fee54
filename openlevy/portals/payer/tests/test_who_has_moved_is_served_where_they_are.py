"""R7, R9: who has moved sees one history, pays at the new place alone, and goes over to its words
when they like."""

from django.urls import reverse

from openlevy.parties.models import Enrolment
from openlevy.parties.services import compare_enrolments
from openlevy.parties.tests.people import TODAY
from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay, set_amount
from openlevy.portals.shared.tests.people import a_second_enrolment, bank_answers

XIAODIAN = "11401050000"
SHANXI_AGENCY = "1401050000000001"


def test_a_year_paid_elsewhere_is_shown_with_the_office_and_not_asked_again(
    browser: Browser,
) -> None:
    order = order_of(pay(browser))
    bank_answers(order, "90000")
    there = a_second_enrolment(browser.who)
    page = browser.open("payment_regular", there)
    assert "已缴费" in page
    assert "本年度已在国家税务总局北京市房山区税务局缴费，不需要重复缴费" in page
    assert "北京市房山区社会保险基金管理中心（电话 12333）" in page
    address = reverse("payer:payment_regular", args=[there])
    assert "提交</button>" not in browser.client.get(address).content.decode()
    assert "本年度已在国家税务总局北京市房山区税务局缴费" in browser.open("amount_enrolment", there)
    address = reverse("payer:amount_enrolment", args=[there])
    refused = browser.client.post(address, {"tier": "100000"})
    assert refused.status_code == 409
    assert "同一年度不能重复参保缴费" in text_of(refused)
    assert "北京市房山区社会保险基金管理中心（电话 12333）负责" in text_of(refused)


def test_an_amount_set_at_both_places_is_owed_once_one_is_declared(browser: Browser) -> None:
    set_amount(browser)
    there = a_second_enrolment(browser.who)
    address = reverse("payer:amount_enrolment", args=[there])
    assert browser.client.post(address, {"tier": "100000"}).status_code == 302
    assert browser.open("home").count("待缴纳") == 1
    order = order_of(pay(browser))
    bank_answers(order, "90000")
    assert "目前没有待缴纳的费用" in browser.open("home")


def test_the_place_is_the_payers_choice_among_those_where_they_are_enrolled(
    browser: Browser,
) -> None:
    assert "更改服务地区" not in browser.open("me")
    address = reverse("payer:place")
    assert "请选择一个您有参保登记的地区" in text_of(
        browser.client.post(address, {"place": "shanxi"})
    )
    a_second_enrolment(browser.who, SHANXI_AGENCY, XIAODIAN)
    assert "您在山西省有正常参保登记，现在的服务地区是北京市" in browser.open("me")
    assert "日常申报表" not in browser.open("premium_services")
    assert "城乡居民基本养老保险 · 山西省太原市小店区" in browser.open("place")
    assert browser.client.post(address, {"place": "hubei"}).status_code == 200
    assert browser.client.post(address, {"place": "shanxi"}).status_code == 302
    assert "日常申报表" in browser.open("premium_services")
    assert "服务地区已更改" in browser.open("me", query="?place=1")
    assert "服务地区 山西省" in browser.open("me")


def test_of_two_enrolments_at_once_the_payer_is_told_what_each_costs_and_whom_to_ask(
    browser: Browser,
) -> None:
    told = "只需在其中一处缴费"
    assert told not in browser.open("me") + browser.open("payment_enrolments")
    a_second_enrolment(browser.who, SHANXI_AGENCY, XIAODIAN)
    for name in ("me", "payment_enrolments", "amount"):
        said = browser.open(name)
        assert "同时有城乡居民基本养老保险参保登记，2026年度" + told in said
        assert "太原市小店区社会保险中心（电话 12333）核对" in said
        assert "北京市房山区社会保险基金管理中心（电话 12333）" in said
    assert browser.open("payment_enrolments").count("2026年度可选 ￥") == 2


def test_that_the_agencies_were_asked_is_told_and_that_one_has_changed_it(
    browser: Browser,
) -> None:
    payer_id = browser.who.payer_id
    there = a_second_enrolment(browser.who, SHANXI_AGENCY, XIAODIAN)
    assert "重复参保核对" not in browser.open("me")
    compare_enrolments(payer_id, "10210", today=TODAY)
    said = browser.open("me")
    assert "城乡居民基本养老保险：北京市房山区、山西省太原市小店区 待核对" in said
    assert (
        "2026年11月20日已请北京市房山区社会保险基金管理中心、太原市小店区社会保险中心核对" in said
    )
    Enrolment.objects.filter(id=there).update(status="4")
    compare_enrolments(payer_id, "10210", today=TODAY)
    assert "重复参保核对" not in browser.open("me")
    assert "重复参保已更正" in browser.open("messages")

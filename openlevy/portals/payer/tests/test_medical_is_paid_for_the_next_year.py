"""城乡居民医疗 (S2 2): from the enrolment to the agreements, and 已申报作废. On 2026-11-20 Beijing
collects 2027."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from openlevy.assessment.queries import payables
from openlevy.assessment.services import follow_enrolment
from openlevy.certificate.models import Certificate
from openlevy.declaration.queries import declarations
from openlevy.declaration.services import void_outdated
from openlevy.parties.queries import enrolment_by_key
from openlevy.parties.services import EnrolmentDelivered, amend_enrolment
from openlevy.payment.queries import agreements
from openlevy.portals.payer.tests.conftest import Browser, key_in, shown_in, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay
from openlevy.portals.shared.tests.people import (
    HEALTHCARE,
    OFFICE,
    a_medical_enrolment,
    an_agreement,
    bank_answers,
    next_day,
    treasury_receives,
)
from openlevy.reference.services import move_business_date

MEDICAL = "10212"


def amounts(browser: Browser, group: str = "13") -> str:
    return reverse("payer:medical_payment_amounts", args=[a_medical_enrolment(browser.who, group)])


def declared(browser: Browser, address: str) -> str:
    response = browser.send(address, due="year2027")
    assert response.status_code == 302, text_of(response)
    return str(response["Location"])


def said_at(browser: Browser, address: str) -> str:
    response = browser.client.get(address)
    assert response.status_code == 200, text_of(response)
    return text_of(response)


def test_from_the_menu_to_a_paid_year(browser: Browser) -> None:
    address = amounts(browser)
    agreement = an_agreement(browser.who)
    next_day()
    menu = browser.open("medical")
    assert all(one in menu for one in ("缴费办理", "已申报作废", "缴费记录查询"))
    assert "批量扣款" not in menu
    assert "医保经办机构更正，咨询电话 12393" in browser.open("medical_payment")
    assert "城乡居民基本医疗保险" in browser.open("medical_payment_enrolments")
    page = said_at(browser, address)
    assert "2027年度" in page
    assert "劳动年龄内居民，每人每年 ￥705.00" in page
    assert "示例" in page
    method = declared(browser, address)
    assert "￥705.00" in said_at(browser, method)
    asked = method.replace("/method/", "/confirmation/")
    assert "请确认缴费信息" in said_at(browser, asked)
    onward = browser.client.get(asked).content.decode()
    assert f'href="{method.replace("/method/", "/agreement/")}"' in onward.replace("&amp;", "&")
    paid = browser.send(method.replace("/method/", "/agreement/"), agreement=agreement)
    assert paid.status_code == 302, text_of(paid)
    order = order_of(paid["Location"])
    bank_answers(order, "90000")
    outcome = said_at(browser, paid["Location"])
    assert "缴费成功" in outcome
    assert "城乡居民基本医疗保险费 2027年" in outcome
    assert "￥705.00" in browser.open("medical_payments")
    assert "￥" not in browser.open("payments", query="?start=2027-01-01&end=2027-12-31")
    assert "医保经办机构记账" in browser.open("payment_record", order)
    assert "已缴费" in said_at(browser, address)


def test_the_question_comes_in_a_dialog_too(browser: Browser) -> None:
    method = declared(browser, amounts(browser))
    asked = method.replace("/method/", "/confirmation/")
    part = browser.client.get(asked, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "<form" not in part
    assert "请确认缴费信息" in part


def test_what_is_declared_is_voided_and_declared_again(browser: Browser) -> None:
    address = amounts(browser)
    declared(browser, address)
    [row] = declarations(browser.who.payer_id)
    listed = browser.open("medical_declarations")
    assert "已申报作废" in listed
    assert "￥705.00" in listed
    assert "没有申报记录" in browser.open("declarations"), "the pension's list has the pension's"
    assert "已申报" in said_at(browser, address)
    assert browser.send(reverse("payer:declaration_voiding", args=[row.id])).status_code == 302
    assert "这段时间没有已申报未缴费的数据" in browser.open("medical_declarations")
    assert "缴费办理" in browser.open("declaration", row.id)
    declared(browser, address)
    states = [one.state for one in declarations(browser.who.payer_id)]
    assert sorted(states) == ["DECLARED", "VOIDED"]


def test_the_same_form_twice_is_once_and_another_is_refused(browser: Browser) -> None:
    address = amounts(browser)
    page, other = browser.client.get(address), browser.client.get(address)
    form = {"due": "year2027", "key": key_in(page), "shown": shown_in(page)}
    answers = {browser.client.post(address, form)["Location"] for _ in range(2)}
    assert len(answers) == 1
    refused = browser.client.post(address, {**form, "key": key_in(other)})
    assert refused.status_code == 409
    assert len(declarations(browser.who.payer_id)) == 1


def test_an_amount_that_changed_meanwhile_is_not_declared(browser: Browser) -> None:
    address = amounts(browser, "13")
    stale = browser.client.get(address)
    regroup(browser, "12")
    form = {"due": "year2027", "key": key_in(stale), "shown": shown_in(stale)}
    refused = browser.client.post(address, form)
    assert refused.status_code == 409
    assert "现在是 ￥375.00，与您看到的不一致" in text_of(refused)
    assert declarations(browser.who.payer_id) == []
    assert "学生儿童，每人每年 ￥375.00" in said_at(browser, address)


def test_out_of_the_window_the_page_says_when(browser: Browser) -> None:
    address = amounts(browser)
    page = browser.client.get(address)
    form = {"due": "year2027", "key": key_in(page), "shown": shown_in(page)}
    move_business_date(date(2027, 1, 5))
    said = said_at(browser, address)
    assert "2028年度的缴费期为2027年9月1日至2027年12月31日" in said
    refused = browser.client.post(address, form)
    assert refused.status_code == 409
    assert "2027年度的缴费期是2026年9月1日至2026年12月31日" in text_of(refused)


def test_what_was_left_undeclared_is_not_declared_after_the_window(browser: Browser) -> None:
    address = amounts(browser)
    declared(browser, address)
    [row] = declarations(browser.who.payer_id)
    browser.send(reverse("payer:declaration_voiding", args=[row.id]))
    [payable] = payables(browser.who.payer_id)
    page = browser.client.get(address)
    move_business_date(date(2027, 1, 5))
    shown = [f"{payable.id}:{payable.amount_fen}"]
    form = {"due": payable.id, "key": key_in(page), "shown": shown}
    assert browser.client.post(address, form).status_code == 404, "a year is declared by its name"
    form |= {"due": "year2027", "shown": [f"year2027:{payable.amount_fen}"]}
    assert browser.client.post(address, form).status_code == 409
    assert [one.state for one in declarations(browser.who.payer_id)] == ["VOIDED"]
    home = browser.open("home")
    assert "￥705.00" not in home
    assert "还没有设置2027年度的养老缴费金额" in home


def test_nothing_ticked_issaid_at(browser: Browser) -> None:
    response = browser.send(amounts(browser))
    assert "请先勾选要缴费的数据" in text_of(response)


@pytest.mark.parametrize("due", ["year", "year20277", "yearabcd", "year１２３４", "x", "-1"])
def test_no_year_is_no_page_of_ours(browser: Browser, due: str) -> None:
    address = amounts(browser)
    page = browser.client.get(address)
    form = {"due": due, "key": key_in(page), "shown": [f"{due}:70500"]}
    assert browser.client.post(address, form).status_code == 404
    assert payables(browser.who.payer_id) == []


def test_the_pensions_enrolment_has_no_medical_page(browser: Browser) -> None:
    address = reverse("payer:medical_payment_amounts", args=[browser.who.enrolment_id])
    assert browser.client.get(address).status_code == 404


def test_a_refusal_leads_to_the_insurance_that_it_is_about(browser: Browser) -> None:
    address = amounts(browser, "13")
    stale = browser.client.get(address)
    regroup(browser, "12")
    form = {"due": "year2027", "key": key_in(stale), "shown": shown_in(stale)}
    refused = browser.client.post(address, form).content.decode()
    assert 'href="/medical/payment/"' in refused
    method = declared(browser, address)
    [row] = declarations(browser.who.payer_id)
    browser.send(reverse("payer:declaration_voiding", args=[row.id]))
    gone = browser.client.get(method)
    assert gone.status_code == 409
    assert 'href="/medical/payment/"' in gone.content.decode()
    regroup(browser, "12", status="2")
    page = {"due": "year2027", "key": "1" * 32, "shown": ["year2027:37500"]}
    closed = browser.client.post(address, page)
    assert closed.status_code == 409
    assert "请联系参保地医保经办机构，咨询电话 12393。" in text_of(closed)


def test_the_first_page_leads_to_what_was_voided(browser: Browser) -> None:
    address = amounts(browser)
    declared(browser, address)
    assert "/payment/confirmation/?declaration=" in browser.client.get("/").content.decode()
    [row] = declarations(browser.who.payer_id)
    browser.send(reverse("payer:declaration_voiding", args=[row.id]))
    assert f'href="{address}"' in browser.client.get("/").content.decode()


def test_a_failed_debit_leads_back_over_the_question(browser: Browser) -> None:
    an_agreement(browser.who)
    next_day()
    method = declared(browser, amounts(browser))
    agreement = agreements(browser.who.payer_id)[0].id
    paid = browser.send(method.replace("/method/", "/agreement/"), agreement=agreement)
    bank_answers(order_of(paid["Location"]), "24007")
    page = browser.client.get(paid["Location"]).content.decode()
    assert 'href="/payment/confirmation/?declaration=' in page
    assert 'href="/medical/declarations/"' in page


def test_one_record_certifies_both_insurances(browser: Browser) -> None:
    pension = order_of(pay(browser))
    method = declared(browser, amounts(browser))
    agreement = agreements(browser.who.payer_id)[0].id
    paid = browser.send(method.replace("/method/", "/agreement/"), agreement=agreement)
    for number in (pension, order_of(paid["Location"])):
        bank_answers(number, "90000")
        treasury_receives(number)
    period = {"start": "2026-01-01", "end": "2027-12-31"}
    page = browser.open("record_printing", query="?start=2026-01-01&end=2027-12-31")
    assert "城乡居民基本养老保险费" in page
    assert "城乡居民基本医疗保险费" in page
    assert "￥2,705.00" in page
    assert page.count("证明申请") == 1
    address = reverse("payer:record_printing") + "?start=2026&end=2027"
    assert browser.send(address, place="beijing", **period).status_code == 302
    [row] = Certificate.objects.filter(payer_id=browser.who.payer_id)
    assert (row.lines, row.total_fen) == (2, 270_500)


def regroup(browser: Browser, group: str, status: str = "1") -> None:
    amend_enrolment(
        EnrolmentDelivered(
            HEALTHCARE, "M0000001", MEDICAL, "102120001", OFFICE[1:7], "窦店镇", "下坡店村",
            OFFICE, group, status, date(2018, 1, 1), None, None,
        )
    )  # fmt: skip
    under = enrolment_by_key(HEALTHCARE, "M0000001", MEDICAL)
    assert under is not None
    with transaction.atomic():
        void_outdated(under, today=date(2026, 11, 20))
    follow_enrolment(under, today=date(2026, 11, 20))

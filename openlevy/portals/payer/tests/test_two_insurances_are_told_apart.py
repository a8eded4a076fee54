"""The first page, the lists and the refusals when there is a pension and medical insurance."""

from datetime import date

from django.urls import reverse

from openlevy.assessment.services import record_special
from openlevy.declaration.queries import declarations
from openlevy.parties.services import (
    EnrolmentDelivered,
    PersonDelivered,
    record_enrolment,
    record_person,
)
from openlevy.portals.payer.tests.conftest import Browser, html_of, key_in, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import declare, order_of, set_amount
from openlevy.portals.payer.tests.test_assisted_residents_pay_what_is_left import left_to_pay
from openlevy.portals.payer.tests.test_medical_is_paid_for_the_next_year import (
    MEDICAL,
    amounts,
    declared,
    regroup,
    said_at,
)
from openlevy.portals.shared.tests.people import OTHER_OFFICE, an_agreement, bank_answers, next_day
from openlevy.reference.services import move_business_date


def paid(browser: Browser, address: str) -> int:
    method = declared(browser, address)
    agreement = an_agreement(browser.who)
    next_day()
    answer = browser.send(method.replace("/method/", "/agreement/"), agreement=agreement)
    assert answer.status_code == 302, text_of(answer)
    return order_of(answer["Location"])


def test_the_first_page_counts_each_and_leads_to_its_own_list(browser: Browser) -> None:
    set_amount(browser)
    declare(browser)
    address = amounts(browser)
    declared(browser, address)
    said = browser.open("home")
    assert said.count("待缴纳") == 2
    assert "￥705.00" in said
    source = html_of(browser.client.get("/"))
    pension, medical = sorted(row.id for row in declarations(browser.who.payer_id))
    assert f"/payment/agreement/?declaration={pension}" in source
    assert f"/payment/confirmation/?declaration={medical}" in source


def test_the_records_are_those_of_the_insurance_paid_last(browser: Browser) -> None:
    bank_answers(paid(browser, amounts(browser)), "90000")
    source = html_of(browser.client.get("/"))
    assert 'class="btn" href="/medical/payments/"' in source


def test_nothing_is_owed_under_an_enrolment_that_has_ended(browser: Browser) -> None:
    address = amounts(browser)
    declared(browser, address)
    [row] = declarations(browser.who.payer_id)
    browser.send(reverse("payer:declaration_voiding", args=[row.id]))
    assert "￥705.00" in browser.open("home")
    regroup(browser, "13", status="4")
    assert "￥705.00" not in browser.open("home")


def test_what_is_being_paid_is_in_the_list_without_buttons(browser: Browser) -> None:
    paid(browser, amounts(browser))
    listed = browser.open("medical_declarations")
    assert "￥705.00" in listed
    assert "继续缴费" not in listed
    assert "作废" not in listed.replace("已申报作废", "")


def test_in_january_the_list_begins_with_the_collection(browser: Browser) -> None:
    declared(browser, amounts(browser))
    move_business_date(date(2027, 1, 5))
    assert "￥705.00" in browser.open("medical_declarations")


def test_refusals_about_medical_lead_to_medical(browser: Browser) -> None:
    address = amounts(browser)
    method = declared(browser, address)
    [row] = declarations(browser.who.payer_id)
    voiding = reverse("payer:declaration_voiding", args=[row.id])
    page = browser.client.get(voiding)
    agreement = an_agreement(browser.who)
    next_day()
    go = method.replace("/method/", "/agreement/")
    form = {"key": key_in(browser.client.get(go)), "agreement": agreement}
    assert browser.client.post(go, form).status_code == 302
    refused = browser.client.post(voiding, {"key": key_in(page)})
    assert refused.status_code == 409
    assert 'href="/medical/declarations/"' in html_of(refused)
    again = browser.client.post(go, {**form, "key": "0" * 32})
    assert again.status_code == 409
    assert "到已申报作废查看结果" in text_of(again)


def test_a_year_paid_elsewhere_is_shown_with_its_office(browser: Browser) -> None:
    bank_answers(paid(browser, amounts(browser)), "90000")
    said = said_at(browser, reverse("payer:medical_payment_amounts", args=[moved_too(browser)]))
    assert "已缴费" in said
    assert "房山区税务局" in said
    form = {"due": "year2027", "shown": "year2027:70500", "key": "1" * 32}
    address = reverse("payer:medical_payment_amounts", args=[moved_too(browser)])
    refused = browser.client.post(address, form)
    assert refused.status_code == 409
    assert "同一年度不能重复参保缴费" in text_of(refused)


def test_what_an_agency_has_assessed_is_shown_when_declared_and_paid(browser: Browser) -> None:
    address = amounts(browser, "32")
    number = record_special(left_to_pay(), today=date(2026, 11, 20))
    method = browser.send(address, due=number)["Location"]
    assert "已申报" in said_at(browser, address)
    agreement = an_agreement(browser.who)
    next_day()
    answer = browser.send(method.replace("/method/", "/agreement/"), agreement=agreement)
    bank_answers(order_of(answer["Location"]), "90000")
    said = said_at(browser, address)
    assert "已缴费" in said
    assert "核定后传递" not in said


def test_a_correction_tells_the_payer(browser: Browser) -> None:
    address = amounts(browser)
    method = declared(browser, address)
    regroup(browser, "12")
    named = "城乡居民基本医疗保险费 2027年 ￥705.00"
    assert f"申报已作废，请重新办理 {named} 经办机构更正" in browser.open("messages")
    refused = browser.client.get(method)
    assert "已经作废" in text_of(refused)
    assert "￥375.00" in said_at(browser, address)


def test_after_the_window_what_was_declared_is_not_paid(browser: Browser) -> None:
    method = declared(browser, amounts(browser))
    agreement = an_agreement(browser.who)
    page = method.replace("/method/", "/agreement/")
    key = key_in(browser.client.get(page))
    move_business_date(date(2027, 1, 5))
    for answer in (
        browser.client.get(page),
        browser.client.post(page, {"key": key, "agreement": agreement}),
    ):
        assert answer.status_code == 409
        assert "缴款期限是2026年12月31日，已经过期" in text_of(answer)


def test_after_the_window_every_page_says_what_can_be_done(browser: Browser) -> None:
    number = int(declared(browser, amounts(browser)).split("=")[-1])
    move_business_date(date(2027, 1, 5))
    home = browser.open("home")
    assert "已申报未缴费，缴费期已经过了" in home
    assert "继续缴费" not in home
    listed = browser.open("medical_declarations")
    assert "已过缴费期" in listed
    assert "作废" in listed
    assert "继续缴费" not in listed
    detail = browser.open("declaration", number)
    assert "申请重新开放缴费期" in detail
    assert "继续缴费" not in detail
    assert "作废" in detail


def moved_too(browser: Browser) -> int:
    """The same person in medical insurance at a second place; the enrolment."""
    agency, who = "1101010000000002", browser.who
    told = (agency, "M9", who.name, "", "201", who.id_no, "2", date(1950, 3, 1), "156", "")
    record_person(PersonDelivered(*told))
    return record_enrolment(
        EnrolmentDelivered(
            agency, "M9", MEDICAL, "102120001", "110101", "某街道", "某社区", OTHER_OFFICE, "13",
            "1", date(2018, 1, 1), None, None,
        )
    )  # fmt: skip

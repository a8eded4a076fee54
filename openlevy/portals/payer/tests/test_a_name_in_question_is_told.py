"""While agencies do not agree on a name, the payer is told who has to confirm it and pays on; once
they do, it stands everywhere."""

from datetime import date

from django.db import connection

from openlevy.parties.queries import id_number
from openlevy.parties.services import PersonDelivered, amend_person
from openlevy.portals.payer.tests.conftest import Browser
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay
from openlevy.portals.shared.tests.people import (
    AGENCY,
    HEALTHCARE,
    TODAY,
    a_medical_enrolment,
    bank_answers,
)

NEW = "石桂岚"


def _told(browser: Browser, agency: str, personal_no: str, name: str = NEW) -> None:
    who = browser.who
    told = PersonDelivered(
        agency, personal_no, name, "", "201", who.id_no, "2", date(1950, 3, 1), "156", ""
    )
    assert amend_person(told, today=TODAY) == who.payer_id


def test_the_payer_pays_on_under_the_old_name_until_both_say_it(browser: Browser) -> None:
    who = browser.who
    a_medical_enrolment(who)
    assert "尚待" not in browser.open("me")
    _told(browser, HEALTHCARE, "M0000001")
    for name in ("me", "payment", "medical_payment"):
        said = browser.open(name)
        assert (
            f"将您的姓名更正为“{NEW}”，尚待北京市房山区社会保险基金管理中心（电话 12333）" in said
        )
        assert f"姓名 {who.name}" in said
    assert "证件号码有误时请勿缴费" in browser.open("payment")
    order = order_of(pay(browser))
    assert _paid_as(order) == who.name
    bank_answers(order, "90000")
    assert f"“{who.name}”更正为“{NEW}”" in browser.open("me")
    _told(browser, AGENCY, f"P{browser.who.login[-4:]:0>7}")
    said = browser.open("me")
    assert f"姓名 {NEW}" in said
    assert "尚待" not in said
    assert f"{NEW}，您好" in browser.open("home")
    assert "姓名已更正" in browser.open("messages")
    assert "姓名或证件号码有误时请勿缴费" in browser.open("payment")
    assert id_number(who.payer_id) == who.id_no


def test_the_writing_for_banks_in_question_is_told_as_that(browser: Browser) -> None:
    a_medical_enrolment(browser.who)
    name = browser.who.name
    for agency, number, wire in ((HEALTHCARE, "M0000001", "石A"), (AGENCY, "", "石B")):
        told = PersonDelivered(
            agency, number or f"P{browser.who.login[-4:]:0>7}", name, wire, "201",
            browser.who.id_no, "2", date(1950, 3, 1), "156", "",
        )  # fmt: skip
        amend_person(told, today=TODAY)
    assert "将您的银行留存姓名更正为“石B”" in browser.open("me")


def _paid_as(order: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT payer_name FROM payment_order WHERE id = %s", [order])
        return str(cursor.fetchall()[0][0])

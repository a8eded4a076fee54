"""The first page counts what is collected now, whether or not somebody has begun to declare it, and
says that nothing is owed only where nothing is."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from openlevy.access.tests.officers import an_officer
from openlevy.assessment.services import (
    Proposal,
    confirm_reopening,
    propose_reopening,
    record_special,
)
from openlevy.kernel.flow import Role
from openlevy.portals.payer.tests.conftest import Browser, html_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay
from openlevy.portals.payer.tests.test_assisted_residents_pay_what_is_left import left_to_pay
from openlevy.portals.payer.tests.test_medical_is_paid_for_the_next_year import amounts, declared
from openlevy.portals.payer.tests.test_two_insurances_are_told_apart import moved_too
from openlevy.portals.shared.tests.people import OFFICE, a_medical_enrolment, bank_answers
from openlevy.reference.services import move_business_date

NOTHING = "目前没有待缴纳的费用。"


def test_a_year_that_nobody_has_begun_to_declare_is_owed(browser: Browser) -> None:
    a_medical_enrolment(browser.who)
    home = browser.open("home")
    assert "待缴纳 ￥705.00 城乡居民基本医疗保险费 2027年 缴费办理" in home
    assert NOTHING not in home


def test_declared_it_is_counted_once(browser: Browser) -> None:
    declared(browser, amounts(browser))
    assert browser.open("home").count("￥705.00") == 1


def test_who_is_enrolled_at_two_places_owes_it_once(browser: Browser) -> None:
    a_medical_enrolment(browser.who)
    moved_too(browser)
    assert browser.open("home").count("￥705.00") == 1


@pytest.mark.parametrize("group", ["31", "32"])
def test_what_public_money_pays_or_the_agency_assesses_is_not_guessed(
    browser: Browser, group: str
) -> None:
    bank_answers(order_of(pay(browser)), "90000")
    a_medical_enrolment(browser.who, group)
    assert NOTHING in browser.open("home")


def test_what_the_agency_has_left_to_pay_speaks_for_the_year(browser: Browser) -> None:
    a_medical_enrolment(browser.who, "32")
    record_special(left_to_pay(), today=date(2026, 11, 20))
    home = browser.open("home")
    assert "￥100.00" in home
    assert "￥705.00" not in home


def reopened(browser: Browser, enrolment: int, year: int) -> None:
    window, review = (an_officer(role, OFFICE) for role in (Role.WINDOW, Role.REVIEW))
    told = Proposal(browser.who.payer_id, enrolment, year, date(2026, 11, 29), "住院")
    key, today = uuid4(), date(2026, 11, 20)
    number = propose_reopening(told, officer=window.actor, request_key=key, today=today)
    confirm_reopening(number, officer=review.actor, today=today)


def test_a_year_that_officers_reopened_is_owed_before_anybody_begins(browser: Browser) -> None:
    bank_answers(order_of(pay(browser)), "90000")
    address = amounts(browser)
    enrolment = int(address.rstrip("/").rpartition("/")[2])
    reopened(browser, enrolment, 2026)
    assert "￥1,410.00" in browser.open("home"), "2027, which is collected, and 2026"
    assert f'href="{address}"' in html_of(browser.client.get("/"))
    assert browser.send(address, due="year2026").status_code == 302
    home = browser.open("home")
    assert "￥1,410.00" in home
    assert "城乡居民基本医疗保险费 2026年 等 2 笔" in home


def test_of_a_pension_that_is_open_again_an_amount_is_asked(browser: Browser) -> None:
    bank_answers(order_of(pay(browser)), "90000")
    under = browser.who.enrolment_id
    reopened(browser, under, 2025)
    home = browser.open("home")
    said = "城乡居民基本养老保险2025年度的缴费期已重新开放，到2026年11月29日为止"
    assert f"{said}，还没有选择缴费金额。" in home
    assert NOTHING not in home
    assert "设置2025年度缴费金额" in home
    setting = reverse("payer:amount_enrolment", args=[under]) + "?year=2025"
    assert f'href="{setting}"' in html_of(browser.client.get("/"))
    assert browser.client.post(setting, {"tier": "100000"}).status_code == 302
    home = browser.open("home")
    assert "还没有选择缴费金额" not in home
    assert "待缴纳 ￥1,000.00 城乡居民基本养老保险费 2025年" in home


def test_outside_the_collection_it_is_not_owed(browser: Browser) -> None:
    a_medical_enrolment(browser.who)
    move_business_date(date(2027, 1, 5))
    assert "￥705.00" not in browser.open("home")

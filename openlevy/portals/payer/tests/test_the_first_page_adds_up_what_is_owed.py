"""The first page counts what is collected now, whether or not somebody has begun to declare it, and
says that nothing is owed only where nothing is."""

from datetime import date

import pytest

from openlevy.assessment.services import record_special
from openlevy.portals.payer.tests.conftest import Browser
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay
from openlevy.portals.payer.tests.test_assisted_residents_pay_what_is_left import left_to_pay
from openlevy.portals.payer.tests.test_medical_is_paid_for_the_next_year import amounts, declared
from openlevy.portals.payer.tests.test_two_insurances_are_told_apart import moved_too
from openlevy.portals.shared.tests.people import a_medical_enrolment, bank_answers
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


def test_outside_the_collection_it_is_not_owed(browser: Browser) -> None:
    a_medical_enrolment(browser.who)
    move_business_date(date(2027, 1, 5))
    assert "￥705.00" not in browser.open("home")

"""The days preset where papers are applied for hold all that may have been paid: this year, and the
medical year that is collected ahead of it, until the end that the place's own year has."""

from dataclasses import replace
from datetime import date
from re import findall

import pytest
from django.urls import reverse

from openlevy.portals.payer import ranges
from openlevy.portals.payer.ranges import payable_by
from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import agreement_page, order_of
from openlevy.portals.payer.tests.test_medical_is_paid_for_the_next_year import amounts, declared
from openlevy.portals.shared.tests.people import (
    an_agreement,
    bank_answers,
    next_day,
    treasury_receives,
)
from openlevy.reference.medical import MedicalYear
from openlevy.reference.queries import place


@pytest.mark.parametrize("paper", ["record_printing", "proof_printing"])
def test_next_years_premium_is_in_the_list(browser: Browser, paper: str) -> None:
    address, agreement = amounts(browser), an_agreement(browser.who)
    next_day()
    done = browser.send(agreement_page(declared(browser, address)), agreement=agreement)
    order = order_of(done["Location"])
    bank_answers(order, "90000")
    treasury_receives(order)
    page = browser.client.get(reverse(f"payer:{paper}")).content.decode()
    preset = dict(findall(r'name="(start|end)"[^>]*value="([0-9-]+)"', page))
    assert preset == {"start": "2026-01-01", "end": "2027-12-31"}
    if paper == "proof_printing":  # Beijing issues records only
        return
    listed = text_of(browser.client.get(reverse(f"payer:{paper}"), preset))
    assert "费款所属期 2026年1月至2027年12月 ，在北京市缴纳的费款" in listed
    assert "705.00" in listed


@pytest.mark.parametrize(
    ("key", "today", "until"),
    [
        ("beijing", date(2026, 8, 31), date(2026, 12, 31)),
        ("beijing", date(2026, 9, 1), date(2027, 12, 31)),
        ("beijing", date(2027, 1, 1), date(2027, 12, 31)),
        ("hubei", date(2026, 8, 31), date(2026, 12, 31)),
        ("hubei", date(2026, 9, 1), date(2027, 12, 31)),
    ],
)
def test_to_the_end_of_the_year_collected_latest(key: str, today: date, until: date) -> None:
    found = payable_by(today, [key])
    assert (found.start, found.end) == (date(today.year, 1, 1), until)


@pytest.mark.parametrize(
    ("today", "until"),
    [(date(2026, 8, 31), date(2026, 12, 31)), (date(2026, 9, 1), date(2027, 8, 31))],
)
def test_a_medical_year_of_other_months_ends_in_its_own(
    today: date, until: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    hubei = place("hubei")
    from_september = replace(hubei.medical, year=MedicalYear("hubei.year", "09-01", -1))
    monkeypatch.setattr(ranges, "place", lambda _key: replace(hubei, medical=from_september))
    assert payable_by(today, ["hubei"]).end == until

"""An address or a form that names a year which no data can be about finds nothing, and breaks
nothing."""

import pytest
from django.urls import reverse

from openlevy.assessment.services import set_amount
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.portals.payer.tests.conftest import Browser, key_in, text_of
from openlevy.portals.shared.tests.people import TODAY, a_medical_enrolment

NONE = [
    "0000",
    "0001",
    "2008",
    "2200",
    "9999",
    "99999",
    "-2026",
    "２０２６",
    "今年",
    "x",
    "",
    "%00",
]


def test_of_a_form_it_is_not_found(browser: Browser) -> None:
    insured = a_medical_enrolment(browser.who)
    address = reverse("payer:medical_payment_amounts", args=[insured])
    key = key_in(browser.client.get(address))
    for year in NONE:
        told = {"key": key, "shown": f"year{year}:1", "due": f"year{year}"}
        assert browser.client.post(address, told).status_code == 404, year


def test_of_an_address_it_is_not_found(browser: Browser) -> None:
    who = browser.who
    set_amount(
        payer_id=who.payer_id,
        enrolment_id=who.enrolment_id,
        year=2026,
        tier_fen=100_000,
        actor=Actor(Role.PAYER),
        today=TODAY,
    )
    choosing = reverse("payer:amount_enrolment", args=[who.enrolment_id])
    done = reverse("payer:amount_done", args=[who.enrolment_id])
    for address in (choosing, done):
        for year in NONE:
            answer = browser.client.get(address, {"year": year})
            assert answer.status_code == 404, (address, year)
            assert "没有这条记录" in text_of(answer)
        assert browser.client.get(address).status_code == 200
        assert browser.client.get(address, {"year": "2026"}).status_code == 200
    assert browser.client.post(f"{choosing}?year=0000", {"tier": "100000"}).status_code == 404
    assert browser.client.get(done, {"year": "2025"}).status_code == 404


@pytest.mark.parametrize("year", ["2009", "2025", "2027", "2199"])
def test_a_year_that_is_not_open_says_which_is(browser: Browser, year: str) -> None:
    address = reverse("payer:amount_enrolment", args=[browser.who.enrolment_id])
    answer = browser.client.get(address, {"year": year})
    assert answer.status_code == 409
    assert "现在只能设置2026年度的缴费金额" in text_of(answer)

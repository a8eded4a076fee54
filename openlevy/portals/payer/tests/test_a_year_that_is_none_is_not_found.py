"""A form that names a year which no data can be about finds nothing, and breaks nothing."""

import pytest
from django.urls import reverse

from openlevy.portals.payer.tests.conftest import Browser, key_in
from openlevy.portals.shared.tests.people import a_medical_enrolment


@pytest.mark.parametrize("year", ["0000", "0001", "9999"])
def test_it_is_not_found(browser: Browser, year: str) -> None:
    insured = a_medical_enrolment(browser.who)
    address = reverse("payer:medical_payment_amounts", args=[insured])
    key = key_in(browser.client.get(address))
    told = {"key": key, "shown": f"year{year}:1", "due": f"year{year}"}
    assert browser.client.post(address, told).status_code == 404

"""Whom to call stands in the data of the place, not in the program."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.payer.tests.test_a_suspended_enrolment_pays_nothing_regular import _suspend
from openlevy.reference import queries as reference
from openlevy.reference.places import Place


@pytest.fixture
def other_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beijing has lines of its own; everywhere else those of the country hold."""
    real = reference.place

    def place(key: str) -> Place:
        found = real(key)
        if key != "beijing":
            return found
        ours = replace(found.service, tax_phone="010-1111", social_insurance_phone="010-2222")
        ours = replace(ours, healthcare_phone="010-3333")
        return replace(found, service=ours)

    monkeypatch.setattr(reference, "place", place)


@pytest.mark.usefixtures("other_numbers")
def test_pages_and_refusals_name_the_telephone_of_the_payers_place(browser: Browser) -> None:
    assert "（电话 010-2222）或医保经办机构（电话 010-3333）" in browser.open("me")
    assert "咨询电话 010-3333。" in browser.open("medical_payment")
    Client().get("/sign-in")  # somebody else is answered in between
    assert "咨询电话 010-2222。" in browser.open("payment")
    _suspend(browser)
    address = reverse("payer:amount_enrolment", args=[browser.who.enrolment_id])
    refused = browser.client.post(address, {"key": "0" * 32, "tier": "200000"})
    assert refused.status_code == 409
    assert "咨询电话 010-2222。" in text_of(refused)

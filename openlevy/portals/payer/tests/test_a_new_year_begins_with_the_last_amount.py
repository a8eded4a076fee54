"""正常缴费 of a new year: 应缴费额会带出您设置的历史应缴费额 (S2 1.1)."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from openlevy.assessment.services import set_amount as set_the_amount
from openlevy.declaration.queries import declarations
from openlevy.parties.tests.people import TODAY
from openlevy.portals.payer.tests.conftest import Browser, key_in, shown_in
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay, set_amount
from openlevy.portals.payer.views import paying
from openlevy.portals.shared.tests.people import bank_answers
from openlevy.reference import queries as reference
from openlevy.reference.services import move_business_date


def test_a_new_year_begins_with_the_amount_of_the_last(browser: Browser) -> None:
    set_amount(browser, 300_000)
    move_business_date(TODAY.replace(year=TODAY.year + 1, month=2))
    setting = reverse("payer:amount_enrolment", args=[browser.who.enrolment_id])
    assert '<option value="300000" selected>' in browser.client.get(setting).content.decode()
    page = browser.open("payment_regular", browser.who.enrolment_id)
    assert f"沿用您为{TODAY.year}年度设置的缴费金额" in page
    assert "￥3,000.00" in page
    address = reverse("payer:payment_regular", args=[browser.who.enrolment_id])
    opened = browser.client.get(address)
    form = {"key": key_in(opened), "due": "carried", "shown": shown_in(opened)}
    first, again = (browser.client.post(address, form) for _ in range(2))
    assert (first.status_code, first["Location"]) == (302, again["Location"])
    [made] = declarations(browser.who.payer_id)
    assert (made.amount_fen, made.period_start.year) == (300_000, TODAY.year + 1)


def test_no_amount_is_carried_over_but_the_one_that_is_offered(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("payer:payment_regular", args=[browser.who.enrolment_id])

    def forced(fen: int) -> int:
        form = {"key": uuid4().hex, "due": "carried", "shown": f"carried:{fen}"}
        status: int = browser.client.post(address, form).status_code
        return status

    assert forced(100_000) == 409, "nothing was ever set"
    set_amount(browser, 300_000)
    move_business_date(TODAY.replace(year=TODAY.year + 1, month=2))
    assert forced(100_000) == 409, "another tier than the one offered"
    tiers = replace(reference.pension_tiers("beijing", TODAY.year), amounts_fen=(100_000,))
    monkeypatch.setattr(reference, "pension_tiers", lambda *_: tiers)
    assert forced(300_000) == 409, "what was set is no tier any more"
    assert "还没有设置缴费金额" in browser.open("payment_regular", browser.who.enrolment_id)
    assert declarations(browser.who.payer_id) == []


def test_the_same_form_in_two_windows_at_once_is_one(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second has seen that nothing is set, and finds it declared when it sets."""
    set_amount(browser, 300_000)
    move_business_date(TODAY.replace(year=TODAY.year + 1, month=2))
    address = reverse("payer:payment_regular", args=[browser.who.enrolment_id])
    opened = browser.client.get(address)
    form = {"key": key_in(opened), "due": "carried", "shown": shown_in(opened)}
    first: list[Any] = []
    really = set_the_amount

    def overtaken(**told: Any) -> int:
        monkeypatch.setattr(paying, "set_amount", really)
        first.append(browser.client.post(address, form))
        return really(**told)

    monkeypatch.setattr(paying, "set_amount", overtaken)
    second = browser.client.post(address, form)
    assert (second.status_code, second["Location"]) == (302, first[0]["Location"])
    assert len(declarations(browser.who.payer_id)) == 1


def test_the_first_page_asks_for_an_amount_only_while_none_is_set(browser: Browser) -> None:
    assert f"还没有设置{TODAY.year}年度的养老缴费金额" in browser.open("home")
    assert "设置本年度缴费金额" in browser.open("home")
    set_amount(browser, 300_000)
    bank_answers(order_of(pay(browser)), "90000")
    page = browser.open("home")
    assert "目前没有待缴纳的费用。" in page
    assert "设置本年度缴费金额" not in page

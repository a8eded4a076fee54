"""A paper in hand against what was certified. Chance is fixed: the picture's text and the code."""

from random import Random
from re import search
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from openlevy.certificate.services import EVERY_INSURANCE, Asking, apply
from openlevy.certificate.services.making import make_waiting
from openlevy.kernel.codes import new_code
from openlevy.kernel.period import Period
from openlevy.payment.models import Order
from openlevy.portals.payer.tests.conftest import Browser, browser, text_of
from openlevy.portals.payer.tests.test_a_record_is_applied_for_and_checked import YEAR
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay
from openlevy.portals.shared.tests.people import TODAY, bank_answers, treasury_receives
from openlevy.reference.certificates import Kind

__all__ = ["browser"]

ADDRESS = "/verify"
SEEN = "AAAAA"
CODE = new_code(Random(7))
OTHER = new_code(Random(9))


@pytest.fixture
def record(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> str:
    """The taxpayer number on a paper whose code is ``CODE``, with pictures that say ``SEEN``."""
    monkeypatch.setattr("openlevy.access.services.challenges.CHALLENGE_ALPHABET", "A")
    monkeypatch.setattr("openlevy.certificate.services.drafting._CHANCE", Random(7))
    number = order_of(pay(browser))
    bank_answers(number, "90000")
    treasury_receives(number)
    assert browser.send("/records/print/?start=2026&end=2026", **YEAR).status_code == 302
    make_waiting(most=1, today=TODAY)
    return browser.who.id_no


@pytest.fixture
def proof(record: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The number on a proof of the same payment, made in 山西, whose code is ``OTHER``."""
    monkeypatch.setattr("openlevy.certificate.services.drafting._CHANCE", Random(9))
    Order.objects.update(tax_office="11401050000")
    apply(
        payer_id=Order.objects.get().payer_id,
        asking=Asking("shanxi", EVERY_INSURANCE, Period.year(2026), Kind.PROOF),
        request_key=UUID(int=9),
        today=TODAY,
        at=timezone.now(),
    )
    make_waiting(most=1, today=TODAY)
    return record


def _check(number: str, code: str, captcha: str = SEEN) -> str:
    public = Client()
    key = search(r'captcha_key" value="([0-9a-f]+)"', public.get(ADDRESS).content.decode())
    assert key is not None
    form = {"taxpayer_no": number, "code": code, "captcha": captcha, "captcha_key": key[1]}
    page = text_of(public.post(ADDRESS, form))
    again = text_of(public.post(ADDRESS, form))
    assert "验证码不正确或已过期" in again, "a picture is good for one check"
    return page


def test_a_true_paper_shows_what_was_certified(record: str) -> None:
    page = _check(record, CODE)
    assert "校验结果正确" in page
    assert "石桂兰" in page
    assert "￥2,000.00" in page
    assert "贰仟元整" in page
    assert record not in page


def test_a_true_proof_is_found_under_the_words_of_its_place(proof: str) -> None:
    page = _check(proof, OTHER)
    assert "校验结果正确" in page
    assert "请与手中的《社会保险费缴费证明》逐项核对" in page
    assert "国家税务总局山西省税务局" in page
    assert "缴费日期 入库日期" in page
    assert page.count("2026-11-21") == 2
    assert "缴费人姓名 石桂兰" in page
    assert proof not in page
    assert "缴费日期" not in _check(proof, CODE), "a record does not say when it was paid"


def test_the_code_is_taken_as_it_is_typed(record: str) -> None:
    spaced = " ".join(CODE[i : i + 4] for i in range(0, 16, 4)).lower()
    assert "校验结果正确" in _check(f" {record} ", spaced)


@pytest.mark.parametrize("wrong", ["number", "code"])
def test_anything_else_is_a_clear_no(record: str, wrong: str) -> None:
    number = "990111195003100004" if wrong == "number" else record
    code = new_code(Random(8)) if wrong == "code" else CODE
    page = _check(number, code)
    assert "校验结果不正确" in page
    assert "石桂兰" not in page

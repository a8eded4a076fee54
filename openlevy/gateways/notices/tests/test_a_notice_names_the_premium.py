"""X6: whoever is told of a debit, a declaration or a paper reads which insurance, year and how
much, in a text that two short messages hold; what was written down with less is still sent."""

import pytest

from openlevy.gateways.notices.affairs import AFFAIRS
from openlevy.gateways.notices.texts import Office, text_of

OFFICE = Office("国家税务总局内蒙古自治区税务局", "12366")
KINDS = sorted(one for one in AFFAIRS if one.split(".")[0] not in ("agreement", "window"))
LONGEST = {
    "insurance": "城乡居民基本养老保险费",
    "year": "2011",
    "last_year": "2026",
    "yuan": "123,456.00",
    "count": "12",
    "paper": "《社会保险费缴费记录》",
}
MOST = 134
"""Characters of two short messages that belong together, 67 each."""


@pytest.mark.parametrize("kind", KINDS)
def test_insurance_years_and_sum(kind: str) -> None:
    words = text_of(kind, OFFICE, LONGEST).words
    assert "您2011至2026年度的城乡居民基本养老保险费等 12 笔 123,456.00 元" in words
    assert len(words) <= MOST


@pytest.mark.parametrize("side", ["paid_for_another", "paid_by_another"])
@pytest.mark.parametrize("kind", ["payment.credited", "payment.credit_withdrawn"])
def test_whose_money_it_is(kind: str, side: str) -> None:
    words = text_of(kind, OFFICE, {**LONGEST, "side": side}).words
    insured = side == "paid_by_another"
    assert ("他人为您缴纳的2011至" if insured else "您为他人缴纳的2011至") in words
    assert ("记在您名下" if insured else "记在参保人名下") in words
    assert len(words) <= MOST


@pytest.mark.parametrize("kind", KINDS)
def test_one_year_is_named_once(kind: str) -> None:
    facts = {**LONGEST, "year": "2026", "count": "1"}
    assert "您2026年度的城乡居民基本养老保险费 123,456.00 元" in text_of(kind, OFFICE, facts).words


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_written_before_premiums_were_named(kind: str) -> None:
    words = text_of(kind, OFFICE, {"yuan": "10.00"}).words
    assert "您的社会保险费 10.00 元" in words
    assert "%" not in words

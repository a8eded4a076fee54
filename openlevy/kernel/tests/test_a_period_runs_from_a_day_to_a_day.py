"""Periods: made, read, written, compared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openlevy.kernel.period import Period, PeriodReversed, PeriodUnreadable

MONTHS = st.integers(1, 9999), st.integers(1, 12)


def test_a_year_and_a_month_include_their_last_day() -> None:
    assert Period.year(2026) == Period(date(2026, 1, 1), date(2026, 12, 31))
    assert Period.month(2028, 2) == Period(date(2028, 2, 1), date(2028, 2, 29))
    assert date(2028, 2, 29) in Period.month(2028, 2)
    assert date(2028, 3, 1) not in Period.month(2028, 2)


def test_a_single_day_is_a_period() -> None:
    day = date(2026, 3, 5)
    assert day in Period(day, day)


def test_a_reversed_period_is_refused() -> None:
    with pytest.raises(PeriodReversed) as refused:
        Period(date(2026, 2, 1), date(2026, 1, 31))
    assert refused.value.facts() == {"start": date(2026, 2, 1), "end": date(2026, 1, 31)}


@given(st.dates(), st.dates())
def test_the_text_form_reads_back(first: date, second: date) -> None:
    period = Period(min(first, second), max(first, second))
    assert Period.parse(str(period)) == period


def test_the_text_form_is_what_certificates_print() -> None:
    assert str(Period.year(2026)) == "2026-01-01至2026-12-31"
    assert Period.parse(" 2026-01-01 至 2026-12-31 ") == Period.year(2026)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-01-01",
        "2026-01-01至",
        "2026-02-30至2026-03-01",
        "20260101至20261231",
        "2026-W01-1至2026-W02-1",
        "２０２６-01-01至2026-12-31",
        "2026-01-01-2026-12-31",
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(PeriodUnreadable):
        Period.parse(text)


def test_a_reversed_text_is_refused_as_reversed() -> None:
    with pytest.raises(PeriodReversed):
        Period.parse("2026-12-31至2026-01-01")


@given(*MONTHS, st.integers(0, 40))
def test_the_wire_form_reads_back(year: int, month: int, more: int) -> None:
    last = min(year * 12 + month - 1 + more, 9999 * 12 + 11)
    period = Period(Period.month(year, month).start, Period.month(last // 12, last % 12 + 1).end)
    assert Period.from_wire(*period.wire()) == period


def test_the_wire_form_is_year_and_month() -> None:
    assert Period.year(2026).wire() == ("202601", "202612")


def test_years_before_one_thousand_keep_four_digits_on_the_wire() -> None:
    assert Period.month(1, 2).wire() == ("000102", "000102")


def test_an_open_end_on_the_wire_is_the_last_day_there_is() -> None:
    assert Period.from_wire("201712", "999912").end == date.max


@pytest.mark.parametrize("first", ["", "2026", "202600", "202613", "000001", "2026-1", "２02601"])
def test_a_wire_month_that_does_not_exist_is_refused(first: str) -> None:
    with pytest.raises(PeriodUnreadable):
        Period.from_wire(first, "202612")


@pytest.mark.parametrize(
    "period",
    [
        Period(date(2026, 1, 2), date(2026, 1, 31)),
        Period(date(2026, 1, 1), date(2026, 1, 30)),
    ],
)
def test_part_of_a_month_has_no_wire_form(period: Period) -> None:
    assert not period.is_whole_months
    with pytest.raises(PeriodUnreadable):
        period.wire()


def test_periods_overlap_when_they_share_a_day() -> None:
    march = Period.month(2026, 3)
    assert march.overlaps(Period(date(2026, 3, 31), date(2026, 4, 1)))
    assert march.overlaps(Period.year(2026))
    assert not march.overlaps(Period.month(2026, 4))
    assert not Period.month(2026, 4).overlaps(march)

"""办理时间: shanxi's residents declare and pay from the 1st to the 25th, and no holiday moves that
(S3 ch. 3); elsewhere every day will do."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from openlevy.reference import queries
from openlevy.reference.month_days import MonthDays

SHIPPED = Path(__file__).resolve().parents[3] / "jurisdictions"
XIAODIAN, FANGSHAN = "11401050000", "11101110000"


def test_shanxi_is_open_from_the_first_to_the_twenty_fifth() -> None:
    days = queries.place("shanxi").days
    assert days == MonthDays("shanxi.days", 1, 25)
    assert [day for day in range(1, 32) if date(2026, 10, day) in days] == list(range(1, 26))
    assert not queries.is_unverified("shanxi.days")
    assert [one.key for one in queries.places() if one.days] == ["shanxi"]


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2026, 10, 4), date(2026, 10, 25)])
def test_a_holiday_moves_nothing(day: date) -> None:
    assert not queries.is_working_day(day)
    assert queries.outside_days(XIAODIAN, day) is None
    assert queries.closed_offices(day) == []


@pytest.mark.parametrize(
    ("day", "opens_on"),
    [
        (date(2026, 2, 26), date(2026, 3, 1)),
        (date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_from_the_twenty_sixth_it_opens_on_the_first(day: date, opens_on: date) -> None:
    assert queries.outside_days(XIAODIAN, day) == queries.OutsideDays(1, 25, opens_on)
    assert queries.closed_offices(day) == ["114"]
    assert queries.outside_days(FANGSHAN, day) is None


@pytest.mark.parametrize(
    ("day", "until", "ended"),
    [
        (date(2026, 11, 26), date(2026, 12, 25), False),
        (date(2026, 12, 26), date(2026, 12, 25), True),
        (date(2026, 12, 26), date(2027, 1, 1), False),
        (date(2026, 12, 26), None, False),  # an agency assessed it
    ],
)
def test_no_day_after_the_collection_is_named(day: date, until: date | None, ended: bool) -> None:
    shut = queries.outside_days(XIAODIAN, day, until)
    assert (shut == queries.CollectionEnded(date(2026, 12, 25))) is ended
    assert isinstance(shut, queries.OutsideDays) is not ended


def test_a_place_is_shut_for_good_when_all_its_collections_are() -> None:
    last = queries.CollectionEnded(date(2026, 12, 25))
    opens = queries.OutsideDays(1, 25, date(2026, 12, 1))
    days = [date(2026, 12, 25), date(2026, 12, 31), date(2026, 11, 30)]
    assert [queries.shut_today("shanxi", day) for day in days] == [None, last, opens]
    assert queries.shut_today("beijing", date(2026, 12, 31)) is None


def test_what_is_due_at_the_years_end_is_due_on_the_last_of_these_days() -> None:
    end = date(2026, 12, 31)
    assert queries.last_day_before("shanxi", end) == date(2026, 12, 25)
    assert queries.last_day_before("shanxi", date(2026, 12, 25)) == date(2026, 12, 25)
    assert queries.last_day_before("beijing", end) == end


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("last = 25", "last = 31", "days.last is 31; it must be from 1 to 28"),
        ("first = 1\n", "first = 26\n", "days.last must not lie before first"),
        ("first = 1\n", "", "days.first is missing"),
        ("[days]\n", "[days]\nnight = 1\n", "days.night is not known here"),
    ],
)
def test_days_that_cannot_be_are_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    world = Path(shutil.copytree(SHIPPED, tmp_path / "jurisdictions"))
    file = world / "shanxi" / "place.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(sentence in problem for problem in queries.check(world / "shanxi"))

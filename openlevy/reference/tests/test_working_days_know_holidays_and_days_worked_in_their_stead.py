"""The expected day of a proof counts working days as offices keep them: the holidays of 2026 with
their 调休, written here by hand from the announcement and not read from the table."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from openlevy.reference import loading, queries

OFF = [
    "01-01",
    "01-02",
    "02-16",
    "02-17",
    "02-18",
    "02-19",
    "02-20",
    "02-23",
    "04-06",
    "05-01",
    "05-04",
    "05-05",
    "06-19",
    "09-25",
    "10-01",
    "10-02",
    "10-05",
    "10-06",
    "10-07",
]
WORKED = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


@pytest.mark.parametrize("day", OFF)
def test_a_holiday_in_the_week_is_free(day: str) -> None:
    assert not queries.is_working_day(date.fromisoformat(f"2026-{day}"))


@pytest.mark.parametrize("day", WORKED)
def test_a_day_worked_in_its_stead_is_worked(day: str) -> None:
    assert queries.is_working_day(date.fromisoformat(f"2026-{day}"))


def test_every_other_day_of_the_year_is_what_its_weekday_says() -> None:
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    others = [day for day in year if f"{day:%m-%d}" not in {*OFF, *WORKED}]
    assert len(others) == 365 - len(OFF) - len(WORKED)
    assert all(queries.is_working_day(day) == (day.weekday() < 5) for day in others)


@pytest.mark.parametrize(
    ("after", "count", "expected"),
    [
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # the week of the national day; a Saturday
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2026, 2, 13), 3, date(2026, 2, 25)),  # 14th worked, then nine days free
        (date(2026, 3, 2), 3, date(2026, 3, 5)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 6), 0, date(2026, 3, 6)),
    ],
)
def test_so_many_working_days_later(after: date, count: int, expected: date) -> None:
    assert queries.working_day_after(after, count) == expected


def test_of_a_year_nobody_has_announced_weekends_and_the_days_of_the_law_are_free() -> None:
    free = [
        date(2031, month, 1)
        for month in range(1, 13)
        if not queries.is_working_day(date(2031, month, 1))
    ]
    weekends = [date(2031, month, 1) for month in (2, 3, 6, 11)]
    assert free == sorted([*weekends, date(2031, 1, 1), date(2031, 5, 1), date(2031, 10, 1)])
    assert queries.working_day_after(date(2026, 12, 25), 5) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 0),
        (date(2026, 12, 31), date(2027, 1, 1), 2027),
        (date(2027, 5, 1), date(2028, 1, 1), 2027),
    ],
)
def test_it_is_known_which_years_holidays_nobody_has_announced(
    first: date, last: date, year: int
) -> None:
    assert queries.holidays_unannounced(first, last) == year


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-10-03,国庆节,off", "off without standing here"),  # a Saturday is free anyhow
        ("2026-10-08,国庆节,work", "work without standing here"),
        ("2026-02-30,春节,off", "is no day"),
        ("2026-10-08,国庆节,free", "must match off|work"),
    ],
)
def test_a_calendar_that_cannot_be_meant_is_named(tmp_path: Path, line: str, said: str) -> None:
    place = tmp_path / "somewhere"
    place.mkdir()
    place.joinpath("place.toml").write_text("")
    head = "code,name,kind,certainty,source"
    place.joinpath("calendar.csv").write_text(f"{head}\n{line},V,自拟\n", encoding="utf-8")
    assert any("calendar.csv: line 2" in one and said in one for one in loading.check(place))


def test_the_days_of_another_year_are_a_file_of_the_deployment(tmp_path: Path) -> None:
    place = tmp_path / "somewhere"
    place.mkdir()
    place.joinpath("place.toml").write_text("")
    head = "code,name,kind,certainty,source"
    place.joinpath("calendar.csv").write_text(f"{head}\n2027-01-01,元旦,off,V,自拟\n")
    assert not any("calendar.csv" in one for one in loading.check(place))


def test_a_range_of_days_that_ends_before_it_begins_is_named(tmp_path: Path) -> None:
    place = tmp_path / "somewhere"
    place.mkdir()
    place.joinpath("place.toml").write_text("")
    place.joinpath("certificate.toml").write_text(
        '[ready]\nworking_days_least = 5\nworking_days_most = 3\ncertainty = "V"\nsource = "自拟"\n'
    )
    said = loading.check(place)
    assert any("working_days_most" in one and "must not lie below" in one for one in said)


def test_shanxis_guide_says_three_to_five() -> None:
    assert queries.place("shanxi").certificates.ready_after == (3, 5)

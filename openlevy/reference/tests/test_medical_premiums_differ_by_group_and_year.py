"""Resident medical insurance as data of a place: by group, from a year on, in its days."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from openlevy.kernel.period import Period
from openlevy.reference import loading, queries

SHIPPED = Path(loading.__file__).parents[2] / "jurisdictions"


def test_a_group_pays_the_flat_amount_of_its_place_and_year() -> None:
    assert queries.medical_group("hubei", 2023, "20").amount_fen == 350_00  # S0's own example
    assert queries.medical_group("hubei", 2026, "20").amount_fen == 400_00
    paid = {queries.medical_group("beijing", 2026, code).amount_fen for code in ("11", "12", "13")}
    assert len(paid) == 3


@pytest.mark.parametrize(("year", "group"), [(2000, "20"), (2026, "31"), (2026, "")])
def test_a_year_or_group_without_an_amount_is_refused(year: int, group: str) -> None:
    with pytest.raises(queries.AmountNotSet) as refused:
        queries.medical_group("hubei", year, group)
    assert refused.value.facts() == {"place": "hubei", "year": year, "group": group}


def test_hubei_collects_from_september_to_august_for_the_calendar_year() -> None:
    """S0: paid on 2022-09-06 for 2023; 2023-09-01 to 2024-08-31 is 缴费年度 2024."""
    medical = queries.place("hubei").medical
    assert medical.year.of(2023) == Period(date(2023, 1, 1), date(2023, 12, 31))
    assert medical.window.of(2024) == Period(date(2023, 9, 1), date(2024, 8, 31))
    assert medical.open_years(date(2022, 9, 6)) == (2023,)
    assert medical.open_years(date(2023, 8, 31)) == (2023,)
    assert medical.open_years(date(2023, 9, 1)) == (2024,)


def test_in_hubei_exactly_one_year_is_current_on_every_day() -> None:
    """S0 2.2: leap years too; from the first of September on it is the next."""
    medical, day = queries.place("hubei").medical, date(2022, 9, 1)
    while day < date(2033, 9, 1):
        current = medical.current_year(day)
        assert medical.open_years(day) == (current,), day
        assert current == day.year + (day.month >= 9), day
        day += timedelta(days=1)


def test_outside_the_collection_no_year_is_current() -> None:
    medical = queries.place("shanxi").medical
    assert [medical.current_year(date(2026, month, 1)) for month in (8, 9)] == [None, 2027]


def test_shanxi_collects_the_next_years_premium_at_the_end_of_a_year() -> None:
    """S3 chapter 3: medical is paid for the next year."""
    medical = queries.place("shanxi").medical
    assert medical.open_years(date(2026, 11, 26)) == (2027,)
    assert medical.open_years(date(2026, 5, 1)) == ()


def _changed(tmp_path: Path, old: str, new: str) -> list[str]:
    world = tmp_path / "jurisdictions"
    shutil.copytree(SHIPPED, world)
    file = world / "hubei" / "medical.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return loading.check(world / "hubei")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('item = "10212"', 'item = "99999"', "levy item 99999 is unknown"),
        ('end = "08-31"', 'end = "02-30"', "must be a day of every year"),
        ("end_offset = 0", "end_offset = -2", "not lie before it"),
        ('start = "01-01"', 'start = "02-29"', "must be a day of every year"),
        ("from_year = 2024", "from_year = 2022", "must ascend by from_year"),
        ("amount_fen = 35_000", "amount_fen = 0", "must be from 1 to"),
        ('code = "20"', 'code = "2"', "must match"),
        ('certainty = "V"', 'certainty = "X"', "must match"),
        ("[[special_groups.groups]]", "[[special_groups.people]]", "people is not known here"),
        ('subsidised_by = ["01"]', 'subsidised_by = ["09"]', "must name some of the subsidisers"),
        ('subsidised_by = ["01"]', "", "subsidised_by is missing"),
        ("in_full = true", 'in_full = "yes"', "in_full must be true or false"),
        ('code = "33"', 'code = "32"', "groups must hold each code once"),
        ('01 = "财政"', '1 = "财政"', "names must have codes of two digits"),
        ('02 = "医疗救助基金"', '02 = "财政"', "names must hold each name once"),
        ('03 = "村集体"', f'03 = "{"村" * 21}"', "names of 20 characters at most"),
        ("[subsidisers.names]", "[subsidisers.who]", "names is missing"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_key(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found = _changed(tmp_path, old, new)
    assert any("hubei/medical.toml" in one and said in one for one in found), found


def test_the_shipped_file_is_right(tmp_path: Path) -> None:
    assert _changed(tmp_path, "[levy]", "[levy]") == []


def test_a_place_may_leave_the_file_to_the_reference(tmp_path: Path) -> None:
    world = tmp_path / "jurisdictions"
    shutil.copytree(SHIPPED, world)
    (world / "hubei" / "medical.toml").unlink()
    assert loading.check(world / "hubei") == []

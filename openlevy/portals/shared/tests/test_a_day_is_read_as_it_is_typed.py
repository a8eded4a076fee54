"""Days in every form that can mean one day only."""

from datetime import date

import pytest

from openlevy.portals.shared.typed_days import DayUnreadableError, typed_day

MARCH_1 = date(2026, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01",
        "2026/3/1",
        "2026.3.1",
        "20260301",
        "２０２６／０３／０１",
        "２０２６年３月１日",
        "2026年3月1日",
        "2026 年 3 月 1 日",
        "2026—3—1",
        " 2026-3-1 ",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert typed_day(text) == MARCH_1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        ("202602", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026年", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_month_or_a_year_stands_for_its_first_or_last_day(
    text: str, first: date, last: date
) -> None:
    assert typed_day(text) == first
    assert typed_day(text, last=True) == last


@pytest.mark.parametrize(
    "text",
    ["", "1/3/2026", "01-03-2026", "2026-13-01", "2026-02-30", "26-3-1", "0026-03-01", "明天",
     "2026-3-1-1", "202603011", "2026-3/1日日", "１９８９-1-1", "9999-1-1"],
)  # fmt: skip
def test_what_could_mean_two_days_or_none_is_refused(text: str) -> None:
    with pytest.raises(DayUnreadableError):
        typed_day(text)

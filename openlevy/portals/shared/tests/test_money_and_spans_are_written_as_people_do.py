"""The forms of money, days and periods on pages."""

from datetime import UTC, date, datetime

import pytest

from openlevy.kernel.period import Period
from openlevy.portals.shared import formats


def test_money() -> None:
    assert formats.yuan(123_450) == "￥1,234.50"
    assert formats.yuan(-5) == "-￥0.05"


def test_days_and_instants() -> None:
    assert formats.day(date(2026, 3, 1)) == "2026年3月1日"
    assert formats.day(None) == "—"
    assert formats.instant(datetime(2026, 11, 20, 16, 30, tzinfo=UTC)) == "2026-11-21 00:30"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "2026年"),
        (date(2026, 3, 1), date(2026, 3, 31), "2026年3月"),
        (date(2026, 3, 1), date(2026, 6, 30), "2026年3月至6月"),
        (date(2019, 1, 1), date(2020, 12, 31), "2019年1月至2020年12月"),
        (date(2026, 3, 5), date(2026, 6, 30), "2026-03-05 至 2026-06-30"),
    ],
)
def test_spans(start: date, end: date, written: str) -> None:
    assert formats.span(Period(start, end)) == written


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "1 秒"), (59, "59 秒"), (61, "2 分钟"), (900, "15 分钟"), (3601, "2 小时")],
)
def test_waits_are_rounded_up(seconds: int, written: str) -> None:
    assert formats.wait(seconds) == written

"""In production nobody is told by night, nor in the morning of what was left from the evening."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import Settings

from openlevy.jobs import stations

BEIJING = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize("busy", [False, True])
@pytest.mark.parametrize(
    ("hour", "until"),
    [(8, None), (9, 20), (19, 20), (20, None), (3, None)],
)
def test_between_nine_and_twenty_and_not_while_many_wait(
    hour: int, until: int | None, busy: bool, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.PRODUCTION = True
    now = datetime(2026, 12, 1, hour, 59, tzinfo=BEIJING)
    asked: list[datetime | None] = []

    def remind(**told: object) -> int:
        asked.append(told.get("until"))  # type: ignore[arg-type]
        return 0

    monkeypatch.setattr(stations, "remind", remind)
    monkeypatch.setattr(stations, "many_wait_for", lambda _party, _most: busy)
    monkeypatch.setattr(stations, "business_date", now.date)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert stations._reminders() == 0
    assert asked == ([now.replace(hour=until, minute=0)] if until and not busy else [])

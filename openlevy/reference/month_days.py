"""The days of a month on which residents declare and pay, where a place has such. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class MonthDays:
    """办理时间: from ``first`` to ``last`` of every month, both included. Holidays move neither
    (节假日不顺延, S3 ch. 3). ``key`` is that of its certainty."""

    key: str
    first: int
    last: int

    def __contains__(self, day: date) -> bool:
        return self.first <= day.day <= self.last

    def next_open(self, day: date) -> date:
        """The first of these days that is not before ``day``."""
        while day not in self:
            day += timedelta(days=1)
        return day

    def last_open(self, day: date) -> date:
        """The last of these days that is not after ``day``."""
        while day not in self:
            day -= timedelta(days=1)
        return day

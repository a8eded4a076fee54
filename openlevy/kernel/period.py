"""The premium period (费款所属期): from one day to another, both included. Pure."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from openlevy.kernel.errors import Refusal

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAYS = re.compile(rf"\s*({_DAY})\s*至\s*({_DAY})\s*")
_MONTH = re.compile(r"([0-9]{4})([0-9]{2})")


@dataclass
class PeriodReversed(Refusal):
    """The period would end before it begins."""

    start: date
    end: date
    code = "period.reversed"


@dataclass
class PeriodUnreadable(Refusal):
    """The text is no period, no month, or not of whole months where the wire needs them."""

    text: str
    code = "period.unreadable"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``start`` to ``end``, both days included.

    Raises:
        PeriodReversed: ``end`` lies before ``start``.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise PeriodReversed(self.start, self.end)

    @classmethod
    def year(cls, year: int) -> "Period":
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """The calendar month."""
        return cls(date(year, month, 1), _last_day(year, month))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read ``2026-01-01至2026-12-31``.

        Raises:
            PeriodUnreadable: another form, or a day that does not exist.
            PeriodReversed: the days stand the wrong way round.
        """
        match = _DAYS.fullmatch(text)
        try:
            if match is None:
                raise ValueError(text)
            days = date.fromisoformat(match[1]), date.fromisoformat(match[2])
        except ValueError:
            raise PeriodUnreadable(text) from None
        return cls(*days)

    @classmethod
    def from_wire(cls, first: str, last: str) -> "Period":
        """From the first to the last month, each ``yyyyMM``; ``999912`` is an open end.

        Raises:
            PeriodUnreadable: not six digits, or a month that does not exist.
            PeriodReversed: the months stand the wrong way round.
        """
        return cls(_month(first).start, _month(last).end)

    def wire(self) -> tuple[str, str]:
        """First and last month as ``yyyyMM``.

        Raises:
            PeriodUnreadable: the period is not made of whole months.
        """
        if not self.is_whole_months:
            raise PeriodUnreadable(str(self))
        return _wire_month(self.start), _wire_month(self.end)

    @property
    def is_whole_months(self) -> bool:
        """Whether it begins with the first and ends with the last day of a month."""
        return self.start.day == 1 and self.end == _last_day(self.end.year, self.end.month)

    def overlaps(self, other: "Period") -> bool:
        """Whether any day lies in both."""
        return self.start <= other.end and other.start <= self.end

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.start.isoformat()}至{self.end.isoformat()}"


def _month(text: str) -> Period:
    match = _MONTH.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        return Period.month(int(match[1]), int(match[2]))
    except ValueError:
        raise PeriodUnreadable(text) from None


def _wire_month(day: date) -> str:
    return f"{day.year:04}{day.month:02}"


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])

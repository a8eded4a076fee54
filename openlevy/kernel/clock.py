"""The moment a unit of work happens: read once at its edge, passed down, never asked for again."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """One unit of work's time.

    ``business_date`` is the day the books are open for and only moves forward; rules about periods,
    windows and effectiveness use it. ``at`` is the real instant, with its zone; signatures,
    lock-outs and the trace use it.
    """

    business_date: date
    at: datetime

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("an instant without a time zone")

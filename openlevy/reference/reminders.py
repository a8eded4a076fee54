"""When people are reminded that a collection ends, where a place reminds them. Pure."""

from dataclasses import dataclass
from datetime import date

from openlevy.kernel.period import Period
from openlevy.reference.sections import Section

LONGEST = 92


@dataclass(frozen=True, slots=True)
class Reminders:
    """So many days before the last one, the longest time first. ``key`` is that of its
    certainty."""

    key: str
    days_before: tuple[int, ...]

    def stage(self, last_day: date, today: date) -> int | None:
        """Which of them it is time for: the nearest that has come. None before the first, and
        after the last day."""
        left = (last_day - today).days
        return min((n for n in self.days_before if 0 <= left <= n), default=None)


@dataclass(frozen=True, slots=True)
class Closing:
    """A collection whose end is near enough to be reminded of: of which insurance and year, for
    which days, until when, and how many days before it ends this is the reminder."""

    place: str
    levy_item: str
    year: int
    period: Period
    last_day: date
    days_before: int


def read_reminders(section: Section, key: str) -> Reminders:
    """``[reminders]`` of a place; what is wrong is noted."""
    days = section.wholes("days_before", 1, LONGEST)
    if list(days) != sorted(set(days), reverse=True):
        section.note("days_before", "must descend, each once")
    section.close()
    return Reminders(key, days)

"""The business date and the calendar of working days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openlevy.kernel.clock import Moment
from openlevy.kernel.errors import Refusal
from openlevy.reference import loaded, tables
from openlevy.statements.services import read

BUSINESS_DATE_SQL = "(SELECT business_date FROM reference_business_date)"
"""The business date inside a statement; null while the books have no day."""


_FREE_BY_LAW = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
"""元旦, 劳动节, 国庆节: month and day (全国年节及纪念日放假办法, as revised in 2024). The others
follow the moon or the sun, and stand in the calendar once they are announced."""


@dataclass
class BusinessDateNotOpen(Refusal):
    """The books have no day yet."""

    code = "reference.business_date_not_open"


def business_date() -> date:
    """The day the books are open for. Read it once per unit of work and pass it down.

    Raises:
        BusinessDateNotOpen: there is none yet.
    """
    rows = read(f"SELECT {BUSINESS_DATE_SQL}", {})
    day: date | None = rows[0][0]
    if day is None:
        raise BusinessDateNotOpen
    return day


def moment(at: datetime) -> Moment:
    """The business date together with the real instant ``at``."""
    return Moment(business_date=business_date(), at=at)


def is_working_day(day: date) -> bool:
    """Whether offices work on that day. Of a year whose holidays nobody has announced yet, only
    Saturdays, Sundays and the days that the law names by the calendar are known to be free."""
    known = loaded.reference().tables["calendar"].get(day.isoformat())
    if isinstance(known, tables.CalendarDay):
        return known.kind == "work"
    return day.weekday() < tables.SATURDAY and (day.month, day.day) not in _FREE_BY_LAW


def holidays_unannounced(first: date, last: date) -> int:
    """The first year of these days whose holidays nobody has announced yet, so that what was
    counted over it may come later; 0 for none."""
    known = {code[:4] for code in loaded.reference().tables["calendar"]}
    years = range(first.year, last.year + 1)
    return next((year for year in years if str(year) not in known), 0)


def working_day_after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day

"""Days as people type them: full width, with slashes, dots or Chinese words, or digits alone. Pure.

A year or a month stands for its first day where a range begins and for its last where it ends.
Day-first forms (``1/3/2026``) could be read two ways and are refused.
"""

import re
from calendar import monthrange
from datetime import date

from openlevy.kernel.text import half_width

YEARS = range(1990, 2100)
_PARTS = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?)?月?)?年?")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")


class DayUnreadableError(ValueError):
    """The text names no day, or could name two."""


def typed_day(text: str, *, last: bool = False) -> date:
    """The day in ``text``; with ``last``, the last one a month or a year stands for.

    Raises:
        DayUnreadableError: no such day, no year from 1990 on, or a form that could mean two days.
    """
    plain = "".join(half_width(text).split()).replace("—", "-").replace("–", "-")
    match = _DIGITS.fullmatch(plain) or _PARTS.fullmatch(plain)
    if match is None or int(match[1]) not in YEARS:
        raise DayUnreadableError(text)
    year = int(match[1])
    month = int(match[2]) if match[2] else (12 if last else 1)
    try:
        end = monthrange(year, month)[1]
        return date(year, month, int(match[3]) if match[3] else (end if last else 1))
    except ValueError:
        raise DayUnreadableError(text) from None

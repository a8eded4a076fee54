"""The ranges of days that the lists are asked by, and how a list remembers them in its links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest

from openlevy.kernel.period import Period
from openlevy.portals.shared import formats
from openlevy.portals.shared.fields import Day, Range
from openlevy.portals.shared.translated import gettext_lazy as _
from openlevy.portals.shared.translated import language
from openlevy.reference.queries import place

_MOST_KEPT = 512
_LONGEST_KEPT = 40
"""Of both days together, as they were typed."""


class DeclaredRange(Range):
    """By the day of the declaration."""

    named = _("申报日期")
    start = Day(label=_("申报日期起"))
    end = Day(label=_("申报日期止"), last=True)


class PeriodRange(Range):
    """By the premium period."""

    named = _("费款所属期")
    start = Day(label=_("费款所属期起"))
    end = Day(label=_("费款所属期止"), last=True)


class CertifiedRange(Range):
    """By the premium period, as 记录打印 calls it."""

    start = Day(label=_("费款所属起始日期"))
    end = Day(label=_("费款所属截止日期"), last=True)


class AppliedRange(Range):
    """By the day of the application."""

    named = _("申请日期")
    start = Day(label=_("申请日期起"))
    end = Day(label=_("申请日期止"), last=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """A list's form and what it says; ``period`` is None while it cannot be understood."""

    form: Range
    period: Period | None
    note: str

    @property
    def query(self) -> str:
        """The range as a link carries it."""
        if self.period is None:
            return ""
        days = {"start": self.period.start, "end": self.period.end}
        return urlencode({name: formats.short_day(day) for name, day in days.items()})


def payable_by(today: date, places: Iterable[str]) -> Period:
    """The premium periods of what may have been paid this year at the ``places``: the year itself,
    and to the end of the medical year that has been collected latest, which may be the next one."""
    year = Period.year(today.year)
    medical = [place(one).medical for one in places]
    return Period(
        year.start,
        max([year.end, *(one.year.of(one.latest_year(today)).end for one in medical)]),
    )


def asked(request: HttpRequest, kind: type[Range], default: Period) -> Asked:
    """The range asked for; ``default`` when the page is opened without one."""
    return read(
        kind, request.GET if "start" in request.GET or "end" in request.GET else None, default
    )


def read(kind: type[Range], data: Mapping[str, str] | None, default: Period) -> Asked:
    """The range in ``data``, or ``default`` when there is none."""
    if data is None:
        return _opened(language(), kind, default)
    typed = data.get("start", ""), data.get("end", "")
    if sum(map(len, typed)) > _LONGEST_KEPT:
        return _read(kind, *typed)
    return _read_once(language(), kind, *typed)


# Most lists are asked by few ranges, and working through a form costs a tenth of a page. Nobody
# changes a form that has been read.
@lru_cache(_MOST_KEPT)
def _opened(_language: str, kind: type[Range], default: Period) -> Asked:
    return Asked(kind(initial={"start": default.start, "end": default.end}), default, "")


@lru_cache(_MOST_KEPT)
def _read_once(_language: str, kind: type[Range], start: str, end: str) -> Asked:
    return _read(kind, start, end)


def _read(kind: type[Range], start: str, end: str) -> Asked:
    form = kind({"start": start, "end": end})
    if not form.is_valid():
        return Asked(form, None, "")
    days: dict[str, date] = form.cleaned_data
    return Asked(form, Period(days["start"], days["end"]), form.note)

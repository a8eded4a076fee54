"""The ranges of days that the lists are asked by, and how a list remembers them in its links."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest

from openlevy.kernel.period import Period
from openlevy.portals.shared import formats
from openlevy.portals.shared.fields import Day, Range
from openlevy.portals.shared.translated import gettext_lazy as _


class DeclaredRange(Range):
    """By the day of the declaration."""

    start = Day(label=_("申报日期起"))
    end = Day(label=_("申报日期止"), last=True)


class PeriodRange(Range):
    """By the premium period."""

    start = Day(label=_("费款所属期起"))
    end = Day(label=_("费款所属期止"), last=True)


class CertifiedRange(Range):
    """By the premium period, as 记录打印 calls it."""

    start = Day(label=_("费款所属起始日期"))
    end = Day(label=_("费款所属截止日期"), last=True)


class AppliedRange(Range):
    """By the day of the application."""

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


def asked(request: HttpRequest, kind: type[Range], default: Period) -> Asked:
    """The range asked for; ``default`` when the page is opened without one."""
    return read(
        kind, request.GET if "start" in request.GET or "end" in request.GET else None, default
    )


def read(kind: type[Range], data: object, default: Period) -> Asked:
    """The range in ``data``, or ``default`` when there is none."""
    if data is None:
        return Asked(kind(initial={"start": default.start, "end": default.end}), default, "")
    form = kind(data)  # type: ignore[arg-type]
    if not form.is_valid():
        return Asked(form, None, "")
    days: dict[str, date] = form.cleaned_data
    return Asked(form, Period(days["start"], days["end"]), form.note)

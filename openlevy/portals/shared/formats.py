"""How money, days and numbers are written for people."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from openlevy.kernel.money import Fen, format_yuan
from openlevy.kernel.period import Period
from openlevy.portals.shared.translated import gettext as _

_HERE = ZoneInfo("Asia/Shanghai")
"""One time zone for the whole country."""


def yuan(amount_fen: Fen) -> str:
    """``￥1,234.50``; negative with the minus before the sign."""
    return f"{'-' if amount_fen < 0 else ''}￥{format_yuan(abs(amount_fen))}"


def day(value: date | None) -> str:
    """``2026年3月1日``; a dash where there is no day yet."""
    if value is None:
        return "—"
    return _("%(year)s年%(month)s月%(day)s日") % {
        "year": value.year, "month": value.month, "day": value.day,
    }  # fmt: skip


def short_day(value: date | None) -> str:
    """``2026-03-01``, for tables; a dash where there is no day yet."""
    return f"{value:%Y-%m-%d}" if value else "—"


def instant(value: datetime | None) -> str:
    """``2026-03-01 09:30`` on the clocks here; a dash where it has not happened yet."""
    return f"{value.astimezone(_HERE):%Y-%m-%d %H:%M}" if value else "—"


def hour(value: datetime) -> str:
    """``09:30`` on the clocks here."""
    return f"{value.astimezone(_HERE):%H:%M}"


def span(period: Period) -> str:
    """``2026年``, ``2026年3月``, ``2026年3月至6月`` or ``2026-03-05 至 2026-06-30``."""
    start, end = period.start, period.end
    told: dict[str, object] = {
        "year": start.year, "month": start.month, "end_year": end.year, "end_month": end.month,
    }  # fmt: skip
    if period == Period.year(start.year):
        return _("%(year)s年") % told
    if period == Period.month(start.year, start.month):
        return _("%(year)s年%(month)s月") % told
    if not period.is_whole_months:
        return _("%(first)s 至 %(last)s") % {"first": short_day(start), "last": short_day(end)}
    if start.year == end.year:
        return _("%(year)s年%(month)s月至%(end_month)s月") % told
    return _("%(year)s年%(month)s月至%(end_year)s年%(end_month)s月") % told


def tail(last: str) -> str:
    """The shown end of a number that is not shown: ``尾号 1234`` reads ``**** 1234``."""
    return f"**** {last}"


def wait(seconds: int) -> str:
    """How long to wait, rounded up: ``30 秒``, ``15 分钟``, ``2 小时``."""
    if seconds < 60:
        return _("%(number)s 秒") % {"number": max(1, seconds)}
    if seconds < 3600:
        return _("%(number)s 分钟") % {"number": -(-seconds // 60)}
    return _("%(number)s 小时") % {"number": -(-seconds // 3600)}

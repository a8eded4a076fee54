"""That a collection ends soon, as the first page and 消息 tell whoever has not paid (X6)."""

from collections.abc import Iterable, Mapping, Sequence

from openlevy.assessment.queries import PayableSeen
from openlevy.declaration.queries import DeclarationSeen, ReminderSeen, reminders
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen
from openlevy.portals.payer import words
from openlevy.portals.payer.news import Message, Progress
from openlevy.portals.payer.open_days import OpenDays
from openlevy.portals.payer.sections import section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference.queries import closings

_SIGN = "bell"


def still_due(
    enrolled: Mapping[int, EnrolmentSeen],
    standing: Sequence[PayableSeen],
    drawn: Iterable[DeclarationSeen],
    *,
    payer_id: int,
    days: OpenDays,
) -> list[Progress]:
    """One for each year that the payer was reminded of, has not paid since and may still pay; while
    nothing closes soon anywhere, nothing is read."""
    if not closings(days.today):
        return []
    paying = {row.payable_id for row in drawn if row.state == "PAYING"}
    latest = {
        (one.levy_item, one.period_start): one
        for one in reversed(reminders(payer_id, since=days.today))
        if not one.reopening_id  # those are in 消息, as the opening is
    }
    found = [
        _still(one, standing, paying, _why_shut(one, enrolled[one.enrolment_id], days))
        for one in latest.values()
        if one.enrolment_id in enrolled
        and enrolled[one.enrolment_id].may_pay_for(Period(one.period_start, one.period_end))
    ]
    return [one for one in found if one is not None]


def _why_shut(one: ReminderSeen, under: EnrolmentSeen, days: OpenDays) -> str:
    return days.why_shut(under.id, one.period_start, under.tax_office, one.last_day)


def _still(
    one: ReminderSeen, standing: Sequence[PayableSeen], paying: set[int], shut: str
) -> Progress | None:
    period = Period(one.period_start, one.period_end)
    rows = [row for row in standing if row.levy_item == one.levy_item and row.is_the_years(period)]
    if any(row.state == "SETTLED" or row.id in paying for row in rows):
        return None
    declared = any(row.state == "DECLARED" for row in rows)
    section = section_of(one.levy_item)
    return Progress(
        words=_says(one, declared=declared),
        href=section.page("declarations" if declared else "payment"),
        action="" if shut else _("去缴费"),
        sign=_SIGN,
        shut=shut,
    )


def messages(payer_id: int, most: int) -> list[Message]:
    """Every reminder, as it was told."""
    return [
        Message(
            day=one.told_on,
            title=_("重新开放的缴费期即将结束") if one.reopening_id else _("缴费期即将结束"),
            words=_says(one, declared=one.declared),
            href=_page(one),
            sign=_SIGN,
            at=one.told_at,
            about=_about(one),
        )
        for one in reminders(payer_id, most=most)
    ]


def _about(one: ReminderSeen) -> str:
    """With the sum, as other messages; empty where it was not known."""
    told = {
        "item": words.item(one.levy_item),
        "year": one.year,
        "yuan": formats.yuan(one.amount_fen),
    }
    return _("%(item)s %(year)s年度 %(yuan)s") % told if one.amount_fen else ""


def _page(one: ReminderSeen) -> str:
    section = section_of(one.levy_item)
    if one.declared:
        return section.page("declarations")
    return url("payer:opened") if one.reopening_id else section.page("payment")


def _says(one: ReminderSeen, *, declared: bool) -> str:
    told = {
        "insurance": words.item(one.levy_item),
        "year": one.year,
        "until": formats.day(one.last_day),
    }
    if declared:
        said = _("%(insurance)s %(year)s年度已申报、还没有缴费，缴费期到%(until)s为止。")
    elif one.reopening_id:
        said = _("%(insurance)s %(year)s年度还没有缴费，为您重新开放的缴费期到%(until)s为止。")
    else:
        said = _("%(insurance)s %(year)s年度还没有缴费，缴费期到%(until)s为止。")
    return said % told

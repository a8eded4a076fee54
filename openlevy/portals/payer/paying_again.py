"""Whether what a failed debit was to pay can still be paid: asked before anybody is sent on."""

from collections.abc import Sequence
from datetime import date

from openlevy.assessment.services import why_closed
from openlevy.declaration.queries import DeclarationSeen, declarations
from openlevy.payment.queries import DebitLine, OrderSeen
from openlevy.portals.payer import daily_words as say
from openlevy.portals.payer import words
from openlevy.portals.shared import formats
from openlevy.portals.shared.phones import tax_phone
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference

_FAILED = ("REFUSED", "REVERSED", "RETRACTED")


def why_not_again(seen: OrderSeen, lines: Sequence[DebitLine], today: date) -> str:
    """Why 「继续缴费」 would lead nowhere now, and what to do instead; empty where it leads on,
    and of a debit that has not failed."""
    if seen.state not in _FAILED:
        return ""
    drawn = declarations(
        seen.payer_id, ids=[line.declaration_id for line in lines], most=len(lines)
    )
    if any(row.state != "DECLARED" for row in drawn):
        return _moved_on({row.state for row in drawn})
    over = [row.last_day for row in drawn if row.last_day and row.over_on(today)]
    if over:
        return _over(min(over), seen.tax_office)
    return _shut(seen, drawn, today)


def _moved_on(states: set[str]) -> str:
    if states == {"PAID"}:
        return _("这笔费款后来已经缴清，不需要再缴费。")
    if states == {"PAYING"}:
        return _("这笔费款正在重新缴费，请勿重复缴费。")
    if states == {"VOIDED"}:
        return _("这条申报后来已经作废，需要缴费请重新办理。")
    return _("其中有的费款后来已经缴费或作废，请查看每一笔现在的状态。")


def _over(last_day: date, tax_office: str) -> str:
    told = {
        "day": formats.day(last_day),
        "office": words.tax_office(tax_office),
        "phone": tax_phone(),
    }
    said = _(
        "缴费期到%(day)s为止，已经结束，不能继续缴费。需要缴费的，"
        "请到%(office)s申请重新开放缴费期，咨询电话 %(phone)s。"
    )
    return said % told


def _shut(seen: OrderSeen, drawn: Sequence[DeclarationSeen], today: date) -> str:
    """The day of the month is in the way, unless officers have reopened the window."""
    if reference.outside_days(seen.tax_office, today) is None:
        return ""
    owed = [row.payable_id for row in drawn]
    shut = why_closed(seen.payer_id, owed, today, declared=True)
    return say.shut_today(shut) if shut else ""

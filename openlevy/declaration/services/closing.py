"""What is to be paid before a collection ends, and until when, as it stands at this moment: asked
when reminders are written, and of each of them again when it leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openlevy.assessment.queries import (
    PayableSeen,
    ReopeningSeen,
    open_reopening,
    owed_by,
    reopening,
)
from openlevy.declaration.models import Declaration
from openlevy.kernel.money import Fen, format_yuan
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, enrolment
from openlevy.reference.places import Place
from openlevy.reference.queries import (
    AmountNotSet,
    Closing,
    CodeUnknown,
    closings,
    levy_item,
    medical_group,
    place,
    place_of,
)

REMINDERS = ("window.closing", "window.closing_declared", "window.reopened_closing")
"""The kinds of notices that are looked at again before they leave."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be paid for the year (0: not known yet), whether it is declared, and the last day
    on which that can be paid."""

    amount_fen: Fen
    declared: bool
    last_day: date


def due(
    closing: Closing, under: EnrolmentSeen, rows: Sequence[PayableSeen], paying: set[int]
) -> Due | None:
    """What is due under the enrolment; None where nothing is, or nothing can be done about it.

    Args:
        rows: what stands in the year, wherever the payer is enrolled.
        paying: the payables for which a debit is under way.
    """
    if any(row.state == "SETTLED" or row.id in paying for row in rows):
        return None
    declared = [row for row in rows if row.state == "DECLARED"]
    own = [row for row in declared or rows if row.enrolment_id == under.id]
    if own:
        return Due(own[0].amount_fen, bool(declared), _last_day(closing, own[0]))
    if declared:
        return None
    if place(closing.place).pension_of(closing.levy_item):
        return Due(0, False, closing.last_day)
    try:
        group = medical_group(closing.place, closing.year, under.group)
    except AmountNotSet:  # public money pays, or the agency has not assessed it yet
        return None
    return Due(group.amount_fen, False, closing.last_day)


def _last_day(closing: Closing, row: PayableSeen) -> date:
    """What is regular is paid until it is due, which officers may have moved."""
    return row.due_on if row.kind == "regular" else closing.last_day


def being_paid(payers: Iterable[int], levy_item: str) -> set[int]:
    """The payables for which a debit is under way."""
    rows = Declaration.objects.filter(
        payer_id__in=list(payers), levy_item=levy_item, state="PAYING"
    )
    return set(rows.values_list("payable_id", flat=True))


def of_reopening(one: ReopeningSeen, under: EnrolmentSeen, days_before: int) -> Closing | None:
    """The reopened window as a collection that ends; None where the person is enrolled at no place
    of ours any more."""
    at, period = _place_of(under), Period(one.period_start, one.period_end)
    if at is None:
        return None
    return Closing(at.key, one.levy_item, one.year, period, one.until_on, days_before)


def _place_of(under: EnrolmentSeen) -> Place | None:
    try:
        return place_of(under.region)
    except CodeUnknown:
        return None


def due_now(closing: Closing, under: EnrolmentSeen, today: date) -> Due | None:
    """``due`` of one enrolment, read now; None too once it cannot be paid any more."""
    if not under.may_pay_for(closing.period):
        return None
    found = owed_by([under.payer_id], closing.levy_item)
    rows = [row for row in found if row.is_the_years(closing.period)]
    now = due(closing, under, rows, being_paid([under.payer_id], closing.levy_item))
    return now if now is not None and now.last_day >= today else None


def facts_of(
    closing: Closing, under: EnrolmentSeen, now: Due, reopening_id: int = 0
) -> dict[str, str]:
    """All that a reminder says, and what it is known by when it is looked at again."""
    days = place(closing.place).days
    # Whoever has a day of their own is not bound to the days of the month.
    bound = days if not reopening_id and now.last_day == closing.last_day else None
    return {
        "insurance": levy_item(closing.levy_item).name,
        "year": str(closing.year),
        "yuan": format_yuan(now.amount_fen) if now.amount_fen else "",
        "until": now.last_day.isoformat(),
        "days": f"{bound.first}-{bound.last}" if bound else "",
        "item": closing.levy_item,
        "enrolment": str(under.id),
        "reopening": str(reopening_id or ""),
    }


def kind_of(now: Due, reopening_id: int = 0) -> str:
    """Which of ``REMINDERS`` it is."""
    plain, declared, reopened = REMINDERS
    return declared if now.declared else reopened if reopening_id else plain


def as_it_stands(
    payer_id: int, facts: Mapping[str, str], today: date
) -> tuple[str, dict[str, str]] | None:
    """Kind and facts of a reminder as they are now; None when it is of no use any more: paid or on
    its way, nobody's to pay, or over.

    Args:
        facts: those with which it was written.
    """
    under = enrolment(payer_id, int(facts["enrolment"]))
    if under is None:
        return None
    number = int(facts["reopening"] or 0)
    closing = _reopened(number, under) if number else _by_rule(under, facts, today)
    now = due_now(closing, under, today) if closing else None
    if closing is None or now is None:
        return None
    if not now.declared and number and not _is_open(number, today):
        return None
    if not number and not now.declared and now.last_day == closing.last_day:
        own = open_reopening(payer_id, under.id, closing.period, today)
        now = replace(now, last_day=max(now.last_day, own or now.last_day))
    return kind_of(now, number), facts_of(closing, under, now, number)


def _by_rule(under: EnrolmentSeen, facts: Mapping[str, str], today: date) -> Closing | None:
    at = _place_of(under)
    key = (at and at.key, facts["item"], facts["year"])
    found = (one for one in closings(today) if (one.place, one.levy_item, str(one.year)) == key)
    return next(found, None)


def _reopened(number: int, under: EnrolmentSeen) -> Closing | None:
    found = reopening(number)
    return of_reopening(found, under, 0) if found else None


def _is_open(number: int, today: date) -> bool:
    """What was declared in a window that officers have shut early is paid until the day said."""
    found = reopening(number)
    return found is not None and found.is_open(today)

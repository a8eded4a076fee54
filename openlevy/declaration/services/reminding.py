"""Whoever has not paid is reminded before the collection ends (X6): once for each of the days that
the place names, and never of what is paid, on its way, or nobody's to pay."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from openlevy.access.queries import payers_with_users
from openlevy.access.services import ToPayer, tell_payers
from openlevy.assessment.queries import PayableSeen, owed_by
from openlevy.declaration.models import Declaration, Reminder, ReminderRun
from openlevy.kernel.money import Fen, format_yuan
from openlevy.parties.queries import EnrolmentSeen, enrolled_at
from openlevy.reference.queries import (
    AmountNotSet,
    Closing,
    closings,
    levy_item,
    medical_group,
    place,
)


def remind(*, today: date, most: int, until: datetime | None = None) -> int:
    """Look at ``most`` enrolments at most whose collection ends soon; how many there were. The next
    call goes on where the last one stopped, so that a kill costs one batch. Each day begins anew:
    whoever has opened an account since is found, and nobody is told twice.

    Args:
        until: from when on what has not left is not told any more outside the portal.
    """
    for one in closings(today):
        looked_at = _step(one, today, most, until)
        if looked_at:
            return looked_at
    return 0


@transaction.atomic
def _step(closing: Closing, today: date, most: int, until: datetime | None) -> int:
    key = {
        "place": closing.place,
        "levy_item": closing.levy_item,
        "year": closing.year,
        "days_before": closing.days_before,
    }
    ReminderRun.objects.bulk_create([ReminderRun(**key)], ignore_conflicts=True)
    waiting = ReminderRun.objects.select_for_update(skip_locked=True).filter(**key)
    run = waiting.first()
    if run is None:  # another worker is at it
        return 0
    code = place(closing.place).code
    if run.walked_on != today:  # whoever has opened an account since is found today
        run.walked_on, run.payer_id, run.enrolment_id = today, 0, 0
    found = enrolled_at(code, closing.levy_item, after=(run.payer_id, run.enrolment_id), most=most)
    if found:
        _remind_of(closing, found, today, until)
        run.payer_id, run.enrolment_id = found[-1].payer_id, found[-1].id
        run.save()
    return len(found)


def _remind_of(
    closing: Closing, found: Sequence[EnrolmentSeen], today: date, until: datetime | None
) -> None:
    """Those of them who use the platform and have something to pay."""
    told = payers_with_users([one.payer_id for one in found])
    due = [one for one in found if one.payer_id in told and one.may_pay_for(closing.period)]
    if not due:
        return
    payers = [one.payer_id for one in due]
    standing: dict[int, list[PayableSeen]] = {}
    for row in owed_by(payers, closing.levy_item):
        if row.is_the_years(closing.period):
            standing.setdefault(row.payer_id, []).append(row)
    paying = _being_paid(payers, closing.levy_item)
    known = _reminded(closing, payers)
    told_of = []
    for under in due:
        if under.id in known:
            continue
        owed = _owed(closing, under, standing.get(under.payer_id, []), paying)
        if owed is not None:
            told_of.append(_reminder(closing, under, *owed, today))
    Reminder.objects.bulk_create(told_of, ignore_conflicts=True)
    tell_payers(_notice(closing, one, until) for one in told_of)


def _reminded(closing: Closing, payers: Sequence[int]) -> set[int]:
    """The enrolments of which they were told at this stage."""
    rows = Reminder.objects.filter(
        payer_id__in=payers,
        levy_item=closing.levy_item,
        period_start=closing.period.start,
        days_before=closing.days_before,
    )
    return set(rows.values_list("enrolment_id", flat=True))


def _being_paid(payers: Iterable[int], levy_item: str) -> set[int]:
    """The payables for which a debit is under way."""
    rows = Declaration.objects.filter(
        payer_id__in=list(payers), levy_item=levy_item, state="PAYING"
    )
    return set(rows.values_list("payable_id", flat=True))


def _owed(
    closing: Closing, under: EnrolmentSeen, rows: Sequence[PayableSeen], paying: set[int]
) -> tuple[Fen, bool] | None:
    """What is to be paid for the year (0: not known yet) and whether it is declared; None where
    there is nothing, or nothing to be done about it."""
    if any(row.state == "SETTLED" or row.id in paying for row in rows):
        return None
    declared = [row for row in rows if row.state == "DECLARED"]
    if declared:
        own = [row for row in declared if row.enrolment_id == under.id]
        return (own[0].amount_fen, True) if own else None
    own = [row for row in rows if row.enrolment_id == under.id]
    if own:
        return own[0].amount_fen, False
    if place(closing.place).pension_of(closing.levy_item):
        return 0, False
    try:
        return medical_group(closing.place, closing.year, under.group).amount_fen, False
    except AmountNotSet:  # public money pays, or the agency has not assessed it yet
        return None


def _reminder(
    closing: Closing, under: EnrolmentSeen, amount_fen: Fen, declared: bool, today: date
) -> Reminder:
    return Reminder(
        payer_id=under.payer_id,
        enrolment_id=under.id,
        levy_item=closing.levy_item,
        year=closing.year,
        period_start=closing.period.start,
        period_end=closing.period.end,
        days_before=closing.days_before,
        last_day=closing.last_day,
        amount_fen=amount_fen,
        declared=declared,
        told_on=today,
    )


def _notice(closing: Closing, one: Reminder, until: datetime | None) -> ToPayer:
    days = place(closing.place).days
    facts = {
        "insurance": levy_item(closing.levy_item).name,
        "year": str(closing.year),
        "yuan": format_yuan(one.amount_fen) if one.amount_fen else "",
        "until": closing.last_day.isoformat(),
        "days": f"{days.first}-{days.last}" if days else "",
    }
    return ToPayer(
        payer_id=one.payer_id,
        key=f"closing:{one.enrolment_id}:{one.period_start:%Y%m%d}:{one.days_before}",
        kind="window.closing_declared" if one.declared else "window.closing",
        facts=facts,
        expires_at=until,
    )

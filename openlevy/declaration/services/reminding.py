"""Whoever has not paid is reminded before the collection ends (X6): once for each of the days that
the place names, and never of what is paid, on its way, or nobody's to pay."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from django.db import transaction

from openlevy.access.queries import payers_with_users
from openlevy.access.services import ToPayer, tell_payers
from openlevy.assessment.queries import PayableSeen, ReopeningSeen, owed_by, reopenings
from openlevy.assessment.states import ReopeningState
from openlevy.declaration.models import Reminder, ReminderRun
from openlevy.declaration.services.closing import (
    Due,
    being_paid,
    due,
    due_now,
    facts_of,
    kind_of,
    of_reopening,
)
from openlevy.parties.queries import EnrolmentSeen, enrolled_at, enrolment
from openlevy.reference.places import Place
from openlevy.reference.queries import Closing, closings, place, places, tax_offices

_PROVINCE = 2
ToldOf = tuple[Closing, EnrolmentSeen, Due]


def remind(*, today: date, most: int, until: datetime | None = None) -> int:
    """Look at ``most`` enrolments at most whose collection ends soon; how many there were. The next
    call goes on where the last one stopped, so that a kill costs one batch. Each day begins anew:
    whoever has opened an account since is found, and nobody is told twice.

    Args:
        until: from when on what has not left is not told any more outside the portal.
    """
    steps = (
        *(partial(_step, one, today, most, until) for one in closings(today)),
        *(partial(_reopened_step, one, today, most, until) for one in places()),
    )
    return next(filter(None, (step() for step in steps)), 0)


@transaction.atomic
def _step(closing: Closing, today: date, most: int, until: datetime | None) -> int:
    key: dict[str, str | int] = {
        "place": closing.place,
        "levy_item": closing.levy_item,
        "year": closing.year,
        "days_before": closing.days_before,
    }
    run = _run_of(key, today)
    if run is None:
        return 0
    code = place(closing.place).code
    found = enrolled_at(code, closing.levy_item, after=(run.payer_id, run.enrolment_id), most=most)
    if found:
        _remind_of(closing, found, today, until)
        run.payer_id, run.enrolment_id = found[-1].payer_id, found[-1].id
        run.save()
    return len(found)


def _run_of(key: Mapping[str, str | int], today: date) -> ReminderRun | None:
    """How far the walk has come today, locked; None while another worker is at it."""
    ReminderRun.objects.bulk_create([ReminderRun(**key)], ignore_conflicts=True)
    run = ReminderRun.objects.select_for_update(skip_locked=True).filter(**key).first()
    if run is not None and run.walked_on != today:
        # Whoever has opened an account since is found today.
        run.walked_on, run.payer_id, run.enrolment_id = today, 0, 0
    return run


def _remind_of(
    closing: Closing, found: Sequence[EnrolmentSeen], today: date, until: datetime | None
) -> None:
    """Those of them who use the platform and have something to pay."""
    told = payers_with_users([one.payer_id for one in found])
    able = [one for one in found if one.payer_id in told and one.may_pay_for(closing.period)]
    if not able:
        return
    payers = [one.payer_id for one in able]
    standing: dict[int, list[PayableSeen]] = {}
    for row in owed_by(payers, closing.levy_item):
        if row.is_the_years(closing.period):
            standing.setdefault(row.payer_id, []).append(row)
    paying = being_paid(payers, closing.levy_item)
    known = _reminded(closing, payers)
    told_of: list[ToldOf] = []
    for under in able:
        if under.id in known:
            continue
        now = due(closing, under, standing.get(under.payer_id, []), paying)
        if now is not None and now.last_day >= today:
            told_of.append((closing, under, now))
    _tell(told_of, today, until)


def _reminded(closing: Closing, payers: Sequence[int]) -> set[int]:
    """The enrolments of which they were told at this stage."""
    rows = Reminder.objects.filter(
        payer_id__in=payers,
        levy_item=closing.levy_item,
        period_start=closing.period.start,
        days_before=closing.days_before,
        reopening_id=0,
    )
    return set(rows.values_list("enrolment_id", flat=True))


def _reopened_step(at: Place, today: date, most: int, until: datetime | None) -> int:
    """Those whose window officers have opened again: each of the days that the place names, but
    those that had come when it was opened, of which its end was told already."""
    if at.reminders is None:
        return 0
    with transaction.atomic():
        run = _run_of({"place": at.key, "levy_item": "", "year": 0, "days_before": 0}, today)
        if run is None:
            return 0
        # There are few of them, so they are counted off; enrolments have the other column.
        offices = [one.code for one in tax_offices(at.code[:_PROVINCE])]
        states = [ReopeningState.CONFIRMED.value]
        found = reopenings(offices, states=states, since=today, offset=run.payer_id, most=most)
        for one in found:
            days_before = at.reminders.stage(one.until_on, today)
            opened = at.reminders.stage(one.until_on, one.decided_on or today)
            if days_before is not None and days_before != opened:
                _remind_of_reopening(one, days_before, today, until)
        if found:
            run.payer_id += len(found)
            run.save()
    return len(found)


def _remind_of_reopening(
    one: ReopeningSeen, days_before: int, today: date, until: datetime | None
) -> None:
    under = enrolment(one.payer_id, one.enrolment_id)
    if under is None or not payers_with_users([one.payer_id]):
        return
    closing = of_reopening(one, under, days_before)
    now = due_now(closing, under, today) if closing else None
    if closing is not None and now is not None:
        _tell([(closing, under, now)], today, until, one.id)


def _tell(
    told_of: Sequence[ToldOf], today: date, until: datetime | None, reopening_id: int = 0
) -> None:
    """Write down who was reminded of what, and have them told."""
    rows = [_reminder(*one, today, reopening_id) for one in told_of]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    tell_payers(_notice(*one, until, reopening_id) for one in told_of)


def _reminder(
    closing: Closing, under: EnrolmentSeen, now: Due, today: date, reopening_id: int
) -> Reminder:
    return Reminder(
        payer_id=under.payer_id,
        enrolment_id=under.id,
        levy_item=closing.levy_item,
        year=closing.year,
        period_start=closing.period.start,
        period_end=closing.period.end,
        days_before=closing.days_before,
        reopening_id=reopening_id,
        last_day=now.last_day,
        amount_fen=now.amount_fen,
        declared=now.declared,
        told_on=today,
    )


def _notice(
    closing: Closing, under: EnrolmentSeen, now: Due, until: datetime | None, reopening_id: int
) -> ToPayer:
    whose = f"reopened:{reopening_id}" if reopening_id else str(under.id)
    return ToPayer(
        payer_id=under.payer_id,
        key=f"closing:{whose}:{closing.period.start:%Y%m%d}:{closing.days_before}",
        kind=kind_of(now, reopening_id),
        facts=facts_of(closing, under, now, reopening_id),
        expires_at=until,
    )

"""A closed window, opened again for one enrolment and period: who enters never approves (D3, L4).

While it is open, the last day stands in the payable as the day it is due, which is what a
declaration asks for: so nothing else has to know of reopenings.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from openlevy.access.queries import holds
from openlevy.access.services import tell_payer
from openlevy.assessment.models import Payable, Reopening
from openlevy.assessment.queries import NOTE, REASON, open_reopening, window_of
from openlevy.assessment.rules import (
    AlreadyReopened,
    AmountDeclared,
    AmountPaid,
    EnrolmentClosed,
    EnrolmentMoved,
    EnrolmentUnknown,
    KeyReused,
    NotAtThisOffice,
    NothingToReopen,
    OwnProposal,
    ReopeningDecided,
    ReopeningLapsed,
    ReopeningPending,
    ReopeningUnknown,
    check_reopening,
    check_until,
)
from openlevy.assessment.services.regular import changeable, last_regular_day, lock_enrolment
from openlevy.assessment.states import REOPENING, PayableState, ReopeningState
from openlevy.history.services import Actor, advance, record_act
from openlevy.kernel.flow import Role
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, enrolment
from openlevy.privacy.services import digest, seal
from openlevy.reference.queries import levy_item, outside_days


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be opened for whom, until which day, and why."""

    payer_id: int
    enrolment_id: int
    year: int
    until_on: date
    reason: str


@transaction.atomic
def propose_reopening(proposal: Proposal, *, officer: Actor, request_key: UUID, today: date) -> int:
    """Propose it to the officers who review at the enrolment's tax office; its number. The same
    request again gives the same answer.

    Raises:
        KeyReused, EnrolmentUnknown, NotAtThisOffice, EnrolmentClosed, WindowStillOpen,
        WindowAhead, YearTooOld, UntilUnfit, NothingToReopen, ReopeningPending, AlreadyReopened
    """
    lock_enrolment(proposal.enrolment_id)
    proposer = _person(officer)
    before = Reopening.objects.filter(proposed_by=proposer, request_key=request_key).first()
    if before is not None:
        if bytes(before.content_hash) != _content_hash(proposal):
            raise KeyReused
        return before.id
    under = enrolment(proposal.payer_id, proposal.enrolment_id)
    if under is None:
        raise EnrolmentUnknown
    _require(officer, Role.WINDOW, under.tax_office)
    period, window = window_of(under, proposal.year)
    if today not in window or outside_days(under.tax_office, today) is None:
        check_reopening(proposal.year, window, today)
    check_until(proposal.until_on, today)
    _require_payable(under, period, proposal.year, today)
    made = _made(proposal, under, period, officer, request_key, today)
    record_act(
        officer,
        "propose_reopening",
        office=under.tax_office,
        payer_id=under.payer_id,
        record_id=made.id,
    )
    return made.id


@transaction.atomic
def confirm_reopening(number: int, *, officer: Actor, today: date) -> None:
    """Open the window: from now on the payer can declare, and pay what was declared and not paid in
    time, up to the last day and that day too.

    Confirming again what one has confirmed changes nothing.

    Raises:
        ReopeningUnknown, NotAtThisOffice, OwnProposal, ReopeningDecided, ReopeningLapsed,
        EnrolmentMoved, EnrolmentClosed, NothingToReopen
    """
    row = _waiting(number, officer, ReopeningState.CONFIRMED)
    if row is None:
        return
    if row.until_on < today:
        raise ReopeningLapsed(until_on=row.until_on)
    under = enrolment(row.payer_id, row.enrolment_id)
    if under is None or under.tax_office != row.tax_office:
        raise EnrolmentMoved
    period = Period(row.period_start, row.period_end)
    if not under.may_pay_for(period):
        raise EnrolmentClosed(year=row.year)
    _unpaid(under, period)
    advance(row, REOPENING, "confirm", officer, today=today, also=_decided(officer, today))
    _due(row, _until(row, under, today), [PayableState.OPEN, PayableState.DECLARED])
    _tell(row, "window.reopened")


@transaction.atomic
def reject_reopening(number: int, *, officer: Actor, note: str, today: date) -> None:
    """Leave the window shut, and tell the proposer why. Rejecting again what one has rejected
    changes nothing.

    Raises:
        ReopeningUnknown, NotAtThisOffice, OwnProposal, ReopeningDecided
    """
    row = _waiting(number, officer, ReopeningState.REJECTED)
    if row is None:
        return
    told = _decided(officer, today) | {"decision_note": seal(note, purpose=NOTE)}
    advance(row, REOPENING, "reject", officer, today=today, note=note, also=told)


@transaction.atomic
def withdraw_reopening(number: int, *, officer: Actor, today: date) -> None:
    """Take a proposal back before it is decided; again changes nothing.

    Raises:
        ReopeningUnknown, NotAtThisOffice, ReopeningDecided
    """
    row = _locked(number)
    _require(officer, Role.WINDOW, row.tax_office)
    if row.state == ReopeningState.WITHDRAWN:
        return
    if row.state != ReopeningState.PROPOSED:
        raise ReopeningDecided(state=row.state)
    advance(row, REOPENING, "withdraw", officer, today=today)


@transaction.atomic
def end_reopening(number: int, *, officer: Actor, note: str, today: date) -> None:
    """Shut a reopened window before its last day: nothing more is declared in it. What was declared
    stands, and is paid, or voided and declared again, until the day that was said. Again changes
    nothing.

    Raises:
        ReopeningUnknown, NotAtThisOffice, ReopeningDecided
    """
    row = _locked(number)
    _require(officer, Role.REVIEW, row.tax_office)
    if row.state == ReopeningState.ENDED:
        return
    if row.state != ReopeningState.CONFIRMED:
        raise ReopeningDecided(state=row.state)
    told = {"decision_note": seal(note, purpose=NOTE)}
    advance(row, REOPENING, "end", officer, today=today, note=note, also=told)
    under = enrolment(row.payer_id, row.enrolment_id)
    if under is not None:
        by_rule = last_regular_day(under, window_of(under, row.year)[1])
        _due(row, by_rule, [PayableState.OPEN])
    if row.until_on >= today:
        _tell(row, "window.shut")


def _tell(row: Reopening, kind: str) -> None:
    """The payer hears of what officers decide for them; of a proposal they do not."""
    facts = {"insurance": levy_item(row.levy_item).name, "year": str(row.year)}
    facts["until"] = row.until_on.isoformat()
    tell_payer(row.payer_id, key=f"{kind}:{row.id}", kind=kind, facts=facts)


def _waiting(number: int, officer: Actor, wanted: ReopeningState) -> Reopening | None:
    """The proposal to be decided, locked; None when this officer has decided so before."""
    row = _locked(number)
    _require(officer, Role.REVIEW, row.tax_office)
    if row.proposed_by == officer.id:
        raise OwnProposal
    if row.state == wanted and row.decided_by == officer.id:
        return None
    if row.state != ReopeningState.PROPOSED:
        raise ReopeningDecided(state=row.state)
    return row


def _locked(number: int) -> Reopening:
    """The reopening as it is once nobody else changes anything under its enrolment."""
    known = Reopening.objects.filter(id=number).values_list("enrolment_id", flat=True).first()
    if known is None:
        raise ReopeningUnknown
    lock_enrolment(known)
    return Reopening.objects.select_for_update().get(id=number)


def _require(officer: Actor, role: Role, office: str) -> None:
    """The role is read here and now: an officer may have been moved in mid case."""
    if officer.role != role or not holds(_person(officer), role, office):
        raise NotAtThisOffice


def _person(officer: Actor) -> int:
    if officer.id is None:
        raise NotAtThisOffice
    return officer.id


def _require_payable(under: EnrolmentSeen, period: Period, year: int, today: date) -> None:
    """Something could be paid, and no other reopening of it waits or runs."""
    if not under.may_pay_for(period):
        raise EnrolmentClosed(year=year)
    _unpaid(under, period)
    same = Reopening.objects.filter(enrolment_id=under.id, period_start=period.start)
    if same.filter(state=ReopeningState.PROPOSED, until_on__gte=today).exists():
        raise ReopeningPending(year=year)
    runs = open_reopening(under.payer_id, under.id, period, today)
    if runs is not None:
        raise AlreadyReopened(year=year, until_on=runs)
    for lapsed in same.filter(state=ReopeningState.PROPOSED).select_for_update():
        # Nobody decided it in its time: it makes room for the new one.
        clock = Actor(Role.CLOCK)
        advance(lapsed, REOPENING, "lapse", clock, today=today)


def _unpaid(under: EnrolmentSeen, period: Period) -> None:
    """See that the period is not paid. What was declared and not paid in time needs the days as
    much as what was not declared."""
    with suppress(AmountDeclared):
        try:
            changeable(under, period)
        except AmountPaid as done:
            raise NothingToReopen(year=done.year) from None


def _until(row: Reopening, under: EnrolmentSeen, today: date) -> date:
    """The last day there is now: in the window itself, where only the days of the month are lifted,
    that of the window."""
    window = window_of(under, row.year)[1]
    return max(row.until_on, last_regular_day(under, window)) if today in window else row.until_on


def _made(
    proposal: Proposal,
    under: EnrolmentSeen,
    period: Period,
    officer: Actor,
    request_key: UUID,
    today: date,
) -> Reopening:
    return Reopening.objects.create(
        payer_id=under.payer_id,
        enrolment_id=under.id,
        levy_item=under.levy_item,
        tax_office=under.tax_office,
        year=proposal.year,
        period_start=period.start,
        period_end=period.end,
        until_on=proposal.until_on,
        reason=seal(proposal.reason, purpose=REASON),
        proposed_by=_person(officer),
        proposed_on=today,
        request_key=request_key,
        content_hash=_content_hash(proposal),
    )


def _decided(officer: Actor, today: date) -> dict[str, object]:
    return {"decided_by": officer.id, "decided_on": today}


def _due(row: Reopening, day: date, states: Sequence[PayableState]) -> None:
    """The last day of the payable there is, if any, in one of these states: a declaration at the
    same moment comes before this or sees it."""
    Payable.objects.filter(
        payer_id=row.payer_id,
        enrolment_id=row.enrolment_id,
        kind="regular",
        period_start=row.period_start,
        state__in=states,
    ).update(due_on=day)


def _content_hash(proposal: Proposal) -> bytes:
    # Keyed: the reason may name what can be guessed at.
    content = repr(sorted(asdict(proposal).items()))
    return digest("content", hashlib.sha256(content.encode()).hexdigest())

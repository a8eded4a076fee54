"""The flat amount of medical insurance: what the group of an enrolment pays for a year (A3)."""

from datetime import date

from django.db import transaction

from openlevy.assessment.models import Payable
from openlevy.assessment.rules import (
    AmountByAgency,
    EnrolmentClosed,
    EnrolmentUnknown,
    OutsideWindow,
)
from openlevy.assessment.services.regular import (
    amount_to,
    changeable,
    last_day,
    last_regular_day,
    lock_enrolment,
    year_by_agency,
    year_elsewhere,
)
from openlevy.assessment.states import PAYABLE, PayableState
from openlevy.history.services import AGENCY, advance
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, enrolment
from openlevy.parties.services import require_acting
from openlevy.reference.queries import (
    AmountNotSet,
    medical_group,
    place_of,
)


@transaction.atomic
def assess_flat(
    *, payer_id: int, enrolment_id: int, year: int, today: date, by: int | None = None
) -> int:
    """The payable of the year in the amount of the group, made or brought up to date; its id.
    ``by`` is the payer who asks for the one whose it is; None who asks for themselves.

    Raises:
        EnrolmentUnknown, OutsideWindow, EnrolmentClosed, AmountByAgency, YearElsewhere,
        AmountDeclared, AmountPaid, NotActing, NotForOthers
    """
    lock_enrolment(enrolment_id)
    under = enrolment(payer_id, enrolment_id)
    if under is None or under.levy_item != place_of(under.region).medical.levy_item:
        raise EnrolmentUnknown
    require_acting(by, payer_id, [(under.levy_item, under.region)])
    medical = place_of(under.region).medical
    window, period = medical.window.of(year), medical.year.of(year)
    due_on = last_day(under, period, window, today)
    if due_on is None:
        last = last_regular_day(under, window)
        raise OutsideWindow(year=year, first_day=window.start, last_day=last)
    if not under.may_pay_for(period):
        raise EnrolmentClosed(year=year)
    amount_fen = _amount_fen(under, year)
    if amount_fen is None or year_by_agency(under, period):
        raise AmountByAgency(year=year)
    elsewhere = year_elsewhere(under, period)
    if elsewhere is not None:
        raise elsewhere
    payable = changeable(under, period)
    return amount_to(payable, under, period, amount_fen, due_on=due_on, today=today)


def _amount_fen(under: EnrolmentSeen, year: int) -> Fen | None:
    try:
        return medical_group(place_of(under.region).key, year, under.group).amount_fen
    except AmountNotSet:
        return None


@transaction.atomic
def follow_enrolment(under: EnrolmentSeen, *, today: date) -> None:
    """The agency has changed an enrolment: what is still to be declared under it is owed at its tax
    office, and for medical insurance in the amount of its group; where the agency itself assesses
    the group, or the period may not be paid any more, not at all."""
    lock_enrolment(under.id)
    under = enrolment(under.payer_id, under.id) or under
    waiting = Payable.objects.select_for_update().filter(
        payer_id=under.payer_id, enrolment_id=under.id, state=PayableState.OPEN
    )
    for payable in waiting:
        if payable.tax_office != under.tax_office:
            Payable.objects.filter(payer_id=payable.payer_id, id=payable.id).update(
                tax_office=under.tax_office
            )
        if payable.kind != "regular":
            continue
        if not under.may_pay_for(Period(payable.period_start, payable.period_end)):
            # Whoever declares it at this moment finds it gone: with a snapshot from before, they
            # would take the enrolment for one that may pay still.
            advance(payable, PAYABLE, "withdraw", AGENCY, today=today)
        elif under.levy_item == place_of(under.region).medical.levy_item:
            _follow_group(payable, under, today)


def hold_regular(under: EnrolmentSeen) -> None:
    """Hold what is owed under an enrolment until the transaction ends: whoever declares it at the
    same moment comes before this or after it."""
    lock_enrolment(under.id)
    owed = Payable.objects.filter(payer_id=under.payer_id, enrolment_id=under.id)
    list(owed.exclude(state=PayableState.WITHDRAWN).select_for_update().values_list("id"))


def is_owed_so(
    under: EnrolmentSeen, *, kind: str, tax_office: str, period: Period, amount_fen: Fen
) -> bool:
    """Whether what was declared is what would be owed under the enrolment now: at its tax office;
    what is regular, for a period that may be paid and in the amount of the group."""
    if tax_office != under.tax_office:
        return False
    if kind != "regular":
        return True
    if not under.may_pay_for(period):
        return False
    medical = place_of(under.region).medical
    if under.levy_item != medical.levy_item:
        return True
    return _amount_fen(under, period.start.year - medical.year.offset) == amount_fen


def _follow_group(payable: Payable, under: EnrolmentSeen, today: date) -> None:
    medical = place_of(under.region).medical
    year = payable.period_start.year - medical.year.offset
    amount_fen = _amount_fen(under, year)
    if amount_fen is None:
        advance(payable, PAYABLE, "withdraw", AGENCY, today=today)
    else:
        period = Period(payable.period_start, payable.period_end)
        amount_to(payable, under, period, amount_fen, due_on=payable.due_on, today=today)

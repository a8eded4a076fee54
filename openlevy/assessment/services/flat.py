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
from openlevy.assessment.services.regular import amount_to, changeable, lock_enrolment
from openlevy.assessment.states import PAYABLE, PayableState
from openlevy.history.services import AGENCY, advance
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, enrolment
from openlevy.reference.queries import (
    AmountNotSet,
    last_day_before,
    medical_group,
    place_of,
)


@transaction.atomic
def assess_flat(*, payer_id: int, enrolment_id: int, year: int, today: date) -> int:
    """The payable of the year in the amount of the group, made or brought up to date; its id.

    Raises:
        EnrolmentUnknown, OutsideWindow, EnrolmentClosed, AmountByAgency, AmountDeclared, AmountPaid
    """
    lock_enrolment(enrolment_id)
    under = enrolment(payer_id, enrolment_id)
    if under is None or under.levy_item != place_of(under.region).medical.levy_item:
        raise EnrolmentUnknown
    medical = place_of(under.region).medical
    window, period = medical.window.of(year), medical.year.of(year)
    if today not in window:
        raise OutsideWindow(year=year, first_day=window.start, last_day=window.end)
    if not under.may_pay_for(period):
        raise EnrolmentClosed(year=year)
    amount_fen = _amount_fen(under, year)
    if amount_fen is None:
        raise AmountByAgency(year=year)
    payable = changeable(under, period)
    due_on = last_day_before(place_of(under.region).key, window.end)
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
    the group, not at all."""
    lock_enrolment(under.id)
    waiting = Payable.objects.select_for_update().filter(
        payer_id=under.payer_id, enrolment_id=under.id, kind="regular", state=PayableState.OPEN
    )
    for payable in waiting:
        if payable.tax_office != under.tax_office:
            Payable.objects.filter(payer_id=payable.payer_id, id=payable.id).update(
                tax_office=under.tax_office
            )
        if under.levy_item == place_of(under.region).medical.levy_item:
            _follow_group(payable, under, today)


def _follow_group(payable: Payable, under: EnrolmentSeen, today: date) -> None:
    medical = place_of(under.region).medical
    year = payable.period_start.year - medical.year.offset
    amount_fen = _amount_fen(under, year)
    if amount_fen is None:
        advance(payable, PAYABLE, "withdraw", AGENCY, today=today)
    else:
        period = Period(payable.period_start, payable.period_end)
        amount_to(payable, under, period, amount_fen, due_on=payable.due_on, today=today)

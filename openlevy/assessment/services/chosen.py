"""The tier of a pension, the supplementary one included, that a resident chooses for a year."""

from datetime import date

from django.db import transaction

from openlevy.assessment.models import AmountSetting
from openlevy.assessment.rules import EnrolmentClosed, EnrolmentUnknown, YearNotOpen, check_tier
from openlevy.assessment.services.regular import amount_to, changeable, lock_enrolment
from openlevy.assessment.states import SETTING, SettingState
from openlevy.history.services import Actor, advance
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, enrolment
from openlevy.reference.queries import last_day_before, pension_tiers, place_of


@transaction.atomic
def set_amount(
    *, payer_id: int, enrolment_id: int, year: int, tier_fen: Fen, actor: Actor, today: date
) -> int:
    """Choose the year's tier; the id of the regular payable it makes or changes (S2 1.4).

    Choosing what is already chosen changes nothing.

    Raises:
        EnrolmentUnknown, EnrolmentClosed, YearNotOpen, NotATier, AmountDeclared, AmountPaid
    """
    lock_enrolment(enrolment_id)
    under = _open_enrolment(payer_id, enrolment_id, year, today)
    place = place_of(under.region).key
    check_tier(tier_fen, pension_tiers(place, year, under.levy_item).amounts_fen, year)
    period = Period.year(year)
    due_on = last_day_before(place, period.end)
    payable = changeable(under, period)
    _replace_setting(payer_id, enrolment_id, year, tier_fen, actor, today)
    return amount_to(payable, under, period, tier_fen, due_on=due_on, today=today)


def _open_enrolment(payer_id: int, enrolment_id: int, year: int, today: date) -> EnrolmentSeen:
    under = enrolment(payer_id, enrolment_id)
    if under is None or place_of(under.region).pension_of(under.levy_item) is None:
        raise EnrolmentUnknown
    if year != today.year:
        raise YearNotOpen(year=year, open_year=today.year)
    if not under.may_pay_in(year):
        raise EnrolmentClosed(year=year)
    return under


def _replace_setting(
    payer_id: int, enrolment_id: int, year: int, tier_fen: Fen, actor: Actor, today: date
) -> None:
    active = AmountSetting.objects.filter(
        payer_id=payer_id, enrolment_id=enrolment_id, year=year, state=SettingState.ACTIVE
    ).first()
    if active is not None and active.tier_fen == tier_fen:
        return
    if active is not None:
        advance(active, SETTING, "replace", actor, today=today)
    AmountSetting.objects.create(
        payer_id=payer_id,
        enrolment_id=enrolment_id,
        year=year,
        tier_fen=tier_fen,
        valid_from=today,
        valid_to=Period.year(year).end,
    )

"""The tier of a pension, the supplementary one included, that a resident chooses for a year."""

from datetime import date

from django.db import transaction

from openlevy.assessment.models import AmountSetting
from openlevy.assessment.queries import window_of
from openlevy.assessment.rules import (
    EnrolmentClosed,
    EnrolmentUnknown,
    OutsideWindow,
    YearNotOpen,
    check_tier,
)
from openlevy.assessment.services.regular import (
    amount_to,
    changeable,
    last_day,
    last_regular_day,
    lock_enrolment,
    year_elsewhere,
)
from openlevy.assessment.states import SETTING, SettingState
from openlevy.history.services import Actor, advance
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, enrolment
from openlevy.parties.services import require_acting
from openlevy.reference.queries import pension_tiers, place_of


@transaction.atomic
def set_amount(
    *,
    payer_id: int,
    enrolment_id: int,
    year: int,
    tier_fen: Fen,
    actor: Actor,
    today: date,
    by: int | None = None,
) -> int:
    """Choose the year's tier; the id of the regular payable it makes or changes (S2 1.4).

    Choosing what is already chosen changes nothing. ``by`` is the payer who chooses for the one
    whose it is; None who chooses their own.

    Raises:
        EnrolmentUnknown, EnrolmentClosed, OutsideWindow, YearNotOpen, NotATier, AmountDeclared,
        AmountPaid, YearElsewhere, NotActing, NotForOthers
    """
    lock_enrolment(enrolment_id)
    under = _enrolment(payer_id, enrolment_id)
    require_acting(by, payer_id, [(under.levy_item, under.region)])
    due_on = _last_day(under, year, today)
    place = place_of(under.region).key
    check_tier(tier_fen, pension_tiers(place, year, under.levy_item).amounts_fen, year)
    period = Period.year(year)
    payable = changeable(under, period)
    elsewhere = year_elsewhere(under, period)
    if elsewhere is not None:
        raise elsewhere
    _replace_setting(under, year, tier_fen, actor, today=today, valid_to=due_on)
    return amount_to(payable, under, period, tier_fen, due_on=due_on, today=today)


def _enrolment(payer_id: int, enrolment_id: int) -> EnrolmentSeen:
    under = enrolment(payer_id, enrolment_id)
    if under is None or place_of(under.region).pension_of(under.levy_item) is None:
        raise EnrolmentUnknown
    return under


def _last_day(under: EnrolmentSeen, year: int, today: date) -> date:
    """Until when the year can be declared; its amount can be chosen as long."""
    period, window = window_of(under, year)
    day = last_day(under, period, window, today)
    if day is None and year == today.year:
        last = last_regular_day(under, window)
        raise OutsideWindow(year=year, first_day=window.start, last_day=last)
    if day is None:
        raise YearNotOpen(year=year, open_year=today.year)
    if not under.may_pay_in(year):
        raise EnrolmentClosed(year=year)
    return day


def _replace_setting(
    under: EnrolmentSeen, year: int, tier_fen: Fen, actor: Actor, *, today: date, valid_to: date
) -> None:
    key = {"payer_id": under.payer_id, "enrolment_id": under.id, "year": year}
    active = AmountSetting.objects.filter(**key, state=SettingState.ACTIVE).first()
    if active is not None and active.tier_fen == tier_fen:
        return
    if active is not None:
        advance(active, SETTING, "replace", actor, today=today)
    AmountSetting.objects.create(**key, tier_fen=tier_fen, valid_from=today, valid_to=valid_to)

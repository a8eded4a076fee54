"""Whoever is enrolled in shanxi declares from the 1st to the 25th of a month (S3 ch. 3), and is
told when that is again."""

from datetime import date
from uuid import uuid4

import pytest

from openlevy.assessment.services import set_amount
from openlevy.assessment.tests.amounts import a_special, books
from openlevy.assessment.tests.amounts import state_of as payable_state
from openlevy.declaration.services import void
from openlevy.declaration.tests.declaring import declare, state_of
from openlevy.parties.tests.people import Resident, a_resident
from openlevy.reference.queries import OutsideDays

pytestmark = pytest.mark.django_db

XIAODIAN = "140105"
LAST, AFTER, AGAIN = date(2026, 10, 25), date(2026, 10, 26), date(2026, 11, 1)


def _a_tier(who: Resident, today: date = LAST) -> int:
    return set_amount(
        payer_id=who.payer_id,
        enrolment_id=who.enrolment_id,
        year=2026,
        tier_fen=20_000,
        actor=who.actor,
        today=today,
    )


def test_on_the_last_day_it_is_declared() -> None:
    who = a_resident(region=XIAODIAN)
    assert declare(who, _a_tier(who), today=LAST)


def test_on_the_day_after_it_is_not() -> None:
    who = a_resident(region=XIAODIAN)
    payable = _a_tier(who)
    with pytest.raises(OutsideDays) as refused:
        declare(who, payable, today=AFTER)
    assert refused.value == OutsideDays(first=1, last=25, opens_on=AGAIN)
    assert payable_state(who, payable) == "OPEN"
    assert books(who) == {}
    assert declare(who, payable, today=AGAIN)


def test_what_the_agency_has_assessed_waits_too() -> None:
    who = a_resident(region=XIAODIAN)
    payable = a_special(who)
    with pytest.raises(OutsideDays):
        declare(who, payable, today=AFTER)
    assert declare(who, payable, today=AGAIN)


def test_elsewhere_the_day_does_not_matter() -> None:
    who = a_resident()
    assert declare(who, a_special(who), today=AFTER)


def test_what_was_answered_is_answered_again_on_any_day() -> None:
    who = a_resident(region=XIAODIAN)
    payable, key = _a_tier(who), uuid4()
    first = declare(who, payable, key=key, today=LAST)
    assert declare(who, payable, key=key, today=AFTER) == first


def test_it_is_voided_on_any_day() -> None:
    who = a_resident(region=XIAODIAN)
    (number,) = declare(who, _a_tier(who), today=LAST)
    void(payer_id=who.payer_id, declaration_id=number, actor=who.actor, today=AFTER)
    assert state_of(who, number) == "VOIDED"


def test_the_years_last_day_is_the_last_of_these_days() -> None:
    who = a_resident(region=XIAODIAN)
    payable = _a_tier(who, date(2026, 12, 20))
    assert declare(who, payable, today=date(2026, 12, 25))

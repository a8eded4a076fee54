"""A reopened window is for declaring and for paying, on its days whatever the place's days of the
month are (D3): also for what was declared before and not paid in time."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from openlevy.access.tests.officers import Post, an_officer
from openlevy.assessment.models import Payable
from openlevy.assessment.queries import payables
from openlevy.assessment.rules import NothingToReopen, WindowStillOpen
from openlevy.assessment.services import (
    Proposal,
    confirm_reopening,
    end_reopening,
    propose_reopening,
    set_amount,
)
from openlevy.declaration.tests.declaring import declare
from openlevy.kernel.flow import Role
from openlevy.parties.tests.people import Resident, a_resident
from openlevy.payment.rules import CollectionOver
from openlevy.payment.tests.paying import an_agreement, order
from openlevy.reference.queries import OutsideDays

pytestmark = pytest.mark.django_db(transaction=True)

XIAODIAN = "140105"
IN_TIME = date(2026, 12, 20)
OVER, UNTIL = date(2027, 1, 5), date(2027, 1, 20)


def _chosen(who: Resident, year: int, today: date) -> int:
    return set_amount(
        payer_id=who.payer_id,
        enrolment_id=who.enrolment_id,
        year=year,
        tier_fen=20_000 if who.tax_office.startswith("114") else 100_000,
        actor=who.actor,
        today=today,
    )


def _reopened(who: Resident, year: int, until: date, today: date) -> tuple[int, Post]:
    """By two officers of the office; the number, and who confirmed it."""
    told = Proposal(who.payer_id, who.enrolment_id, year, until, "住院")
    window = an_officer(Role.WINDOW, who.tax_office)
    review = an_officer(Role.REVIEW, who.tax_office)
    number = propose_reopening(told, officer=window.actor, request_key=uuid4(), today=today)
    confirm_reopening(number, officer=review.actor, today=today)
    return number, review


def _due_on(who: Resident) -> date:
    return payables(who.payer_id, open_only=False)[0].due_on


def test_what_was_declared_and_not_paid_in_time_is_paid() -> None:
    who = a_resident()
    agreement = an_agreement(who)
    (number,) = declare(who, _chosen(who, 2026, IN_TIME), today=IN_TIME)
    with pytest.raises(CollectionOver):
        order(who, [number], agreement, today=OVER)
    _reopened(who, 2026, UNTIL, OVER)
    with pytest.raises(CollectionOver):
        order(who, [number], agreement, today=UNTIL + timedelta(days=1))
    assert order(who, [number], agreement, today=UNTIL)


def test_ended_early_what_was_declared_in_it_is_paid_until_the_day_that_was_said() -> None:
    who = a_resident(region=XIAODIAN)
    agreement, today = an_agreement(who), date(2027, 1, 28)
    until = date(2027, 1, 30)
    chosen = _chosen(who, 2026, IN_TIME)
    reopening, review = _reopened(who, 2026, until, today)
    (number,) = declare(who, chosen, today=today)
    end_reopening(reopening, officer=review.actor, note="误开", today=today)
    assert _due_on(who) == until
    with pytest.raises(CollectionOver):
        order(who, [number], agreement, today=date(2027, 2, 1))
    assert order(who, [number], agreement, today=until)


def test_what_was_not_declared_is_shut_when_it_ends_early() -> None:
    who = a_resident(region=XIAODIAN)
    _chosen(who, 2026, IN_TIME)
    reopening, review = _reopened(who, 2026, UNTIL, OVER)
    assert _due_on(who) == UNTIL
    end_reopening(reopening, officer=review.actor, note="误开", today=OVER)
    assert _due_on(who) == date(2026, 12, 25), "the last of the place's days in the window"


def test_a_year_that_is_paid_is_not() -> None:
    who = a_resident()
    (number,) = declare(who, _chosen(who, 2026, IN_TIME), today=IN_TIME)
    order(who, [number], an_agreement(who), today=IN_TIME)
    told = Proposal(who.payer_id, who.enrolment_id, 2026, UNTIL, "住院")
    window = an_officer(Role.WINDOW, who.tax_office)
    Payable.objects.filter(payer_id=who.payer_id).update(state="SETTLED")
    with pytest.raises(NothingToReopen):
        propose_reopening(told, officer=window.actor, request_key=uuid4(), today=OVER)


def test_on_a_day_that_the_place_is_closed_it_is_declared_and_paid() -> None:
    today, until = date(2026, 11, 27), date(2026, 11, 29)
    who = a_resident(region=XIAODIAN)
    other = replace(a_resident(region=XIAODIAN), tax_office=who.tax_office)
    agreements = {one: an_agreement(one) for one in (who, other)}
    chosen = {one: _chosen(one, 2026, date(2026, 11, 25)) for one in (who, other)}
    _reopened(who, 2026, until, today)
    assert _due_on(who) == date(2026, 12, 25), "the year's own last day is not brought forward"
    (number,) = declare(who, chosen[who], today=today)
    assert order(who, [number], agreements[who], today=until)
    with pytest.raises(OutsideDays):
        declare(other, chosen[other], today=today)


def test_the_days_that_were_said_and_no_other_are_lifted() -> None:
    today, until = date(2026, 11, 27), date(2026, 11, 28)
    who = a_resident(region=XIAODIAN)
    agreement = an_agreement(who)
    _reopened(who, 2026, until, today)
    (number,) = declare(who, _chosen(who, 2026, today), today=until)
    with pytest.raises(OutsideDays):
        order(who, [number], agreement, today=date(2026, 11, 29))
    assert order(who, [number], agreement, today=date(2026, 12, 1))


def test_while_the_place_is_open_there_is_nothing_to_reopen() -> None:
    who = a_resident(region=XIAODIAN)
    window = an_officer(Role.WINDOW, who.tax_office)
    told = Proposal(who.payer_id, who.enrolment_id, 2026, date(2026, 11, 26), "住院")
    with pytest.raises(WindowStillOpen):
        propose_reopening(told, officer=window.actor, request_key=uuid4(), today=date(2026, 11, 25))

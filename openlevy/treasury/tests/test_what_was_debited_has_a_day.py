"""缴款日期 of whatever has been debited: the day that the other side tells, the network's list
before any other, or else the one on which the debit was found."""

from datetime import date, timedelta

import pytest

from openlevy.parties.tests.people import TOMORROW, Resident, a_resident
from openlevy.payment.queries import lines_paid_by, order
from openlevy.payment.rules import Answer
from openlevy.payment.services import Answered, status_answered
from openlevy.payment.tests.paying import an_unknown, bank_says, key_of
from openlevy.treasury.tests.lists import booking, listed, receipt, received

pytestmark = pytest.mark.django_db
LATER = TOMORROW + timedelta(days=2)


@pytest.fixture
def who() -> Resident:
    return a_resident()


def the_day(who: Resident, number: int) -> date | None:
    """As pages show it."""
    return next((line.paid_on for line in lines_paid_by(who.payer_id, number)), None)


def the_day_told(who: Resident, number: int) -> date | None:
    """As a paper bears it."""
    seen = order(who.payer_id, number)
    assert seen is not None
    return seen.debited_on


@pytest.mark.parametrize(("told", "day"), [(TOMORROW, TOMORROW), (None, LATER)])
def test_found_by_a_question(who: Resident, told: date | None, day: date) -> None:
    number = an_unknown(who)
    status_answered(key_of(number), True, Answered("90000", "", told), today=LATER)
    assert (the_day(who, number), the_day_told(who, number)) == (day, told)
    for _ in range(2):
        listed(booking(number), on=LATER)
        assert the_day(who, number) == TOMORROW, "the list tells the very day"


@pytest.mark.parametrize("refused", [False, True])
def test_found_in_a_receipt(who: Resident, refused: bool) -> None:
    number = an_unknown(who)
    if refused:
        bank_says(number, Answer.REFUSED)
    assert the_day(who, number) is None
    received(receipt(number), on=LATER)
    assert (the_day(who, number), the_day_told(who, number)) == (LATER, None)
    listed(booking(number), on=LATER)
    assert the_day(who, number) == the_day_told(who, number) == TOMORROW


def test_what_was_not_debited_has_none(who: Resident) -> None:
    number = an_unknown(who)
    listed(booking(number, "FAILED"))
    assert the_day(who, number) is None

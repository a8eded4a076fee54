"""3122: what banks have booked ends what was unknown and corrects what was answered wrongly."""

from collections.abc import Callable

import pytest

from openlevy.assessment.tests.amounts import TIER_FEN, books
from openlevy.declaration.queries import declarations
from openlevy.declaration.services import void
from openlevy.parties.tests.people import TOMORROW, Resident, a_resident
from openlevy.payment import queries
from openlevy.payment.rules import Answer
from openlevy.payment.services import Answered, reversal_answered
from openlevy.payment.tests.paying import (
    a_reversing,
    an_agreement,
    an_order,
    an_unknown,
    bank_says,
    key_of,
    order,
    state_of,
)
from openlevy.treasury.services import BookingLine
from openlevy.treasury.tests.lists import (
    a_message,
    booking,
    differences,
    listed,
    receipt,
    received,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Resident:
    return a_resident()


@pytest.mark.parametrize("begin", [an_order, an_unknown, a_reversing])
@pytest.mark.parametrize(
    ("status", "state", "account"),
    [
        ("BOOKED", "CONFIRMED", "collected"),
        ("FAILED", "REFUSED", "due"),
        ("REVERSED", "REFUSED", "due"),
    ],
)
def test_an_open_outcome_ends_as_the_list_says(
    who: Resident, begin: Callable[[Resident], int], status: str, state: str, account: str
) -> None:
    number = begin(who)
    assert listed(booking(number, status)) == 1
    assert state_of(who, number) == state
    assert books(who) == {"premium": -TIER_FEN, account: TIER_FEN}
    assert differences() == []


def test_what_agrees_moves_nothing_but_keeps_the_day_of_remittance(who: Resident) -> None:
    number = an_order(who)
    bank_says(number, Answer.DONE)
    assert listed(booking(number)) == 0
    seen = queries.order(who.payer_id, number)
    assert seen is not None
    assert (seen.state, seen.remitted_on) == ("CONFIRMED", TOMORROW)


def test_a_refused_debit_that_was_booked_settles_the_debt_that_is_still_open(
    who: Resident,
) -> None:
    number = an_order(who)
    bank_says(number, Answer.REFUSED)
    assert listed(booking(number)) == 1
    assert state_of(who, number) == "CONFIRMED"
    assert [d.state for d in declarations(who.payer_id)] == ["PAID"]
    assert books(who) == {"premium": -TIER_FEN, "collected": TIER_FEN}
    assert differences() == ["BOOKED_AGAINST_ANSWER"]


def test_a_reversed_debit_that_was_booked_settles_the_debt_too(who: Resident) -> None:
    number = a_reversing(who)
    reversal_answered(key_of(number), True, Answered("2021-1", ""), today=TOMORROW)
    assert listed(booking(number)) == 1
    assert state_of(who, number) == "CONFIRMED"
    assert differences() == ["BOOKED_AGAINST_ANSWER"]


def test_booked_for_what_was_voided_meanwhile_is_the_payers_credit(who: Resident) -> None:
    number = an_order(who)
    bank_says(number, Answer.REFUSED)
    (declared,) = declarations(who.payer_id)
    void(payer_id=who.payer_id, declaration_id=declared.id, actor=who.actor, today=TOMORROW)
    assert listed(booking(number)) == 1
    assert state_of(who, number) == "CREDITED"
    assert queries.credits_of(who.payer_id) == TIER_FEN
    assert books(who) == {"credit": -TIER_FEN, "collected": TIER_FEN}
    assert differences() == ["BOOKED_AGAINST_ANSWER"]


def test_booked_for_what_was_paid_again_meanwhile_is_the_payers_credit(who: Resident) -> None:
    first = an_order(who)
    bank_says(first, Answer.REFUSED)
    (declared,) = declarations(who.payer_id)
    second = order(who, [declared.id], an_agreement(who))
    bank_says(second, Answer.DONE)
    listed(booking(first), booking(second, line=2))
    assert (state_of(who, first), state_of(who, second)) == ("CREDITED", "CONFIRMED")
    assert books(who) == {
        "premium": -TIER_FEN,
        "credit": -TIER_FEN,
        "collected": 2 * TIER_FEN,
    }


def test_a_credit_is_cleared_by_its_receipt_and_stays_the_payers(who: Resident) -> None:
    first = an_order(who)
    bank_says(first, Answer.REFUSED)
    (declared,) = declarations(who.payer_id)
    second = order(who, [declared.id], an_agreement(who))
    bank_says(second, Answer.DONE)
    listed(booking(first))
    assert received(receipt(first), receipt(second, line=2)) == 2
    assert (state_of(who, first), state_of(who, second)) == ("CREDIT_CLEARED", "CLEARED")
    assert queries.credits_of(who.payer_id) == TIER_FEN


@pytest.mark.parametrize("status", ["REVERSED", "FAILED"])
def test_a_credit_that_a_later_list_denies_is_taken_back(who: Resident, status: str) -> None:
    first = _credited(who)
    settled = books(who) | {"collected": TIER_FEN}
    del settled["credit"]
    message = a_message()
    assert listed(booking(first, status), message_id=message) == 1
    assert state_of(who, first) == "CREDIT_WITHDRAWN"
    assert queries.credits_of(who.payer_id) == 0
    assert books(who) == settled
    assert differences()[-1] == "NOT_BOOKED_AGAINST_ANSWER"
    assert listed(booking(first, status), message_id=message) == 0


def test_what_was_taken_back_and_is_booked_once_more_is_an_officers(who: Resident) -> None:
    first = _credited(who)
    listed(booking(first, "REVERSED"))
    before = books(who)
    listed(booking(first))
    assert state_of(who, first) == "CREDIT_WITHDRAWN"
    assert books(who) == before
    assert differences()[-1] == "BOOKED_AGAINST_ANSWER"


def _credited(who: Resident) -> int:
    """Refused, paid by another debit, and booked after all."""
    first = an_order(who)
    bank_says(first, Answer.REFUSED)
    (declared,) = declarations(who.payer_id)
    bank_says(order(who, [declared.id], an_agreement(who)), Answer.DONE)
    listed(booking(first))
    assert state_of(who, first) == "CREDITED"
    return first


def test_a_confirmed_debit_that_was_not_booked_opens_the_debt_again(who: Resident) -> None:
    number = an_order(who)
    bank_says(number, Answer.DONE)
    assert listed(booking(number, "FAILED")) == 1
    assert state_of(who, number) == "RETRACTED"
    assert [d.state for d in declarations(who.payer_id)] == ["DECLARED"]
    assert books(who) == {"premium": -TIER_FEN, "due": TIER_FEN}
    assert differences() == ["NOT_BOOKED_AGAINST_ANSWER"]
    again = order(who, [declarations(who.payer_id)[0].id], an_agreement(who))
    assert state_of(who, again) == "IN_FLIGHT"


def _retracted(who: Resident) -> int:
    """A debit that the bank had confirmed and the network's list denies."""
    number = an_order(who)
    bank_says(number, Answer.DONE)
    listed(booking(number, "FAILED"))
    assert state_of(who, number) == "RETRACTED"
    return number


def test_what_is_cleared_is_not_moved_again_but_told(who: Resident) -> None:
    cleared = an_order(who)
    bank_says(cleared, Answer.DONE)
    received(receipt(cleared))
    assert listed(booking(cleared, "FAILED")) == 0
    assert state_of(who, cleared) == "CLEARED"
    assert differences() == ["NOT_BOOKED_AGAINST_ANSWER"]


def test_a_retracted_debit_that_was_booked_after_all_settles_the_debt(who: Resident) -> None:
    number = _retracted(who)
    assert listed(booking(number)) == 1
    assert state_of(who, number) == "CONFIRMED"
    assert differences() == ["NOT_BOOKED_AGAINST_ANSWER", "BOOKED_AGAINST_ANSWER"]


def test_what_is_denied_a_second_time_is_left_to_an_officer(who: Resident) -> None:
    number = _retracted(who)
    listed(booking(number))
    assert listed(booking(number, "FAILED")) == 0
    assert state_of(who, number) == "CONFIRMED"


def test_money_received_for_a_retracted_debit_settles_and_clears(who: Resident) -> None:
    number = _retracted(who)
    assert received(receipt(number)) == 1
    assert state_of(who, number) == "CLEARED"
    assert differences() == ["NOT_BOOKED_AGAINST_ANSWER", "RECEIVED_NOT_DEBITED"]


def test_another_amount_proves_nothing(who: Resident) -> None:
    number = an_unknown(who)
    assert listed(booking(number, amount_fen=TIER_FEN + 1)) == 0
    assert state_of(who, number) == "UNKNOWN"
    assert differences() == ["AMOUNT_DIFFERS"]


def test_a_voucher_that_is_not_ours_is_told() -> None:
    assert listed(BookingLine(1, "411016261199999999", 77, "BOOKED", TOMORROW, "")) == 0
    assert differences() == ["UNKNOWN_VOUCHER"]


def test_the_same_list_again_changes_nothing(who: Resident) -> None:
    number, message = an_order(who), a_message()
    bank_says(number, Answer.REFUSED)
    lines = booking(number), booking(number, line=2)
    assert listed(*lines, message_id=message) == 1
    before = books(who), differences()
    assert listed(*lines, message_id=message) == 0
    assert (books(who), differences()) == before

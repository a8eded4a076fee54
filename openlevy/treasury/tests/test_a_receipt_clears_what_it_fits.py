"""3126: voucher, amount and treasury agree, or the money stays in suspense for an officer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from openlevy.assessment.tests.amounts import TIER_FEN, books
from openlevy.ledger.chart import Account
from openlevy.ledger.queries import totals
from openlevy.parties.tests.people import CHAOYANG, TOMORROW, Resident, a_resident
from openlevy.payment.queries import order
from openlevy.payment.rules import Answer
from openlevy.payment.services import Effect
from openlevy.payment.tests.paying import (
    a_reversing,
    an_order,
    an_unknown,
    bank_says,
    state_of,
)
from openlevy.treasury.services import ReceiptLine
from openlevy.treasury.tests.lists import (
    a_message,
    differences,
    open_differences,
    receipt,
    received,
)

pytestmark = pytest.mark.django_db
DAY_AFTER = TOMORROW + timedelta(days=1)
OTHER_TREASURY = 104000000


@pytest.fixture
def who() -> Resident:
    return a_resident()


@pytest.fixture
def confirmed(who: Resident) -> int:
    number = an_order(who)
    bank_says(number, Answer.DONE)
    return number


def test_a_receipt_that_fits_clears_the_order(who: Resident, confirmed: int) -> None:
    assert received(receipt(confirmed), on=DAY_AFTER) == 1
    seen = order(who.payer_id, confirmed)
    assert seen is not None
    assert (seen.state, seen.received_on) == ("CLEARED", DAY_AFTER)
    assert seen.cleared_at is not None
    assert books(who) == {"premium": -TIER_FEN, "cleared": TIER_FEN}
    assert differences() == []


def test_a_list_of_many_is_cleared_by_the_packet(who: Resident) -> None:
    people = [who, a_resident(region=CHAOYANG), a_resident()]
    orders = [an_order(one) for one in people]
    for number in orders:
        bank_says(number, Answer.DONE)
    lines = [receipt(number, line=place) for place, number in enumerate(orders, 1)]
    assert received(*lines) == 3
    assert [state_of(*pair) for pair in zip(people, orders, strict=True)] == ["CLEARED"] * 3


def test_the_same_list_again_changes_nothing(who: Resident, confirmed: int) -> None:
    message = a_message()
    unknown = ReceiptLine(2, 109000000, "411016261199999999", 77)
    assert received(receipt(confirmed), unknown, message_id=message) == 1
    before = books(who), totals(), differences()
    assert received(receipt(confirmed), unknown, message_id=message) == 0
    assert (books(who), totals(), differences()) == before


def test_a_voucher_that_is_not_ours_goes_to_suspense() -> None:
    assert received(ReceiptLine(1, 109000000, "411016261199999999", 77)) == 0
    assert differences() == ["UNKNOWN_VOUCHER"]
    assert totals()[Account.SUSPENSE] == -77
    assert totals()[Account.RECEIVED] == 77


@pytest.mark.parametrize("says", [Answer.DONE, Answer.UNKNOWN, Answer.REFUSED])
def test_another_amount_clears_and_proves_nothing(who: Resident, says: Answer) -> None:
    number = an_order(who)
    bank_says(number, says)
    state, held = state_of(who, number), books(who)
    assert received(receipt(number, amount_fen=TIER_FEN - 1)) == 0
    assert (state_of(who, number), books(who)) == (state, held)
    assert differences() == ["AMOUNT_DIFFERS"]
    assert totals()[Account.SUSPENSE] == -(TIER_FEN - 1)


@pytest.mark.parametrize("says", [Answer.DONE, Answer.UNKNOWN, Answer.REFUSED])
def test_another_treasury_clears_and_proves_nothing(who: Resident, says: Answer) -> None:
    number = an_order(who)
    bank_says(number, says)
    state, held = state_of(who, number), books(who)
    assert received(receipt(number, treasury_code=OTHER_TREASURY)) == 0
    assert (state_of(who, number), books(who)) == (state, held)
    assert differences() == ["TREASURY_DIFFERS"]
    assert totals()[Account.SUSPENSE] == -TIER_FEN


def test_a_wrong_line_does_not_hide_the_right_one(who: Resident, confirmed: int) -> None:
    wrong = receipt(confirmed, line=1, amount_fen=TIER_FEN + 5)
    assert received(wrong, receipt(confirmed, line=2)) == 1
    assert state_of(who, confirmed) == "CLEARED"
    assert differences() == ["AMOUNT_DIFFERS"]


@pytest.mark.parametrize("together", [True, False])
def test_received_twice_is_once_and_the_other_in_suspense(
    who: Resident, confirmed: int, together: bool
) -> None:
    first, second = receipt(confirmed, line=1), receipt(confirmed, line=2)
    if together:
        assert received(first, second) == 1
    else:
        assert received(first) == 1
        assert received(second, on=TOMORROW + timedelta(days=1)) == 0
    assert differences() == ["RECEIVED_TWICE"]
    assert totals()[Account.SUSPENSE] == -TIER_FEN
    assert books(who) == {"premium": -TIER_FEN, "cleared": TIER_FEN}


def test_a_days_list_sent_again_under_a_new_number_is_the_same_list(
    who: Resident, confirmed: int
) -> None:
    unknown = ReceiptLine(2, 104000000, "411016261199999999", 77)
    assert received(receipt(confirmed), unknown) == 1
    assert received(receipt(confirmed), unknown) == 0
    assert differences() == ["UNKNOWN_VOUCHER"]
    assert totals()[Account.SUSPENSE] == -77
    assert books(who) == {"premium": -TIER_FEN, "cleared": TIER_FEN}


@pytest.mark.parametrize("begin", [an_order, an_unknown, a_reversing])
def test_a_receipt_before_the_answer_proves_the_debit_and_clears(
    who: Resident, begin: Callable[[Resident], int]
) -> None:
    number = begin(who)
    assert received(receipt(number)) == 1
    assert state_of(who, number) == "CLEARED"
    assert books(who) == {"premium": -TIER_FEN, "cleared": TIER_FEN}
    assert differences() == []
    assert bank_says(number, Answer.DONE) is Effect.REPEATED


def test_a_receipt_for_a_refused_debit_proves_it_and_is_told(who: Resident) -> None:
    number = an_order(who)
    bank_says(number, Answer.REFUSED)
    assert received(receipt(number)) == 1
    assert state_of(who, number) == "CLEARED"
    assert books(who) == {"premium": -TIER_FEN, "cleared": TIER_FEN}
    assert differences() == ["RECEIVED_NOT_DEBITED"]


def test_every_cleared_fen_has_its_receipt(who: Resident, confirmed: int) -> None:
    received(receipt(confirmed))
    with connection.cursor() as cursor:
        cursor.execute("SELECT order_id, amount_fen, outcome FROM treasury_receipt")
        assert cursor.fetchall() == [(confirmed, TIER_FEN, "CLEARED")]


def test_a_difference_says_whose_it_is_and_both_amounts(who: Resident, confirmed: int) -> None:
    received(receipt(confirmed, amount_fen=1))
    (difference,) = open_differences()
    assert difference.payer_id == who.payer_id
    assert (difference.ours_fen, difference.theirs_fen) == (TIER_FEN, 1)

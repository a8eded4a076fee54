"""Whatever comes at once about a debit, its first end counts, and nothing that came is lost."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from openlevy.assessment.tests.amounts import TIER_FEN, books
from openlevy.ledger.chart import Account
from openlevy.ledger.queries import totals
from openlevy.parties.tests.people import TOMORROW, Resident, a_resident
from openlevy.payment.rules import Answer
from openlevy.payment.services import (
    Answered,
    Effect,
    answer_arrived,
    ask_reversal,
    lose_sight,
    reversal_answered,
    status_answered,
)
from openlevy.payment.tests.paying import (
    a_reversing,
    an_order,
    an_unknown,
    bank_says,
    key_of,
    state_of,
)
from openlevy.treasury.services import ReceiptLine, take_bookings, take_receipts
from openlevy.treasury.tests.lists import a_message, booking, differences, receipt
from tests.faults.racing import Racers, answers, count, held, refusals, until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)
PAID = {"premium": -TIER_FEN, "collected": TIER_FEN}
OWED = {"premium": -TIER_FEN, "due": TIER_FEN}
CLEARED = {"premium": -TIER_FEN, "cleared": TIER_FEN}
SAID = Answered("x", "")


@pytest.fixture
def who() -> Resident:
    return a_resident()


def answering(order_id: int, says: Answer) -> "partial[Effect]":
    return partial(answer_arrived, key_of(order_id), says, SAID, today=TOMORROW)


def sweeping() -> "partial[int]":
    now = timezone.now() + timedelta(minutes=1)
    return partial(lose_sight, waited=timedelta(seconds=20), now=now, today=TOMORROW)


def receiving(order_id: int, message_id: int | None = None) -> "partial[int]":
    return partial(
        take_receipts,
        message_id or a_message(),
        [receipt(order_id)],
        received_on=TOMORROW,
        today=TOMORROW,
    )


def ends(order_id: int) -> int:
    return count(
        "history_transition WHERE record_id = %s"
        " AND action IN ('confirm', 'refuse', 'reverse', 'clear')",
        order_id,
    )


@pytest.mark.parametrize("_round", range(3))
@pytest.mark.parametrize("begin", [an_order, an_unknown])
def test_of_two_answers_at_once_the_first_counts_and_the_other_contradicts(
    who: Resident, racers: Racers, begin: "partial[int]", _round: int
) -> None:
    number = begin(who)
    came = racers.race(
        *[answering(number, Answer.DONE)] * 10, *[answering(number, Answer.REFUSED)] * 10
    )
    assert refusals(came) == []
    done, refused = answers(came)[:10], answers(came)[10:]
    first, other = (done, refused) if state_of(who, number) == "CONFIRMED" else (refused, done)
    assert sorted(first) == sorted([Effect.MOVED, *[Effect.REPEATED] * 9])
    assert other == [Effect.CONTRADICTS] * 10
    assert ends(number) == 1
    assert books(who) == (PAID if first is done else OWED)


@pytest.mark.parametrize("_round", range(5))
def test_an_answer_is_not_lost_to_the_sweep(who: Resident, racers: Racers, _round: int) -> None:
    number = an_order(who)
    came = racers.race(*[sweeping()] * 10, *[answering(number, Answer.DONE)] * 10)
    assert refusals(came) == []
    assert sum(answers(came)[:10]) <= 1
    assert sorted(answers(came)[10:]) == sorted([Effect.MOVED, *[Effect.REPEATED] * 9])
    assert (state_of(who, number), books(who)) == ("CONFIRMED", PAID)


def test_an_answer_that_waited_for_the_sweep_still_counts(who: Resident, racers: Racers) -> None:
    """The window itself: seen in flight, made unknown before the answer's statement."""
    number = an_order(who)
    with held("payment_order", number) as by:
        came = racers.begin(answering(number, Answer.REFUSED))
        until_somebody_waits()
        by.execute("UPDATE payment_order SET state = 'UNKNOWN' WHERE id = %s", [number])
    assert came().answer is Effect.MOVED
    assert (state_of(who, number), books(who)) == ("REFUSED", OWED)


@pytest.mark.parametrize("_round", range(3))
def test_a_reversal_is_asked_for_once_and_an_answer_meanwhile_counts(
    who: Resident, racers: Racers, _round: int
) -> None:
    number = an_unknown(who)
    asking = partial(ask_reversal, key_of(number), today=TOMORROW)
    came = racers.race(*[asking] * 10, *[answering(number, Answer.DONE)] * 10)
    assert refusals(came) == []
    asked = count("messages_outbox WHERE record_id = %s AND topic = '1021'", number)
    held_back = answers(came)[10:] == [Effect.LEFT_OPEN] * 10
    if asked:
        assert asked == 1
        assert held_back, "booked says nothing of what is being undone"
        assert state_of(who, number) == "REVERSING"
    else:
        assert (state_of(who, number), books(who)) == ("CONFIRMED", PAID)


@pytest.mark.parametrize("_round", range(3))
def test_reversed_and_done_at_once_the_reversal_counts(
    who: Resident, racers: Racers, _round: int
) -> None:
    number = a_reversing(who)
    undone = partial(reversal_answered, key_of(number), True, SAID, today=TOMORROW)
    booked = partial(status_answered, key_of(number), True, SAID, today=TOMORROW)
    came = racers.race(*[undone] * 10, *[booked] * 10)
    assert refusals(came) == []
    assert sorted(answers(came)[:10]) == sorted([Effect.MOVED, *[Effect.REPEATED] * 9])
    assert set(answers(came)[10:]) <= {Effect.LEFT_OPEN, Effect.CONTRADICTS}
    assert ends(number) == 1
    assert (state_of(who, number), books(who)) == ("REVERSED", OWED)


@pytest.mark.parametrize("_round", range(3))
def test_a_receipt_taken_by_twenty_at_once_clears_once(
    who: Resident, racers: Racers, _round: int
) -> None:
    number, message = an_order(who), a_message()
    bank_says(number, Answer.DONE)
    came = racers.race(*[receiving(number, message)] * 20)
    assert refusals(came) == []
    assert sum(answers(came)) == 1
    assert count("treasury_receipt WHERE message_id = %s", message) == 1
    assert (books(who), differences()) == (CLEARED, [])


def test_a_receipt_of_nobodys_taken_by_twenty_at_once_is_suspended_once(
    who: Resident, racers: Racers
) -> None:
    number, message = an_order(who), a_message()
    lines = [receipt(number, amount_fen=77)]
    taking = partial(take_receipts, message, lines, received_on=TOMORROW, today=TOMORROW)
    came = racers.race(*[taking] * 20)
    assert refusals(came) == []
    assert sum(answers(came)) == 0
    assert totals()[Account.SUSPENSE] == -77
    assert differences() == ["AMOUNT_DIFFERS"]


def test_the_same_money_in_twenty_messages_at_once_is_received_once(
    who: Resident, racers: Racers
) -> None:
    number = an_order(who)
    bank_says(number, Answer.DONE)
    came = racers.race(*[receiving(number) for _ in range(20)])
    assert refusals(came) == []
    assert sum(answers(came)) == 1
    assert books(who) == CLEARED
    assert differences() == []
    assert totals()[Account.SUSPENSE] == 0


def test_nobodys_money_in_twenty_messages_at_once_is_suspended_once(
    db: None, racers: Racers
) -> None:
    line = ReceiptLine(1, 109000000, "411016261199999999", 77)
    came = racers.race(
        *[
            partial(take_receipts, a_message(), [line], received_on=TOMORROW, today=TOMORROW)
            for _ in range(20)
        ]
    )
    assert refusals(came) == []
    assert differences() == ["UNKNOWN_VOUCHER"]
    assert totals()[Account.SUSPENSE] == -77


@pytest.mark.parametrize("_round", range(5))
def test_a_receipt_and_the_answer_at_once_clear_without_a_difference(
    who: Resident, racers: Racers, _round: int
) -> None:
    number, message = an_unknown(who), a_message()
    came = racers.race(*[receiving(number, message)] * 10, *[answering(number, Answer.DONE)] * 10)
    assert refusals(came) == []
    assert set(answers(came)[10:]) <= {Effect.MOVED, Effect.REPEATED}
    assert (state_of(who, number), books(who), differences()) == ("CLEARED", CLEARED, [])


def test_a_booking_list_taken_by_twenty_at_once_counts_once(who: Resident, racers: Racers) -> None:
    number, message = an_order(who), a_message()
    bank_says(number, Answer.REFUSED)
    taking = partial(take_bookings, message, [booking(number)], check_on=TOMORROW, today=TOMORROW)
    came = racers.race(*[taking] * 20)
    assert refusals(came) == []
    assert sum(answers(came)) == 1
    assert count("treasury_booking WHERE message_id = %s", message) == 1
    assert (books(who), differences()) == (PAID, ["BOOKED_AGAINST_ANSWER"])

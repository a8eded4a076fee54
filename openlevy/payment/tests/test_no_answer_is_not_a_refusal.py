"""Only an answer or a reconciliation message ends an unknown outcome; time never does."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone

from openlevy.assessment.tests.amounts import TIER_FEN, books
from openlevy.declaration.queries import declarations
from openlevy.history.tests.records import of_record
from openlevy.kernel.flow import Role
from openlevy.messages.models import Outgoing
from openlevy.parties.tests.people import TOMORROW, Resident, a_resident
from openlevy.payment.queries import order
from openlevy.payment.rules import Answer, OrderUnknown
from openlevy.payment.services import (
    Answered,
    Effect,
    TradeKey,
    answer_arrived,
    ask_again,
    ask_reversal,
    lose_sight,
    lose_sight_of,
    not_booked,
    prove,
    reversal_answered,
    status_answered,
    status_open,
    voucher_of,
)
from openlevy.payment.tests.paying import (
    a_reversing,
    an_order,
    an_unknown,
    bank_says,
    key_of,
    state_of,
)

pytestmark = pytest.mark.django_db
SAID = Answered("x", "words")
NEXT_DAY = TOMORROW + timedelta(days=1)
WAIT = timedelta(seconds=20)


@pytest.fixture
def who() -> Resident:
    return a_resident()


def soon(seconds: float = 0) -> datetime:
    return timezone.now() + timedelta(seconds=seconds)


def questions(order_id: int, topic: str = "9003") -> int:
    return Outgoing.objects.filter(record_id=order_id, topic=topic).count()


def question_was_sent(order_id: int) -> None:
    Outgoing.objects.filter(record_id=order_id, sent_at=None).update(
        sent_at=timezone.now(), wire=b"x"
    )


def declaration_state(who: Resident) -> str:
    (declared,) = declarations(who.payer_id)
    return declared.state


@pytest.mark.parametrize(
    ("says", "state", "declared", "account"),
    [
        (Answer.DONE, "CONFIRMED", "PAID", "collected"),
        (Answer.REFUSED, "REFUSED", "DECLARED", "due"),
        (Answer.UNKNOWN, "UNKNOWN", "PAYING", "in_flight"),
    ],
)
def test_an_answer_does_what_it_says(
    who: Resident, says: Answer, state: str, declared: str, account: str
) -> None:
    number = an_order(who)
    assert bank_says(number, says) is Effect.MOVED
    assert (state_of(who, number), declaration_state(who)) == (state, declared)
    assert books(who) == {"premium": -TIER_FEN, account: TIER_FEN}
    assert bank_says(number, says) is Effect.REPEATED
    assert books(who) == {"premium": -TIER_FEN, account: TIER_FEN}


def test_silence_makes_it_unknown_and_asked_after_but_never_ends_it(who: Resident) -> None:
    number = an_order(who)
    assert lose_sight(waited=WAIT, now=soon(), today=TOMORROW) == 0
    assert lose_sight(waited=WAIT, now=soon(21), today=TOMORROW) == 1
    assert lose_sight(waited=WAIT, now=soon(10**7), today=TOMORROW) == 0
    assert (state_of(who, number), declaration_state(who)) == ("UNKNOWN", "PAYING")
    assert questions(number) == 1
    assert of_record(who.payer_id, number)[-1].role == Role.CLOCK


@pytest.mark.parametrize(
    ("begin", "says", "state"),
    [
        (an_unknown, Answer.DONE, "CONFIRMED"),
        (an_unknown, Answer.REFUSED, "REFUSED"),
        (a_reversing, Answer.REFUSED, "REFUSED"),
    ],
)
def test_a_late_answer_ends_it(
    who: Resident, begin: Callable[[Resident], int], says: Answer, state: str
) -> None:
    number = begin(who)
    assert bank_says(number, says, today=NEXT_DAY) is Effect.MOVED
    assert state_of(who, number) == state


def test_answers_that_contradict_leave_the_first_and_say_so(who: Resident) -> None:
    done, refused = an_order(who), an_order(a_resident())
    bank_says(done, Answer.DONE)
    bank_says(refused, Answer.REFUSED)
    assert bank_says(done, Answer.REFUSED) is Effect.CONTRADICTS
    assert bank_says(refused, Answer.DONE) is Effect.CONTRADICTS
    assert state_of(who, done) == "CONFIRMED"
    assert books(who) == {"premium": -TIER_FEN, "collected": TIER_FEN}


def test_not_knowing_does_not_reopen_what_has_ended(who: Resident) -> None:
    number = an_order(who)
    bank_says(number, Answer.DONE)
    assert bank_says(number, Answer.UNKNOWN) is Effect.REPEATED
    assert lose_sight_of(number, today=TOMORROW) is Effect.REPEATED
    assert state_of(who, number) == "CONFIRMED"
    assert questions(number) == 0


def test_a_message_the_network_did_not_take_leaves_the_outcome_open(who: Resident) -> None:
    number = an_order(who)
    assert lose_sight_of(number, today=TOMORROW) is Effect.MOVED
    assert state_of(who, number) == "UNKNOWN"
    assert questions(number) == 1


def test_an_answer_that_agrees_with_how_it_ended_otherwise_is_a_repetition(who: Resident) -> None:
    number = a_reversing(who)
    reversal_answered(key_of(number), True, SAID, today=TOMORROW)
    assert bank_says(number, Answer.REFUSED) is Effect.REPEATED
    assert bank_says(number, Answer.DONE) is Effect.CONTRADICTS
    retracted = an_order(a_resident())
    bank_says(retracted, Answer.DONE)
    not_booked(voucher_of(key_of(retracted)), SAID, today=TOMORROW)
    assert bank_says(retracted, Answer.REFUSED) is Effect.REPEATED
    assert bank_says(retracted, Answer.DONE) is Effect.CONTRADICTS


@pytest.mark.parametrize(
    ("booked", "state", "effect"),
    [
        (True, "CONFIRMED", Effect.MOVED),
        (False, "REFUSED", Effect.MOVED),
        (None, "UNKNOWN", Effect.LEFT_OPEN),
    ],
)
def test_the_networks_own_word_ends_it_or_leaves_it_open(
    who: Resident, booked: bool | None, state: str, effect: Effect
) -> None:
    number = an_unknown(who)
    assert status_answered(key_of(number), booked, SAID, today=TOMORROW) is effect
    assert state_of(who, number) == state


def test_questions_are_asked_again_ever_more_rarely(who: Resident) -> None:
    number = an_unknown(who)
    assert ask_again(now=soon(10_000)) == 0  # the first has not even been sent
    question_was_sent(number)
    for asked, pause in enumerate([20, 40, 80, 160, 320, 600, 600], 1):
        assert ask_again(now=soon(pause - 2)) == 0
        assert ask_again(now=soon(pause + 2)) == 1
        assert questions(number) == asked + 1
        question_was_sent(number)
    bank_says(number, Answer.DONE)
    assert ask_again(now=soon(10_000)) == 0


def test_the_last_of_many_is_asked_after_too(who: Resident) -> None:
    numbers = [an_unknown(a_resident()) for _ in range(5)]
    for number in numbers:
        question_was_sent(number)
    assert [ask_again(now=soon(30), most=2) for _ in range(4)] == [2, 2, 1, 0]
    assert [questions(number) for number in numbers] == [2] * 5


def test_what_the_network_never_saw_is_reversed_at_once_and_the_rest_after_some_asking(
    who: Resident,
) -> None:
    number = an_unknown(who)
    for patience, effect in ((2, Effect.LEFT_OPEN), (1, Effect.MOVED)):
        told = status_open(key_of(number), unseen=False, patience=patience, today=TOMORROW)
        assert told is effect
    unseen = an_unknown(a_resident())
    told = status_open(key_of(unseen), unseen=True, patience=9, today=TOMORROW)
    assert told is Effect.MOVED
    assert questions(unseen, "1021") == 1


def test_reversal_is_asked_for_before_the_day_cut_only(who: Resident) -> None:
    number = an_unknown(who)
    assert ask_reversal(key_of(number), today=NEXT_DAY) is Effect.LEFT_OPEN
    assert (state_of(who, number), questions(number, "1021")) == ("UNKNOWN", 0)
    assert ask_reversal(key_of(number), today=TOMORROW) is Effect.MOVED
    assert (state_of(who, number), questions(number, "1021")) == ("REVERSING", 1)
    assert ask_reversal(key_of(number), today=TOMORROW) is Effect.LEFT_OPEN
    assert questions(number, "1021") == 1


def test_reversal_is_asked_for_an_unknown_outcome_only(who: Resident) -> None:
    number = an_order(who)
    assert ask_reversal(key_of(number), today=TOMORROW) is Effect.LEFT_OPEN
    bank_says(number, Answer.DONE)
    assert ask_reversal(key_of(number), today=TOMORROW) is Effect.REPEATED
    assert questions(number, "1021") == 0


def test_reversed_it_can_be_paid_again(who: Resident) -> None:
    number = a_reversing(who)
    assert reversal_answered(key_of(number), True, SAID, today=TOMORROW) is Effect.MOVED
    assert (state_of(who, number), declaration_state(who)) == ("REVERSED", "DECLARED")
    assert books(who) == {"premium": -TIER_FEN, "due": TIER_FEN}
    assert reversal_answered(key_of(number), True, SAID, today=TOMORROW) is Effect.REPEATED


def test_too_late_to_reverse_it_stays_unknown_and_is_not_asked_again(who: Resident) -> None:
    number = a_reversing(who)
    assert reversal_answered(key_of(number), False, SAID, today=TOMORROW) is Effect.MOVED
    assert (state_of(who, number), declaration_state(who)) == ("UNKNOWN", "PAYING")
    assert reversal_answered(key_of(number), False, SAID, today=TOMORROW) is Effect.LEFT_OPEN
    assert ask_reversal(key_of(number), today=TOMORROW) is Effect.LEFT_OPEN
    assert questions(number, "1021") == 1


def test_reversed_though_we_had_given_up_asking_no_money_was_taken(who: Resident) -> None:
    number = a_reversing(who)
    reversal_answered(key_of(number), False, SAID, today=TOMORROW)
    assert reversal_answered(key_of(number), True, SAID, today=TOMORROW) is Effect.MOVED
    assert (state_of(who, number), declaration_state(who)) == ("REFUSED", "DECLARED")


def test_booked_says_nothing_of_what_is_being_undone(who: Resident) -> None:
    number = a_reversing(who)
    assert bank_says(number, Answer.DONE) is Effect.LEFT_OPEN
    assert status_answered(key_of(number), True, SAID, today=TOMORROW) is Effect.LEFT_OPEN
    assert (state_of(who, number), declaration_state(who)) == ("REVERSING", "PAYING")


def test_a_reversal_of_what_was_confirmed_contradicts_and_too_late_does_not(who: Resident) -> None:
    number = an_unknown(who)
    bank_says(number, Answer.DONE)
    assert reversal_answered(key_of(number), False, SAID, today=TOMORROW) is Effect.REPEATED
    assert reversal_answered(key_of(number), True, SAID, today=TOMORROW) is Effect.CONTRADICTS
    assert state_of(who, number) == "CONFIRMED"


NOBODYS = TradeKey("11101110000", TOMORROW, "00000001")


@pytest.mark.parametrize(
    "tell",
    [
        partial(answer_arrived, NOBODYS, Answer.DONE, SAID, today=TOMORROW),
        partial(status_answered, NOBODYS, True, SAID, today=TOMORROW),
        partial(reversal_answered, NOBODYS, True, SAID, today=TOMORROW),
        partial(ask_reversal, NOBODYS, today=TOMORROW),
        partial(voucher_of, NOBODYS),
        partial(prove, "no voucher", SAID, today=TOMORROW),
        partial(not_booked, "no voucher", SAID, today=TOMORROW),
    ],
)
def test_what_we_never_sent_is_unknown_to_us(tell: Callable[[], object]) -> None:
    with pytest.raises(OrderUnknown):
        tell()


def test_the_answer_and_its_day_are_kept(who: Resident) -> None:
    number = an_order(who)
    answer_arrived(key_of(number), Answer.DONE, Answered("90000", "成功", TOMORROW), today=NEXT_DAY)
    seen = order(who.payer_id, number)
    assert seen is not None
    assert (seen.answer_code, seen.answer_words, seen.debited_on) == ("90000", "成功", TOMORROW)

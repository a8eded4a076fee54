"""The outbox: one row a message, taken under a lease, the same bytes until they are accepted."""

import pytest
from django.db import IntegrityError, transaction

from openlevy.messages.models import Outgoing
from openlevy.messages.queries import last_question, sent_under, stuck, waiting_to_send
from openlevy.messages.services import (
    BACK_OFF_MOST_SECONDS,
    LEASE_SECONDS,
    ToSend,
    enqueue,
    enqueue_sql,
    forget_sent,
    keep_composed,
    mark_dropped,
    mark_sent,
    mark_unsent,
    release,
    take_outgoing,
)
from openlevy.messages.tests.times import let_pass, seconds_from_now
from openlevy.privacy.services import unseal
from openlevy.statements.services import compose, run


def put(record_id: int = 1, topic: str = "1001", occurrence: int = 1, delay: float = 0) -> None:
    enqueue(
        party="treasury",
        topic=topic,
        payer_id=7,
        record_id=record_id,
        occurrence=occurrence,
        delay_seconds=delay,
    )


def take(most: int = 10, party: str = "treasury") -> list[ToSend]:
    return take_outgoing([party], most)


def test_the_same_message_on_the_same_record_is_one() -> None:
    put()
    put()
    assert waiting_to_send() == 1
    put(occurrence=2)
    put(topic="9003")
    assert waiting_to_send() == 3


def test_the_fragment_and_the_single_form_leave_equal_rows() -> None:
    put(record_id=1)
    fragment = enqueue_sql("queued", party="treasury", topic="1001", rows="SELECT 7, 2")
    run(*compose(fragment, answer="SELECT 1"))
    one, other = take()
    assert (one.party, one.topic, one.payer_id, one.occurrence, one.wire) == (
        other.party,
        other.topic,
        other.payer_id,
        other.occurrence,
        other.wire,
    )


def test_they_are_taken_in_order_by_party_and_so_many_at_once() -> None:
    for record_id in (3, 1, 2):
        put(record_id)
    assert take(party="agency") == []
    assert [m.record_id for m in take(2)] == [3, 1]
    assert [m.record_id for m in take(2)] == [2]


def test_what_is_taken_is_nobody_elses_until_the_lease_runs_out() -> None:
    put()
    (first,) = take()
    assert take() == []
    let_pass(LEASE_SECONDS - 1)
    assert take() == []
    let_pass(1)
    (second,) = take()
    assert (second.id, first.attempts, second.attempts) == (first.id, 1, 2)


def test_a_worker_that_starts_takes_what_another_left_in_hand() -> None:
    put()
    take()
    release()
    assert len(take()) == 1


def test_a_delayed_message_waits() -> None:
    put(delay=60)
    assert take() == []
    let_pass(60)
    assert len(take()) == 1


def test_the_bytes_composed_first_are_the_message() -> None:
    put()
    (message,) = take()
    assert keep_composed(message, message_key="k1", wire=b"first") == b"first"
    assert keep_composed(message, message_key="k2", wire=b"second") == b"first"
    let_pass(LEASE_SECONDS)
    (again,) = take()
    assert again.wire == b"first"
    about = sent_under("treasury", "k1")
    assert about is not None
    assert (about.topic, about.payer_id, about.record_id) == ("1001", 7, 1)
    assert sent_under("treasury", "k2") is None


def test_bodies_are_sealed() -> None:
    put()
    (message,) = take()
    keep_composed(message, message_key="k", wire=b"6228480010001234567")
    assert b"6228480010001234567" not in bytes(Outgoing.objects.get().wire or b"")


def test_accepted_it_is_not_sent_again() -> None:
    put()
    (message,) = take()
    keep_composed(message, message_key="k", wire=b"x")
    mark_unsent(message, "no route")
    mark_sent(message.id)
    let_pass(10_000)
    assert (take(), waiting_to_send()) == ([], 0)
    row = Outgoing.objects.get()
    sent_at = row.sent_at
    mark_sent(message.id)
    mark_unsent(message, "late")
    row.refresh_from_db()
    assert (row.sent_at, row.last_error) == (sent_at, None)


def test_nothing_counts_as_sent_without_its_bytes() -> None:
    put()
    (message,) = take()
    with pytest.raises(IntegrityError), transaction.atomic():
        mark_sent(message.id)


def test_it_waits_ever_longer_but_never_gives_up() -> None:
    put()
    pauses = []
    for _ in range(12):
        (message,) = take()
        mark_unsent(message, "x" * 900)
        row = Outgoing.objects.get()
        pauses.append(round(seconds_from_now(row.due_at)))
        assert len(row.last_error or "") == 500
        let_pass(BACK_OFF_MOST_SECONDS + 1)
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]
    (waiting,) = stuck()
    assert (waiting.attempts, waiting.topic) == (12, "1001")


def test_one_that_has_lost_its_reason_is_kept_with_why() -> None:
    put()
    (message,) = take()
    mark_dropped(message.id, "revoked before it was sent")
    assert waiting_to_send() == 0
    assert Outgoing.objects.get().last_error == "revoked before it was sent"


def test_what_waits_is_forgotten_only_when_it_is_dropped_with_it() -> None:
    for record_id in (1, 2, 3):
        put(record_id)
    one, two, three = take()
    keep_composed(one, message_key="k1", wire=b"x")
    keep_composed(two, message_key="k2", wire=b"x")
    mark_sent(one.id)
    forget_sent("treasury", [1, 2, 3])
    let_pass(LEASE_SECONDS)
    assert [m.wire for m in take()] == [b"x", None]
    forget_sent("agency", [1, 2, 3], dropping="over")
    assert waiting_to_send() == 2
    forget_sent("treasury", [1, 2, 3], dropping="over")
    assert waiting_to_send() == 0
    assert keep_composed(three, message_key="k3", wire=b"x") == b""  # by one who had it in hand
    mark_sent(two.id)
    kept = [Outgoing.objects.get(id=m.id) for m in (one, two, three)]
    assert [row.last_error for row in kept] == [None, "over", "over"]
    assert {unseal(bytes(row.wire or b""), purpose="messages.wire") for row in kept} == {b""}


def test_questions_are_counted_and_dated_by_their_last_sending() -> None:
    assert last_question(1, "9003") == (0, None)
    put(topic="9003")
    assert last_question(1, "9003") == (1, None)
    (message,) = take()
    keep_composed(message, message_key="k", wire=b"x")
    mark_sent(message.id)
    times, sent_at = last_question(1, "9003")
    assert times == 1
    assert sent_at is not None
    put(topic="9003", occurrence=2)
    assert last_question(1, "9003") == (2, None)


@transaction.atomic
def act_and_fail() -> None:
    put()
    raise ZeroDivisionError


def test_the_row_is_written_with_the_act_it_tells_of() -> None:
    with pytest.raises(ZeroDivisionError):
        act_and_fail()
    assert waiting_to_send() == 0

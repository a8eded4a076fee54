"""Of many workers each message has one; of many senders of one message one is the first."""

from functools import partial
from itertools import chain

import pytest

from openlevy.messages.services import (
    enqueue,
    handle_part,
    keep_composed,
    receive,
    take_incoming,
    take_outgoing,
)
from openlevy.privacy.services import ensure_keys
from tests.faults.racing import Racers, answers, count, refusals

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _keys(transactional_db: None) -> None:
    ensure_keys()


def put(record_id: int) -> None:
    enqueue(party="treasury", topic="1001", payer_id=7, record_id=record_id)


def come(key: str, wire: bytes) -> bool:
    return receive(party="treasury", message_key=key, topic="2001", wire=wire)


def test_twenty_workers_take_each_message_once(racers: Racers) -> None:
    for record_id in range(100):
        put(record_id)
        come(str(record_id), b"x")
    for take in (take_outgoing, take_incoming):
        came = racers.race(*[partial(take, ["treasury"], 7)] * 20)
        taken = [message.id for message in chain(*answers(came))]
        assert len(taken) == len(set(taken))
        assert len(taken) + len(take(["treasury"], 100)) == 100


def test_twenty_who_compose_send_the_same_bytes(racers: Racers) -> None:
    put(1)
    (message,) = take_outgoing(["treasury"], 1)
    came = racers.race(
        *[
            partial(keep_composed, message, message_key=f"k{n}", wire=b"by %d" % n)
            for n in range(20)
        ]
    )
    assert len(set(answers(came))) == 1
    assert count("messages_outbox WHERE wire IS NOT NULL") == 1


def test_the_same_message_from_twenty_at_once_is_kept_once(racers: Racers) -> None:
    came = racers.race(*[partial(come, "k", b"same")] * 20)
    assert sorted(answers(came)) == [False] * 19 + [True]
    assert count("messages_inbox") == 1


def test_twenty_contents_under_one_key_are_one_message(racers: Racers) -> None:
    came = racers.race(*[partial(come, "k", b"%d" % n) for n in range(20)])
    assert answers(came) == [True]
    assert refusals(came) == ["MessageKeyReused"] * 19
    assert count("messages_inbox") == 1


def test_the_same_question_enqueued_by_twenty_is_asked_once(racers: Racers) -> None:
    came = racers.race(*[partial(put, 1)] * 20)
    assert refusals(came) == []
    assert count("messages_outbox") == 1


def act() -> bytes:
    put(99)
    return b"done"


def test_a_part_in_twenty_hands_takes_effect_once(racers: Racers) -> None:
    come("k", b"x")
    (message,) = take_incoming(["treasury"], 1)
    came = racers.race(*[partial(handle_part, message.id, 1, act)] * 20)
    assert answers(came) == [b"done"] * 20
    assert count("messages_outbox") == 1

"""The inbox: kept before anybody acts on it, by the sender's key and its content, handled once."""

import pytest

from openlevy.messages.models import Incoming
from openlevy.messages.queries import (
    received,
    received_bytes,
    received_under,
    result_of,
    stuck,
    waiting_to_handle,
    waits_to_be_handled,
)
from openlevy.messages.services import (
    LEASE_SECONDS,
    UNSIGNED_KEY,
    AlreadyHandled,
    MessageKeyReused,
    ToHandle,
    handle_part,
    mark_handled,
    mark_unhandled,
    receive,
    release,
    take_incoming,
)
from openlevy.messages.tests.times import let_pass, seconds_from_now


def come(
    key: str = "k1", wire: bytes = b"body", party: str = "treasury", content: bytes | None = None
) -> bool:
    return receive(party=party, message_key=key, topic="2001", wire=wire, content=content)


def take(most: int = 10, party: str = "treasury") -> list[ToHandle]:
    return take_incoming([party], most)


def test_the_same_again_is_the_same_and_said_to_be() -> None:
    assert come() is True
    assert come() is False
    assert waiting_to_handle() == 1


def test_other_content_under_the_key_is_refused_and_the_first_kept() -> None:
    come()
    with pytest.raises(MessageKeyReused) as refused:
        come(wire=b"other")
    assert refused.value.facts() == {"party": "treasury", "message_key": "k1"}
    (message,) = take()
    assert message.wire == b"body"


def test_another_party_has_keys_of_its_own() -> None:
    come()
    assert come(party="agency:1", wire=b"other") is True


def test_a_signature_made_afresh_is_no_other_content() -> None:
    assert come(wire=b"body, signed once", content=b"body") is True
    assert come(wire=b"body, signed again", content=b"body") is False
    with pytest.raises(MessageKeyReused):
        come(wire=b"body, signed once", content=b"other")


def test_bytes_are_kept_exactly_and_sealed() -> None:
    come(wire=b"\x00\xff<CFX>6228480010001234567")
    row = Incoming.objects.get()
    assert b"6228480010001234567" not in bytes(row.wire)
    assert received_bytes(row.id) == b"\x00\xff<CFX>6228480010001234567"
    seen = received(row.id)
    assert (seen.party, seen.topic, seen.message_key) == ("treasury", "2001", "k1")
    assert received_under("treasury", "k1") == row.id
    assert received_under("treasury", "k9") is None


def test_they_are_taken_in_the_order_of_arrival_under_a_lease() -> None:
    for key in ("b", "a", "c"):
        come(key)
    assert [m.message_key for m in take(2)] == ["b", "a"]
    assert [m.message_key for m in take()] == ["c"]
    let_pass(LEASE_SECONDS)
    assert [m.attempts for m in take()] == [2, 2, 2]
    release()
    assert len(take()) == 3


def test_a_party_of_many_is_asked_for_by_its_kind() -> None:
    come(party="agency:1101110000000001")
    come(party="agencies:2")
    assert [m.party for m in take(party="agency")] == ["agency:1101110000000001"]


def test_handled_it_is_not_taken_again_and_its_outcome_stays() -> None:
    come()
    (message,) = take()
    mark_handled(message.id, "moved" + "x" * 600)
    mark_handled(message.id, "other")
    mark_unhandled(message, "late")
    let_pass(10_000)
    row = Incoming.objects.get()
    assert (take(), waiting_to_handle()) == ([], 0)
    assert (row.outcome or "").startswith("moved")
    assert len(row.outcome or "") == 500
    assert row.last_error is None
    assert result_of(row.id) is None


def test_what_could_not_be_handled_comes_again_later() -> None:
    come()
    (message,) = take()
    mark_unhandled(message, "order not known yet")
    row = Incoming.objects.get()
    assert round(seconds_from_now(row.due_at)) == 2
    let_pass(2)
    assert len(take()) == 1


def test_what_nobody_manages_to_handle_is_shown() -> None:
    come()
    for _ in range(10):
        release()
        (message,) = take()
    mark_unhandled(message, "why")
    (waiting,) = stuck()
    assert (waiting.party, waiting.attempts, waiting.last_error) == ("treasury", 10, "why")


def test_a_part_takes_its_effect_once_and_gives_its_result_again() -> None:
    come()
    (message,) = take()
    acts: list[int] = []

    def act() -> bytes:
        acts.append(1)
        return b"row 1 is in"

    for _ in range(2):
        assert handle_part(message.id, 1, act) == b"row 1 is in"
    assert handle_part(message.id, 2, act) == b"row 1 is in"
    assert len(acts) == 2
    mark_handled(message.id, "done", result=b"all rows are in")
    assert result_of(message.id) == b"all rows are in"
    with pytest.raises(AlreadyHandled):
        handle_part(message.id, 1, act)
    assert len(acts) == 2


def test_a_part_that_failed_has_left_nothing() -> None:
    come()
    (message,) = take()

    def fail() -> bytes:
        come("written on the way")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        handle_part(message.id, 1, fail)
    assert received_under("treasury", "written on the way") is None
    assert handle_part(message.id, 1, lambda: b"now") == b"now"


def test_a_message_of_a_topic_waits_until_it_is_handled_or_is_tried_too_often() -> None:
    assert not waits_to_be_handled("treasury", ["2001", "3122"])
    come()
    assert waits_to_be_handled("treasury", ["2001", "3122"])
    assert not waits_to_be_handled("treasury", ["3122"])
    assert not waits_to_be_handled("agency:1", ["2001"])
    (message,) = take()
    assert not waits_to_be_handled("treasury", ["2001"], attempts=1)
    mark_handled(message.id, "taken")
    assert not waits_to_be_handled("treasury", ["2001"])


def test_what_nobody_has_signed_is_not_waited_for() -> None:
    come(key=f"{UNSIGNED_KEY}1")
    assert not waits_to_be_handled("treasury", ["2001"])

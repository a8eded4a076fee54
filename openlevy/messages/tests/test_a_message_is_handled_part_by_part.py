"""Each part once, with what came of it; the whole is told by what was settled then."""

import pytest

from openlevy.messages.queries import received_under, result_of, waiting_to_handle
from openlevy.messages.services import (
    AlreadyHandled,
    MessageKeyReused,
    ToHandle,
    handle_part,
    mark_handled,
    receive,
    take_incoming,
)
from openlevy.privacy.services import ensure_keys

PARTY = "agency:1101050000000001"


@pytest.fixture
def message(transactional_db: None) -> ToHandle:
    """One that waits, taken up."""
    ensure_keys()
    receive(party=PARTY, message_key="1", topic="package", wire=b"signature\nbody", content=b"body")
    (taken,) = take_incoming(["agency"], 10)
    return taken


def test_a_part_takes_effect_once(message: ToHandle) -> None:
    done: list[str] = []

    def act() -> bytes:
        done.append("once")
        return b"what came of it"

    assert [handle_part(message.id, 7, act) for _ in range(3)] == [b"what came of it"] * 3
    assert done == ["once"]
    assert handle_part(message.id, 8, lambda: b"another") == b"another"


def test_a_part_that_fails_is_not_done(message: ToHandle) -> None:
    def fail() -> bytes:
        raise LookupError

    with pytest.raises(LookupError):
        handle_part(message.id, 7, fail)
    assert handle_part(message.id, 7, lambda: b"now") == b"now"


def test_after_the_whole_no_part_is_left(message: ToHandle) -> None:
    handle_part(message.id, 7, lambda: b"part")
    assert result_of(message.id) is None
    mark_handled(message.id, "done", result=b"the answer")
    mark_handled(message.id, "again", result=b"another answer")
    assert result_of(message.id) == b"the answer"
    assert waiting_to_handle() == 0
    with pytest.raises(AlreadyHandled):
        handle_part(message.id, 7, lambda: b"part")


def test_it_is_the_same_by_its_content(message: ToHandle) -> None:
    same = {"party": PARTY, "message_key": "1", "topic": "package"}
    assert not receive(**same, wire=b"afresh\nbody", content=b"body")
    with pytest.raises(MessageKeyReused):
        receive(**same, wire=b"signature\nother", content=b"other")
    assert received_under(PARTY, "1") == message.id
    assert received_under(PARTY, "2") is None


def test_a_party_of_many_is_asked_for_by_what_they_are(message: ToHandle) -> None:
    receive(party="agency:1101060000000001", message_key="1", topic="package", wire=b"1")
    receive(party="agencies", message_key="1", topic="package", wire=b"2")
    receive(party="treasury", message_key="1", topic="2001", wire=b"3")
    assert [one.party for one in take_incoming(["agency"], 10)] == ["agency:1101060000000001"]
    assert [one.party for one in take_incoming(["treasury"], 10)] == ["treasury"]

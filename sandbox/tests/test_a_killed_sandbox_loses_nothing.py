"""Kill -9 at any time: every request is answered in the end, every debit booked once."""

import http.client
import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.tests import asking
from sandbox.tests.peer import Outside
from sandbox.wire import envelope

Agreed = Callable[[str], dict[str, Any]]
Number = Callable[[], int]
_AMOUNT_FEN = 1_100


def _post_until_taken(outside: Outside, contents: list[bytes]) -> None:
    """As the product does: the same bytes until 202."""
    for content in contents:
        while True:
            try:
                if outside.post_message(content) == 202:
                    break
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.05)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_random_it_answers_everything(
    outside: Outside, agreed: Agreed, number: Number, seed: int
) -> None:
    person = agreed("two-places")
    chance = random.Random(seed)
    numbers = [number() for _ in range(60)]
    contents = [
        outside.message("1001", asking.debit(person, tra_no, _AMOUNT_FEN)) for tra_no in numbers
    ]
    poster = threading.Thread(target=_post_until_taken, args=(outside, contents))
    poster.start()
    for _ in range(3):
        time.sleep(chance.uniform(0.05, 0.5))
        outside.kill()
        outside.start()
    poster.join(60)
    assert not poster.is_alive()
    mine = {envelope.read(content).head.message_id for content in contents}

    def answered(one: Any) -> bool:
        return one.number == "2001" and one.reference in mine

    until = time.monotonic() + 60
    while {one.reference for one in list(outside.product.delivered) if answered(one)} != mine:
        assert time.monotonic() < until, "not every request was answered"
        time.sleep(0.1)
    books = outside.get("/books.json")
    assert books["faults"] == []
    vouchers = {f"4110162603{tra_no:08d}" for tra_no in numbers}
    debited = [one["debited_fen"] for one in books["vouchers"] if one["voucher_no"] in vouchers]
    assert debited == [_AMOUNT_FEN] * len(numbers)


def test_when_the_supervisor_is_killed_nothing_keeps_the_port(outside: Outside) -> None:
    outside.kill_supervisor_only()
    until = time.monotonic() + 10
    while True:
        try:
            outside.get("/health")
        except (OSError, http.client.HTTPException):
            break
        assert time.monotonic() < until, "the child outlived its parent"
        time.sleep(0.1)
    outside.start()

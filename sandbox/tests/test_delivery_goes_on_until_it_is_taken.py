"""No answer is not a refusal: the same bytes again until 202; what is refused for good is not sent
again."""

from collections.abc import Callable
from typing import Any

from sandbox.tests import asking
from sandbox.tests.peer import Outside
from sandbox.wire import envelope

Agreed = Callable[[str], dict[str, Any]]
Number = Callable[[], int]


def test_the_same_bytes_again_until_202(outside: Outside, agreed: Agreed, number: Number) -> None:
    person = agreed("ordinary")
    answers = iter([503, 500, 404])
    outside.product.answer = lambda: next(answers, 202)
    content = outside.message("1001", asking.debit(person, number(), 1_000))
    try:
        outside.post_message(content)
        reference = envelope.read(content).head.message_id
        found = outside.product.wait(
            lambda one: (one.number, one.reference) == ("2001", reference), 4
        )
    finally:
        outside.product.answer = lambda: 202
    assert len({one.content for one in found}) == 1


def test_what_is_refused_for_good_is_not_sent_again(
    outside: Outside, agreed: Agreed, number: Number
) -> None:
    person = agreed("ordinary")
    outside.product.answer = lambda: 400
    content = outside.message("1001", asking.debit(person, number(), 1_000))
    try:
        outside.post_message(content)
        reference = envelope.read(content).head.message_id
        outside.product.wait(lambda one: (one.number, one.reference) == ("2001", reference))
    finally:
        outside.product.answer = lambda: 202
    agreed("ordinary")
    row = next(
        one for one in outside.get(f"/messages?q={reference}")["messages"]
        if one["number"] == "2001" and one["direction"] == "out"
    )  # fmt: skip
    assert (row["delivery"], row["attempts"]) == ("refused", 1)

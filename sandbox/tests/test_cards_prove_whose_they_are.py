"""银联实名认证 in the sandbox: its reader against bytes written by hand, and what the bank says."""

import datetime as dt
import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.banks import card_wire
from sandbox.banks.card_wire import QuestionUnreadable
from sandbox.tests.peer import ROOT, Delivered, Outside

GOLDEN = ROOT / "tests" / "golden" / "card_proof"
People = dict[str, dict[str, Any]]


def test_the_bytes_written_by_hand_are_read_and_written() -> None:
    question = card_wire.read((GOLDEN / "question.json").read_bytes())
    assert (question.name, question.card_no) == ("李䶮", "9955010000000000072")
    assert (question.id_no, question.phone) == ("990101198603072220", "15420260301")
    for name, number, differs in (("match", 21, ()), ("differ", 22, ("name", "phone"))):
        written = (GOLDEN / f"{name}.json").read_bytes()
        at = json.loads(written)["made_at"]
        made = card_wire.answer(f"{at}{number:012d}", question.number, _instant(at), differs)
        assert made == written


@pytest.mark.parametrize("name", sorted(p.stem for p in (GOLDEN / "hostile").glob("*.json")))
def test_hostile_bytes_are_no_question(name: str) -> None:
    with pytest.raises(QuestionUnreadable):
        card_wire.read((GOLDEN / "hostile" / f"{name}.json").read_bytes())


def _instant(digits: str) -> Any:
    return dt.datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)


def _asked(number: int, person: dict[str, Any], **changed: str) -> bytes:
    return json.dumps(
        {
            "format": "openlevy.card_proof.question", "version": "1.0", "node": "111111111111",
            "number": f"20261120093000{number:012d}", "made_at": "20261120093000",
            "name": person["name"], "id_type": person["id_type"], "id_no": person["id_number"],
            "card_no": person["bank_accounts"][0]["number"], "phone": person["phone"], **changed,
        },
        ensure_ascii=False,
    ).encode()  # fmt: skip


def _post(outside: Outside, content: bytes, signed: str | None = None) -> int:
    headers = {"X-Signature": outside.sign(content) if signed is None else signed}
    return outside.request("POST", "/card-proofs", content, headers)[0]


def _answers(outside: Outside, content: bytes, count: int = 1) -> list[dict[str, Any]]:
    number = json.loads(content)["number"]

    def is_to_it(one: Delivered) -> bool:
        return one.path == "/exchange/bank/card-proofs" and number.encode() in one.content

    return [json.loads(one.content) for one in outside.product.wait(is_to_it, count)]


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({}, []),
        ({"name": "王秀"}, ["name"]),
        ({"phone": "15499999999", "id_no": "990101198603072220"}, ["id_no", "phone"]),
        ({"card_no": "9955010000009999999", "name": "王秀"}, ["card"]),
    ],
)
def test_the_bank_says_what_differs(
    outside: Outside,
    people: People,
    number: Callable[[], int],
    changed: dict[str, str],
    differs: list[str],
) -> None:
    content = _asked(number(), people["ordinary"], **changed)
    assert _post(outside, content) == 202
    (answer,) = _answers(outside, content)
    assert answer.get("differs", []) == differs
    assert answer["result"] == ("differ" if differs else "match")


def test_the_same_question_is_answered_again_to_the_byte(
    outside: Outside, people: People, number: Callable[[], int]
) -> None:
    mine = number()
    content = _asked(mine, people["ordinary"])
    assert _post(outside, content) == 202
    _answers(outside, content)
    time.sleep(0.3)
    assert _post(outside, content) == 202
    first, second = _answers(outside, content, 2)
    assert first == second
    assert _post(outside, _asked(mine, people["ordinary"], name="别人")) == 400


def test_accounts_behave_as_they_were_told(
    outside: Outside, people: People, number: Callable[[], int]
) -> None:
    person = people["two-places"]
    account = person["bank_accounts"][0]["number"]
    for mode, count in (("mute", 0), ("closed", 1), ("mismatch", 1), ("twice", 2), ("silent", 1)):
        outside.order("/control/behave", account=account, mode=mode)
        content = _asked(number(), person)
        assert _post(outside, content) == 202
        answers = _answers(outside, content, count)
        if count:
            expected = {"closed": ["card"], "mismatch": ["name"]}.get(mode, [])
            assert answers[0].get("differs", []) == expected
        else:
            time.sleep(1)
            assert _answers(outside, content, 0) == []
    outside.order("/control/behave", account=account, mode="ok")


def test_only_the_product_may_ask(
    outside: Outside, people: People, number: Callable[[], int]
) -> None:
    content = _asked(number(), people["ordinary"])
    assert _post(outside, content, signed="") == 403
    assert _post(outside, content, signed=outside.sign(b"other")) == 403

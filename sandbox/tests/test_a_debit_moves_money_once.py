"""1001 → 3001 → 2001: the balance moves once per transaction key, whatever is repeated."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sandbox.tests import asking
from sandbox.tests.peer import Outside
from sandbox.wire import envelope

Agreed = Callable[[str], dict[str, Any]]
Number = Callable[[], int]


def _balance(outside: Outside, key: str) -> int:
    people = outside.get("/world/accounts.json")["accounts"]
    person = next(one for one in people if one["key"] == key)
    return int(person["bank_accounts"][0]["balance_fen"])


def test_a_debit_is_booked_and_answered(outside: Outside, agreed: Agreed, number: Number) -> None:
    person, tra_no = agreed("ordinary"), number()
    before = _balance(outside, "ordinary")
    answer = outside.ask("1001", asking.debit(person, tra_no, 100_000), "2001")
    assert answer.values["Result"] == "90000"
    assert answer.values["OriTraNo"] == f"{tra_no:08d}"
    assert answer.values["TaxDate"] != ""
    assert _balance(outside, "ordinary") == before - 100_000
    related = outside.get(f"/messages?q=4110162603{tra_no:08d}")["messages"]
    assert {one["number"] for one in related} == {"1001", "3001", "2001"}


def test_the_same_key_gets_the_first_answer_again(
    outside: Outside, agreed: Agreed, number: Number
) -> None:
    person, tra_no = agreed("two-banks"), number()
    asked = asking.debit(person, tra_no, 50_000)
    outside.ask("1001", asked, "2001")
    before = _balance(outside, "two-banks")
    assert outside.ask("1001", asked, "2001").values["Result"] == "90000"
    assert _balance(outside, "two-banks") == before


def test_the_same_key_with_other_content_is_refused(
    outside: Outside, agreed: Agreed, number: Number
) -> None:
    person, tra_no = agreed("two-banks"), number()
    outside.ask("1001", asking.debit(person, tra_no, 50_000), "2001")
    before = _balance(outside, "two-banks")
    other = outside.ask("1001", asking.debit(person, tra_no, 60_000), "2001")
    assert other.values["Result"] == "94051"
    assert _balance(outside, "two-banks") == before


def test_twenty_at_once_under_one_key_book_once(
    outside: Outside, agreed: Agreed, number: Number
) -> None:
    person, tra_no = agreed("two-banks"), number()
    before = _balance(outside, "two-banks")
    contents = [outside.message("1001", asking.debit(person, tra_no, 7_700)) for _ in range(20)]
    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(outside.post_message, contents)) == {202}
    first = envelope.read(contents[0]).head.message_id
    mine = {envelope.read(content).head.message_id for content in contents}
    assert first in mine
    outside.product.wait(lambda one: one.number == "2001" and one.reference in mine)
    outside.ask("9003", asking.status(tra_no), "9004")
    assert _balance(outside, "two-banks") == before - 7_700


def test_without_agreement_nothing_is_debited(
    outside: Outside, people: dict[str, dict[str, Any]], number: Number
) -> None:
    answer = outside.ask("1001", asking.debit(people["youth"], number(), 10_000), "2001")
    assert answer.values["Result"] == "24009"


def test_a_revoked_agreement_debits_nothing(
    outside: Outside, agreed: Agreed, number: Number
) -> None:
    person = agreed("long-name")
    revoked = outside.ask("9114", asking.proof(person, number(), sign="2"), "9115")
    assert revoked.values["VCResult"] == "0"
    answer = outside.ask("1001", asking.debit(person, number(), 10_000), "2001")
    assert answer.values["Result"] == "24009"


@pytest.mark.parametrize(
    ("key", "words"),
    [("closed", "账号不存在或已销户"), ("mismatch", "户名与账号不符")],
)
def test_an_agreement_fails_with_its_reason(
    outside: Outside, people: dict[str, dict[str, Any]], number: Number, key: str, words: str
) -> None:
    answer = outside.ask("9114", asking.proof(people[key], number()), "9115")
    assert (answer.values["VCResult"], answer.values["AddWord"]) == ("1", words)


def test_too_little_money_is_refused(outside: Outside, agreed: Agreed, number: Number) -> None:
    person = agreed("insufficient")
    answer = outside.ask("1001", asking.debit(person, number(), 1_235), "2001")
    assert answer.values["Result"] == "24007"
    assert _balance(outside, "insufficient") == 1_234

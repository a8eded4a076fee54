"""What a bank says and what it booked are two things; the session tells what was booked."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.tests import asking
from sandbox.tests.peer import Outside

Agreed = Callable[[str], dict[str, Any]]
Number = Callable[[], int]


def _told(outside: Outside, person: dict[str, Any], mode: str, **more: object) -> None:
    number = person["bank_accounts"][0]["number"]
    outside.order("/control/behave", account=number, mode=mode, **more)


def _booked(outside: Outside, tra_no: int) -> int:
    rows = outside.get("/books.json")["vouchers"]
    row = next(one for one in rows if one["voucher_no"] == f"4110162603{tra_no:08d}")
    return int(row["debited_fen"])


def _session_says(outside: Outside, tra_no: int) -> str:
    outside.order("/control/session")
    voucher_no = f"4110162603{tra_no:08d}"

    def lists(one: Any) -> bool:
        return one.number == "3122" and voucher_no.encode() in one.content

    content = outside.product.wait(lists)[0].content.decode("gbk")
    row = content[content.index(voucher_no) :]
    return row[row.index("<OpStat>") + 8]


@pytest.mark.parametrize(
    ("mode", "told", "booked_fen", "status"),
    [
        ("says_refused", "99090", 30_000, "1"),
        ("says_ok", "90000", 0, "2"),
        ("insufficient", "24007", 0, "2"),
        ("closed", "24001", 0, "2"),
        ("mismatch", "24005", 0, "2"),
    ],
)
def test_the_answer_and_the_books(
    outside: Outside, agreed: Agreed, number: Number,
    mode: str, told: str, booked_fen: int, status: str,
) -> None:  # fmt: skip
    person, tra_no = agreed("special"), number()
    _told(outside, person, mode)
    answer = outside.ask("1001", asking.debit(person, tra_no, 30_000), "2001")
    assert answer.values["Result"] == told
    assert _booked(outside, tra_no) == booked_fen
    assert _session_says(outside, tra_no) == status


@pytest.mark.parametrize(("books", "booked_fen", "status"), [(True, 40_000, "1"), (False, 0, "2")])
def test_a_silent_bank_is_known_at_the_session_only(
    outside: Outside, agreed: Agreed, number: Number, books: bool, booked_fen: int, status: str
) -> None:
    person, tra_no = agreed("arrears"), number()
    _told(outside, person, "silent", books=books)
    outside.ask_without_answer("1001", asking.debit(person, tra_no, 40_000))
    before = outside.ask("9003", asking.status(tra_no), "9004").values
    assert before["OpStat"] == "0"
    assert _session_says(outside, tra_no) == status
    assert _booked(outside, tra_no) == booked_fen
    assert outside.ask("9003", asking.status(tra_no), "9004").values["OpStat"] == status


def test_a_lost_answer_is_learned_by_asking(
    outside: Outside, agreed: Agreed, number: Number
) -> None:
    person, tra_no = agreed("lost"), number()
    _told(outside, person, "lost")
    reference = outside.ask_without_answer("1001", asking.debit(person, tra_no, 20_000))
    found = outside.ask("9003", asking.status(tra_no), "9004").values
    assert (found["OpStat"], found["Result"]) == ("1", "90000")
    assert not [one for one in outside.product.delivered
                if (one.number, one.reference) == ("2001", reference)]  # fmt: skip


def test_a_slow_answer_comes_late(outside: Outside, agreed: Agreed, number: Number) -> None:
    person = agreed("slow")
    _told(outside, person, "slow", seconds=2)
    start = time.monotonic()
    answer = outside.ask("1001", asking.debit(person, number(), 20_000), "2001")
    assert answer.values["Result"] == "90000"
    assert time.monotonic() - start >= 2


def test_two_answers_are_one_debit(outside: Outside, agreed: Agreed, number: Number) -> None:
    person, tra_no = agreed("twice"), number()
    _told(outside, person, "twice")
    reference = outside.ask_without_answer("1001", asking.debit(person, tra_no, 20_000))
    answers = outside.product.wait(
        lambda one: (one.number, one.reference) == ("2001", reference), 2
    )
    assert [one.values["Result"] for one in answers] == ["90000", "90000"]
    assert _booked(outside, tra_no) == 20_000


def test_an_account_is_named_by_its_number_or_by_an_ending_that_no_other_has(
    outside: Outside, agreed: Agreed
) -> None:
    number = agreed("slow")["bank_accounts"][0]["number"]
    endings = [
        account["number"][-4:]
        for one in outside.get("/world/accounts.json")["accounts"]
        for account in one["bank_accounts"]
    ]
    alone = 200 if endings.count(number[-4:]) == 1 else 404
    for name, status in ((number, 200), (number[-4:], alone), ("123", 404), ("1", 404)):
        order = json.dumps({"account": name, "mode": "ok"}).encode()
        kind = {"Content-Type": "application/json"}
        assert outside.request("POST", "/control/behave", order, kind)[0] == status, name

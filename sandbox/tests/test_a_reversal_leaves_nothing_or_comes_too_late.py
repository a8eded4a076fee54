"""1021 → 2021, in whatever order it meets the debit."""

from collections.abc import Callable
from typing import Any

from sandbox.tests import asking
from sandbox.tests.peer import Outside

Agreed = Callable[[str], dict[str, Any]]
Number = Callable[[], int]


def _row(outside: Outside, tra_no: int) -> dict[str, Any]:
    rows: list[dict[str, Any]] = outside.get("/books.json")["vouchers"]
    return next(one for one in rows if one["voucher_no"] == f"4110162603{tra_no:08d}")


def test_a_booked_debit_is_given_back(outside: Outside, agreed: Agreed, number: Number) -> None:
    person, tra_no = agreed("elderly"), number()
    outside.ask("1001", asking.debit(person, tra_no, 20_000), "2001")
    asked = asking.reversal(number(), tra_no)
    assert outside.ask("1021", asked, "2021").values["CancelAnswer"] == "1"
    assert outside.ask("1021", asked, "2021").values["CancelAnswer"] == "1"
    row = _row(outside, tra_no)
    assert (row["debited_fen"], row["reversed_fen"]) == (20_000, 20_000)
    assert outside.ask("9003", asking.status(tra_no), "9004").values["OpStat"] == "9"


def test_a_debit_that_comes_after_its_reversal_is_refused(
    outside: Outside, agreed: Agreed, number: Number
) -> None:
    person, tra_no = agreed("elderly"), number()
    answer = outside.ask("1021", asking.reversal(number(), tra_no), "2021")
    assert answer.values["CancelAnswer"] == "3"
    assert outside.ask("9003", asking.status(tra_no), "9004").values["Result"] == "90001"
    asked = asking.debit(person, tra_no, 20_000)
    assert outside.ask("1001", asked, "2001").values["Result"] == "24020"
    assert outside.ask("1001", asked, "2001").values["Result"] == "24020"
    assert _row(outside, tra_no)["debited_fen"] == 0


def test_after_the_session_it_is_too_late(outside: Outside, agreed: Agreed, number: Number) -> None:
    person, tra_no = agreed("elderly"), number()
    outside.ask("1001", asking.debit(person, tra_no, 20_000), "2001")
    outside.order("/control/session")
    answer = outside.ask("1021", asking.reversal(number(), tra_no), "2021")
    assert answer.values["CancelAnswer"] == "2"
    assert _row(outside, tra_no)["reversed_fen"] == 0


def test_one_cancel_number_is_one_reversal(
    outside: Outside, agreed: Agreed, number: Number
) -> None:
    person, tra_no, cancel_no = agreed("elderly"), number(), number()
    outside.ask("1001", asking.debit(person, tra_no, 20_000), "2001")
    outside.ask("1021", asking.reversal(cancel_no, tra_no), "2021")
    other = outside.ask("1021", asking.reversal(cancel_no, number()), "9120")
    assert other.values["Result"] == "94051"


def test_a_silent_debit_can_be_reversed(outside: Outside, agreed: Agreed, number: Number) -> None:
    person, tra_no = agreed("elderly"), number()
    account = person["bank_accounts"][0]["number"]
    outside.order("/control/behave", account=account, mode="silent")
    outside.ask_without_answer("1001", asking.debit(person, tra_no, 20_000))
    answer = outside.ask("1021", asking.reversal(number(), tra_no), "2021")
    assert answer.values["CancelAnswer"] == "1"
    row = _row(outside, tra_no)
    assert row["debited_fen"] == row["reversed_fen"]

"""Day cut: 3122, then 3126, then 9101; what they say is what the books say."""

from collections.abc import Callable
from typing import Any

from sandbox.tests import asking
from sandbox.tests.peer import Outside

Agreed = Callable[[str], dict[str, Any]]
Number = Callable[[], int]


def test_everything_booked_is_received_and_told(
    outside: Outside, agreed: Agreed, number: Number
) -> None:
    person, tra_no = agreed("ordinary"), number()
    outside.ask("1001", asking.debit(person, tra_no, 123_456), "2001")
    seen = len(outside.product.delivered)
    new_date = outside.order("/control/day-cut")["work_date"].replace("-", "")

    def moved(one: Any) -> bool:
        return (one.number, one.values.get("WorkDate")) == ("9101", new_date)

    outside.product.wait(moved)
    numbers = [one.number for one in outside.product.delivered[seen:]]
    assert [n for n in numbers if n in ("3122", "3126", "9101")] == ["3122", "3126", "9101"]
    books = outside.get("/books.json")
    totals = books["totals"]
    assert books["faults"] == []
    assert totals["pending_fen"] == 0
    assert totals["net_fen"] == totals["remitted_fen"] == totals["received_fen"]
    row = next(v for v in books["vouchers"] if v["voucher_no"] == f"4110162603{tra_no:08d}")
    assert row["received_fen"] == 123_456


def test_the_work_date_never_moves_back(outside: Outside) -> None:
    today = outside.get("/health")["work_date"]
    status, _ = outside.request(
        "POST", "/control/day-cut", f'{{"work_date": "{today}"}}'.encode(),
        {"Content-Type": "application/json"},
    )  # fmt: skip
    assert status == 409
    assert outside.get("/health")["work_date"] == today


def test_the_day_can_be_asked_for_again(outside: Outside, number: Number) -> None:
    today = outside.get("/health")["work_date"].replace("-", "")
    asked = {"RequestBill1024": {"SendOrgCode": asking.OFFICE, "InTreDate": today}}
    answer = outside.ask("1024", asked, "3126")
    assert answer.values["TaxAllNum"] == "0"

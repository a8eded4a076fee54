"""Payments are taken once, credited once by the day cut or by hand, and told in a package."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from sandbox.tests import asking
from sandbox.tests.peer import Delivered, Outside

AGENCY, PERSON = "1101050000000001", "1101050000012"
Number = Callable[[], int]
Paid = Callable[..., int]


@pytest.fixture
def paid(outside: Outside, agreed: Callable[[str], dict[str, Any]], number: Number) -> Paid:
    """Vouchers that were debited, and received by the treasury; the last one's number."""

    def made(vouchers: int = 1, amount_fen: int = 100_050) -> int:
        person, last = agreed("ordinary"), 0
        for _ in range(vouchers):
            last = number()
            outside.ask("1001", asking.debit(person, last, amount_fen), "2001")
        outside.order("/control/day-cut")
        return last

    return made


def _told(number: int, *rows: dict[str, Any], **head: Any) -> bytes:
    return json.dumps(
        {
            "format": "openlevy.agency.payments", "version": "1.0", "SBJBJG_DM": AGENCY,
            "CSPCH": f"20260301101500{number:012d}", "CSSJC": "20260301101500",
            "rows": list(rows) or [_row(number)], **head,
        }
    ).encode()  # fmt: skip


def _row(number: int, **other: Any) -> dict[str, Any]:
    return {
        "XH": 1, "JFMXLSH": f"9{number}", "DZSPHM": _voucher(number), "GRBH": PERSON,
        "ZSXM_DM": "10210", "ZSPM_DM": "102100100", "JFLX_DM": "1", "FKSSQQ": "202601",
        "FKSSQZ": "202612", "GRJFJE": "1000.50", "SBRQ": "20260301", "JKFSRQ": "20260301",
        "RGKSJ": "20260301", "JFBS": "1", "SJCSLX": "1", **other,
    }  # fmt: skip


def _voucher(number: int) -> str:
    return f"4110162603{number:08d}"


def _post(outside: Outside, content: bytes, signed: str | None = None) -> int:
    headers = {"X-Signature": outside.sign(content) if signed is None else signed}
    return outside.request("POST", "/agency/payments", content, headers)[0]


def _entries(outside: Outside, number: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = outside.get(f"/payments.json?q={_voucher(number)}")["entries"]
    return found


def _credits(outside: Outside, number: int, count: int = 1) -> list[Delivered]:
    """The packages that tell of the voucher's credit."""

    def tells(one: Delivered) -> bool:
        return one.path == "/exchange/agency/packages" and _voucher(number).encode() in one.content

    return outside.product.wait(tells, count)


def test_what_was_told_is_credited_by_the_day_cut(outside: Outside, paid: Paid) -> None:
    mine = paid()
    before = outside.get("/books.json")["totals"]
    assert _post(outside, _told(mine)) == 202
    assert [one["credited_on"] for one in _entries(outside, mine)] == [None]
    assert outside.get("/books.json")["totals"]["told_fen"] == before["told_fen"] + 100_050
    new_date = outside.order("/control/day-cut")["work_date"]
    package = json.loads(_credits(outside, mine)[0].content)
    assert package["SBJBJG_DM"] == AGENCY
    (row,) = [one for one in package["credits"]["insert"] if one["DZSPHM"] == _voucher(mine)]
    assert {name: row[name] for name in row if name != "XH"} == {
        "DZSPHM": _voucher(mine), "GRBH": PERSON, "ZSXM_DM": "10210", "DZBJ": "1",
        "DZ_RQ": new_date.replace("-", ""),
    }  # fmt: skip
    assert [one["credited_on"] for one in _entries(outside, mine)] == [new_date]
    totals = outside.get("/books.json")["totals"]
    assert totals["credited_fen"] == before["credited_fen"] + 100_050


def test_the_same_message_again_is_one(outside: Outside, paid: Paid) -> None:
    mine = paid()
    for _ in range(3):
        assert _post(outside, _told(mine)) == 202
    assert len(_entries(outside, mine)) == 1
    assert outside.order("/control/credit")["entries"] == 1
    assert _post(outside, _told(mine)) == 202
    assert outside.order("/control/credit")["entries"] == 0
    outside.order("/control/day-cut")
    assert len(_credits(outside, mine)) == 1


def test_what_contradicts_is_refused(outside: Outside, paid: Paid, number: Number) -> None:
    mine = paid()
    assert _post(outside, _told(mine)) == 202
    assert _post(outside, _told(mine, _row(mine, GRJFJE="1.00"))) == 400
    assert _post(outside, _told(number(), _row(mine))) == 400  # the detail under another number
    assert [one["amount_fen"] for one in _entries(outside, mine)] == [100_050]


def test_one_row_for_all_that_a_voucher_paid_for_a_person(outside: Outside, paid: Paid) -> None:
    mine = paid(amount_fen=300_150)
    rows = [_row(mine, XH=n, JFMXLSH=f"8{mine}{n}") for n in (1, 2, 3)]
    assert _post(outside, _told(mine, *rows)) == 202
    outside.order("/control/credit")
    entries = _entries(outside, mine)
    assert len(entries) == 3
    assert all(one["credited_on"] for one in entries)
    package = json.loads(_credits(outside, mine)[0].content)
    assert len([r for r in package["credits"]["insert"] if r["DZSPHM"] == _voucher(mine)]) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"GRJFJE": "0.00"},
        {"GRJFJE": "-1.00"},
        {"GRJFJE": "1"},
        {"GRJFJE": 1000.5},
        {"RGKSJ": "20260230"},
        {"GRBH": ""},
        {"DZSPHM": None},
        {"XH": 0},
        {"XH": True},
        {"JFBS": "2"},
        {"FKSSQQ": "２０２６０１"},
    ],
)
def test_a_row_that_cannot_be_read_refuses_the_message(
    outside: Outside, number: Number, change: dict[str, Any]
) -> None:
    mine = number()
    assert _post(outside, _told(mine, _row(mine, **change))) == 400
    assert _entries(outside, mine) == []


@pytest.mark.parametrize(
    "head",
    [
        {"format": "openlevy.agency.feedback"},
        {"version": "2.0"},
        {"SBJBJG_DM": "9999990000000001"},
        {"CSPCH": "1"},
        {"CSSJC": 20260301101500},
        {"rows": []},
        {"rows": {}},
        {"rows": [1]},
    ],
)
def test_a_head_that_cannot_be_read_refuses_the_message(
    outside: Outside, number: Number, head: dict[str, Any]
) -> None:
    assert _post(outside, _told(number(), **head)) == 400


def test_payments_by_anybody_else_are_refused(outside: Outside, number: Number) -> None:
    mine = number()
    assert _post(outside, _told(mine), "") == 403
    assert _post(outside, _told(mine), outside.sign(b"something else")) == 403
    for hostile in (b"", b"[]", b"\xff", b'{"a":' * 100_000):
        assert _post(outside, hostile) == 400
    assert _entries(outside, mine) == []


def test_the_page_shows_what_waits_and_what_is_credited(outside: Outside, paid: Paid) -> None:
    mine = paid()
    assert _post(outside, _told(mine)) == 202
    path = f"/page/payments?q={PERSON}"
    page = outside.request("GET", path)[1].decode()
    assert _voucher(mine) in page
    assert "待记账" in page
    notice = re.search(r"/page/payments/\d+", page)
    assert notice is not None
    assert "JFMXLSH" in outside.request("GET", notice[0])[1].decode()
    outside.order("/control/credit")
    assert "待记账" not in outside.request("GET", path)[1].decode()
    assert outside.request("GET", "/page/payments/99999999")[0] == 404


def test_no_personal_number_lies_plain(outside: Outside, paid: Paid) -> None:
    mine = paid()
    assert _post(outside, _told(mine)) == 202
    outside.order("/control/credit")
    with psycopg.connect(outside.environment["SANDBOX_DATABASE_URL"]) as database:
        for table in ("payment_notice", "person_entry", "person_credit", "package"):
            rows = database.execute(f"SELECT t::text FROM {table} t".encode()).fetchall()
            assert rows
            hexed = PERSON.encode().hex()
            assert not any(PERSON in row or hexed in row for (row,) in rows), table


def test_telling_of_more_than_the_treasury_received_is_a_fault(
    outside: Outside, paid: Paid
) -> None:
    mine = paid(amount_fen=100_049)
    assert _post(outside, _told(mine)) == 202
    faults = outside.get("/books.json")["faults"]
    _forget(outside, mine)  # the books are those of all tests
    assert faults == [f"voucher {_voucher(mine)}: received 100049, agencies told 100050"]
    assert outside.get("/books.json")["faults"] == []


def _forget(outside: Outside, number: int) -> None:
    address = outside.environment["SANDBOX_DATABASE_URL"]
    with psycopg.connect(address) as database:
        database.execute("ALTER TABLE person_entry DISABLE TRIGGER USER")
        database.execute("DELETE FROM person_entry WHERE voucher_no = %s", [_voucher(number)])
        database.execute("ALTER TABLE person_entry ENABLE TRIGGER USER")


def test_killed_at_the_cut_everything_is_credited_once(outside: Outside, paid: Paid) -> None:
    last = paid(5)
    mine = range(last - 4, last + 1)
    for one in mine:
        assert _post(outside, _told(one)) == 202
    outside.order("/control/day-cut")
    outside.kill()
    outside.start()
    for one in mine:
        assert _post(outside, _told(one)) == 202
    until = time.monotonic() + 60  # what the killed one had in hand waits for its lease to end
    while outside.get("/health")["deliveries_waiting"]:
        assert time.monotonic() < until, "the packages are not delivered"
        time.sleep(0.1)
    outside.order("/control/day-cut")
    contents = {one: {p.content for p in _credits(outside, one)} for one in mine}
    assert {len(found) for found in contents.values()} == {1}
    assert outside.order("/control/credit")["entries"] == 0

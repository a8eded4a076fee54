"""Broken, unsigned, foreign, huge: refused with a reason, and never acted upon."""

from collections.abc import Callable
from typing import Any

from sandbox.tests import asking
from sandbox.tests.peer import ROOT, Outside
from sandbox.wire import envelope
from sandbox.wire.envelope import MOST_BYTES

Agreed = Callable[[str], dict[str, Any]]
Number = Callable[[], int]


def test_broken_envelopes_get_400_and_a_sentence(outside: Outside) -> None:
    before = outside.get("/health")["messages"]
    hostile = ROOT / "tests" / "golden" / "treasury" / "hostile"
    names = (
        "empty", "not-xml", "truncated", "entity-bomb", "external-entity", "utf-16",
        "half-a-character", "two-comments", "nul-byte",
    )  # fmt: skip
    for name in names:
        status, words = outside.request(
            "POST", "/tips/messages", (hostile / f"{name}.xml").read_bytes()
        )
        assert status == 400, name
        assert words.startswith(b"Unreadable envelope: ")
    assert outside.get("/health")["messages"] == before


def test_a_huge_body_is_refused_unread(outside: Outside) -> None:
    content = b"x" * (MOST_BYTES + 1)
    assert outside.request("POST", "/tips/messages", content)[0] == 413
    assert outside.request("POST", "/agency/feedback", content)[0] == 413


def test_what_is_not_signed_is_stored_and_answered_by_91005(
    outside: Outside, agreed: Agreed, number: Number
) -> None:
    person, tra_no = agreed("ordinary"), number()
    good = outside.message("1001", asking.debit(person, tra_no, 10_000))
    signed, signature = envelope.split(good)
    forged = signed.replace(b"<TraAmt>100.00", b"<TraAmt>200.00")
    for content in (signed, envelope.closed(signed, "AAAA"), envelope.closed(forged, signature)):
        assert outside.post_message(content) == 202
    reference = envelope.read(good).head.message_id
    answers = outside.product.wait(
        lambda one: (one.number, one.reference) == ("9120", reference), 3
    )
    assert {one.values["Result"] for one in answers} == {"91005"}
    assert outside.ask("9003", asking.status(tra_no), "9004").values["Result"] == "90001"


def test_a_wrong_field_is_named(outside: Outside, agreed: Agreed, number: Number) -> None:
    values = asking.debit(agreed("ordinary"), number(), 10_000)
    values["Payment1001"]["TaxTypeNum"] = "2"
    answer = outside.ask("1001", values, "9120")
    assert (answer.values["Result"], answer.values["Information"]) == ("92001", "TaxTypeNum")


def test_a_message_that_only_the_network_sends_is_refused(outside: Outside) -> None:
    values = {"ChangeState9101": {"WorkDate": "20260302", "SysStat": "1"}}
    assert outside.ask("9101", values, "9120").values["Result"] == "92001"


def test_orders_are_taken_as_json_only(outside: Outside) -> None:
    before = outside.get("/health")["work_date"]
    plain = {"Content-Type": "text/plain"}
    assert outside.request("POST", "/control/day-cut", b"{}", plain)[0] == 415
    assert outside.request("POST", "/page/day", b"do=cut", plain)[0] == 403
    json = {"Content-Type": "application/json"}
    for order in (b"[", b"[]", b'{"work_date": "yesterday"}', b'{"work_date": 20260301}'):
        assert outside.request("POST", "/control/day-cut", order, json)[0] == 400, order
    someone = outside.get("/world/accounts.json")["accounts"][0]["bank_accounts"][0]["number"]
    bad = b'{"account": "%b", "mode": "generous"}' % someone.encode()
    assert outside.request("POST", "/control/behave", bad, json)[0] == 400
    unknown = b'{"account": "9999999999999999999", "mode": "ok"}'
    assert outside.request("POST", "/control/behave", unknown, json)[0] == 404
    assert outside.get("/health")["work_date"] == before


def test_a_foreign_host_name_is_refused(outside: Outside) -> None:
    assert outside.request("GET", "/health", b"", {"Host": "evil.example"})[0] == 400

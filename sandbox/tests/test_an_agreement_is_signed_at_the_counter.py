"""At a bank's counter: told to the tax authority, holding once it is taken down, ended at once."""

from typing import Any
from urllib.parse import quote

import pytest

from sandbox.tests import asking
from sandbox.tests.peer import Delivered, Outside
from sandbox.tests.test_the_pages_show_what_there_is import _page

OFFICE = "11401050000"
People = dict[str, dict[str, Any]]


def _sign(outside: Outside, person: dict[str, Any]) -> tuple[dict[str, Any], Delivered]:
    visit = outside.order(
        "/control/counter",
        do="sign",
        account=person["bank_accounts"][0]["number"],
        id_number=person["id_number"],
        tax_office=OFFICE,
    )
    return visit, _told(outside, visit)[0]


def _told(outside: Outside, visit: dict[str, Any], count: int = 1) -> list[Delivered]:
    return outside.product.wait(
        lambda one: one.number == "9114" and one.values["ProtocolNo"] == visit["protocol_no"],
        count,
    )


def _answer(outside: Outside, told: Delivered, result: str, word: str) -> None:
    values = dict(told.values)
    original = {f"Ori{name}": values.pop(name) for name in ("SendOrgCode", "EntrustDate", "VCNo")}
    answered = {**original, **values, "VCResult": result, "AddWord": word}
    assert outside.post_message(outside.message("9115", {"ProveReturn9115": answered})) == 202


def _await(outside: Outside, visit: dict[str, Any], state: str) -> dict[str, Any]:
    import time

    until = time.monotonic() + 20
    while (now := outside.order("/control/counter", do="look", visit=visit["id"]))[
        "state"
    ] != state:
        assert time.monotonic() < until, now
        time.sleep(0.02)
    return now  # type: ignore[no-any-return]


def test_it_is_told_with_document_account_and_the_banks_number(
    outside: Outside, people: People
) -> None:
    person = people["hubei"]
    account = person["bank_accounts"][0]
    _visit, told = _sign(outside, person)
    assert told.values["VCSign"] == "1"
    assert told.values["SendOrgCode"] == told.values["PayBkCode"] == account["clearing_cnaps"]
    assert told.values["PayOpBkCode"] == account["bank_cnaps"]
    assert told.values["TaxPayCode"] == person["id_number"]
    assert told.values["PayAcct"] == account["number"]
    assert told.values["TaxOrgCode"] == OFFICE
    assert len(told.values["ProtocolNo"]) == 24


def test_taken_down_it_holds_and_debits_go_by_it(outside: Outside, people: People) -> None:
    person = people["two-banks"]
    visit, told = _sign(outside, person)
    assert visit["agreement_state"] == "waiting"
    _answer(outside, told, "0", "已登记")
    assert _await(outside, visit, "taken")["agreement_state"] == "verified"
    body = asking.debit(person, 88_000_001, 1_000)
    body["Payment1001"]["ProtocolNo"] = visit["protocol_no"]
    assert outside.ask("1001", body, "2001").values["Result"] == "90000"
    ended = outside.order(
        "/control/counter", do="end", account=person["bank_accounts"][0]["number"],
        id_number=person["id_number"],
    )  # fmt: skip
    assert ended["agreement_state"] == "revoked"
    assert _told(outside, visit, 2)[1].values["VCSign"] == "2"
    body = asking.debit(person, 88_000_002, 1_000)
    body["Payment1001"]["ProtocolNo"] = visit["protocol_no"]
    assert outside.ask("1001", body, "2001").values["Result"] == "24009"


def test_not_taken_down_it_does_not_hold_and_the_second_answer_changes_nothing(
    outside: Outside, people: People
) -> None:
    visit, told = _sign(outside, people["elderly"])
    _answer(outside, told, "1", "姓名或户名与参保登记不一致")
    now = _await(outside, visit, "refused")
    assert (now["agreement_state"], now["word"]) == ("refused", "姓名或户名与参保登记不一致")
    _answer(outside, told, "0", "已登记")
    other, again = _sign(outside, people["elderly"])
    _answer(outside, again, "0", "已登记")
    _await(outside, other, "taken")
    assert _await(outside, visit, "refused")["agreement_state"] == "refused"


def test_told_again_it_is_the_same_under_another_msgid(outside: Outside, people: People) -> None:
    visit, told = _sign(outside, people["youth"])
    outside.order("/control/counter", do="again", visit=visit["id"])
    first, second = _told(outside, visit, 2)
    assert first.values == second.values == told.values
    assert first.reference != second.reference


def test_an_answer_to_what_no_bank_has_told_is_complained_of(
    outside: Outside, people: People
) -> None:
    _visit, told = _sign(outside, people["assisted"])
    told.values["VCNo"] = "99999999"
    message = outside.message("9115", _as_answer(told))
    assert outside.post_message(message) == 202
    [complaint] = outside.product.wait(
        lambda one: one.number == "9120" and one.values["Information"] == "OriVCNo"
    )
    assert complaint.values["Result"] == "90001"


def _as_answer(told: Delivered) -> dict[str, Any]:
    values = dict(told.values)
    original = {f"Ori{name}": values.pop(name) for name in ("SendOrgCode", "EntrustDate", "VCNo")}
    return {"ProveReturn9115": {**original, **values, "VCResult": "0", "AddWord": ""}}


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"do": "sign", "account": "9999", "id_number": "990101", "tax_office": OFFICE}, 404),
        ({"do": "sign", "id_number": "990101", "tax_office": OFFICE}, 400),
        ({"do": "dance"}, 400),
        ({"do": "again", "visit": 10**12}, 404),
        ({"do": "again", "visit": "x"}, 400),
    ],
)
def test_what_no_clerk_can_do_is_refused(
    outside: Outside, order: dict[str, Any], status: int
) -> None:
    import json

    sent = json.dumps(order).encode()
    kind = {"Content-Type": "application/json"}
    assert outside.request("POST", "/control/counter", sent, kind)[0] == status


def test_the_clerks_page_signs_and_ends(outside: Outside, people: People) -> None:
    person = people["agreed"]
    number = person["bank_accounts"][0]["number"]
    page = _page(outside, f"/page/counter?account={number}")
    assert person["id_number"] in page.text, "the document lies beside the card"
    account = page.text.split('name="account" value="')[2].split('"')[0]
    form = f"account={account}&id_number={person['id_number']}&tax_office={OFFICE}"
    assert page.submit("/page/counter/sign", form) == 302
    [told] = outside.product.wait(
        lambda one: one.number == "9114" and one.values["PayAcct"] == number
    )
    _answer(outside, told, "0", "已登记")
    visit = next(iter(_visits(outside, person["name"])))
    assert "等待答复" in visit or "已登记" in visit
    assert page.submit("/page/counter/sign", f"account={account}&id_number=x") == 302
    assert page.submit("/page/counter/end", "account=1&agreement=99999999&id_number=") == 302
    wrong = outside.request("GET", "/page/counter?account=1&wrong=document")[1].decode()
    assert "证件号码或税务机关不正确" in wrong


def _visits(outside: Outside, name: str) -> list[str]:
    text = outside.request("GET", f"/page/counter?q={quote(name)}")[1].decode()
    return [row for row in text.split("<tr") if name in row]


@pytest.mark.parametrize("account", ["", "abc", "0000", "9" * 40, quote("六二二八")])
def test_whatever_is_looked_for_the_page_answers(outside: Outside, account: str) -> None:
    assert outside.request("GET", f"/page/counter?account={account}")[0] == 200

"""Banks and agencies that say too much; strangers who put numbers wherever something can be put."""

import datetime as dt
import http.client
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from sandbox.agency.package import for_people, written
from sandbox.world.records import (
    Payable,
)
from tests.privacy.lived import House
from tests.stack.pages import Form, Page
from tests.stack.payer_client import PayerClient
from tests.stack.waiting import eventually

_GOLDEN = Path(__file__).parents[1] / "golden" / "treasury"
_NETWORK = "100000000000"
_ECHO = re.compile(r'(?:value|href|action)="[^"]*"')
_LEFT_ALONE = {"csrfmiddlewaretoken"}
_serial = count(1)


def numbers_of(account: dict[str, Any]) -> list[str]:
    """ID number, phone and bank account."""
    banks = [one["number"] for one in account["bank_accounts"]]
    return [one for one in (account["id_number"], account["phone"], *banks) if one]


# -- those who are believed ------------------------------------------------------------------------


def say_too_much(house: House) -> None:
    """A bank, the network and an agency name numbers where words are meant to be."""
    account = house.account("insufficient")
    words = "，".join(numbers_of(account))
    payer = PayerClient(house.url, account).sign_in()
    _refuse_an_agreement(house, payer, words)
    _refuse_a_debit(house, words)
    _deliver(house, "9120-unreadable", AddWord=words[:60])
    _assess_with_remarks(house, words)
    house.settle()


def _refuse_an_agreement(house: House, payer: PayerClient, words: str) -> None:
    house.behave(payer.account["bank_accounts"][0]["number"], "silent")
    agreement = payer.sign_agreement()
    [(protocol,)] = house.rows(
        "SELECT protocol_no FROM payment_agreement WHERE id = %s", int(agreement)
    )
    _deliver(house, "9115-failed", ProtocolNo=protocol, AddWord=words[:60])
    eventually(lambda: _state(house, "agreement", agreement) == "FAILED", what="a refusal")
    payer.open(f"/agreements/{agreement}/signed/")


def _refuse_a_debit(house: House, words: str) -> None:
    account = house.sample("two-banks")
    house.assess("two-banks", 23_400)
    payer = PayerClient(house.url, account).sign_in()
    for bank_account in account["bank_accounts"]:
        house.behave(bank_account["number"], "silent", books=False)
    declaration = payer.declare(payer.enrolments()[0], "special")
    order = payer.pay(declaration)
    open_states = ("UNKNOWN", "REVERSING")
    eventually(lambda: _state(house, "order", order) in open_states, what="an unknown outcome")
    [(office, entrusted, trade, voucher)] = house.rows(
        "SELECT tax_office, entrust_on, trade_no, voucher_no FROM payment_order WHERE id = %s",
        int(order),
    )
    _deliver(
        house, "2001-refused", OriTaxOrgCode=office, OriEntrustDate=f"{entrusted:%Y%m%d}",
        OriTraNo=trade, TaxVouNo=voucher, AddWord=words[:60],
    )  # fmt: skip
    eventually(lambda: _state(house, "order", order) not in open_states, what="a late answer")
    payer.outcome(order)


def _state(house: House, record: str, number: str) -> str:
    [(state,)] = house.rows(f"SELECT state FROM payment_{record} WHERE id = %s", int(number))
    return str(state)


def _deliver(house: House, golden: str, **contents: str) -> None:
    """A message of the network's, signed, with other contents."""
    text = (_GOLDEN / f"{golden}.xml").read_bytes().decode("gbk")
    for tag, content in {**contents, "MsgID": f"{next(_serial):020d}"}.items():
        text, found = re.subn(f"<{tag}>[^<]*</{tag}>", f"<{tag}>{content}</{tag}>", text)
        assert found, tag
    document = text.encode("gbk").rstrip()
    wire = document + f"<!--{house.signed_outside(_NETWORK, document)}-->".encode()
    status, said = _asked(house, "POST", "/exchange/treasury/messages", wire)
    assert status == http.client.ACCEPTED, said


def _assess_with_remarks(house: House, words: str) -> None:
    """An agency's package with numbers in remarks, and with rows that are refused."""
    person, agency = house.person("insufficient"), house.person("insufficient").enrolments[0]
    today = house.today()
    remarked = Payable(
        "2", words[:18], "202101", "202112", 34_500, 0, 0, today, today, words,
    )  # fmt: skip
    wrong = replace(person, phone=person.phone + "9", name=person.id_number * 6)
    under = (replace(agency, payables=(remarked,)),)
    told = [replace(one, enrolments=under, medical=()) for one in (person, wrong)]
    code, now = agency.agency.code, dt.datetime.now(dt.UTC)
    number = f"{now:%Y%m%d%H%M%S}{agency.place.region}999999"
    body = written(for_people(told, agency.agency, number, now))
    signature = {"X-Signature": house.signed_outside(code, body)}
    status, said = _asked(house, "POST", "/exchange/agency/packages", body, **signature)
    assert status == http.client.ACCEPTED, said
    eventually(
        lambda: house.count("SELECT count(*) FROM assessment_payable WHERE amount_fen = 34500"),
        what="the payable with a remark",
    )


# -- strangers -------------------------------------------------------------------------------------


def pages_of(payer: PayerClient) -> list[Page]:
    """Every page that links lead the payer to."""
    waiting, seen = ["/", "/verify"], {"/", "/verify"}
    pages = []
    while waiting:
        page = payer.open(waiting.pop())
        if page.source.startswith("%PDF") or page.address.startswith("/static/"):
            continue
        pages.append(page)
        for path in (*page.links, page.location):
            if path.startswith("/") and path not in seen:
                seen.add(path)
                waiting.append(path)
    return pages


def try_everything(house: House, payer: PayerClient, pages: list[Page]) -> list[str]:
    """The answers, without the fields and addresses in which comes back what was sent."""
    number, *others = numbers_of(payer.account)
    answers = [said for one in (number, *others) for said in _addresses(house, one)]
    forms = {_kind(form): form for page in pages for form in page.forms}
    for form in forms.values():
        answers += _forms(payer, form, number)
    return [_ECHO.sub("", answer) for answer in answers]


def _kind(form: Form) -> tuple[str, frozenset[str]]:
    """The same for forms that differ in the record alone."""
    fields = frozenset({name for name, _ in form.values} | set(form.choices))
    return re.sub("[0-9]+", "#", form.action), fields


def _forms(payer: PayerClient, form: Form, number: str) -> Iterator[str]:
    """The form with the number in each of its fields in turn, posted and asked for."""
    for name in _kind(form)[1]:
        if name and name not in _LEFT_ALONE and form.action != "/sign-out":
            sent = form.filled(**{name: number})
            yield payer.send(form.action, sent).source
            yield payer.open(f"{form.action.partition('?')[0]}?{urlencode(sent)}").source


def _addresses(house: House, number: str) -> Iterator[str]:
    """Paths, queries, headers, methods and bodies."""
    for path in (
        f"/{number}", f"/agreements/{number}/signed/", f"/records/{number}/document.pdf",
        f"/sign-in?next=/{number}", f"/verify?code={number}", f"/{quote('证件')}{number}/",
        f"/pension/payments/?start={number}", f"/exchange/treasury/{number}",
    ):  # fmt: skip
        yield _asked(house, "GET", path)[1]
        yield _asked(house, "POST", path, urlencode({"key": number}).encode())[1]
    yield _asked(house, "GET", "/", Host=number)[1]
    yield _asked(house, "GET", "/", Cookie=f"openlevy_session={number}")[1]
    yield _asked(house, f"X{number}", "/")[1]
    for body in (number.encode(), f"<CFX><A{number}/></CFX>".encode(), f'["{number}"]'.encode()):
        for party in ("treasury/messages", "agency/packages"):
            signature = {"X-Signature": number}
            yield _asked(house, "POST", f"/exchange/{party}", body, **signature)[1]


def _asked(
    house: House, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, str]:
    given = {name.replace("X_", "X-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(urlsplit(house.url).netloc, timeout=20)
    try:
        connection.request(method, path, body, given)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()

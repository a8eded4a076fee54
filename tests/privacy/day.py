"""A day in which everything happens that makes a program write: people sign in and fail to, pay,
are left without an answer, get a record and have it checked; banks and agencies say too much;
strangers try addresses, forms and messages.
"""

import http.client
from dataclasses import dataclass
from typing import Any

from tests.privacy import outsiders
from tests.privacy.lived import House
from tests.stack.pages import Page
from tests.stack.payer_client import PayerClient
from tests.stack.waiting import eventually

_YEAR_OF_A_PREMIUM = 2021
_WRONG = "Cuowu-mima-00"
Account = dict[str, Any]


@dataclass(frozen=True)
class Day:
    """What people and strangers were answered."""

    pages: list[Page]
    checks: dict[str, Page]
    tried: list[str]


def live(house: House) -> Day:
    """Has it happen."""
    ordinary = house.account("ordinary")
    fail_to_sign_in(house)
    payer = sign_in_by_every_name(house, ordinary)
    mistype_an_agreement(house, payer)
    eventually(lambda: "验证中" not in payer.open("/agreements/").text, what="the banks' answers")
    house.advance_day()
    pay_the_year(payer)
    be_left_without_an_answer(house)
    outsiders.say_too_much(house)
    house.assert_books_agree()
    house.advance_day()
    house.settle()
    record = get_a_record(payer)
    checks = have_it_checked(house, ordinary, house.code_of(record))
    pages = outsiders.pages_of(payer) + outsiders.pages_of(PayerClient(house.url, {}))
    tried = outsiders.try_everything(house, payer, pages)
    house.settle()
    return Day(pages, checks, tried)


def fail_to_sign_in(house: House) -> None:
    """With everything somebody could mistake for the name, and the password typed there."""
    account = house.account("long-name")
    for name in (
        *outsiders.numbers_of(account),
        account["password"],
        account["id_number"][:-1] + "0",
    ):
        stranger = PayerClient(house.url, account)
        form = stranger.open("/sign-in").form("login")
        page = stranger.send("/sign-in", form.filled(login=name, password=_WRONG))
        assert page.status == http.client.UNAUTHORIZED, page.text
    for _ in range(6):  # until it is locked
        form = stranger.open("/sign-in").form("login")
        told = form.filled(login=account["phone"], password=account["id_number"])
        page = stranger.send("/sign-in", told)
    assert page.status == http.client.TOO_MANY_REQUESTS


def sign_in_by_every_name(house: House, account: Account) -> PayerClient:
    """By phone, by user name, and by ID number to stay."""
    for name in ("phone", "username", "id_number"):
        payer = PayerClient(house.url, {**account, "username": account[name]}).sign_in()
    payer.account = account
    return payer


def mistype_an_agreement(house: House, payer: PayerClient) -> None:
    """Numbers in the wrong fields, an account that is none, the same account twice."""
    address, sent = payer.prepared_agreement()
    filled = dict(sent)
    number = filled["bank_account"]
    for wrong in (
        {"bank_account": f"{number}银行"},
        {"bank_account": payer.account["id_number"]},
        {"bank_account": number, "bank": number},
        {"bank_account": number, "tax_office": payer.account["id_number"]},
        {"bank_account": number, "key": number},
        {"bank_account": f"{number[:4]} {number[4:8]} {number[8:]}\0"},
    ):
        payer.send(address, list({**filled, **wrong}.items()))
    payer.send(address, sent)
    payer.send(*payer.prepared_agreement())


def pay_the_year(payer: PayerClient) -> None:
    """S2 1.1 and 1.4; paid."""
    enrolment = payer.enrolments()[0]
    payer.set_amount(enrolment)
    order = payer.pay(payer.declare(enrolment))
    eventually(lambda: payer.outcome(order) == "缴费成功", what="a payment")


def be_left_without_an_answer(house: House) -> None:
    """The bank debits and says nothing; the outcome is asked for, and is known only in the end."""
    account = house.sample("arrears")
    house.assess("arrears", 12_300, year=_YEAR_OF_A_PREMIUM)
    payer = PayerClient(house.url, account).sign_in()
    house.behave(account["bank_accounts"][0]["number"], "silent")
    order = payer.pay(payer.declare(payer.enrolments()[0], "special"))
    asked = "正在确认，请勿重复缴费"
    eventually(lambda: payer.outcome(order) == asked, what="an unknown outcome")
    house.resolve()
    assert payer.outcome(order) == "缴费成功"


def get_a_record(payer: PayerClient) -> str:
    """S2 4.1; the number of the paper when it is made."""
    page = payer.send(*payer.prepared_record("2020-01", "2030-12"))
    assert page.location == "/records/downloads/", page.text
    eventually(lambda: payer.records()[0][1], what="a record")
    record = payer.records()[0][1]
    assert payer.open(f"/records/{record}/document.pdf").source.startswith("%PDF")
    return record


def have_it_checked(house: House, account: Account, code: str) -> dict[str, Page]:
    """S2 4.3: rightly, with another's number, with a wrong code, without reading the picture."""
    other = house.account("two-places")["id_number"]
    mine = account["id_number"]
    return {
        "right": _checked(house, mine, code),
        "not mine": _checked(house, other, code),
        "wrong code": _checked(house, mine, code[::-1]),
        "number as code": _checked(house, mine, mine),
        "unread": _checked(house, mine, code, picture="????"),
    }


def _checked(house: House, number: str, code: str, picture: str = "") -> Page:
    stranger = PayerClient(house.url, {})
    form = stranger.open("/verify").form("captcha")
    key = dict(form.values)["captcha_key"]
    read = picture or house.read_picture(key)
    return stranger.send("/verify", form.filled(taxpayer_no=number, code=code, captcha=read))

"""A search that finds nothing proves something only when it would have found it."""

import base64
import datetime as dt
from collections.abc import Callable

import pytest

from sandbox.world.numbers import card_number, id_number, phone
from sandbox.world.places import Bank
from sandbox.world.records import (
    Account,
    Person,
)
from tests.privacy.numbers import Numbers

_BORN = dt.date(1968, 1, 15)
_X = next(number for i in range(99) if (number := id_number(i, _BORN, False)).endswith("X"))
_CARD, _PHONE, _PASSWORD = card_number(3, 1), phone(3), "Shili-jiaofei-26"
_BANK = Bank("102100000458", "102100009980", "工商银行", "110105")
_PERSON = Person(
    3, "王秀兰", False, _BORN, _X, _PHONE, (), (Account(_CARD, _BANK, "王秀兰", 0),)
)  # fmt: skip
_EVERY_WRITING: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: f"尾号{text}。".encode(),
    "GBK": lambda text: f"尾号{text}。".encode("gbk"),
    "UTF-16": lambda text: f"{text}".encode("utf-16-le"),
    "UTF-16, big end first": lambda text: f"a{text}".encode("utf-16-be"),
    "hexadecimal": lambda text: f"\\\\x30{text.encode().hex()}".encode(),
    "HEXADECIMAL": lambda text: text.encode().hex().upper().encode(),
    "base64": lambda text: base64.b64encode(f"<A>{text}</A>".encode()),
    "base64, shifted by one": lambda text: base64.b64encode(f"<AB>{text}</A>".encode()),
    "base64, shifted by two": lambda text: base64.b64encode(f"<ABC>{text}".encode()),
    "base64, alone": lambda text: base64.b64encode(text.encode()),
    "between other digits": lambda text: f"00{text}".encode(),
}


@pytest.mark.parametrize("writing", _EVERY_WRITING)
@pytest.mark.parametrize("text", [_X, _CARD, _PHONE, _PASSWORD])
def test_it_is_found(text: str, writing: str) -> None:
    content = b"\0\xff" * 9 + _EVERY_WRITING[writing](text) + b"\n"
    whose = {
        _X: "id number of 王秀兰",
        _CARD: "bank account of 王秀兰",
        _PHONE: "phone of 王秀兰",
        _PASSWORD: "password",
    }
    assert whose[text] in Numbers([_PERSON]).found_in(content)


@pytest.mark.parametrize("grouped", [f"{_CARD[:4]} {_CARD[4:8]}-{_CARD[8:]}", _X.lower()])
def test_it_is_found_as_people_write_it(grouped: str) -> None:
    assert len(Numbers([_PERSON]).found_in(grouped.encode())) == 1


def test_others_are_not_found() -> None:
    others = f"{_X[:-1]}1 {_CARD[1:]} {_PHONE[:-1]} Shili-jiaofei-2 {_X[-4:]}"
    assert Numbers([_PERSON]).found_in(others.encode()) == set()
    assert Numbers([_PERSON]).half_shown_in(f"****{_X[-4:]} 1968-01-15".encode()) == set()
    assert len(Numbers([_PERSON]).half_shown_in(f"{_X[:6]}********, {_X[2:10]}".encode())) == 1

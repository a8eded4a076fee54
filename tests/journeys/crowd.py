"""People of the invented crowd, signed up as they are needed: everybody pays the year only once, so
a journey that pays takes somebody fresh.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sandbox.world.people import Maker
from sandbox.world.places import places
from sandbox.world.records import (
    NORMAL,
    ORDINARY,
    Person,
)
from sandbox.world.samples import PARTS, PASSWORD

REFERENCE = Path(__file__).resolve().parents[2] / "openlevy" / "reference" / "data"
_BEIJING = "11"
_PROVINCES = {"hubei": "42", "neimenggu": "15", "shanxi": "14"}
_ENOUGH_FEN = 1_000_000
Account = dict[str, Any]
"""A person in the form in which the sandbox lists its sample people."""


def plain_people(seed: int, made_on: dt.date, persons: int) -> Iterator[Account]:
    """Those of the crowd about whom nothing is special: one enrolment in Beijing, nothing assessed,
    a name every bank can write, and a bank account that answers and holds enough."""
    maker = Maker(seed, made_on, places(REFERENCE))
    for index in range(len(PARTS), persons):
        person = maker.person(index)
        if _is_plain(person):
            yield _account(person)


def children(seed: int, made_on: dt.date, persons: int) -> Iterator[Account]:
    """The crowd's children in Beijing whose names every bank can write: in medical insurance alone,
    for whom others pay."""
    maker = Maker(seed, made_on, places(REFERENCE))
    for index in range(len(PARTS), persons):
        person = maker.person(index)
        if not person.enrolments and _can_write(person.name):
            [one] = person.medical
            if one.place.region.startswith(_BEIJING):
                yield {
                    "name": person.name,
                    "id_number": person.id_number,
                    "place": one.place.name,
                    "tax_office": one.place.tax_office,
                }


def people_of(place: str, seed: int, made_on: dt.date, persons: int) -> Iterator[Account]:
    """Those of the crowd who pay the pension of another place, signed up there: with one enrolment
    in it, a name every bank can write and a bank account that answers and holds enough."""
    maker = Maker(seed, made_on, places(REFERENCE))
    for index in range(len(PARTS), persons):
        person = maker.person(index)
        if _can_pay(person) and _is_plain_enrolment(_PROVINCES[place], person.enrolments[0]):
            yield {**_account(person), "jurisdiction": place}


def _can_pay(person: Person) -> bool:
    return (
        len(person.enrolments) == len(person.accounts) == 1
        and not person.wire_name
        and _can_write(person.name)
        and person.accounts[0].mode == "ok"
        and person.accounts[0].deposit_fen >= _ENOUGH_FEN
    )


def _is_plain(person: Person) -> bool:
    return (
        _can_pay(person)
        and _is_plain_enrolment(_BEIJING, person.enrolments[0])
        and len(person.medical) == 1
        and person.medical[0].state == NORMAL
        and not person.medical[0].group.startswith("3")
    )


def _is_plain_enrolment(province: str, one: Any) -> bool:
    return bool(
        one.place.region.startswith(province)
        and one.state == NORMAL
        and one.group == ORDINARY
        and not one.payables
    )


def _can_write(name: str) -> bool:
    try:
        return bool(name.encode("gbk"))
    except UnicodeEncodeError:
        return False


def _account(person: Person) -> Account:
    return {
        "name": person.name,
        "jurisdiction": "beijing",
        "username": f"crowd{person.index}",
        "id_type": "201",
        "id_number": person.id_number,
        "phone": person.phone,
        "password": PASSWORD,
        "acts_for_payer": True,
        "enrolments": [
            {
                "region": one.place.region,
                "place": one.place.name,
                "tax_office": one.place.tax_office,
            }
            for one in person.enrolments
        ],
        "bank_accounts": [
            {"bank": one.bank.name, "bank_cnaps": one.bank.cnaps, "number": one.number}
            for one in person.accounts
        ],
    }

"""A package that is not of the form is answered with its code, and nothing of it is applied."""

import json
from typing import Any

import pytest
from django.test import Client

from openlevy.gateways.agency.codec import MOST_BYTES
from openlevy.gateways.agency.tests.desk import ADDRESS, AGENCY, Desk, person, written
from openlevy.messages.queries import waiting_to_handle
from openlevy.parties.queries import payer_of_agency_person

ONE = {"insert": [person(1)]}
GONE = object()

HEADS: list[tuple[str, str, Any, str]] = [
    ("another format", "format", "openlevy.agency.feedback", "003"),
    ("no format", "format", GONE, "003"),
    ("another major version", "version", "2.0", "003"),
    ("no version", "version", GONE, "003"),
    ("version as a number", "version", 1.0, "003"),
    ("no batch number", "CSPCH", GONE, "001"),
    ("batch number too short", "CSPCH", "2026112009300011010500001", "001"),
    ("batch number of no day", "CSPCH", "20261320093000110105000001", "001"),
    ("batch number of another area", "CSPCH", "20261120093000110106000001", "001"),
    ("batch number in full width", "CSPCH", "２０261120093000110105000001", "001"),
    ("batch number as a number", "CSPCH", 1, "001"),
    ("no agency's name", "SBJBJG_MC", "", "005"),
    ("agency's name too long", "SBJBJG_MC", "社" * 81, "005"),
    ("no pooling area", "TCQBM_DM", GONE, "005"),
    ("no moment", "CSSJC", "20261120", "005"),
    ("moment that is not", "CSSJC", "20261120250000", "005"),
    ("table is no object", "enrolments", [], "005"),
    ("table is null", "enrolments", None, "005"),
    ("list is no list", "enrolments", {"insert": {}}, "005"),
    ("unknown action", "enrolments", {"upsert": []}, "005"),
    ("row is no object", "enrolments", {"insert": ["1"]}, "005"),
    ("XH missing", "enrolments", {"insert": [{"GRBH": "1"}]}, "005"),
    ("XH as text", "enrolments", {"insert": [{"XH": "2"}]}, "005"),
    ("XH of nothing", "enrolments", {"insert": [{"XH": 0}]}, "005"),
    ("XH true", "enrolments", {"insert": [{"XH": True}]}, "005"),
    ("XH with a fraction", "enrolments", {"insert": [{"XH": 2.0}]}, "005"),
    ("XH beyond all numbers", "enrolments", {"insert": [{"XH": 10**30}]}, "005"),
    ("XH of another table again", "enrolments", {"delete": [{"XH": 1}]}, "005"),
    (
        "row nested without end",
        "enrolments",
        {"insert": [{"XH": 2, "A": [[[[[[[[[1]]]]]]]]]}]},
        "005",
    ),
]


@pytest.mark.parametrize(
    ("tag", "value", "code"), [h[1:] for h in HEADS], ids=[h[0] for h in HEADS]
)
def test_the_whole_is_refused(desk: Desk, tag: str, value: Any, code: str) -> None:
    package = {**desk.package(persons=ONE), tag: value}
    if value is GONE:
        del package[tag]
    answer = desk.answer(package)
    assert (answer["RECODE_ZT"], answer["rows"]) == (code, [])
    assert answer["REMSG_ZT"]
    assert "%" not in answer["REMSG_ZT"]
    _nothing_is_there()


def test_the_batch_number_is_named_only_when_it_is_one(desk: Desk) -> None:
    package = desk.package(persons=ONE)
    assert desk.answer({**package, "version": "2.0"})["CSPCH_SRC"] == package["CSPCH"]
    assert desk.answer({**package, "CSPCH": "1"})["CSPCH_SRC"] == ""


@pytest.mark.parametrize("rows", [1000, 1001])
def test_a_thousand_rows_are_the_most(desk: Desk, rows: int) -> None:
    delete = [{"XH": number, "GRBH": f"{number}"} for number in range(1, rows + 1)]
    answer = desk.answer(desk.package(persons={"delete": delete}))
    assert answer["RECODE_ZT"] == ("000" if rows == 1000 else "005")
    assert len(answer["rows"]) == (1000 if rows == 1000 else 0)


@pytest.mark.parametrize("tag", ["CSSJC", "persons", "version", "CSPCH"])
def test_a_name_twice_in_the_head_is_no_form(desk: Desk, tag: str) -> None:
    package = desk.package(persons=ONE)
    again = f"{{{json.dumps(tag)}: {json.dumps(package[tag])}, ".encode()
    answer = desk.answer(again + written(package)[1:])
    assert answer["RECODE_ZT"] in ("001", "003", "005")
    _nothing_is_there()


def test_an_empty_package_and_a_newer_minor_version_are_in_order(desk: Desk) -> None:
    package = {**desk.package(), "version": "1.12", "NEW": {"column": [1, 2]}}
    answer = desk.answer(package)
    assert (answer["RECODE_ZT"], answer["rows"]) == ("000", [])


UNREADABLE = {
    "nothing": b"",
    "no JSON": b"<CFX/>",
    "a list": b"[]",
    "a text": b'"1101050000000001"',
    "half": b'{"SBJBJG_DM": "1101050000000001"',
    "no agency": b"{}",
    "agency as a number": b'{"SBJBJG_DM": 1101050000000001}',
    "agency of another form": b'{"SBJBJG_DM": "1101-05"}',
    "agency twice": b'{"SBJBJG_DM": "1101050000000001", "SBJBJG_DM": "1101050000000001"}',
    "agency nobody knows": b'{"SBJBJG_DM": "9901050000000001"}',
    "GBK": '{"SBJBJG_DM": "1101050000000001", "SBJBJG_MC": "社保"}'.encode("gbk"),
    "UTF-16": '{"SBJBJG_DM": "1101050000000001"}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"SBJBJG_DM": "1101050000000001"}',
    "NaN": b'{"SBJBJG_DM": "1101050000000001", "A": NaN}',
    "Infinity": b'{"SBJBJG_DM": "1101050000000001", "A": -Infinity}',
    "nested without end": b'{"SBJBJG_DM": "1101050000000001", "A": ' + b"[" * 40_000,
    "two documents": b'{"SBJBJG_DM": "1101050000000001"}{}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_what_nobody_could_be_answered_is_not_kept(desk: Desk, body: bytes) -> None:
    response = Client().post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().strip()
    assert waiting_to_handle() == 0


TOO_LARGE = {
    "bytes": b'{"A": "' + b"a" * MOST_BYTES + b'"}',
    "objects": b'{"A": [' + b"{}," * 60_000 + b"{}]}",
    "values": b'{"A": [' + b"1," * 400_000 + b"1]}",
}


@pytest.mark.parametrize("body", TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_is_too_large_is_not_kept(desk: Desk, body: bytes) -> None:
    assert desk.post(body, "") == 413
    assert waiting_to_handle() == 0


def test_the_largest_package_is_taken(desk: Desk) -> None:
    package = written({**desk.package(persons=ONE), "REMARK": ""})
    body = package.replace(
        b'"REMARK": ""', b'"REMARK": "%b"' % (b"a" * (MOST_BYTES - len(package)))
    )
    assert len(body) == MOST_BYTES
    assert desk.answer(body)["RECODE_ZT"] == "000"


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_packages_are_posted(method: str) -> None:
    assert getattr(Client(), method)(ADDRESS).status_code == 405


def test_no_token_of_a_form_is_asked_for(desk: Desk) -> None:
    body = written(desk.package(persons=ONE))
    response = Client(enforce_csrf_checks=True).post(
        ADDRESS,
        body,
        content_type="application/json",
        headers={"X-Signature": desk.signature(body)},
    )
    assert (response.status_code, response.content) == (202, b"")


def _nothing_is_there() -> None:
    assert payer_of_agency_person(AGENCY, "1101050000012") is None

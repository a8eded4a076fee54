"""Of who is helped an agency tells the standard and who pays which part of it: all or nothing, and
it adds up to the fen."""

from typing import Any

import pytest

from openlevy.assessment.queries import PayableSeen, payables
from openlevy.gateways.agency import codec, words
from openlevy.gateways.agency.codec import Flaw, Row, RowFault
from openlevy.gateways.agency.tests.desk import Desk, enrolment, examples, person, written
from openlevy.parties.queries import payer_of_agency_person

HEALTHCARE = "1101050000000002"
TOLD = ("JFBZ", "ZZZT_DM1", "ZZJE1", "ZZZT_DM2", "ZZJE2", "ZZZT_DM3", "ZZJE3")


def _example() -> dict[str, Any]:
    return examples()[6]


def _row(number: int = 1, **other: Any) -> dict[str, Any]:
    """The description's row, with other columns as told; None takes one away."""
    return {**_example()["payables"]["insert"][0], "XH": number, **other}


def _read(**other: Any) -> Row | RowFault:
    package = {**_example(), "payables": {"insert": [_row(**other)]}}
    return codec.decode(written(package)).rows[0]


def test_the_described_package_is_read() -> None:
    (row,) = codec.decode(written(_example())).rows
    assert isinstance(row, Row)
    assert isinstance(row.value, codec.Payable)
    assert (row.value.standard_fen, row.value.principal_fen) == (70_500, 20_000)
    assert row.value.subsidies == (("01", 40_500), ("02", 10_000))
    assert row.value.remark == ""


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (dict.fromkeys(TOLD), (0, ())),
        ({"ZZZT_DM2": None, "ZZJE2": "", "JFBZ": "605.00"}, (60_500, (("01", 40_500),))),
        ({"ZZZT_DM3": "03", "ZZJE3": "0.01", "JFBZ": "705.01"}, (70_501, 3)),
        ({"LX": "5.00", "ZNJ": "1.00"}, (70_500, 2)),  # no part of the standard
    ],
)
def test_all_or_nothing_is_told(told: dict[str, Any], read: tuple[int, Any]) -> None:
    row = _read(**told)
    assert isinstance(row, Row)
    assert isinstance(row.value, codec.Payable)
    subsidies: Any = row.value.subsidies
    assert (row.value.standard_fen, len(subsidies) if read[1] in (2, 3) else subsidies) == read


@pytest.mark.parametrize(
    ("told", "column", "flaw"),
    [
        ({"JFBZ": "705.01"}, "JFBZ", Flaw.SUM),
        ({"JFBZ": "704.99"}, "JFBZ", Flaw.SUM),
        ({"YJJE": "200.01"}, "JFBZ", Flaw.SUM),
        ({"ZZJE2": "9999999999999.99"}, "JFBZ", Flaw.SUM),
        ({"LX": "5.00", "JFBZ": "710.00"}, "JFBZ", Flaw.SUM),
        ({"JFBZ": None}, "JFBZ", Flaw.MISSING),
        ({"JFBZ": "0.00"}, "JFBZ", Flaw.NOT_POSITIVE),
        ({"JFBZ": "-705.00"}, "JFBZ", Flaw.AMOUNT),
        ({"JFBZ": 705.0}, "JFBZ", Flaw.NOT_TEXT),
        ({"JFLX_DM": "2"}, "JFBZ", Flaw.OTHER_KIND),
        ({"JFLX_DM": "2", **dict.fromkeys(TOLD[1:])}, "JFBZ", Flaw.OTHER_KIND),
        (dict.fromkeys(TOLD[1:]), "ZZZT_DM1", Flaw.MISSING),
        ({"ZZZT_DM1": None}, "ZZZT_DM1", Flaw.MISSING),
        ({"ZZJE1": ""}, "ZZJE1", Flaw.MISSING),
        ({"ZZZT_DM1": None, "ZZJE1": None}, "ZZZT_DM1", Flaw.MISSING),
        ({"ZZZT_DM2": None, "ZZJE2": None, "ZZZT_DM3": "02", "ZZJE3": "100.00"}, "ZZZT_DM2",
         Flaw.MISSING),
        ({"ZZJE2": None}, "ZZJE2", Flaw.MISSING),
        ({"ZZJE2": "0.00"}, "ZZJE2", Flaw.NOT_POSITIVE),
        ({"ZZZT_DM2": "01"}, "ZZZT_DM2", Flaw.TWICE),
        ({"ZZZT_DM1": "财政"}, "ZZZT_DM1", Flaw.FORM),
        ({"ZZZT_DM1": "０１"}, "ZZZT_DM1", Flaw.FORM),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_named(told: dict[str, Any], column: str, flaw: Flaw) -> None:
    fault = _read(**told)
    assert isinstance(fault, RowFault)
    assert (fault.column, fault.flaw) == (column, flaw)
    assert words.of_row(fault).startswith(f"{column}（")


@pytest.fixture
def healthcare(desk: Desk) -> Desk:
    """The example's healthcare agency, which has enrolled the example's person in group 33."""
    there, number = Desk(HEALTHCARE, desk.today), _row()["GRBH"]
    medical = {"ZSXM_DM": "10212", "ZSPM_DM": "102120001", "CBRYTSLB": "33"}
    grids = {
        "persons": {"insert": [person(1, GRBH=number)]},
        "enrolments": {"insert": [enrolment(2, GRBH=number, **medical)]},
    }
    assert set(there.codes(**grids).values()) == {"000"}
    return there


def _owed() -> list[PayableSeen]:
    return payables(payer_of_agency_person(HEALTHCARE, _row()["GRBH"]) or 0)


def test_the_described_package_is_taken_in_once(healthcare: Desk) -> None:
    for _ in range(2):
        answer = healthcare.answer(_example())
        assert [row["returnCode"] for row in answer["rows"]] == ["000"]
    assert healthcare.codes(payables={"insert": [_row()]}) == {1: "000"}
    assert healthcare.codes(payables={"insert": [_row(ZZZT_DM1="03")]}) == {1: "111"}
    (owed,) = _owed()
    assert (owed.standard_fen, owed.principal_fen, owed.amount_fen) == (70_500, 20_000, 20_000)
    assert owed.subsidies == [("01", 40_500), ("02", 10_000)]


def test_an_update_replaces_every_part(healthcare: Desk) -> None:
    assert healthcare.codes(payables={"insert": [_row()]}) == {1: "000"}
    alone = _row(1, ZZJE1="605.00", YJJE="100.00", ZZZT_DM2=None, ZZJE2=None)
    for _ in range(2):
        assert healthcare.codes(payables={"update": [alone]}) == {1: "000"}
    (owed,) = _owed()
    assert (owed.subsidies, owed.amount_fen) == ([("01", 60_500)], 10_000)
    untold = _row(1, **dict.fromkeys(TOLD))
    assert healthcare.codes(payables={"update": [untold]}) == {1: "000"}
    (owed,) = _owed()
    assert (owed.standard_fen, owed.subsidies, owed.amount_fen) == (0, [], 20_000)
    assert healthcare.codes(payables={"delete": [untold]}) == {1: "000"}
    assert _owed() == []


def test_a_rejected_row_leaves_what_was_told_before(healthcare: Desk) -> None:
    assert healthcare.codes(payables={"insert": [_row()]}) == {1: "000"}
    rows = [_row(1, JFBZ="706.00"), _row(2, ZZZT_DM1="99")]
    answer = healthcare.answer(healthcare.package(payables={"update": rows}))
    assert [(row["returnCode"], row["returnMsg"]) for row in answer["rows"]] == [
        ("101", "JFBZ（缴费标准）应等于资助金额与应缴金额之和"),
        ("101", "ZZZT_DM（资助主体）99 不是该地的资助主体代码"),
    ]
    (owed,) = _owed()
    assert owed.subsidies == [("01", 40_500), ("02", 10_000)]

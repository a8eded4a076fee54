"""Every row on its own: what is wrong is told with its code, what is right is in."""

import json
from typing import Any
from uuid import uuid4

import pytest

from openlevy.assessment.queries import payables
from openlevy.assessment.services import set_amount
from openlevy.declaration.services import draw_up
from openlevy.gateways.agency import rows as effects
from openlevy.gateways.agency.codec import Row as RowRead
from openlevy.gateways.agency.tests.desk import (
    AGENCY,
    HEALTHCARE,
    Desk,
    enrolment,
    payable,
    person,
    written,
)
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.parties.queries import (
    enrolment_by_key,
    payer_of_agency_person,
)
from openlevy.parties.queries import person as person_seen

GRBH = "1101050000012"
PAYER = Actor(Role.PAYER)


def test_bad_rows_do_not_hold_up_good_ones(desk: Desk) -> None:
    rows = [
        person(1, XM=""),
        person(2),
        person(3, GRBH="OTHER", XB="3"),
        person(4, GRBH="THIRD", ZJLX="208", ZJHM="E1234567"),
    ]
    answer = desk.answer(desk.package(persons={"insert": rows}))
    told = {row["XH"]: row for row in answer["rows"]}
    assert [told[n]["returnCode"] for n in (1, 2, 3, 4)] == ["101", "000", "101", "000"]
    assert [told[n].get("fkxx") for n in (1, 2, 3, 4)] == [rows[0], None, rows[2], None]
    assert [bool(told[n]["SWBH"]) for n in (1, 2, 3, 4)] == [False, True, False, True]
    assert told[1]["returnMsg"] == "XM（姓名）不能为空"
    assert payer_of_agency_person(AGENCY, "OTHER") is None


def test_a_rejected_row_comes_back_as_it_was_delivered(desk: Desk) -> None:
    row = person(1, XM=None, EXTRA={"a": [1, "二", None, True]}, N=12345678901234567890, F=0.5)
    body = written(desk.package(persons={"insert": [row]}))
    body = body.replace("李龑".encode(), b"\\ud842").replace(b"0.5", b"1e400")
    (told,) = desk.answer(body)["rows"]
    back = {**row, "XM_GBK": "\ud842", "N": "12345678901234567890", "F": "1e400"}
    assert told["fkxx"] == back


def test_the_key_anew_with_the_same_content_is_in_order(desk: Desk) -> None:
    desk.enrol()
    grids: dict[str, Any] = {
        "persons": {"insert": [person(1)]},
        "enrolments": {"insert": [enrolment(2)]},
        "payables": {"insert": [payable(3)]},
    }
    first, again = (desk.answer(desk.package(**grids))["rows"] for _ in range(2))
    assert first == again
    assert {row["returnCode"] for row in first} == {"000"}


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("persons", person(1, XM="李艳", XM_GBK="")),
        ("persons", person(1, YDDH="19900000013")),
        ("enrolments", enrolment(1, CBZT="2")),
        ("payables", payable(1, ZNJ="0.01")),
        ("payables", payable(1, BZ="更正")),
    ],
)
def test_the_key_with_other_content_is_taken(desk: Desk, table: str, row: dict[str, Any]) -> None:
    desk.enrol()
    assert desk.codes(payables={"insert": [payable(1)]}) == {1: "000"}
    assert desk.codes(**{table: {"insert": [row]}}) == {1: "111"}
    assert desk.codes(**{table: {"update": [row]}}) == {1: "000"}
    assert desk.codes(**{table: {"insert": [row]}}) == {1: "000"}


def test_what_is_not_known_cannot_be_changed(desk: Desk) -> None:
    for action in ("update", "delete"):
        assert desk.codes(
            persons={action: [person(1)]},
            enrolments={action: [enrolment(2)]},
            payables={action: [payable(3)]},
        ) == {1: "113", 2: "113", 3: "113"}


@pytest.mark.parametrize(
    "row",
    [
        enrolment(1, GRBH="NOBODY"),
        enrolment(1, ZGSWJG_DM="11101059999"),
        enrolment(1, XZQHXQ_DM="110199"),
        enrolment(1, XZQHXQ_DM="310000"),
    ],
    ids=["person", "tax office", "region", "place not served"],
)
def test_an_enrolment_refers_to_what_is_known(desk: Desk, row: dict[str, Any]) -> None:
    desk.enrol()
    assert desk.codes(enrolments={"insert": [row]}) == {1: "110"}


@pytest.mark.parametrize(
    ("item", "group", "code"),
    [
        ("10210", "01", "000"),
        ("10210", "11", "101"),
        ("10212", "11", "000"),
        ("10212", "31", "000"),
        ("10212", "20", "101"),
        ("10212", "00", "101"),
    ],
)
def test_a_group_is_one_of_the_insurance_at_the_place(
    desk: Desk, item: str, group: str, code: str
) -> None:
    """Beijing tells apart 11, 12, 13 and special groups in medical insurance; 20 is elsewhere's."""
    subitem = {"10210": "102100100", "10212": "102120001"}[item]
    row = enrolment(2, ZSXM_DM=item, ZSPM_DM=subitem, CBRYTSLB=group)
    at = desk if item == "10210" else Desk(HEALTHCARE, desk.today)
    told = at.codes(persons={"insert": [person(1)]}, enrolments={"insert": [row]})
    assert told == {1: "000", 2: code}


def test_a_flat_amount_is_assessed_in_medical_insurance_alone(desk: Desk) -> None:
    desk.enrol()
    healthcare = Desk(HEALTHCARE, desk.today)
    medical = {"ZSXM_DM": "10212", "ZSPM_DM": "102120001"}
    grids = {"enrolments": {"insert": [enrolment(2, **medical, CBRYTSLB="32")]}}
    told = payable(3, **medical, JFLX_DM="41", ZJTZLSH="110105202600000099")
    grids |= {"persons": {"insert": [person(1)]}, "payables": {"insert": [told]}}
    assert set(healthcare.codes(**grids).values()) == {"000"}
    answer = desk.answer(desk.package(payables={"insert": [payable(1, JFLX_DM="41")]}))
    assert [row["returnCode"] for row in answer["rows"]] == ["101"]
    assert answer["rows"][0]["returnMsg"] == "JFLX_DM（缴费类型）不用于该征收项目"


@pytest.mark.parametrize(
    "other", [{"GRBH": "NOBODY"}, {"ZSXM_DM": "10212", "ZSPM_DM": "102120001"}]
)
def test_a_payable_refers_to_an_enrolment(desk: Desk, other: dict[str, Any]) -> None:
    desk.enrol()
    assert desk.codes(payables={"insert": [payable(1, **other)]}) == {1: "110"}
    assert desk.codes(payables={"insert": [payable(1)]}) == {1: "000"}
    assert desk.codes(payables={"update": [payable(1, **other)]}) == {1: "110"}
    assert [one.state for one in payables(_payer())] == ["OPEN"]


def test_what_is_declared_is_not_changed(desk: Desk) -> None:
    desk.enrol()
    assert desk.codes(payables={"insert": [payable(1)]}) == {1: "000"}
    _declare(desk)
    changed = payable(1, YJJE="2000.00")
    assert desk.codes(payables={"update": [changed]}) == {1: "112"}
    assert desk.codes(payables={"delete": [changed]}) == {1: "112"}
    assert [one.amount_fen for one in payables(_payer(), open_only=False)] == [101_500]


def test_a_withdrawn_key_is_not_used_again(desk: Desk) -> None:
    desk.enrol()
    assert desk.codes(payables={"insert": [payable(1)], "delete": [payable(2)]}) == {
        1: "000",
        2: "000",
    }
    assert desk.codes(payables={"insert": [payable(1)]}) == {1: "111"}
    assert desk.codes(payables={"update": [payable(1)]}) == {1: "111"}
    assert desk.codes(payables={"update": [payable(1, BZ="再次")]}) == {1: "111"}
    assert payables(_payer()) == []


def test_an_enrolment_in_use_is_not_deleted(desk: Desk) -> None:
    desk.enrol()
    pension = enrolment_by_key(AGENCY, GRBH, "10210")
    assert pension is not None
    set_amount(
        payer_id=pension.payer_id,
        enrolment_id=pension.id,
        year=2026,
        tier_fen=100_000,
        actor=PAYER,
        today=desk.today,
    )
    assert desk.codes(enrolments={"delete": [enrolment(1)]}) == {1: "112"}
    assert enrolment_by_key(AGENCY, GRBH, "10210") == pension


def test_a_person_with_enrolments_left_is_not_deleted(desk: Desk) -> None:
    desk.enrol()
    assert desk.codes(persons={"delete": [person(1)]}) == {1: "112"}
    answer = desk.answer(desk.package(enrolments={"delete": [enrolment(1)]}))
    assert answer["rows"][0]["returnCode"] == "000"
    assert answer["rows"][0]["SWBH"]
    assert desk.codes(persons={"delete": [person(1)]}) == {1: "000"}
    assert desk.codes(persons={"delete": [person(1)]}) == {1: "113"}


def test_one_document_has_one_name_at_all_agencies(desk: Desk) -> None:
    desk.enrol()
    other = Desk("1101060000000001", desk.today)
    row = person(1, GRBH="FT0001", XM="李艳", XM_GBK="")
    assert other.codes(persons={"insert": [row]}) == {1: "199"}
    assert other.codes(persons={"insert": [person(1, GRBH="FT0001")]}) == {1: "000"}


def test_a_correction_makes_no_two_payers_one(desk: Desk) -> None:
    desk.enrol()
    second = person(1, GRBH="SECOND", ZJLX="208", ZJHM="E1234567", XM="李艳", XM_GBK="")
    assert desk.codes(persons={"insert": [second]}) == {1: "000"}
    assert desk.codes(persons={"update": [person(1, GRBH="SECOND")]}) == {1: "199"}
    assert desk.codes(persons={"update": [{**second, "ZJHM": "E7654321"}]}) == {1: "000"}


def test_an_unexpected_error_is_the_rows_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    apply = effects.apply

    def broken(agency_code: str, row: RowRead, **more: Any) -> int:
        done = apply(agency_code, row, **more)
        if row.row_no == 2:
            raise LookupError(f"no such {row.value}")
        return done

    monkeypatch.setattr(effects, "apply", broken)
    rows = [person(n, GRBH=f"G{n}", ZJLX="208", ZJHM=f"E000000{n}") for n in (1, 2, 3)]
    assert desk.codes(persons={"insert": rows}) == {1: "000", 2: "999", 3: "000"}
    assert payer_of_agency_person(AGENCY, "G2") is None
    assert "LookupError" in caplog.text
    assert "E0000002" not in caplog.text


def test_every_rejection_is_worded(desk: Desk) -> None:
    rows = [person(1, XM=""), person(2, GRBH="A", ZJLX="999", ZJHM="1")]
    places = [
        enrolment(3),
        enrolment(4, ZGSWJG_DM="11101059999"),
        enrolment(5, ZSPM_DM="102120001"),
        enrolment(6, CBRYTSLB="20"),
    ]
    answer = desk.answer(desk.package(persons={"insert": rows}, enrolments={"insert": places}))
    told = [row["returnMsg"] for row in answer["rows"]]
    assert told == [
        "XM（姓名）不能为空",
        "ZJLX（证件类型）不是规定的代码",
        "没有传递过该人员",
        "主管税务机关 11101059999 不在登记之列",
        "ZSPM_DM（征收品目）不属于该征收项目",
        "CBRYTSLB（参保人员类别）20 不是该险种在该地的类别",
    ]
    assert "%" not in json.dumps(answer, ensure_ascii=False)


def test_a_changed_document_and_then_a_changed_name_are_the_same_payer(desk: Desk) -> None:
    desk.enrol()
    payer_id = _payer()
    told = {"ZJLX": "208", "ZJHM": "E1234567"}
    both = person(1, XM="李艳", XM_GBK="", **told)
    assert desk.codes(persons={"update": [both]}) == {1: "199"}
    assert desk.codes(persons={"update": [person(1, **told)]}) == {1: "000"}
    assert desk.codes(persons={"update": [both]}) == {1: "000"}
    seen = person_seen(payer_id)
    known = seen.name, seen.wire_name, seen.id_type, seen.id_tail
    assert known == ("李艳", "李艳", "208", "4567")


def _payer() -> int:
    found = payer_of_agency_person(AGENCY, GRBH)
    assert found is not None
    return found


def _declare(desk: Desk) -> None:
    draw_up(
        payer_id=_payer(),
        payable_ids=[one.id for one in payables(_payer())],
        channel="portal",
        actor=PAYER,
        request_key=uuid4(),
        today=desk.today,
    )

"""A name that one of two agencies has corrected: the other is asked once, in the described form."""

import json
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from openlevy.gateways.agency.codec import NameQuestion, Questions, encode_questions
from openlevy.gateways.agency.compose import NothingToSay, compose
from openlevy.gateways.agency.tests.desk import (
    AGENCY,
    HEALTHCARE,
    Desk,
    enrolment,
    examples,
    person,
)
from openlevy.gateways.signed import Signed
from openlevy.messages import services as messages
from openlevy.parties.queries import payer_of_agency_person
from openlevy.parties.queries import person as person_seen

_MEDICAL = {"ZSXM_DM": "10212", "ZSPM_DM": "102120001", "CBRYTSLB": "13"}


def test_a_question_has_the_described_bytes() -> None:
    told = NameQuestion(
        personal_no="1101050000012",
        own_name="李䶮",
        own_wire_name="李龑",
        name="李燕",
        wire_name="",
        told_by=HEALTHCARE,
        told_by_name="北京市朝阳区医疗保险事务管理中心",
        told_on=date(2026, 11, 23),
    )
    at = datetime(2026, 11, 23, 9, 45, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    asked = Questions(AGENCY, "20261123094501000000009760", at, [told])
    described = examples()[4]
    assert json.loads(encode_questions(asked)) == described


def test_the_other_is_asked_and_its_answer_counts(desk: Desk) -> None:
    healthcare = replace(desk, code=HEALTHCARE)
    desk.enrol()
    theirs = person(1, GRBH="9901")
    insured = enrolment(2, GRBH="9901", **_MEDICAL)
    grids = {"persons": {"insert": [theirs]}, "enrolments": {"insert": [insured]}}
    assert set(healthcare.codes(**grids).values()) == {"000"}
    corrected = {**theirs, "XM": "李燕", "XM_GBK": ""}
    assert healthcare.post(healthcare.package(persons={"update": [corrected]})) == 202
    healthcare.handle()
    told = {one["format"].rpartition(".")[2]: one for one in desk.feedbacks()}
    assert told["feedback"]["rows"][0]["returnCode"] == "000"
    assert told["questions"]["SBJBJG_DM"] == AGENCY
    [row] = told["questions"]["rows"]
    assert (row["XM"], row["XM_GBK"], row["XM_GZ"]) == ("李䶮", "李龑", "李燕")
    assert (row["GRBH"], row["SBJBJG_DM_GZ"]) == ("1101050000012", HEALTHCARE)
    payer_id = payer_of_agency_person(AGENCY, "1101050000012")
    assert payer_id is not None
    assert person_seen(payer_id).name == "李䶮"
    assert desk.codes(persons={"update": [person(1, XM="李燕", XM_GBK="")]}) == {1: "000"}
    assert person_seen(payer_id).name == "李燕"


def test_what_has_been_answered_meanwhile_is_not_asked(desk: Desk) -> None:
    healthcare = replace(desk, code=HEALTHCARE)
    desk.enrol()
    insured = enrolment(2, GRBH="9901", **_MEDICAL)
    grids = {
        "persons": {"insert": [person(1, GRBH="9901")]},
        "enrolments": {"insert": [insured]},
    }
    assert set(healthcare.codes(**grids).values()) == {"000"}
    for agency, number in ((healthcare, "9901"), (desk, "1101050000012")):
        row = person(1, GRBH=number, XM="李燕", XM_GBK="")
        assert agency.post(agency.package(persons={"update": [row]})) == 202
        agency.handle()
    assert {one["format"] for one in _sent(desk)} == {"openlevy.agency.feedback"}


def _sent(desk: Desk) -> list[dict[str, str]]:
    found = []
    for message in messages.take_outgoing(["agency"], 50):
        try:
            found.append(json.loads(Signed.from_wire(compose(message)[1]).body))
        except NothingToSay:
            messages.mark_dropped(message.id, "answered")
    return found

"""A person whom two agencies have enrolled for the same months: both are asked, in the described
form, and an update that ends one of them is the answer."""

import json
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from openlevy.gateways.agency.codec import EnrolmentQuestion, Questions, encode_questions
from openlevy.gateways.agency.compose import NothingToSay, compose
from openlevy.gateways.agency.tests.desk import AGENCY, Desk, enrolment, examples, person
from openlevy.gateways.signed import Signed
from openlevy.messages import services as messages
from openlevy.parties.queries import open_overlaps, payer_of_agency_person

FANGSHAN = "1101110000000001"
_THERE = {"XZQHXQ_DM": "110111", "ZGSWJG_DM": "11101110000"}


def test_a_question_has_the_described_bytes() -> None:
    told = EnrolmentQuestion(
        personal_no="1101050000012",
        levy_item="10210",
        first_month=date(2026, 1, 1),
        last_month=None,
        other=FANGSHAN,
        other_name="北京市房山区社会保险基金管理中心",
        region="110111",
        found_on=date(2026, 11, 23),
    )
    at = datetime(2026, 11, 23, 9, 45, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    asked = Questions(AGENCY, "20261123094501000000009761", at, [told])
    assert json.loads(encode_questions(asked)) == examples()[5]


def _enrolled_there(desk: Desk) -> Desk:
    there = replace(desk, code=FANGSHAN)
    desk.enrol()
    grids = {
        "persons": {"insert": [person(1, GRBH="9901")]},
        "enrolments": {"insert": [enrolment(2, GRBH="9901", **_THERE)]},
    }
    assert there.post(there.package(**grids)) == 202
    there.handle()
    return there


def test_both_are_asked_and_the_end_of_one_is_the_answer(desk: Desk) -> None:
    there = _enrolled_there(desk)
    told = [one for one in desk.feedbacks() if one["format"].endswith("questions")]
    assert {one["SBJBJG_DM"] for one in told} == {AGENCY, FANGSHAN}
    [row] = next(one["rows"] for one in told if one["SBJBJG_DM"] == AGENCY)
    assert (row["HDLX"], row["GRBH"], row["SBJBJG_DM_QT"]) == ("2", "1101050000012", FANGSHAN)
    [row] = next(one["rows"] for one in told if one["SBJBJG_DM"] == FANGSHAN)
    assert (row["GRBH"], row["SBJBJG_DM_QT"], row["ZZJFNY"]) == ("9901", AGENCY, "999912")
    payer_id = payer_of_agency_person(AGENCY, "1101050000012")
    assert payer_id is not None
    assert len(open_overlaps(payer_id)) == 1
    ended = enrolment(1, GRBH="9901", **_THERE, CBZT="4")
    assert there.codes(enrolments={"update": [ended]}) == {1: "000"}
    assert open_overlaps(payer_id) == []


def test_a_question_names_the_months_as_they_are_when_it_is_sent(desk: Desk) -> None:
    there = _enrolled_there(desk)
    shorter = enrolment(1, GRBH="9901", **_THERE, KSJFNY="202603", ZZJFNY="202608")
    assert there.post(there.package(enrolments={"update": [shorter]})) == 202
    there.handle()
    told = [one for one in desk.feedbacks() if one["format"].endswith("questions")]
    months = [(row["KSJFNY"], row["ZZJFNY"]) for one in told for row in one["rows"]]
    assert months == [("202603", "202608")] * 2


def test_what_has_been_answered_meanwhile_is_not_asked(desk: Desk) -> None:
    there = _enrolled_there(desk)
    gone = {"XH": 1, "GRBH": "9901", "ZSXM_DM": "10210"}
    assert there.post(there.package(enrolments={"delete": [gone]})) == 202
    there.handle()
    found = []
    for message in messages.take_outgoing(["agency"], 50):
        try:
            found.append(json.loads(Signed.from_wire(compose(message)[1]).body)["format"])
        except NothingToSay:
            messages.mark_dropped(message.id, "answered")
    assert set(found) == {"openlevy.agency.feedback"}

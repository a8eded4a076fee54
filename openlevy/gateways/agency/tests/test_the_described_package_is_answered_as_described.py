"""The example of the description goes in, and what comes back is the example's answer."""

from uuid import uuid4

from openlevy.assessment.queries import payables
from openlevy.declaration.services import draw_up
from openlevy.gateways.agency.tests.desk import AGENCY, Desk, payable, told_in_the_document
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.parties.queries import (
    enrolment_by_key,
    enrolments,
    id_number,
    payer_of_agency_person,
    person,
)

LATE = {"ZJTZLSH": "110105202600000017", "MXXH": "1"}


def test_the_feedback_is_exact(desk: Desk) -> None:
    package, described = told_in_the_document()
    desk.enrol()
    assert desk.codes(payables={"insert": [payable(1, **LATE)]}) == {1: "000"}
    payer_id, declared = _declare_all()

    answer = desk.answer(package)

    (pension,) = enrolments(payer_id, "10210")
    (assessed,) = [one for one in payables(payer_id) if one.id != declared]
    ids = {1: payer_id, 2: pension.id, 3: assessed.id}
    rows = [{**row, "SWBH": str(ids.get(row["XH"], ""))} for row in described["rows"]]
    own = {"CSPCH": answer["CSPCH"], "CSSJC": answer["CSSJC"], "rows": rows}
    assert answer == {**described, **own}
    assert answer["CSPCH"].startswith(answer["CSSJC"])
    assert len(answer["CSPCH"]) == len(described["CSPCH"])


def test_what_was_delivered_is_there(desk: Desk) -> None:
    desk.answer(told_in_the_document()[0])
    payer_id = payer_of_agency_person(AGENCY, "1101050000012") or 0
    assert (person(payer_id).name, person(payer_id).wire_name) == ("李䶮", "李龑")
    assert id_number(payer_id) == "990101198603072220"
    pension = enrolment_by_key(AGENCY, "1101050000012", "10210")
    assert pension is not None
    assert (pension.community_name, pension.tax_office) == ("示例村", "11101050000")
    assert (str(pension.first_month), pension.last_month) == ("2018-01-01", None)
    (owed,) = payables(payer_id)
    assert (owed.principal_fen, owed.interest_fen, owed.late_fee_fen) == (100_000, 1_500, 0)
    assert (str(owed.period_start), str(owed.period_end)) == ("2024-01-01", "2024-12-31")
    assert (owed.kind_words, str(owed.due_on)) == ("补缴以前年度", "2026-12-31")


def _declare_all() -> tuple[int, int]:
    payer_id = payer_of_agency_person(AGENCY, "1101050000012") or 0
    (owed,) = payables(payer_id)
    draw_up(
        payer_id=payer_id,
        payable_ids=[owed.id],
        channel="portal",
        actor=Actor(Role.PAYER),
        request_key=uuid4(),
        today=owed.due_on,
    )
    return payer_id, owed.id

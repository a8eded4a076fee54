"""A resident of 汉川市 in hubei, in both insurances, with a way in."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from openlevy.access.services import register
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.kernel.identifiers import resident_id_check_digit
from openlevy.parties.services import (
    EnrolmentDelivered,
    PersonDelivered,
    record_enrolment,
    record_person,
)
from openlevy.payment import queries
from openlevy.payment.services import Signing, agreement_answered, sign_agreement
from openlevy.portals.shared.tests.people import PASSWORD

REGION, OFFICE = "420984", "14209840000"
SOCIAL, HEALTHCARE = "4209840000000001", "4209840000000002"
PENSION, MEDICAL = "10210", "10212"
BRANCH = "103535091014"
LOGIN = "hubei_01"
_ENROLLED = {PENSION: (SOCIAL, "102100100", "00"), MEDICAL: (HEALTHCARE, "102120001", "20")}


@dataclass(frozen=True)
class HubeiPayer:
    """Who signs in as ``LOGIN``; the enrolments' numbers."""

    payer_id: int
    pension: int
    medical: int


def a_hubei_payer() -> HubeiPayer:
    """Enrolled in the pension and in medical insurance."""
    first17 = "99042019680512003"
    id_no = first17 + resident_id_check_digit(first17)
    payer_id, numbers = 0, {}
    for item, (agency, subitem, group) in _ENROLLED.items():
        payer_id = record_person(
            PersonDelivered(
                agency, f"H{item}", "涂桂香", "", "201", id_no, "2", date(1968, 5, 12), "156", ""
            )
        )
        numbers[item] = record_enrolment(
            EnrolmentDelivered(
                agency, f"H{item}", item, subitem, REGION, "马口镇", "第3村", OFFICE,
                group, "1", date(2018, 1, 1), None, None,
            )
        )  # fmt: skip
    register(
        username=LOGIN,
        id_type="201",
        id_no=id_no,
        phone=None,
        password=PASSWORD,
        display_name="涂桂香",
        payer_id=payer_id,
        jurisdiction="hubei",
    )
    return HubeiPayer(payer_id, numbers[PENSION], numbers[MEDICAL])


def an_agreement(who: HubeiPayer, signed_on: date) -> int:
    """Signed and verified on that day: in effect from the next on."""
    number = sign_agreement(
        payer_id=who.payer_id,
        signing=Signing(OFFICE, BRANCH, "6228480010004200001"),
        actor=Actor(Role.PAYER),
        request_key=uuid4(),
        today=signed_on,
    )
    told = queries.agreement(who.payer_id, number)
    assert told is not None
    agreement_answered(told.protocol_no, True, "", today=signed_on)
    return number

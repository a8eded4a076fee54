"""An agency changes an enrolment while another's name comes to count: both hold the person first,
so neither ever waits for what the other holds."""

from functools import partial

import pytest
from django.db import transaction

from openlevy.assessment.tests.amounts import a_regular
from openlevy.declaration.queries import declarations
from openlevy.declaration.tests.declaring import declare
from openlevy.gateways.agency import rows
from openlevy.gateways.agency.codec import Action, Enrolment, EnrolmentKey, Row, Table
from openlevy.gateways.agency.codec.document import Object
from openlevy.parties.models import Enrolment as Kept
from openlevy.parties.tests.people import TODAY, Resident
from openlevy.portals.shared.tests.people import AGENCY, OFFICE, a_payer, open_books
from tests.faults.racing import Racers, held, until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)
ASKED_FOR_NEXT = (
    "SELECT 1 FROM parties_enrolment WHERE id = %(enrolment)s FOR NO KEY UPDATE",
    "SELECT pg_advisory_xact_lock(%(enrolment)s)",
    "UPDATE access_user SET display_name = display_name WHERE payer_id = %(payer)s",
)
"""Whoever holds the person gets all of these, in this order: a name that comes to count asks for
the users, and an enrolment's correction for all three."""


@pytest.fixture
def who() -> Resident:
    """Enrolled, and with an account that is told what happens."""
    open_books()
    made = a_payer()
    kept = Kept.objects.get(id=made.enrolment_id)
    return Resident(made.payer_id, AGENCY, kept.personal_no, kept.id, OFFICE)


@transaction.atomic
def _acts(row: Row) -> int:
    return rows.apply(AGENCY, row, today=TODAY)


def _row(who: Resident, action: Action, status: str) -> Row:
    kept = Kept.objects.filter(id=who.enrolment_id).values(*Enrolment.__dataclass_fields__).get()
    told = Enrolment(**kept | {"status": status})
    key = EnrolmentKey(told.personal_no, told.levy_item)
    value = key if action is Action.DELETE else told
    return Row(1, Table.ENROLMENTS, action, value, Object([]))


@pytest.mark.parametrize(
    ("action", "status", "has_declared"),
    [
        (Action.INSERT, "1", False),
        (Action.UPDATE, "4", True),
        (Action.DELETE, "1", False),
    ],
)
def test_an_agency_that_changes_an_enrolment_holds_nothing_before_the_person(
    racers: Racers, who: Resident, action: Action, status: str, has_declared: bool
) -> None:
    if has_declared:
        declare(who, a_regular(who))
    with held("parties_payer", who.payer_id) as other:
        other.execute(
            "SELECT 1 FROM parties_person WHERE payer_id = %s FOR NO KEY UPDATE", [who.payer_id]
        )
        come = racers.begin(partial(_acts, _row(who, action, status)))
        until_somebody_waits()
        for asked in ASKED_FOR_NEXT:
            other.execute(asked, {"enrolment": who.enrolment_id, "payer": who.payer_id})
        other.connection.commit()
    assert come().refused is None
    states = {row.state for row in declarations(who.payer_id)}
    assert states == ({"VOIDED"} if has_declared else set())

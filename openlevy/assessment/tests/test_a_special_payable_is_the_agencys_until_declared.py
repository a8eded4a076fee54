"""Assessed by the agency: delivered once, amended or withdrawn while open, never once in use."""

from dataclasses import replace

import pytest

from openlevy.assessment.queries import payables
from openlevy.assessment.rules import EnrolmentUnknown, InUse, SerialTaken, SerialUnknown
from openlevy.assessment.services import amend_special, record_special, withdraw_special
from openlevy.assessment.tests.amounts import (
    SPECIAL_FEN,
    a_delivery,
    books,
    dearer,
    state_of,
)
from openlevy.declaration.services import void
from openlevy.declaration.tests.declaring import declare
from openlevy.history.tests.records import of_record
from openlevy.kernel.flow import Role
from openlevy.parties.tests.people import TODAY, Resident, a_resident

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Resident:
    return a_resident()


def test_it_is_due_when_it_is_assessed_with_interest_and_late_fee(who: Resident) -> None:
    record_special(a_delivery(who), today=TODAY)
    (payable,) = payables(who.payer_id)
    assert (payable.principal_fen, payable.interest_fen, payable.late_fee_fen) == (50_000, 100, 20)
    assert payable.amount_fen == SPECIAL_FEN
    assert books(who) == {"premium": -SPECIAL_FEN, "due": SPECIAL_FEN}


def test_delivered_twice_it_is_owed_once(who: Resident) -> None:
    told = a_delivery(who)
    assert record_special(told, today=TODAY) == record_special(told, today=TODAY)
    assert books(who)["due"] == SPECIAL_FEN


def test_its_serial_number_is_not_used_for_other_content(who: Resident) -> None:
    told = a_delivery(who)
    record_special(told, today=TODAY)
    with pytest.raises(SerialTaken):
        record_special(dearer(told), today=TODAY)
    assert books(who)["due"] == SPECIAL_FEN


def test_the_same_serial_of_another_agency_is_another_payable(who: Resident) -> None:
    other = a_resident(region="110105")
    told = a_delivery(who)
    record_special(told, today=TODAY)
    theirs = replace(told, agency_code=other.agency_code, personal_no=other.personal_no)
    record_special(theirs, today=TODAY)
    assert (books(who)["due"], books(other)["due"]) == (SPECIAL_FEN, SPECIAL_FEN)


def test_it_needs_an_enrolment(who: Resident) -> None:
    with pytest.raises(EnrolmentUnknown):
        record_special(replace(a_delivery(who), personal_no="nobody"), today=TODAY)


def test_amended_it_is_withdrawn_and_assessed_anew(who: Resident) -> None:
    told = a_delivery(who)
    first = record_special(told, today=TODAY)
    second = amend_special(dearer(told), today=TODAY)
    assert second != first
    assert (state_of(who, first), state_of(who, second)) == ("WITHDRAWN", "OPEN")
    assert books(who)["due"] == SPECIAL_FEN + 10_000


def test_amended_by_the_same_content_it_stays(who: Resident) -> None:
    told = a_delivery(who)
    first = record_special(told, today=TODAY)
    assert amend_special(told, today=TODAY) == first
    second = amend_special(dearer(told), today=TODAY)
    assert amend_special(dearer(told), today=TODAY) == second
    assert amend_special(told, today=TODAY) not in (first, second)
    assert books(who)["due"] == SPECIAL_FEN


def test_withdrawn_it_is_not_due_any_more_and_twice_is_once(who: Resident) -> None:
    told = a_delivery(who)
    number = record_special(told, today=TODAY)
    for _ in range(2):
        withdraw_special(told.agency_code, told.serial, told.detail, today=TODAY)
    assert state_of(who, number) == "WITHDRAWN"
    assert books(who) == {}
    (happened,) = of_record(who.payer_id, number)
    assert (happened.action, happened.role) == ("withdraw", Role.AGENCY)


def test_a_withdrawn_serial_number_does_not_come_back(who: Resident) -> None:
    told = a_delivery(who)
    record_special(told, today=TODAY)
    withdraw_special(told.agency_code, told.serial, told.detail, today=TODAY)
    for verb in (record_special, amend_special):
        for again in (told, dearer(told)):
            with pytest.raises(SerialTaken):
                verb(again, today=TODAY)
    assert books(who) == {}


def test_what_was_never_delivered_is_not_amended_or_withdrawn(who: Resident) -> None:
    told = a_delivery(who)
    with pytest.raises(SerialUnknown):
        amend_special(told, today=TODAY)
    with pytest.raises(SerialUnknown):
        withdraw_special(told.agency_code, told.serial, told.detail, today=TODAY)


def test_declared_it_is_in_use_until_it_is_voided(who: Resident) -> None:
    told = a_delivery(who)
    (number,) = declare(who, record_special(told, today=TODAY))
    with pytest.raises(InUse):
        amend_special(dearer(told), today=TODAY)
    with pytest.raises(InUse):
        withdraw_special(told.agency_code, told.serial, told.detail, today=TODAY)
    assert books(who)["due"] == SPECIAL_FEN
    void(payer_id=who.payer_id, declaration_id=number, actor=who.actor, today=TODAY)
    withdraw_special(told.agency_code, told.serial, told.detail, today=TODAY)
    assert books(who) == {}

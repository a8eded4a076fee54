"""A name is corrected, a person moves while they declare and pay: before or after, never half."""

from dataclasses import replace
from functools import partial

import pytest
from django.db import transaction

from openlevy.assessment.rules import YearElsewhere
from openlevy.assessment.tests.amounts import TIER_FEN, a_regular, books
from openlevy.declaration.queries import declarations
from openlevy.declaration.tests.declaring import declare
from openlevy.declaration.tests.test_a_pension_year_is_owed_at_one_place import (
    another_place,
    declared,
    ended,
)
from openlevy.parties.models import AgencyPerson
from openlevy.parties.queries import (
    id_number,
    name_corrections,
    open_overlaps,
    payer_of_agency_person,
    person,
)
from openlevy.parties.services import (
    EnrolmentDelivered,
    PersonDelivered,
    amend_person,
    compare_enrolments,
    record_enrolment,
    record_person,
)
from openlevy.parties.tests.people import (
    TODAY,
    TOMORROW,
    a_person,
    a_resident,
    an_enrolment,
)
from openlevy.payment.models import Order
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_agreement, bank_says, order
from tests.faults.racing import Racers, answers, count, held, refusals, until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)
OLD, NEW = "石桂兰", "石桂岚"
OTHER = "1101050000000001"


def _two() -> tuple[PersonDelivered, PersonDelivered, int]:
    mine = a_person(name=OLD)
    theirs = replace(mine, agency_code=OTHER, personal_no="R9")
    payer_id = record_person(mine)
    record_person(theirs)
    for told in (mine, theirs):
        record_enrolment(an_enrolment(told))
    return mine, theirs, payer_id


def test_two_agencies_that_speak_at_once_are_both_heard(racers: Racers) -> None:
    mine, theirs, payer_id = _two()
    says = [partial(amend_person, replace(told, name=NEW), today=TODAY) for told in (mine, theirs)]
    came = racers.race(*(says * 10))
    assert refusals(came) == []
    assert (person(payer_id).name, person(payer_id).in_question) == (NEW, False)
    assert [one.state for one in name_corrections(payer_id)] == ["AGREED", "AGREED"]


def _enrols(told: EnrolmentDelivered) -> None:
    with transaction.atomic():
        record_enrolment(told)
        compare_enrolments(_payer_of(told), told.levy_item, today=TODAY)


def _payer_of(told: EnrolmentDelivered) -> int:
    payer_id = payer_of_agency_person(told.agency_code, told.personal_no)
    assert payer_id is not None
    return payer_id


def test_an_agency_that_enrols_waits_for_what_the_other_changes_of_the_person(
    racers: Racers,
) -> None:
    mine = a_person(name=OLD)
    theirs = replace(mine, agency_code=OTHER, personal_no="R9")
    payer_id = record_person(mine)
    record_person(theirs)
    record_enrolment(an_enrolment(mine))
    known = AgencyPerson.objects.get(agency_code=mine.agency_code)
    with held("parties_agency_person", known.id) as desk:
        desk.execute("UPDATE parties_person SET sex = sex WHERE payer_id = %s", [payer_id])
        desk.execute("UPDATE parties_enrolment SET status = '2' WHERE payer_id = %s", [payer_id])
        come = racers.begin(partial(_enrols, an_enrolment(theirs)))
        until_somebody_waits()
        desk.connection.commit()
    assert come().refused is None
    assert open_overlaps(payer_id) == []


def test_a_payment_waits_for_no_correction_and_is_written_under_one_name(racers: Racers) -> None:
    who = a_resident(name=OLD)
    ids, agreement = declare(who, a_regular(who)), an_agreement(who)
    with held("parties_payer", who.payer_id) as agency:
        agency.execute(
            "UPDATE parties_person SET name = %s, wire_name = %s WHERE payer_id = %s",
            [NEW, NEW, who.payer_id],
        )
        paid = racers.begin(partial(order, who, ids, agreement))()
        agency.connection.commit()
    assert paid.refused is None
    made = Order.objects.get(id=paid.answer)
    assert made.payer_name == OLD
    bank_says(made.id, Answer.DONE)
    assert books(who)["collected"] == TIER_FEN


def test_a_name_corrected_while_twenty_pay_is_the_old_or_the_new(racers: Racers) -> None:
    who = a_resident(name=OLD)
    ids, agreement = declare(who, a_regular(who)), an_agreement(who)
    told = replace(
        a_person(agency_code=who.agency_code, personal_no=who.personal_no, name=NEW),
        id_no=id_number(who.payer_id),
    )
    attempts = [partial(order, who, ids, agreement)] * 19
    came = racers.race(*attempts, partial(amend_person, told, today=TODAY))
    assert len(answers(came)) == 2  # one payment, and the correction
    [made] = Order.objects.filter(payer_id=who.payer_id)
    assert made.payer_name in (OLD, NEW)
    assert person(who.payer_id).name == NEW


def test_of_two_places_twenty_windows_declare_the_year_once(racers: Racers) -> None:
    who = a_resident()
    there = another_place(who)
    numbers = a_regular(who), a_regular(there)
    attempts = [partial(declared, who, number) for number in numbers]
    came = racers.race(*(attempts * 10))
    assert len(answers(came)) == 1
    assert set(refusals(came)) <= {"NotOpen", YearElsewhere.__name__}
    assert count("declaration_declaration WHERE payer_id = %s", who.payer_id) == 1
    assert books(who) == {"premium": -TIER_FEN, "due": TIER_FEN}


@pytest.mark.parametrize("place", range(3))
def test_moved_while_it_is_declared_nothing_is_left_at_the_old_place(
    racers: Racers, place: int
) -> None:
    who = a_resident()
    number = a_regular(who)
    attempts: list[partial[list[int]]] = [partial(declared, who, number)] * 19
    attempts.insert(place * 9, partial(ended, who))
    came = racers.race(*attempts)
    assert set(refusals(came)) <= {"NotOpen", "EnrolmentClosed"}
    assert {row.state for row in declarations(who.payer_id)} <= {"VOIDED"}
    assert books(who) == {}
    there = another_place(who)
    declared(there, a_regular(there))


def test_moved_while_a_debit_is_answered_it_ends_as_the_bank_says(racers: Racers) -> None:
    who = a_resident()
    number = order(who, declare(who, a_regular(who)), an_agreement(who), today=TOMORROW)
    came = racers.race(partial(bank_says, number, Answer.REFUSED), partial(ended, who))
    assert refusals(came) == []
    assert [row.state for row in declarations(who.payer_id)] == ["VOIDED"]
    assert books(who) == {}


def test_an_agency_waits_for_the_other_to_have_spoken(racers: Racers) -> None:
    mine, theirs, payer_id = _two()
    amend_person(replace(mine, name=NEW), today=TODAY)
    with held("parties_payer", payer_id) as desk:
        desk.execute("SELECT 1 FROM parties_person WHERE payer_id = %s FOR UPDATE", [payer_id])
        come = racers.begin(partial(amend_person, replace(theirs, name=NEW), today=TODAY))
        until_somebody_waits()
        assert person(payer_id).name == OLD
        desk.connection.commit()
    assert come().refused is None
    assert person(payer_id).name == NEW

"""R7: of a resident's enrolments one pays the year, whichever insurance it is; what is paid at the
old place is not owed again at the new one."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from openlevy.assessment.queries import payables
from openlevy.assessment.rules import YearElsewhere
from openlevy.assessment.services import follow_enrolment, set_amount
from openlevy.assessment.tests.amounts import TIER_FEN, a_regular, a_special, books
from openlevy.declaration.queries import declarations
from openlevy.declaration.services import draw_up, void, void_outdated
from openlevy.parties.queries import enrolment, id_number
from openlevy.parties.services import amend_enrolment, record_enrolment, record_person
from openlevy.parties.tests.people import (
    CHAOYANG,
    FANGSHAN,
    TODAY,
    Resident,
    a_person,
    a_resident,
    an_enrolment,
)
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_agreement, bank_says, order

pytestmark = pytest.mark.django_db


def another_place(who: Resident, region: str = CHAOYANG) -> Resident:
    """The same person, enrolled in another county as well."""
    person = a_person(agency_code=f"{region}0000000001", id_no=id_number(who.payer_id))
    assert record_person(person) == who.payer_id
    number = record_enrolment(an_enrolment(person, region=region))
    return Resident(who.payer_id, person.agency_code, person.personal_no, number, f"1{region}0000")


@transaction.atomic
def ended(who: Resident, last_month: date = date(2026, 10, 1)) -> list[int]:
    """The agency of the place ends the enrolment, as the gateway does it."""
    person = replace(a_person(agency_code=who.agency_code), personal_no=who.personal_no)
    region = who.tax_office[1:7]
    told = an_enrolment(person, region=region, status="4", last_month=last_month)
    amend_enrolment(told)
    under = enrolment(who.payer_id, who.enrolment_id)
    assert under is not None
    voided = void_outdated(under, today=TODAY)
    follow_enrolment(under, today=TODAY)
    return voided


def declared(who: Resident, number: int) -> list[int]:
    return draw_up(
        payer_id=who.payer_id, payable_ids=[number], channel="portal", actor=who.actor,
        request_key=uuid4(), today=TODAY,
    )  # fmt: skip


def test_what_was_paid_at_the_old_place_is_not_owed_at_the_new() -> None:
    who = a_resident()
    number = order(who, declared(who, a_regular(who)), an_agreement(who))
    bank_says(number, Answer.DONE)
    assert ended(who) == []
    there = another_place(who)
    with pytest.raises(YearElsewhere) as refused:
        a_regular(there)
    assert (refused.value.year, refused.value.place) == (2026, "国家税务总局北京市房山区税务局")
    assert refused.value.kept_by == "北京市房山区社会保险基金管理中心"
    assert refused.value.kept_by_phone == "12333"
    assert declared(there, a_special(there))  # what an agency has assessed is another matter
    assert books(who)["collected"] == TIER_FEN


def test_what_was_declared_and_not_paid_is_voided_and_owed_at_the_new_place() -> None:
    who = a_resident()
    [number] = declared(who, a_regular(who))
    there = another_place(who)
    with pytest.raises(YearElsewhere):
        a_regular(there)
    assert ended(who) == [number]
    declared(there, a_regular(there))
    states = {(row.state, row.tax_office) for row in declarations(who.payer_id)}
    assert states == {("VOIDED", f"1{FANGSHAN}0000"), ("DECLARED", f"1{CHAOYANG}0000")}
    assert books(who) == {"premium": -TIER_FEN, "due": TIER_FEN}


def test_a_debit_on_its_way_at_the_move_runs_to_its_end_either_way() -> None:
    paid, refused = a_resident(), a_resident()
    orders = {
        who.payer_id: order(who, declared(who, a_regular(who)), an_agreement(who))
        for who in (paid, refused)
    }
    for who, says in ((paid, Answer.DONE), (refused, Answer.REFUSED)):
        assert ended(who) == []
        bank_says(orders[who.payer_id], says)
    with pytest.raises(YearElsewhere):
        a_regular(another_place(paid))
    there = another_place(refused)
    declared(there, a_regular(there))
    assert sorted(row.state for row in declarations(refused.payer_id)) == ["DECLARED", "VOIDED"]


def test_of_two_amounts_set_one_is_declared_and_the_database_sees_to_it() -> None:
    who = a_resident()
    there = another_place(who)
    here_no, there_no = a_regular(who), a_regular(there)
    [number] = declared(who, here_no)
    with pytest.raises(YearElsewhere) as refused:
        declared(there, there_no)
    assert "房山区" in refused.value.place
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_payable SET state = 'DECLARED' WHERE id = %s", [there_no])
    void(payer_id=who.payer_id, declaration_id=number, actor=who.actor, today=TODAY)
    declared(there, there_no)
    assert {row.id: row.state for row in payables(who.payer_id, open_only=False)} == {
        here_no: "OPEN",
        there_no: "DECLARED",
    }


def test_the_next_year_is_owed_at_the_new_place_alone() -> None:
    who = a_resident()
    number = order(who, declared(who, a_regular(who)), an_agreement(who))
    bank_says(number, Answer.DONE)
    ended(who)
    there = another_place(who)
    next_year = date(2027, 2, 1)
    made = set_amount(
        payer_id=who.payer_id, enrolment_id=there.enrolment_id, year=2027, tier_fen=TIER_FEN,
        actor=who.actor, today=next_year,
    )  # fmt: skip
    assert made

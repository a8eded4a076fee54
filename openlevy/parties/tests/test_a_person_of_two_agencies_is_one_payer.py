"""Agencies deliver persons and enrolments: each key once, a person known to two is one payer."""

from dataclasses import replace
from datetime import date

import pytest

from openlevy.parties.queries import (
    enrolment,
    enrolment_by_key,
    enrolments,
    id_number,
    payer_of_agency_person,
    payer_of_id,
    person,
)
from openlevy.parties.services import (
    KeyTaken,
    KeyUnknown,
    NameDiffers,
    StillEnrolled,
    amend_enrolment,
    amend_person,
    record_enrolment,
    record_person,
    remove_enrolment,
    remove_person,
)
from openlevy.parties.tests.people import PENSION, TODAY, a_person, a_resident, an_enrolment

pytestmark = pytest.mark.django_db
OTHER_AGENCY = "1101050000000001"


def test_delivered_twice_a_person_is_one() -> None:
    told = a_person()
    assert record_person(told) == record_person(told)


def test_an_agencys_number_is_not_given_to_another_person() -> None:
    told = a_person()
    record_person(told)
    with pytest.raises(KeyTaken):
        record_person(replace(a_person(), personal_no=told.personal_no))


def test_the_same_id_number_from_another_agency_is_the_same_payer() -> None:
    told = a_person()
    payer_id = record_person(told)
    theirs = replace(told, agency_code=OTHER_AGENCY, personal_no="C1")
    assert record_person(theirs) == payer_id
    assert payer_of_agency_person(OTHER_AGENCY, "C1") == payer_id
    assert payer_of_id("201", told.id_no) == payer_id


def test_another_name_under_the_same_id_number_is_refused() -> None:
    told = a_person()
    record_person(told)
    with pytest.raises(NameDiffers):
        record_person(replace(told, agency_code=OTHER_AGENCY, personal_no="C2", name="石桂蓝"))
    assert payer_of_agency_person(OTHER_AGENCY, "C2") is None


def test_a_number_is_shown_by_its_tail_and_opened_whole_where_it_is_needed() -> None:
    told = a_person()
    payer_id = record_person(told)
    seen = person(payer_id)
    assert seen.id_tail == told.id_no[-4:]
    assert told.id_no not in repr(seen)
    assert id_number(payer_id) == told.id_no


@pytest.mark.parametrize(
    ("name", "given", "writable"),
    [("石桂兰", "", "石桂兰"), ("石䶮", "", None), ("石䶮", "石YAN", "石YAN")],
)
def test_a_name_the_network_cannot_write_needs_one_that_it_can(
    name: str, given: str, writable: str | None
) -> None:
    payer_id = record_person(a_person(name=name, wire_name=given))
    assert person(payer_id).wire_name == writable
    assert person(payer_id).name == name


def test_an_amendment_replaces_the_agencys_row() -> None:
    told = a_person(name="石䶮")
    payer_id = record_person(told)
    amended = replace(told, wire_name="石YAN", born_on=date(1951, 3, 1))
    assert amend_person(amended, today=TODAY) == payer_id
    assert person(payer_id).wire_name == "石YAN"
    assert record_person(amended) == payer_id


def test_what_was_never_delivered_is_not_amended_or_removed() -> None:
    told = a_person()
    with pytest.raises(KeyUnknown):
        amend_person(told, today=TODAY)
    with pytest.raises(KeyUnknown):
        remove_person(told.agency_code, told.personal_no, today=TODAY)
    with pytest.raises(KeyUnknown):
        record_enrolment(an_enrolment(told))
    with pytest.raises(KeyUnknown):
        amend_enrolment(an_enrolment(told))
    with pytest.raises(KeyUnknown):
        remove_enrolment(told.agency_code, told.personal_no, PENSION)


def test_a_person_with_enrolments_left_is_not_removed() -> None:
    who = a_resident()
    with pytest.raises(StillEnrolled):
        remove_person(who.agency_code, who.personal_no, today=TODAY)
    remove_enrolment(who.agency_code, who.personal_no, PENSION)
    assert remove_person(who.agency_code, who.personal_no, today=TODAY) == who.payer_id
    assert payer_of_agency_person(who.agency_code, who.personal_no) is None


def test_an_enrolment_is_one_by_agency_person_and_insurance() -> None:
    told = a_person()
    record_person(told)
    row = an_enrolment(told)
    assert record_enrolment(row) == record_enrolment(row)
    with pytest.raises(KeyTaken):
        record_enrolment(replace(row, status="2"))
    assert amend_enrolment(replace(row, status="2")) == record_enrolment(replace(row, status="2"))


def test_an_enrolment_is_found_by_its_payer_only() -> None:
    who, other = a_resident(), a_resident()
    seen = enrolment(who.payer_id, who.enrolment_id)
    assert seen == enrolment_by_key(who.agency_code, who.personal_no, PENSION)
    assert seen is not None
    assert [e.id for e in enrolments(who.payer_id, PENSION)] == [who.enrolment_id]
    assert enrolment(other.payer_id, who.enrolment_id) is None


@pytest.mark.parametrize(
    ("status", "first", "last", "may"),
    [
        ("1", date(2012, 1, 1), None, True),
        ("1", date(2026, 12, 1), None, True),
        ("1", date(2027, 1, 1), None, False),
        ("1", date(2012, 1, 1), date(2026, 1, 1), True),
        ("1", date(2012, 1, 1), date(2025, 12, 1), False),
        ("2", date(2012, 1, 1), None, False),
        ("4", date(2012, 1, 1), None, False),
    ],
)
def test_regular_premiums_are_paid_in_years_that_an_active_enrolment_covers(
    status: str, first: date, last: date | None, may: bool
) -> None:
    who = a_resident(status=status, first_month=first, last_month=last)
    seen = enrolment(who.payer_id, who.enrolment_id)
    assert seen is not None
    assert seen.may_pay_in(2026) is may

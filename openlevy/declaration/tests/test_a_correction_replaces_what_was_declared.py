"""A5: an agency's correction takes back what was declared and is no longer owed so; a year is owed
once, whoever assessed it, wherever one is enrolled."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction

from openlevy.assessment.queries import payables
from openlevy.assessment.rules import AmountByAgency, GroupPaysFlat, YearElsewhere, YearTaken
from openlevy.assessment.services import (
    SpecialDelivered,
    amend_special,
    assess_flat,
    follow_enrolment,
    record_special,
    withdraw_special,
)
from openlevy.assessment.tests.amounts import a_delivery, books
from openlevy.declaration.queries import declarations
from openlevy.declaration.rules import NotOpen, YearChosenTwice
from openlevy.declaration.services import draw_up, void_outdated
from openlevy.kernel.period import Period
from openlevy.parties.queries import enrolment, id_number
from openlevy.parties.services import (
    EnrolmentDelivered,
    amend_enrolment,
    record_enrolment,
    record_person,
)
from openlevy.parties.tests.people import (
    MEDICAL,
    TODAY,
    TOMORROW,
    Resident,
    a_medical_resident,
    a_person,
    a_resident,
    an_insured,
)
from openlevy.payment.rules import Answer, CollectionOver
from openlevy.payment.tests.paying import an_agreement, bank_says, order

pytestmark = pytest.mark.django_db
YEAR, GROWN_FEN, CHILD_FEN = 2027, 70_500, 37_500
CHAOYANG_OFFICE = "11101050000"


@transaction.atomic
def corrected(who: Resident, **changes: object) -> list[int]:
    """What the gateway does with an agency's new row of an enrolment."""
    amend_enrolment(an_insured(who, **changes))
    under = enrolment(who.payer_id, who.enrolment_id)
    assert under is not None
    voided = void_outdated(under, today=TODAY)
    follow_enrolment(under, today=TODAY)
    return voided


def flat(who: Resident) -> int:
    return assess_flat(payer_id=who.payer_id, enrolment_id=who.enrolment_id, year=YEAR, today=TODAY)


def declared(who: Resident, *payable_ids: int, today: date = TODAY) -> list[int]:
    return draw_up(
        payer_id=who.payer_id,
        payable_ids=list(payable_ids),
        channel="portal",
        actor=who.actor,
        request_key=uuid4(),
        today=today,
    )


def by_agency(who: Resident, serial: str = "M1", year: int = YEAR) -> SpecialDelivered:
    return replace(
        a_delivery(who, 10_000),
        serial=serial,
        levy_item=MEDICAL,
        levy_subitem="102120001",
        special_kind="41",
        period=Period.year(year),
        interest_fen=0,
        late_fee_fen=0,
        due_on=date(year - 1, 12, 31),
    )


def states(who: Resident) -> list[tuple[str, str, int]]:
    seen = declarations(who.payer_id)
    return sorted((row.state, row.tax_office, row.amount_fen) for row in seen)


def test_another_group_voids_and_owes_the_groups_amount() -> None:
    who = a_medical_resident(group="13")
    [number] = declared(who, flat(who))
    assert corrected(who, group="12") == [number]
    assert states(who) == [("VOIDED", who.tax_office, GROWN_FEN)]
    [row] = payables(who.payer_id)
    assert row.amount_fen == CHILD_FEN
    assert books(who) == {}
    declared(who, flat(who))
    assert books(who) == {"premium": -CHILD_FEN, "due": CHILD_FEN}


def test_a_group_for_whom_all_is_paid_voids_and_owes_nothing() -> None:
    who = a_medical_resident(group="13")
    [number] = declared(who, flat(who))
    assert corrected(who, group="31") == [number]
    assert payables(who.payer_id) == []


def test_another_tax_office_voids_what_is_regular_and_what_is_not() -> None:
    who = a_medical_resident(group="32")
    [number] = declared(who, record_special(by_agency(who), today=TODAY))
    assert corrected(who, group="32", tax_office=CHAOYANG_OFFICE) == [number]
    [row] = payables(who.payer_id)
    assert (row.tax_office, row.state) == (CHAOYANG_OFFICE, "OPEN")


def test_an_enrolment_that_ends_voids() -> None:
    who = a_medical_resident(group="13")
    [number] = declared(who, flat(who))
    assert corrected(who, status="4") == [number]


def test_a_correction_of_something_else_leaves_what_is_declared() -> None:
    who = a_medical_resident(group="13")
    declared(who, flat(who))
    assert corrected(who, community_name="上坡店村") == []
    assert states(who) == [("DECLARED", who.tax_office, GROWN_FEN)]


def test_what_is_being_paid_is_left_and_replaced_when_it_comes_back() -> None:
    who = a_medical_resident(group="13")
    number = order(who, declared(who, flat(who)), an_agreement(who))
    assert corrected(who, group="12") == []
    assert states(who) == [("PAYING", who.tax_office, GROWN_FEN)]
    bank_says(number, Answer.REFUSED)
    assert states(who) == [("VOIDED", who.tax_office, GROWN_FEN)]
    [row] = payables(who.payer_id)
    assert row.amount_fen == CHILD_FEN


def test_what_is_being_paid_is_paid_when_the_bank_says_so() -> None:
    who = a_medical_resident(group="13")
    number = order(who, declared(who, flat(who)), an_agreement(who))
    corrected(who, group="12")
    bank_says(number, Answer.DONE)
    assert states(who) == [("PAID", who.tax_office, GROWN_FEN)]


def test_of_a_group_with_a_flat_amount_no_agency_assesses_the_year() -> None:
    who = a_medical_resident(group="13")
    with pytest.raises(GroupPaysFlat):
        record_special(by_agency(who), today=TODAY)


@pytest.mark.parametrize("paid", [False, True])
def test_a_year_declared_or_paid_is_not_assessed_again(paid: bool) -> None:
    who = a_medical_resident(group="13")
    ids = declared(who, flat(who))
    if paid:
        bank_says(order(who, ids, an_agreement(who)), Answer.DONE)
        corrected(who, group="32")
    else:
        amend_enrolment(an_insured(who, group="32"))
    with pytest.raises(YearTaken):
        record_special(by_agency(who), today=TODAY)


@pytest.mark.parametrize("paid", [False, True])
def test_a_year_that_an_agency_has_assessed_has_no_flat_amount(paid: bool) -> None:
    who = a_medical_resident(group="32")
    number = record_special(by_agency(who), today=TODAY)
    if paid:
        bank_says(order(who, declared(who, number), an_agreement(who)), Answer.DONE)
    corrected(who, group="13")
    with pytest.raises(AmountByAgency):
        flat(who)


def test_back_payments_stand_beside_the_year() -> None:
    who = a_medical_resident(group="13")
    back = replace(by_agency(who, year=2026), special_kind="2")
    declared(who, flat(who), record_special(back, today=TODAY))
    assert len(states(who)) == 2


def test_who_has_moved_does_not_pay_the_year_twice() -> None:
    who = a_medical_resident(group="13")
    declared(who, flat(who))
    there = _moved(who)
    with pytest.raises(YearElsewhere) as refused:
        flat(there)
    assert refused.value.year == YEAR
    assert "房山区" in refused.value.place
    amend_enrolment(replace(_row(there), group="32"))
    with pytest.raises(YearTaken):
        record_special(by_agency(there, "M2"), today=TODAY)


def test_of_two_places_assessed_before_either_is_declared_one_is() -> None:
    who = a_medical_resident(group="13")
    there = _moved(who)
    here, other = flat(who), flat(there)
    declared(who, here)
    with transaction.atomic(), pytest.raises(YearElsewhere):
        declared(there, other)
    assert len(states(who)) == 1


@pytest.mark.parametrize("first", ["here", "there"])
def test_of_a_year_assessed_here_and_flat_there_one_is_declared(first: str) -> None:
    who = a_medical_resident(group="32")
    here = record_special(by_agency(who), today=TODAY)
    there = flat(_moved(who))
    with transaction.atomic(), pytest.raises(YearChosenTwice):
        declared(who, here, there)
    one, other = (here, there) if first == "here" else (there, here)
    declared(who, one)
    with transaction.atomic(), pytest.raises(YearElsewhere):
        declared(who, other)
    assert len(states(who)) == 1


def test_of_one_year_an_agency_assesses_one_amount() -> None:
    who = a_medical_resident(group="32")
    first = by_agency(who)
    number = record_special(first, today=TODAY)
    with pytest.raises(YearTaken):
        record_special(by_agency(who, "M2"), today=TODAY)
    assert amend_special(replace(first, principal_fen=20_000), today=TODAY) != number
    withdraw_special(first.agency_code, first.serial, first.detail, today=TODAY)
    record_special(by_agency(who, "M2"), today=TODAY)


def test_the_pension_is_not_kept_from_two_places() -> None:
    who = a_resident()
    assert payables(who.payer_id) == []
    assert _moved(who).payer_id == who.payer_id


def test_after_the_window_nothing_regular_is_declared() -> None:
    who = a_medical_resident(group="13")
    number = flat(who)
    with pytest.raises(NotOpen):
        declared(who, number, today=date(2027, 1, 1))
    declared(who, number, today=date(2026, 12, 31))


def test_what_an_agency_has_assessed_is_bound_to_no_collection() -> None:
    who = a_medical_resident(group="32")
    ids = declared(who, record_special(by_agency(who), today=TODAY), today=date(2027, 1, 1))
    order(who, ids, an_agreement(who), today=date(2027, 1, 2))


def test_after_the_window_nothing_is_paid() -> None:
    who = a_medical_resident(group="13")
    ids, agreement = declared(who, flat(who)), an_agreement(who)
    with pytest.raises(CollectionOver) as refused:
        order(who, ids, agreement, today=date(2027, 1, 1))
    assert refused.value.last_day == date(2026, 12, 31)
    order(who, ids, agreement, today=date(2026, 12, 31))


def test_arrears_are_paid_after_they_were_due() -> None:
    who = a_resident()
    late = replace(a_delivery(who), due_on=date(2020, 1, 1))
    ids = declared(who, record_special(late, today=TODAY))
    order(who, ids, an_agreement(who), today=TOMORROW)


def _row(who: Resident) -> EnrolmentDelivered:
    return an_insured(
        who, agency_code="1101050000000002", region="110105", tax_office=CHAOYANG_OFFICE
    )


def _moved(who: Resident) -> Resident:
    """The same person, whom another district's healthcare agency has delivered too."""
    person = a_person(agency_code="1101050000000002", id_no=id_number(who.payer_id))
    assert record_person(person) == who.payer_id
    there = replace(who, tax_office=CHAOYANG_OFFICE, personal_no=person.personal_no)
    there = replace(there, agency_code=person.agency_code)
    return replace(there, enrolment_id=record_enrolment(_row(there)))

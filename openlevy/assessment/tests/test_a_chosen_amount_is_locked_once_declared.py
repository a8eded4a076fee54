"""S2 1.4, S3 chapter 3: a tier is chosen for the current year, changed until declared, and settled
for good once paid (D6)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from openlevy.assessment.queries import payables, settings
from openlevy.assessment.rules import (
    AmountDeclared,
    AmountPaid,
    EnrolmentClosed,
    EnrolmentUnknown,
    NotATier,
    YearNotOpen,
)
from openlevy.assessment.services import set_amount
from openlevy.assessment.tests.amounts import a_regular, books
from openlevy.declaration.services import void
from openlevy.declaration.tests.declaring import declare
from openlevy.parties.services import amend_enrolment, record_enrolment
from openlevy.parties.tests.people import TODAY, Resident, a_person, a_resident, an_enrolment
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_agreement, bank_says, order

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Resident:
    return a_resident()


def chosen(who: Resident) -> list[int]:
    return [payable.amount_fen for payable in payables(who.payer_id, open_only=False)]


def setting(who: Resident) -> int:
    return settings(who.payer_id, TODAY.year)[who.enrolment_id].tier_fen


def test_choosing_makes_the_years_payable_and_posts_nothing(who: Resident) -> None:
    number = a_regular(who, 300_000)
    (payable,) = payables(who.payer_id)
    assert (payable.id, payable.kind, payable.amount_fen) == (number, "regular", 300_000)
    assert (payable.period_start, payable.period_end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert payable.due_on == date(2026, 12, 31)
    assert books(who) == {}


def test_another_choice_changes_the_same_payable(who: Resident) -> None:
    assert a_regular(who, 100_000) == a_regular(who, 900_000)
    assert (chosen(who), setting(who)) == ([900_000], 900_000)


def test_choosing_what_is_chosen_changes_nothing(who: Resident) -> None:
    a_regular(who, today=TODAY - timedelta(days=9))
    a_regular(who, today=TODAY)
    seen = settings(who.payer_id, 2026)[who.enrolment_id]
    assert seen.valid_from == TODAY - timedelta(days=9)


@pytest.mark.parametrize("amount", [0, -100_000, 1, 99_999, 100_001, 1_000_000])
def test_only_the_tiers_of_the_place_can_be_chosen(who: Resident, amount: int) -> None:
    with pytest.raises(NotATier):
        a_regular(who, amount)
    assert chosen(who) == []


@pytest.mark.parametrize("year", [2025, 2027])
def test_only_the_current_year_can_be_chosen_for(who: Resident, year: int) -> None:
    with pytest.raises(YearNotOpen) as refused:
        set_amount(
            payer_id=who.payer_id,
            enrolment_id=who.enrolment_id,
            year=year,
            tier_fen=100_000,
            actor=who.actor,
            today=TODAY,
        )
    assert refused.value.open_year == 2026


def test_a_declared_amount_is_locked(who: Resident) -> None:
    declare(who, a_regular(who))
    with pytest.raises(AmountDeclared):
        a_regular(who, 900_000)
    assert (chosen(who), setting(who)) == ([100_000], 100_000)


def test_voided_it_can_be_changed_again(who: Resident) -> None:
    (number,) = declare(who, a_regular(who))
    void(payer_id=who.payer_id, declaration_id=number, actor=who.actor, today=TODAY)
    a_regular(who, 900_000)
    declare(who, *[payable.id for payable in payables(who.payer_id)])
    assert books(who) == {"premium": -900_000, "due": 900_000}


def test_a_paid_amount_is_settled_for_good(who: Resident) -> None:
    ids = declare(who, a_regular(who))
    bank_says(order(who, ids, an_agreement(who)), Answer.DONE)
    with pytest.raises(AmountPaid):
        a_regular(who, 900_000)
    assert setting(who) == 100_000


@pytest.mark.parametrize("status", ["2", "4"])
def test_a_suspended_or_ended_enrolment_has_no_amount(who: Resident, status: str) -> None:
    person = a_person(agency_code=who.agency_code, personal_no=who.personal_no)
    amend_enrolment(an_enrolment(person, status=status))
    with pytest.raises(EnrolmentClosed):
        a_regular(who)


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2027, 1, 1), None), (date(2012, 1, 1), date(2025, 12, 1))],
)
def test_an_enrolment_that_does_not_cover_the_year_has_no_amount(
    first: date, last: date | None
) -> None:
    with pytest.raises(EnrolmentClosed):
        a_regular(a_resident(first_month=first, last_month=last))


def test_an_enrolment_that_ends_within_the_year_has_one() -> None:
    assert a_regular(a_resident(last_month=date(2026, 1, 1)))


def test_nobody_chooses_under_anothers_enrolment(who: Resident) -> None:
    other = a_resident()
    with pytest.raises(EnrolmentUnknown):
        set_amount(
            payer_id=other.payer_id,
            enrolment_id=who.enrolment_id,
            year=2026,
            tier_fen=100_000,
            actor=other.actor,
            today=TODAY,
        )


def test_under_an_enrolment_of_another_insurance_no_pension_tier_is_chosen(who: Resident) -> None:
    person = a_person(agency_code=who.agency_code, personal_no=who.personal_no)
    medical = replace(an_enrolment(person), levy_item="10212", levy_subitem="102120001", group="13")
    number = record_enrolment(medical)
    with pytest.raises(EnrolmentUnknown):
        a_regular(replace(who, enrolment_id=number))
    assert payables(who.payer_id) == []


def test_two_enrolments_have_an_amount_each() -> None:
    here = a_resident()
    a_regular(here, 200_000)
    there = a_resident(region="110105")
    a_regular(there, 700_000)
    assert (chosen(here), chosen(there)) == ([200_000], [700_000])

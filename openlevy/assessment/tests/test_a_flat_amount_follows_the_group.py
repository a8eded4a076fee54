"""Medical insurance: the group decides the amount, the window of the place the days."""

from datetime import date

import pytest

from openlevy.assessment import queries
from openlevy.assessment.rules import (
    AmountByAgency,
    AmountDeclared,
    EnrolmentClosed,
    EnrolmentUnknown,
    OutsideWindow,
)
from openlevy.assessment.services import assess_flat, follow_enrolment
from openlevy.assessment.tests.amounts import state_of
from openlevy.declaration.services import void
from openlevy.declaration.tests.declaring import declare
from openlevy.parties import queries as parties
from openlevy.parties.services import amend_enrolment
from openlevy.parties.tests.people import Resident, a_medical_resident, a_resident, an_insured

pytestmark = pytest.mark.django_db
"""Beijing collects 2027 from September to December of 2026."""
IN_WINDOW, YEAR = date(2026, 11, 20), 2027


def _assess(who: Resident, year: int = YEAR, today: date = IN_WINDOW) -> int:
    return assess_flat(payer_id=who.payer_id, enrolment_id=who.enrolment_id, year=year, today=today)


def _amended(who: Resident, **changes: object) -> None:
    amend_enrolment(an_insured(who, **changes))
    under = parties.enrolment(who.payer_id, who.enrolment_id)
    assert under is not None
    follow_enrolment(under, today=IN_WINDOW)


@pytest.mark.parametrize(("group", "fen"), [("11", 40_000), ("12", 37_500), ("13", 70_500)])
def test_each_group_pays_its_own(group: str, fen: int) -> None:
    who = a_medical_resident(group=group)
    number = _assess(who)
    [row] = queries.payables(who.payer_id)
    assert (row.id, row.amount_fen, row.kind) == (number, fen, "regular")
    assert (row.period_start, row.period_end) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (row.due_on, row.levy_item) == (date(2026, 12, 31), "10212")
    assert _assess(who) == number, "twice is once"


@pytest.mark.parametrize(
    ("year", "today"),
    [
        (2027, date(2026, 8, 31)),
        (2027, date(2027, 1, 1)),
        (2026, date(2026, 11, 20)),
        (2028, date(2026, 11, 20)),
    ],
)
def test_a_year_is_collected_in_its_window_only(year: int, today: date) -> None:
    who = a_medical_resident()
    with pytest.raises(OutsideWindow):
        _assess(who, year, today)
    assert queries.payables(who.payer_id, open_only=False) == []


def test_the_window_holds_both_its_days() -> None:
    for day in (date(2026, 9, 1), date(2026, 12, 31)):
        assert _assess(a_medical_resident(), today=day)


@pytest.mark.parametrize("group", ["31", "32"])
def test_of_a_special_group_the_agency_assesses(group: str) -> None:
    with pytest.raises(AmountByAgency):
        _assess(a_medical_resident(group=group))


@pytest.mark.parametrize(
    "changes", [{"status": "2"}, {"status": "4"}, {"last_month": date(2026, 12, 1)}]
)
def test_an_enrolment_that_does_not_reach_the_year_pays_nothing(
    changes: dict[str, object],
) -> None:
    who = a_medical_resident()
    _amended(who, **changes)
    with pytest.raises(EnrolmentClosed):
        _assess(who)


def test_one_that_ends_in_the_first_month_of_the_year_pays() -> None:
    who = a_medical_resident()
    _amended(who, last_month=date(2027, 1, 1))
    assert _assess(who)


def test_the_pension_is_not_assessed_so_nor_anybody_elses() -> None:
    pensioner, other = a_resident(), a_medical_resident()
    with pytest.raises(EnrolmentUnknown):
        _assess(pensioner)
    with pytest.raises(EnrolmentUnknown):
        assess_flat(
            payer_id=pensioner.payer_id,
            enrolment_id=other.enrolment_id,
            year=YEAR,
            today=IN_WINDOW,
        )


def test_what_is_still_to_be_declared_follows_the_agencys_correction() -> None:
    who = a_medical_resident(group="13")
    number = _assess(who)
    _amended(who, group="12", tax_office="11101050000")
    [row] = queries.payables(who.payer_id)
    assert (row.id, row.amount_fen, row.tax_office) == (number, 37_500, "11101050000")
    _amended(who, group="31")
    assert state_of(who, number) == "WITHDRAWN"
    _amended(who, group="11")
    assert queries.payables(who.payer_id) == []
    assert _assess(who) != number
    assert [row.amount_fen for row in queries.payables(who.payer_id)] == [40_000]


def test_what_is_declared_or_paid_stays_as_it_is() -> None:
    who = a_medical_resident(group="13")
    number = _assess(who)
    [declaration] = declare(who, number)
    _amended(who, group="12")
    [row] = queries.payables(who.payer_id, open_only=False)
    assert (row.amount_fen, row.state) == (70_500, "DECLARED")
    with pytest.raises(AmountDeclared):
        _assess(who)
    void(payer_id=who.payer_id, declaration_id=declaration, actor=who.actor, today=IN_WINDOW)
    assert _assess(who) == number
    assert [row.amount_fen for row in queries.payables(who.payer_id)] == [37_500]

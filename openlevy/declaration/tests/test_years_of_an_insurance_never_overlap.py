"""A year of medical insurance is declared and paid once, whatever the agencies assess of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from openlevy.assessment.models import Payable
from openlevy.assessment.rules import NotAYear, YearElsewhere
from openlevy.assessment.services import record_special
from openlevy.assessment.tests.amounts import books
from openlevy.declaration.rules import YearChosenTwice
from openlevy.declaration.tests.test_a_correction_replaces_what_was_declared import (
    _moved,
    by_agency,
    corrected,
    declared,
    flat,
)
from openlevy.kernel.period import Period
from openlevy.parties.tests.people import TODAY, Resident, a_medical_resident

pytestmark = pytest.mark.django_db
SPRING = Period(date(2027, 3, 1), date(2028, 2, 29))
PARTS = [
    Period(date(2027, 3, 1), date(2027, 12, 31)),
    Period(date(2027, 1, 1), date(2027, 1, 31)),
    Period(date(2027, 1, 1), date(2028, 12, 31)),
    SPRING,
]


@pytest.mark.parametrize("period", PARTS)
def test_an_agency_assesses_whole_years(period: Period) -> None:
    who = a_medical_resident(group="13")
    declared(who, flat(who))
    corrected(who, group="32")
    told = by_agency(who)
    with pytest.raises(NotAYear) as refused:
        record_special(replace(told, period=period), today=TODAY)
    assert (refused.value.first, refused.value.last) == ("202701", "202712")
    assert books(who) == {}  # what was declared before is voided, and nothing else is owed


@pytest.fixture
def two() -> tuple[Resident, int, int]:
    """Somebody with one year of two places, whose medical years begin on different days."""
    who = a_medical_resident(group="32")
    here = record_special(by_agency(who), today=TODAY)
    Payable.objects.filter(id=here).update(period_start=SPRING.start, period_end=SPRING.end)
    return who, here, flat(_moved(who))


def test_overlapping_years_are_declared_once(two: tuple[Resident, int, int]) -> None:
    who, here, there = two
    with pytest.raises(YearChosenTwice):
        declared(who, here, there)
    declared(who, there)
    with pytest.raises(YearElsewhere):
        declared(who, here)


def test_the_tables_themselves_hold_no_two(two: tuple[Resident, int, int]) -> None:
    who, here, there = two
    declared(who, there)
    with pytest.raises(IntegrityError, match="payable_year_once"), transaction.atomic():
        Payable.objects.filter(payer_id=who.payer_id, id=here).update(state="SETTLED")
    Payable.objects.filter(id=here).update(
        period_start=date(2028, 1, 1), period_end=date(2028, 12, 31)
    )
    declared(who, here)

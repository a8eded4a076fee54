"""办理时间 is that of 申报缴费: what shanxi's residents have declared is not debited outside it."""

from datetime import date

import pytest

from openlevy.assessment.tests.amounts import a_special, books
from openlevy.declaration.tests.declaring import declare
from openlevy.declaration.tests.declaring import state_of as declaration_state
from openlevy.parties.tests.people import a_resident
from openlevy.payment.tests.paying import an_agreement, order
from openlevy.reference.queries import OutsideDays

pytestmark = pytest.mark.django_db

XIAODIAN = "140105"
LAST, AFTER, AGAIN = date(2026, 11, 25), date(2026, 11, 26), date(2026, 12, 1)


def test_a_debit_begins_on_these_days_alone() -> None:
    who = a_resident(region=XIAODIAN)
    agreement = an_agreement(who)
    (number,) = declare(who, a_special(who), today=LAST)
    before = books(who)
    with pytest.raises(OutsideDays) as refused:
        order(who, [number], agreement, today=AFTER)
    assert refused.value.opens_on == AGAIN
    assert declaration_state(who, number) == "DECLARED"
    assert books(who) == before
    assert order(who, [number], agreement, today=AGAIN)


def test_elsewhere_the_day_does_not_matter() -> None:
    who = a_resident()
    agreement = an_agreement(who)
    assert order(who, declare(who, a_special(who)), agreement, today=AFTER)

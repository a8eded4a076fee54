"""X6, D3: whoever has a window opened for them alone is reminded before it ends, on the days that
the place names and that had not come when it was opened; each of them once."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest

from openlevy.access.tests.officers import an_officer
from openlevy.assessment.services import (
    Proposal,
    confirm_reopening,
    end_reopening,
    propose_reopening,
)
from openlevy.declaration.queries import reminders
from openlevy.declaration.tests.declaring import declare
from openlevy.kernel.flow import Role
from openlevy.parties.tests.people import Resident, a_resident
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_agreement, bank_says, order
from openlevy.payment.tests.test_what_was_reopened_is_paid import (
    IN_TIME,
    OVER,
    UNTIL,
    _chosen,
    _reopened,
)
from openlevy.payment.tests.test_whoever_has_not_paid_is_reminded import reminded, told
from openlevy.payment.tests.test_whoever_paid_is_told_by_phone import with_phone

pytestmark = pytest.mark.django_db(transaction=True)
SEVEN, ONE = (UNTIL - timedelta(days=n) for n in (7, 1))


@pytest.fixture
def who() -> Resident:
    return with_phone(a_resident(), "13900000031", "reopened_1")


def closing(who: Resident) -> list[tuple[str, str, str]]:
    found = [one for one in told(who) if "closing" in one[0]]
    return [(kind, facts["yuan"], facts["until"]) for kind, facts in found]


def test_each_day_that_comes_while_it_is_open_is_told_once(who: Resident) -> None:
    _reopened(who, 2026, UNTIL, OVER)
    for _ in range(2):
        for today in (OVER, SEVEN - timedelta(days=1), SEVEN, SEVEN, ONE, UNTIL):
            reminded(today)
    assert closing(who) == [("window.reopened_closing", "", UNTIL.isoformat())] * 2
    assert [one.told_on for one in reminders(who.payer_id)] == [ONE, SEVEN]
    reminded(UNTIL + timedelta(days=1))
    assert len(closing(who)) == 2


def test_besides_what_was_told_of_the_collection_itself(who: Resident) -> None:
    for days in (30, 7, 1):
        reminded(date(2026, 12, 31) - timedelta(days=days))
    _reopened(who, 2026, UNTIL, OVER)
    reminded(SEVEN)
    assert len(closing(who)) == 4
    assert len(reminders(who.payer_id)) == 4


def test_what_is_declared_is_told_as_that(who: Resident) -> None:
    declare(who, _chosen(who, 2026, IN_TIME), today=IN_TIME)
    _reopened(who, 2026, UNTIL, OVER)
    reminded(SEVEN)
    assert closing(who) == [("window.closing_declared", "1,000.00", UNTIL.isoformat())]


def _pays(who: Resident) -> None:
    agreement = an_agreement(who)
    (number,) = declare(who, _chosen(who, 2026, OVER), today=OVER)
    bank_says(order(who, [number], agreement, today=OVER), Answer.DONE)


@pytest.mark.parametrize("done", [_pays, None])
def test_not_what_is_paid_or_was_shut_again(
    who: Resident, done: Callable[[Resident], None] | None
) -> None:
    number, review = _reopened(who, 2026, UNTIL, OVER)
    if done:
        done(who)
    else:
        end_reopening(number, officer=review.actor, note="误开", today=OVER)
    reminded(SEVEN)
    assert closing(who) == []


def test_all_are_reached_some_at_a_time() -> None:
    people = [with_phone(a_resident(), f"1390000004{n}", f"many_{n}") for n in range(5)]
    window, review = (an_officer(role, people[0].tax_office) for role in (Role.WINDOW, Role.REVIEW))
    for one in people:
        wanted = Proposal(one.payer_id, one.enrolment_id, 2026, UNTIL, "住院")
        number = propose_reopening(wanted, officer=window.actor, request_key=uuid4(), today=OVER)
        confirm_reopening(number, officer=review.actor, today=OVER)
    assert reminded(SEVEN, most=2) == 5
    assert [len(closing(one)) for one in people] == [1] * 5
    assert reminded(SEVEN, most=2) == 0

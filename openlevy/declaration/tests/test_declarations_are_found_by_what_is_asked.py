"""申报记录查询: over all channels, newest first, by dates, insurance and state, by the page."""

from datetime import timedelta

import pytest

from openlevy.assessment.queries import payables, used
from openlevy.assessment.tests.amounts import a_regular, a_special
from openlevy.declaration.queries import DeclarationSeen, declaration, declarations
from openlevy.declaration.services import void
from openlevy.declaration.tests.declaring import declare
from openlevy.parties.tests.people import PENSION, TODAY, Resident, a_resident

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def who() -> Resident:
    return a_resident()


@pytest.fixture
def three(who: Resident) -> list[int]:
    """A voided special one of yesterday, a regular and a special one of today."""
    (voided,) = declare(who, a_special(who), today=YESTERDAY)
    void(payer_id=who.payer_id, declaration_id=voided, actor=who.actor, today=TODAY)
    return [voided, *declare(who, a_regular(who)), *declare(who, a_special(who), channel="pc")]


def ids(seen: list[DeclarationSeen]) -> list[int]:
    return [one.id for one in seen]


def test_all_of_ones_own_are_listed_newest_first(who: Resident, three: list[int]) -> None:
    assert ids(declarations(who.payer_id)) == three[::-1]
    other = a_resident()
    assert declarations(other.payer_id) == []
    assert declaration(other.payer_id, three[0]) is None


def test_they_are_asked_for_by_days(who: Resident, three: list[int]) -> None:
    assert ids(declarations(who.payer_id, declared_from=TODAY)) == three[:0:-1]
    assert ids(declarations(who.payer_id, declared_to=YESTERDAY)) == three[:1]
    assert declarations(who.payer_id, declared_from=TODAY + timedelta(days=1)) == []


def test_they_are_asked_for_by_state_insurance_and_number(who: Resident, three: list[int]) -> None:
    assert ids(declarations(who.payer_id, states=["VOIDED"])) == three[:1]
    assert ids(declarations(who.payer_id, states=[])) == []
    assert ids(declarations(who.payer_id, levy_item=PENSION)) == three[::-1]
    assert ids(declarations(who.payer_id, levy_item="10203")) == []
    assert ids(declarations(who.payer_id, ids=three[1:2])) == three[1:2]


def test_they_come_by_the_page(who: Resident, three: list[int]) -> None:
    assert ids(declarations(who.payer_id, most=2)) == three[:0:-1]
    assert ids(declarations(who.payer_id, most=2, offset=2)) == three[:1]


def test_payables_left_are_listed_oldest_period_first(who: Resident) -> None:
    regular, special = a_regular(who), a_special(who)
    assert [payable.id for payable in payables(who.payer_id)] == [special, regular]
    assert [payable.id for payable in payables(who.payer_id, kind="regular")] == [regular]
    assert payables(who.payer_id, enrolment_ids=[]) == []
    assert len(payables(who.payer_id, enrolment_ids=[who.enrolment_id])) == 2
    declare(who, regular)
    assert [payable.id for payable in payables(who.payer_id)] == [special]
    assert len(payables(who.payer_id, open_only=False)) == 2
    assert used(who.payer_id, who.enrolment_id)
    other = a_resident()
    assert not used(other.payer_id, other.enrolment_id)

"""Void while nothing is under way: afterwards the payable is open again, once paid it never is."""

import pytest

from openlevy.assessment.tests.amounts import SPECIAL_FEN, TIER_FEN, a_regular, a_special, books
from openlevy.assessment.tests.amounts import state_of as payable_state
from openlevy.declaration.rules import DeclarationUnknown, NotVoidable
from openlevy.declaration.services import void
from openlevy.declaration.tests.declaring import declare, state_of
from openlevy.history.tests.records import of_record
from openlevy.parties.tests.people import TODAY, Resident, a_resident
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_agreement, bank_says, order

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Resident:
    return a_resident()


def take_back(who: Resident, number: int) -> None:
    void(payer_id=who.payer_id, declaration_id=number, actor=who.actor, today=TODAY)


def test_a_voided_regular_amount_is_not_due_any_more_and_may_be_declared_anew(
    who: Resident,
) -> None:
    payable = a_regular(who)
    (first,) = declare(who, payable)
    take_back(who, first)
    assert (state_of(who, first), payable_state(who, payable)) == ("VOIDED", "OPEN")
    assert books(who) == {}
    (second,) = declare(who, payable)
    assert second != first
    assert books(who) == {"premium": -TIER_FEN, "due": TIER_FEN}


def test_a_voided_special_amount_stays_due(who: Resident) -> None:
    payable = a_special(who)
    (number,) = declare(who, payable)
    take_back(who, number)
    assert payable_state(who, payable) == "OPEN"
    assert books(who) == {"premium": -SPECIAL_FEN, "due": SPECIAL_FEN}


def test_voiding_twice_is_voiding_once(who: Resident) -> None:
    (number,) = declare(who, a_regular(who))
    take_back(who, number)
    take_back(who, number)
    assert [h.action for h in of_record(who.payer_id, number)] == ["void"]
    assert books(who) == {}


def test_what_is_being_paid_is_not_voided(who: Resident) -> None:
    ids = declare(who, a_regular(who))
    order(who, ids, an_agreement(who))
    with pytest.raises(NotVoidable) as refused:
        take_back(who, ids[0])
    assert refused.value.state == "PAYING"
    assert state_of(who, ids[0]) == "PAYING"


def test_what_is_paid_is_not_voided(who: Resident) -> None:
    payable = a_regular(who)
    ids = declare(who, payable)
    bank_says(order(who, ids, an_agreement(who)), Answer.DONE)
    with pytest.raises(NotVoidable) as refused:
        take_back(who, ids[0])
    assert refused.value.state == "PAID"
    assert payable_state(who, payable) == "SETTLED"


def test_what_was_refused_by_the_bank_may_be_voided(who: Resident) -> None:
    ids = declare(who, a_regular(who))
    bank_says(order(who, ids, an_agreement(who)), Answer.REFUSED)
    take_back(who, ids[0])
    assert state_of(who, ids[0]) == "VOIDED"
    assert books(who) == {}


def test_nobody_voids_anothers(who: Resident) -> None:
    (number,) = declare(who, a_regular(who))
    with pytest.raises(DeclarationUnknown):
        take_back(a_resident(), number)
    assert state_of(who, number) == "DECLARED"

"""A request's key has one answer: the same content gets it again, other content is refused."""

from typing import Any
from uuid import uuid4

import pytest

from openlevy.assessment.services import assess_flat
from openlevy.assessment.tests.amounts import TIER_FEN, a_regular, a_special, books
from openlevy.declaration.queries import declarations
from openlevy.declaration.rules import KeyReused
from openlevy.declaration.services import draw_up, void
from openlevy.declaration.tests.declaring import declare, state_of
from openlevy.parties.tests.people import (
    TODAY,
    Resident,
    a_medical_resident,
    a_resident,
    acting_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Resident:
    return a_resident()


def test_the_same_request_again_gets_the_same_answer(who: Resident) -> None:
    payables = [a_regular(who), a_special(who)]
    key = uuid4()
    first = declare(who, *payables, key=key)
    assert declare(who, *reversed(payables), key=key) == first
    assert len(first) == len(declarations(who.payer_id)) == 2


def test_the_same_request_is_answered_as_before_though_all_was_voided_since(who: Resident) -> None:
    payable, key = a_regular(who), uuid4()
    (number,) = declare(who, payable, key=key)
    void(payer_id=who.payer_id, declaration_id=number, actor=who.actor, today=TODAY)
    assert declare(who, payable, key=key) == [number]
    assert state_of(who, number) == "VOIDED"
    assert books(who) == {}


def test_other_content_under_the_key_is_refused_though_it_could_be_declared(who: Resident) -> None:
    regular, special, key = a_regular(who), a_special(who), uuid4()
    declare(who, regular, key=key)
    for other in ([special], [regular, special]):
        with pytest.raises(KeyReused):
            declare(who, *other, key=key)
    assert [d.payable_id for d in declarations(who.payer_id)] == [regular]


def test_a_part_of_what_was_declared_is_other_content(who: Resident) -> None:
    regular, special, key = a_regular(who), a_special(who), uuid4()
    declare(who, regular, special, key=key)
    with pytest.raises(KeyReused):
        declare(who, regular, key=key)


def test_another_amount_is_other_content(who: Resident) -> None:
    payable, key = a_regular(who), uuid4()
    made = declare(who, payable, key=key, shown_fen=TIER_FEN)
    assert declare(who, payable, key=key, shown_fen=TIER_FEN) == made
    for shown_fen in (TIER_FEN + 1, 0, None):
        with pytest.raises(KeyReused):
            declare(who, payable, key=key, shown_fen=shown_fen)


def test_by_another_it_is_another_request() -> None:
    child, key = a_medical_resident(), uuid4()
    mother, father = a_resident(), a_resident()
    flat = assess_flat(
        payer_id=child.payer_id, enrolment_id=child.enrolment_id, year=2027, today=TODAY
    )
    asked: dict[str, Any] = {"payer_id": child.payer_id, "payable_ids": [flat], "channel": "mobile"}
    asked |= {"request_key": key, "today": TODAY}
    for one in (mother, father):
        acting_for(one.payer_id, child.payer_id)
    made = draw_up(**asked, actor=mother.actor, declared_by=mother.payer_id)
    assert draw_up(**asked, actor=mother.actor, declared_by=mother.payer_id) == made
    with pytest.raises(KeyReused):
        draw_up(**asked, actor=father.actor, declared_by=father.payer_id)


def test_another_payer_may_use_the_same_key(who: Resident) -> None:
    other, key = a_resident(), uuid4()
    assert declare(who, a_regular(who), key=key) != declare(other, a_regular(other), key=key)

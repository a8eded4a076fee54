"""L5: the same child's premium is declared and paid from both parents' phones at once; and both
children of one mother choose her tier, declare it, take it back and pay it."""

from functools import partial
from uuid import uuid4

import pytest

from openlevy.assessment.services import assess_flat, set_amount
from openlevy.declaration.queries import declaration
from openlevy.declaration.services import draw_up, void
from openlevy.parties.tests.people import (
    MEDICAL,
    TODAY,
    TOMORROW,
    Resident,
    a_medical_resident,
    a_resident,
    acting_for,
)
from openlevy.payment.services import pay
from openlevy.payment.tests.paying import an_agreement
from tests.faults.racing import Racers, answers, count, refusals

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("L5")]
YEAR, CHILD_FEN = 2027, 37_500
XIAODIAN = "140105"


def _declare(child: Resident, parent: Resident) -> int:
    made = assess_flat(
        payer_id=child.payer_id,
        enrolment_id=child.enrolment_id,
        year=YEAR,
        today=TODAY,
        by=parent.payer_id,
    )
    [number] = draw_up(
        payer_id=child.payer_id,
        payable_ids=[made],
        channel="portal",
        actor=parent.actor,
        request_key=uuid4(),
        today=TODAY,
        shown_fen=CHILD_FEN,
        declared_by=parent.payer_id,
    )
    return number


def _pay(child: Resident, parent: Resident, drawn: int, agreement: int) -> int:
    return pay(
        payer_id=child.payer_id,
        paid_by=parent.payer_id,
        declaration_ids=[drawn],
        agreement_id=agreement,
        channel="portal",
        actor=parent.actor,
        request_key=uuid4(),
        today=TOMORROW,
    )


def test_of_both_parents_one_declares_and_one_pays(racers: Racers) -> None:
    child, parents = a_medical_resident(group="12"), [a_resident(), a_resident()]
    for parent in parents:
        acting_for(parent.payer_id, child.payer_id)
    agreements = [an_agreement(parent) for parent in parents]
    both = [partial(_declare, child, parent) for parent in parents]
    came = racers.race(*both * 10)
    assert set(refusals(came)) <= {"NotOpen", "AmountDeclared"}
    [drawn] = answers(came)
    pays = [
        partial(_pay, child, parent, drawn, agreement)
        for parent, agreement in zip(parents, agreements, strict=True)
    ]
    came = racers.race(*pays * 10)
    assert set(refusals(came)) == {"BeingPaid"}
    [order] = answers(came)
    assert count("payment_order WHERE payer_id = %s", child.payer_id) == 1
    assert count("payment_order WHERE id = %s AND paid_by = ANY(%s)", order, _ids(parents)) == 1
    mine = "payment_order_line WHERE levy_item = %s AND payer_id = ANY(%s)"
    assert count(mine, MEDICAL, _ids(parents)) == 0


def _ids(parents: list[Resident]) -> list[int]:
    return [parent.payer_id for parent in parents]


def _choose_and_declare(mother: Resident, child: Resident, tier_fen: int) -> int:
    made = set_amount(
        payer_id=mother.payer_id,
        enrolment_id=mother.enrolment_id,
        year=TODAY.year,
        tier_fen=tier_fen,
        actor=child.actor,
        today=TODAY,
        by=child.payer_id,
    )
    [number] = draw_up(
        payer_id=mother.payer_id,
        payable_ids=[made],
        channel="portal",
        actor=child.actor,
        request_key=uuid4(),
        today=TODAY,
        shown_fen=tier_fen,
        declared_by=child.payer_id,
    )
    return number


def _void(mother: Resident, child: Resident, drawn: int) -> None:
    void(
        payer_id=mother.payer_id,
        declaration_id=drawn,
        actor=child.actor,
        today=TOMORROW,
        by=child.payer_id,
    )


def test_of_two_children_one_declares_the_mothers_tier_and_one_thing_becomes_of_it(
    racers: Racers,
) -> None:
    mother, *children = (a_resident(region=XIAODIAN) for _ in range(3))
    for child in children:
        acting_for(child.payer_id, mother.payer_id)
    tiers = dict(zip([child.payer_id for child in children], (30_000, 50_000), strict=True))
    came = racers.race(
        *[partial(_choose_and_declare, mother, child, tiers[child.payer_id]) for child in children]
        * 8
    )
    assert set(refusals(came)) <= {"NotOpen", "AmountDeclared", "AmountChanged"}
    [number] = answers(came)
    seen = declaration(mother.payer_id, number)
    assert seen is not None
    assert tiers[seen.declared_by or 0] == seen.amount_fen, "in the tier of who declared it"
    drew, other = sorted(children, key=lambda child: child.payer_id != seen.declared_by)
    agreement = an_agreement(other)
    voids = [partial(_void, mother, drew, number)] * 6
    came = racers.race(*voids, *[partial(_pay, mother, other, number, agreement)] * 6)
    orders = count("payment_order WHERE payer_id = %s", mother.payer_id)
    now = declaration(mother.payer_id, number)
    assert now is not None
    assert (now.state, orders) in {("PAYING", 1), ("VOIDED", 0)}
    assert set(refusals(came)) == {"NotVoidable" if orders else "VoidedAlready"} | (
        {"BeingPaid"} if orders else set()
    )

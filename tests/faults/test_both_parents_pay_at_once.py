"""L5: the same child's premium is declared and paid from both parents' phones at once."""

from functools import partial
from uuid import uuid4

import pytest

from openlevy.assessment.services import assess_flat
from openlevy.declaration.services import draw_up
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


def _pay(child: Resident, parent: Resident, declaration: int, agreement: int) -> int:
    return pay(
        payer_id=child.payer_id,
        paid_by=parent.payer_id,
        declaration_ids=[declaration],
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
    [declaration] = answers(came)
    pays = [
        partial(_pay, child, parent, declaration, agreement)
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

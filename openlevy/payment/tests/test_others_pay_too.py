"""A premium is paid by somebody else's agreement: it stays the insured's in everything."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from openlevy.assessment.tests.amounts import TIER_FEN, a_regular, books
from openlevy.declaration.tests.declaring import declare
from openlevy.parties.services import NotActing, NotForOthers
from openlevy.parties.tests.people import TOMORROW, Resident, a_resident, acting_for
from openlevy.payment import queries
from openlevy.payment.models import Order
from openlevy.payment.rules import (
    AgreementUnknown,
    Answer,
    BeingPaid,
    NameNotWritable,
    PaymentKeyReused,
)
from openlevy.payment.services import pay
from openlevy.payment.tests.paying import an_agreement, bank_says, order

pytestmark = pytest.mark.django_db


XIAODIAN = "140105"
"""Of a place where every premium of residents is paid for others too."""


def _resident(name: str = "石桂兰") -> Resident:
    return a_resident(region=XIAODIAN, name=name)


def _pay(who: Resident, ids: list[int], by: Resident, agreement: int, **more: object) -> int:
    acting_for(by.payer_id, *{who.payer_id} - {by.payer_id})
    return _pay_unnamed(who, ids, by, agreement, **more)


def _pay_unnamed(
    who: Resident, ids: list[int], by: Resident, agreement: int, **more: object
) -> int:
    return pay(
        payer_id=who.payer_id,
        declaration_ids=ids,
        agreement_id=agreement,
        channel="portal",
        actor=by.actor,
        paid_by=by.payer_id,
        **{"request_key": uuid4(), "today": TOMORROW, **more},  # type: ignore[arg-type]
    )


def test_the_money_is_the_others_and_the_premium_the_insureds() -> None:
    mother, child = _resident(name="苏晓兰"), _resident(name="程一诺")
    number = _pay(child, declare(child, a_regular(child)), mother, an_agreement(mother))
    told = queries.debit(number)
    assert (told.payer_id, told.payer_name) == (child.payer_id, "程一诺")
    assert told.holder_name == "苏晓兰"
    bank_says(number, Answer.DONE)
    assert books(child) == {"premium": -TIER_FEN, "collected": TIER_FEN}
    assert books(mother) == {}
    assert [row.order_id for row in queries.lines_paid_by(child.payer_id, number)] == [number]
    ever = {"first": date(2000, 1, 1), "last": date(2100, 1, 1)}
    mine = queries.paid_lines(mother.payer_id, first=ever["first"], last=ever["last"])
    assert mine == []


def test_both_see_the_order_and_nobody_else() -> None:
    mother, child, stranger = _resident(), _resident(), _resident()
    number = _pay(child, declare(child, a_regular(child)), mother, an_agreement(mother))
    for payer in (mother, child):
        seen = queries.order(payer.payer_id, number)
        assert seen is not None
        assert (seen.payer_id, seen.paid_by) == (child.payer_id, mother.payer_id)
    assert queries.order(stranger.payer_id, number) is None
    assert [one.id for one in queries.orders_for_others(mother.payer_id)] == [number]
    assert queries.orders_for_others(child.payer_id) == []


def test_for_oneself_nobody_else_has_paid() -> None:
    who = _resident()
    number = _pay(who, declare(who, a_regular(who)), who, an_agreement(who))
    seen = queries.order(who.payer_id, number)
    assert seen is not None
    assert seen.paid_by is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(id=number).update(paid_by=who.payer_id)


def test_the_agreement_must_be_of_who_pays() -> None:
    mother, child = _resident(), _resident()
    ids, own = declare(child, a_regular(child)), an_agreement(child)
    with pytest.raises(AgreementUnknown):
        _pay(child, ids, mother, own)
    with pytest.raises(AgreementUnknown):
        order(child, ids, an_agreement(mother))
    assert not Order.objects.exists()


def test_who_has_not_named_the_insured_pays_nothing_for_them() -> None:
    mother, child = _resident(), _resident()
    ids, agreement = declare(child, a_regular(child)), an_agreement(mother)
    with pytest.raises(NotActing):
        _pay_unnamed(child, ids, mother, agreement)
    assert not Order.objects.exists()


def test_what_the_place_of_the_insured_keeps_to_themselves_is_not_paid() -> None:
    daughter, mother = _resident(), a_resident()
    ids = declare(mother, a_regular(mother))
    with pytest.raises(NotForOthers):
        _pay(mother, ids, daughter, an_agreement(daughter))


def test_both_parents_and_one_debit() -> None:
    mother, father, child = _resident(), _resident(), _resident()
    ids = declare(child, a_regular(child))
    _pay(child, ids, mother, an_agreement(mother))
    with pytest.raises(BeingPaid):
        _pay(child, ids, father, an_agreement(father))
    assert Order.objects.count() == 1


def test_the_same_request_by_another_is_another_request() -> None:
    mother, father, child = _resident(), _resident(), _resident()
    ids, key = declare(child, a_regular(child)), uuid4()
    agreement = an_agreement(mother)
    number = _pay(child, ids, mother, agreement, request_key=key)
    assert _pay(child, ids, mother, agreement, request_key=key) == number
    for other in (agreement, an_agreement(father)):
        with pytest.raises(PaymentKeyReused):
            _pay(child, ids, father, other, request_key=key)


def test_the_network_must_be_able_to_write_the_insureds_name() -> None:
    mother, child = _resident(), _resident(name="陈㛃")
    with pytest.raises(NameNotWritable):
        _pay(child, declare(child, a_regular(child)), mother, an_agreement(mother))

"""pay: one debit for declarations of one tax office, whole or not at all, once a request."""

from dataclasses import replace
from uuid import uuid4

import pytest

from openlevy.assessment.tests.amounts import (
    SPECIAL_FEN,
    TIER_FEN,
    a_regular,
    a_special,
    books,
)
from openlevy.declaration.rules import DeclarationUnknown
from openlevy.declaration.services import void
from openlevy.declaration.tests.declaring import declare
from openlevy.declaration.tests.declaring import state_of as declaration_state
from openlevy.messages.models import Outgoing
from openlevy.parties.queries import id_number
from openlevy.parties.services import amend_person
from openlevy.parties.tests.people import TODAY, TOMORROW, Resident, a_person, a_resident
from openlevy.payment import queries
from openlevy.payment.models import Order
from openlevy.payment.rules import (
    Answer,
    BeingPaid,
    NameNotWritable,
    NothingToPay,
    PaidAlready,
    PaymentKeyReused,
    VoidedAlready,
)
from openlevy.payment.tests.paying import an_agreement, bank_says, order, state_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Resident:
    return a_resident()


def test_what_is_declared_is_debited_together(who: Resident) -> None:
    ids = declare(who, a_regular(who), a_special(who))
    number = order(who, ids, an_agreement(who))
    assert state_of(who, number) == "IN_FLIGHT"
    assert [declaration_state(who, one) for one in ids] == ["PAYING", "PAYING"]
    total = TIER_FEN + SPECIAL_FEN
    assert books(who) == {"premium": -total, "in_flight": total}
    told = queries.debit(number)
    assert told.amount_fen == sum(line.amount_fen for line in told.lines) == total
    assert [line.declaration_id for line in told.lines] == ids
    assert told.entrust_on == TOMORROW
    assert (told.holder_name, told.tax_office) == ("石桂兰", who.tax_office)
    (message,) = Outgoing.objects.filter(record_id=number)
    assert (message.party, message.topic, message.payer_id) == ("treasury", "1001", who.payer_id)


def test_the_voucher_number_says_province_type_and_month(who: Resident) -> None:
    told = queries.debit(order(who, declare(who, a_regular(who)), an_agreement(who)))
    assert told.voucher_no[:10] == "4110162611"
    assert len(told.voucher_no) == 18
    assert told.voucher_no.endswith(told.trade_no)


def test_the_same_request_again_gets_the_same_order(who: Resident) -> None:
    ids, agreement, key = declare(who, a_regular(who), a_special(who)), an_agreement(who), uuid4()
    number = order(who, ids, agreement, key=key)
    assert order(who, ids[::-1], agreement, key=key) == number
    bank_says(number, Answer.REFUSED)
    assert order(who, ids, agreement, key=key) == number
    assert Order.objects.count() == 1
    assert [declaration_state(who, one) for one in ids] == ["DECLARED", "DECLARED"]


def test_other_content_under_the_key_is_refused(who: Resident) -> None:
    (regular,), (special,) = declare(who, a_regular(who)), declare(who, a_special(who))
    agreement, key = an_agreement(who), uuid4()
    order(who, [regular], agreement, key=key)
    with pytest.raises(PaymentKeyReused):
        order(who, [special], agreement, key=key)
    with pytest.raises(PaymentKeyReused):
        order(who, [regular], an_agreement(who), key=key)
    assert declaration_state(who, special) == "DECLARED"
    assert Order.objects.count() == 1


def test_under_way_it_is_not_debited_again(who: Resident) -> None:
    ids, agreement = declare(who, a_regular(who)), an_agreement(who)
    number = order(who, ids, agreement)
    for says in (None, Answer.UNKNOWN):
        if says:
            bank_says(number, says)
        with pytest.raises(BeingPaid):
            order(who, ids, agreement)
    assert Order.objects.count() == 1


def test_paid_it_is_not_debited_again(who: Resident) -> None:
    ids, agreement = declare(who, a_regular(who)), an_agreement(who)
    bank_says(order(who, ids, agreement), Answer.DONE)
    with pytest.raises(PaidAlready):
        order(who, ids, agreement)


def test_voided_it_is_not_debited(who: Resident) -> None:
    ids = declare(who, a_regular(who))
    void(payer_id=who.payer_id, declaration_id=ids[0], actor=who.actor, today=TODAY)
    with pytest.raises(VoidedAlready):
        order(who, ids, an_agreement(who))


def test_one_that_cannot_be_paid_keeps_all_from_being_debited(who: Resident) -> None:
    paid, open_ = declare(who, a_regular(who)), declare(who, a_special(who))
    agreement = an_agreement(who)
    bank_says(order(who, paid, agreement), Answer.DONE)
    with pytest.raises(PaidAlready):
        order(who, paid + open_, agreement)
    assert declaration_state(who, open_[0]) == "DECLARED"


def test_nothing_and_anothers_are_not_debited(who: Resident) -> None:
    other = a_resident()
    theirs = declare(other, a_regular(other))
    with pytest.raises(NothingToPay):
        order(who, [], an_agreement(who))
    for chosen in (theirs, [1]):
        with pytest.raises(DeclarationUnknown):
            order(who, chosen, an_agreement(who))
    assert declaration_state(other, theirs[0]) == "DECLARED"


def test_a_name_that_became_unwritable_is_refused_before_an_order_exists(who: Resident) -> None:
    ids, agreement = declare(who, a_regular(who)), an_agreement(who)
    told = a_person(agency_code=who.agency_code, personal_no=who.personal_no)
    amend_person(replace(told, id_no=id_number(who.payer_id), name="石䶮"), today=TODAY)
    with pytest.raises(NameNotWritable) as refused:
        order(who, ids, agreement)
    assert refused.value.name == "石䶮"
    assert Order.objects.count() == 0
    assert declaration_state(who, ids[0]) == "DECLARED"


def test_refused_by_the_bank_it_can_be_paid_again_as_another_attempt(who: Resident) -> None:
    ids, agreement = declare(who, a_regular(who)), an_agreement(who)
    first = order(who, ids, agreement)
    bank_says(first, Answer.REFUSED)
    assert books(who) == {"premium": -TIER_FEN, "due": TIER_FEN}
    second = order(who, ids, agreement)
    assert second != first
    assert queries.latest_orders(who.payer_id, ids)[ids[0]].id == second
    bank_says(second, Answer.DONE)
    assert (state_of(who, first), state_of(who, second)) == ("REFUSED", "CONFIRMED")
    assert books(who) == {"premium": -TIER_FEN, "collected": TIER_FEN}

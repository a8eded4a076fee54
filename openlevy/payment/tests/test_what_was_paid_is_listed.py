"""缴费记录查询: confirmed and cleared lines over all channels; a credit settled nothing."""

from datetime import date

import pytest

from openlevy.assessment.tests.amounts import SPECIAL_FEN, TIER_FEN, a_regular, a_special
from openlevy.declaration.queries import declarations
from openlevy.declaration.services import void
from openlevy.declaration.tests.declaring import declare
from openlevy.parties.tests.people import TOMORROW, Resident, a_resident
from openlevy.payment.queries import PaidLine, credits_of, latest_orders, order, paid_lines
from openlevy.payment.rules import Answer
from openlevy.payment.services import Answered, prove, voucher_of
from openlevy.payment.tests import paying
from openlevy.payment.tests.paying import an_agreement, an_order, bank_says, key_of
from openlevy.treasury.tests.lists import receipt, received

pytestmark = pytest.mark.django_db


def paid(who: Resident, *, offset: int = 0, most: int = 20) -> list[PaidLine]:
    return paid_lines(
        who.payer_id,
        first=date(2000, 1, 1),
        last=date(2100, 1, 1),
        offset=offset,
        most=most,
    )


@pytest.fixture
def who() -> Resident:
    return a_resident()


def test_each_declaration_paid_is_a_line(who: Resident) -> None:
    ids = declare(who, a_regular(who), a_special(who))
    number = paying.order(who, ids, an_agreement(who))
    assert paid(who) == []
    bank_says(number, Answer.DONE)
    lines = paid(who)
    assert [(line.declaration_id, line.amount_fen) for line in lines] == [
        (ids[0], TIER_FEN),
        (ids[1], SPECIAL_FEN),
    ]
    assert {(line.order_id, line.state) for line in lines} == {(number, "CONFIRMED")}


def test_what_is_cleared_says_when_it_was_received(who: Resident) -> None:
    number = an_order(who)
    bank_says(number, Answer.DONE)
    received(receipt(number))
    (line,) = paid(who)
    assert (line.state, line.received_on) == ("CLEARED", TOMORROW)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 12, 31), date(2027, 1, 1), 1),
        (date(2025, 1, 1), date(2026, 1, 1), 1),
        (date(2027, 1, 1), date(2027, 12, 31), 0),
        (date(2025, 1, 1), date(2025, 12, 31), 0),
    ],
)
def test_it_is_asked_for_by_periods_that_touch(
    who: Resident, first: date, last: date, count: int
) -> None:
    bank_says(an_order(who), Answer.DONE)
    assert len(paid_lines(who.payer_id, first=first, last=last)) == count
    assert paid_lines(who.payer_id, first=first, last=last, levy_item="10203") == []


def test_it_comes_by_the_page_newest_first(who: Resident) -> None:
    agreement = an_agreement(who)
    numbers = []
    for payable in (a_regular(who), a_special(who), a_special(who)):
        numbers.append(paying.order(who, declare(who, payable), agreement))
        bank_says(numbers[-1], Answer.DONE)
    assert [line.order_id for line in paid(who, most=2)] == numbers[:0:-1]
    rest = paid(who, most=2, offset=2)
    assert [line.order_id for line in rest] == numbers[:1]


def test_a_credit_is_not_listed_as_paid(who: Resident) -> None:
    number = an_order(who)
    bank_says(number, Answer.REFUSED)
    (declared,) = declarations(who.payer_id)
    void(payer_id=who.payer_id, declaration_id=declared.id, actor=who.actor, today=TOMORROW)
    prove(voucher_of(key_of(number)), Answered("3122", ""), today=TOMORROW)
    assert paid(who) == []
    assert credits_of(who.payer_id) == TIER_FEN


def test_nobody_sees_anothers(who: Resident) -> None:
    number = an_order(who)
    bank_says(number, Answer.DONE)
    other = a_resident()
    (declared,) = declarations(who.payer_id)
    assert paid(other) == []
    assert order(other.payer_id, number) is None
    assert latest_orders(other.payer_id, [declared.id]) == {}
    assert credits_of(other.payer_id) == 0

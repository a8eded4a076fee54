"""However often and at once a bank tells of an agreement it is one; ended it begins no debit."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import uuid4

import pytest

from openlevy.assessment.tests.amounts import a_regular
from openlevy.declaration.tests.declaring import declare
from openlevy.parties.tests.people import TODAY, TOMORROW, Resident
from openlevy.payment.queries import agreements
from openlevy.payment.rules import BankTold, NotAccepted
from openlevy.payment.services import pay, told_by_bank
from openlevy.payment.tests.accounts import a_bank_account
from openlevy.payment.tests.at_the_bank import bank_tells, ending, signing, somebody
from tests.faults.racing import Racers, answers, count, held, refusals, until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def who() -> Resident:
    return somebody()


def telling(told: BankTold) -> Callable[[], NotAccepted | None]:
    return partial(told_by_bank, told, today=TODAY)


def paying(who: Resident, ids: list[int], agreement_id: int) -> Callable[[], int]:
    return partial(
        pay,
        payer_id=who.payer_id,
        declaration_ids=ids,
        agreement_id=agreement_id,
        channel="portal",
        actor=who.actor,
        request_key=uuid4(),
        today=TOMORROW,
    )


def notices() -> int:
    return count("payment_bank_notice")


def agreements_of(who: Resident) -> int:
    return count("payment_agreement WHERE payer_id = %s", who.payer_id)


@pytest.mark.parametrize("_round", range(3))
def test_twenty_times_the_same_is_one_agreement(who: Resident, racers: Racers, _round: int) -> None:
    before = notices()
    came = racers.race(*[telling(signing(who))] * 20)
    assert refusals(came) == []
    assert answers(came) == [None] * 20
    assert (agreements_of(who), notices() - before) == (1, 1)


def test_twenty_signings_of_one_account_are_one_agreement(who: Resident, racers: Racers) -> None:
    account = a_bank_account()
    came = racers.race(*[telling(signing(who, bank_account=account)) for _ in range(20)])
    assert sorted(answers(came), key=str) == [None, *[NotAccepted.ACCOUNT_AGREED] * 19]
    assert agreements_of(who) == 1


def test_twenty_contents_under_one_key_are_one_agreement(who: Resident, racers: Racers) -> None:
    told, before = signing(who), notices()
    others = [
        replace(told, bank_account=a_bank_account(), protocol_no=f"{told.protocol_no}{n}")
        for n in range(20)
    ]
    came = racers.race(*[telling(one) for one in others])
    assert sorted(answers(came), key=str) == [None, *[NotAccepted.KEY_REUSED] * 19]
    assert (agreements_of(who), notices() - before) == (1, 1)


def test_twenty_ends_of_one_agreement_end_it_once(who: Resident, racers: Racers) -> None:
    told = signing(who)
    bank_tells(told)
    (row,) = agreements(who.payer_id)
    came = racers.race(*[telling(ending(told)) for _ in range(20)])
    assert answers(came) == [None] * 20
    assert count("history_transition WHERE record_id = %s AND action = 'end'", row.id) == 1


@pytest.mark.parametrize("_round", range(3))
def test_it_is_used_before_its_end_or_not_at_all(
    who: Resident, racers: Racers, _round: int
) -> None:
    told, ids = signing(who), declare(who, a_regular(who))
    bank_tells(told)
    (row,) = agreements(who.payer_id)
    end = ending(told)
    came = racers.race(*[telling(end)] * 10, *[paying(who, ids, row.id) for _ in range(10)])
    assert answers(came[:10]) == [None] * 10
    orders = count("payment_order WHERE payer_id = %s", who.payer_id)
    assert orders == len(answers(came[10:])) <= 1
    assert set(refusals(came[10:])) <= {"AgreementNotUsable", "BeingPaid"}


def test_a_payment_that_waited_does_not_use_what_was_ended_meanwhile(
    who: Resident, racers: Racers
) -> None:
    """The window itself: read as usable, then the payment waits for its declaration. The end waits
    for the payment, so that a bank that was answered sees no debit begin."""
    told, ids = signing(who), declare(who, a_regular(who))
    bank_tells(told)
    (row,) = agreements(who.payer_id)
    with held("declaration_declaration", ids[0]):
        paid = racers.begin(paying(who, ids, row.id))
        until_somebody_waits()
        ended = racers.begin(telling(ending(told)), racer=1)
        until_somebody_waits(2)
        assert count("payment_agreement WHERE id = %s AND state = 'VERIFIED'", row.id) == 1
    assert refusals([paid(), ended()]) == []
    assert count(
        "payment_order o JOIN history_transition h ON h.record_id = o.agreement_id"
        " WHERE o.payer_id = %s AND h.action = 'end' AND h.id < o.id",
        who.payer_id,
    ) == 0  # fmt: skip

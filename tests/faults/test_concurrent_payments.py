"""However many pay at once a declaration is debited once; what undoes it comes before or after."""

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import pytest

from openlevy.assessment.tests.amounts import TIER_FEN, a_regular, a_special, books
from openlevy.declaration.services import void
from openlevy.declaration.tests.declaring import declare
from openlevy.declaration.tests.declaring import state_of as declaration_state
from openlevy.parties.tests.people import TODAY, TOMORROW, Resident, a_resident
from openlevy.payment.rules import Answer
from openlevy.payment.services import (
    Answered,
    Effect,
    Signing,
    pay,
    prove,
    revoke_agreement,
    sign_agreement,
    voucher_of,
)
from openlevy.payment.tests.paying import (
    BRANCH,
    a_bank_account,
    an_agreement,
    bank_says,
    key_of,
    order,
    state_of,
)
from tests.faults.racing import (
    Racers,
    answers,
    count,
    held,
    refusals,
    until_somebody_waits,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def who() -> Resident:
    return a_resident()


def paying(
    who: Resident, ids: list[int], agreement_id: int, key: UUID | None = None
) -> Callable[[], int]:
    return partial(
        pay,
        payer_id=who.payer_id,
        declaration_ids=ids,
        agreement_id=agreement_id,
        channel="mobile",
        actor=who.actor,
        request_key=key or uuid4(),
        today=TOMORROW,
    )


def revoking(who: Resident, agreement_id: int) -> Callable[[], None]:
    return partial(
        revoke_agreement,
        payer_id=who.payer_id,
        agreement_id=agreement_id,
        actor=who.actor,
        today=TOMORROW,
    )


def orders_of(who: Resident) -> int:
    return count("payment_order WHERE payer_id = %s", who.payer_id)


def messages_of(who: Resident, topic: str) -> int:
    return count("messages_outbox WHERE payer_id = %s AND topic = %s", who.payer_id, topic)


def test_twenty_payments_of_a_declaration_are_one_debit(who: Resident, racers: Racers) -> None:
    ids, agreements = declare(who, a_regular(who)), [an_agreement(who) for _ in range(2)]
    came = racers.race(*[paying(who, ids, agreements[n % 2]) for n in range(20)])
    assert len(answers(came)) == 1
    assert refusals(came) == ["BeingPaid"] * 19
    assert (orders_of(who), messages_of(who, "1001")) == (1, 1)
    assert count("payment_order_line WHERE declaration_id = %s", ids[0]) == 1
    assert books(who) == {"premium": -TIER_FEN, "in_flight": TIER_FEN}


def test_twenty_requests_under_one_key_are_one_order(who: Resident, racers: Racers) -> None:
    ids, agreement, key = declare(who, a_regular(who)), an_agreement(who), uuid4()
    came = racers.race(*[paying(who, ids, agreement, key)] * 20)
    assert refusals(came) == []
    assert len(set(answers(came))) == 1
    assert (orders_of(who), messages_of(who, "1001")) == (1, 1)


def test_twenty_contents_under_one_key_are_one_order(who: Resident, racers: Racers) -> None:
    agreement, key = an_agreement(who), uuid4()
    declared = [declare(who, a_special(who)) for _ in range(20)]
    came = racers.race(*[paying(who, ids, agreement, key) for ids in declared])
    assert len(answers(came)) == 1
    assert refusals(came) == ["PaymentKeyReused"] * 19
    assert orders_of(who) == 1
    assert count("declaration_declaration WHERE state = 'PAYING'") == 1


def test_twenty_overlapping_payments_debit_each_declaration_once(
    who: Resident, racers: Racers
) -> None:
    agreement = an_agreement(who)
    ids = [declare(who, a_special(who))[0] for _ in range(4)]
    chosen = (ids[:2], ids[1:3], ids[2:], ids[::3])
    came = racers.race(*[paying(who, chosen[n % 4], agreement) for n in range(20)])
    assert set(refusals(came)) <= {"BeingPaid"}
    assert len(answers(came)) in (1, 2)
    assert count("payment_order_line WHERE payer_id = %s", who.payer_id) == 2 * len(answers(came))
    assert count(
        "(SELECT declaration_id FROM payment_order_line WHERE payer_id = %s GROUP BY 1"
        " HAVING count(*) > 1) AS twice",
        who.payer_id,
    ) == 0  # fmt: skip


@pytest.mark.parametrize("_round", range(5))
def test_a_declaration_is_paid_or_voided(who: Resident, racers: Racers, _round: int) -> None:
    ids, agreement = declare(who, a_regular(who)), an_agreement(who)
    voiding = partial(
        void, payer_id=who.payer_id, declaration_id=ids[0], actor=who.actor, today=TODAY
    )
    came = racers.race(*[voiding] * 10, *[paying(who, ids, agreement) for _ in range(10)])
    voided, paid = came[:10], came[10:]
    if declaration_state(who, ids[0]) == "VOIDED":
        assert (refusals(voided), refusals(paid)) == ([], ["VoidedAlready"] * 10)
        assert orders_of(who) == 0
        assert books(who) == {}
    else:
        assert refusals(voided) == ["NotVoidable"] * 10
        assert (len(answers(paid)), orders_of(who)) == (1, 1)
        assert books(who) == {"premium": -TIER_FEN, "in_flight": TIER_FEN}


@pytest.mark.parametrize("_round", range(5))
def test_an_agreement_is_revoked_once_and_used_before_or_not_at_all(
    who: Resident, racers: Racers, _round: int
) -> None:
    ids, agreement = declare(who, a_regular(who)), an_agreement(who)
    came = racers.race(
        *[revoking(who, agreement)] * 10, *[paying(who, ids, agreement) for _ in range(10)]
    )
    assert refusals(came[:10]) == []
    assert messages_of(who, "9114-revoke") == 1
    assert orders_of(who) == len(answers(came[10:])) <= 1
    assert set(refusals(came[10:])) <= {"AgreementNotUsable", "BeingPaid"}


def test_a_payment_that_waited_does_not_use_what_was_revoked_meanwhile(
    who: Resident, racers: Racers
) -> None:
    """The window itself: the agreement was read as usable, then the payment waits for its
    declaration. Whoever was answered that the agreement has ended sees no debit begin."""
    ids, agreement = declare(who, a_regular(who)), an_agreement(who)
    with held("declaration_declaration", ids[0]):
        paid = racers.begin(paying(who, ids, agreement))
        until_somebody_waits()
        revoked = racers.begin(revoking(who, agreement), racer=1)
        until_somebody_waits(2)
        assert count("payment_agreement WHERE id = %s AND state = 'VERIFIED'", agreement) == 1
    assert refusals([paid(), revoked()]) == []
    assert count(
        "payment_order o JOIN history_transition h ON h.record_id = o.agreement_id"
        " WHERE o.payer_id = %s AND h.action = 'revoke' AND h.id < o.id",
        who.payer_id,
    ) == 0  # fmt: skip


@pytest.mark.parametrize("_round", range(5))
def test_a_refused_debit_proved_while_it_is_paid_again_settles_once(
    who: Resident, racers: Racers, _round: int
) -> None:
    ids, agreement = declare(who, a_regular(who)), an_agreement(who)
    first = order(who, ids, agreement)
    bank_says(first, Answer.REFUSED)
    proving = partial(prove, voucher_of(key_of(first)), Answered("3122", ""), today=TOMORROW)
    came = racers.race(*[proving] * 10, *[paying(who, ids, agreement) for _ in range(10)])
    effects, paid = answers(came[:10]), came[10:]
    assert sorted(effects) == sorted([Effect.OVERTURNED, *[Effect.REPEATED] * 9])
    if answers(paid):
        assert (state_of(who, first), declaration_state(who, ids[0])) == ("CREDITED", "PAYING")
        assert books(who) == {
            "premium": -TIER_FEN,
            "in_flight": TIER_FEN,
            "credit": -TIER_FEN,
            "collected": TIER_FEN,
        }
    else:
        assert (state_of(who, first), declaration_state(who, ids[0])) == ("CONFIRMED", "PAID")
        assert books(who) == {"premium": -TIER_FEN, "collected": TIER_FEN}
    assert set(refusals(paid)) <= {"BeingPaid", "PaidAlready"}


def test_twenty_signings_of_one_account_are_one_agreement(who: Resident, racers: Racers) -> None:
    account, one_key = a_bank_account(), uuid4()

    def signing(key: UUID) -> Callable[[], int]:
        return partial(
            sign_agreement,
            payer_id=who.payer_id,
            signing=Signing(who.tax_office, BRANCH, account),
            actor=who.actor,
            request_key=key,
            today=TODAY,
        )

    came = racers.race(*[signing(uuid4()) for _ in range(10)], *[signing(one_key)] * 10)
    assert set(refusals(came)) == {"AgreementExists"}
    assert len(set(answers(came))) == 1
    assert count("payment_agreement WHERE payer_id = %s", who.payer_id) == 1
    assert messages_of(who, "9114") == 1

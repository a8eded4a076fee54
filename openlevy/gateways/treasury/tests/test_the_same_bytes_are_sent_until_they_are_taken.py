"""The outgoing station: composed once, sent until 202, told to nobody twice as something else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from openlevy.assessment.services import record_special
from openlevy.assessment.tests.amounts import a_delivery
from openlevy.declaration.tests.declaring import declare
from openlevy.gateways.treasury import codec as c
from openlevy.gateways.treasury.compose import compose
from openlevy.gateways.treasury.delivery import deliver
from openlevy.gateways.treasury.tests.network import Network, Peer
from openlevy.gateways.treasury.transport import send
from openlevy.kernel.period import Period
from openlevy.messages import services as messages
from openlevy.messages.queries import stuck, waiting_to_handle, waiting_to_send
from openlevy.parties.tests.people import TOMORROW, Resident, a_resident
from openlevy.payment import queries
from openlevy.payment.rules import Answer
from openlevy.payment.services import Answered, lose_sight, status_answered
from openlevy.payment.tests.paying import (
    a_reversing,
    an_agreement,
    an_order,
    bank_says,
    key_of,
    sign,
)
from openlevy.payment.tests.paying import order as ordered
from openlevy.treasury.services import move_work_date


def _deliver() -> int:
    return deliver(50, today=TOMORROW)


def _drop_agreements() -> None:
    """Signing an agreement left its 9114 waiting; these tests are about debits."""
    _drop(lambda topic: topic == "9114")


def _drop_all_but(kept: str) -> None:
    _drop(lambda topic: topic != kept)


def _drop(unwanted: Callable[[str], bool]) -> None:
    for message in messages.take_outgoing(["treasury"], 50):
        if unwanted(message.topic):
            messages.mark_dropped(message.id, "not of this test")
    messages.release()


@pytest.fixture
def order(who: Resident, taking: Peer) -> int:
    """A debit that waits to be sent."""
    number = an_order(who)
    _drop_agreements()
    return number


def test_a_debit_is_told_as_it_was_ordered(order: int, taking: Peer) -> None:
    assert _deliver() == 1
    assert waiting_to_send() == 0
    told = queries.debit(order)
    envelope = taking.read()
    body = envelope.body
    assert isinstance(body, c.DebitRequest)
    assert (body.tax_office_code, body.transaction_no) == (told.tax_office, told.trade_no)
    assert (body.amount_fen, body.receipt_no) == (told.amount_fen, told.voucher_no)
    assert body.payer_bank_account_no == told.bank_account
    assert envelope.msg_ref == envelope.msg_id


def test_what_was_not_taken_is_sent_again_to_the_byte(order: int, taking: Peer) -> None:
    taking.statuses[:] = [500, 0, 400, 200]
    for _ in range(5):
        assert _deliver() == 1
        messages.release()
    assert _deliver() == 0
    assert len(taking.came) == 5
    assert len(set(taking.came)) == 1
    assert waiting_to_send() == 0


def test_after_a_failure_it_waits_ever_longer(order: int, taking: Peer) -> None:
    taking.statuses[:] = [500, 500]
    pauses = []
    for _ in range(2):
        _deliver()
        assert _deliver() == 0, "not at once"
        [row] = stuck(attempts=1)
        assert "500" in row.last_error
        pauses.append(_due_in())
        messages.release()
    assert timedelta(seconds=1) < pauses[0] < pauses[1]


def _due_in() -> timedelta:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(due_at) FROM messages_outbox WHERE sent_at IS NULL")
        due_at = cursor.fetchone()[0]
    assert due_at is not None
    return due_at - timezone.now()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("year", "kind"), [(2025, "ARREARS"), (2026, "CURRENT"), (2027, "CURRENT")]
)
def test_a_premium_of_a_year_that_is_over_is_told_as_arrears(
    who: Resident, taking: Peer, year: int, kind: str
) -> None:
    delivered = replace(a_delivery(who), period=Period.year(year))
    [declaration] = declare(who, record_special(delivered, today=TOMORROW), today=TOMORROW)
    ordered(who, [declaration], an_agreement(who))
    _drop_agreements()
    assert _deliver() == 1
    body = taking.read().body
    assert isinstance(body, c.DebitRequest)
    assert [premium.kind.name for premium in body.premiums] == [kind]


def test_a_worker_killed_before_or_after_sending_sends_the_same(order: int, taking: Peer) -> None:
    """Killed with the message composed and kept, and once more with it sent and not marked."""
    [taken] = messages.take_outgoing(["treasury"], 50)
    key, wire = compose(taken, today=TOMORROW)
    kept = messages.keep_composed(taken, message_key=key, wire=wire)
    send(kept)
    assert _deliver() == 0, "the lease holds"
    messages.release()
    assert _deliver() == 1
    assert taking.came == [kept, kept]


def test_of_two_that_compose_one_counts(order: int, taking: Peer) -> None:
    [taken] = messages.take_outgoing(["treasury"], 50)
    first = messages.keep_composed(taken, message_key="1" * 20, wire=b"the first")
    second = messages.keep_composed(taken, message_key="2" * 20, wire=b"the second")
    assert (first, second) == (b"the first", b"the first")


def test_a_debit_that_ended_before_it_was_told_is_not_told(order: int, taking: Peer) -> None:
    bank_says(order, Answer.REFUSED)
    assert _deliver() == 1
    assert taking.came == []
    assert waiting_to_send() == 0


def test_silence_is_asked_after(order: int, taking: Peer) -> None:
    _deliver()
    lose_sight(waited=timedelta(0), now=timezone.now() + timedelta(minutes=1), today=TOMORROW)
    assert _deliver() == 1
    body = taking.read().body
    assert isinstance(body, c.StatusInquiry)
    assert body.transaction_no == queries.debit(order).trade_no


@pytest.mark.parametrize("cut_by", ["the books", "the network"])
def test_no_reversal_is_asked_for_after_the_cut(who: Resident, taking: Peer, cut_by: str) -> None:
    """Neither one that was never composed nor the kept bytes of one that was not taken."""
    composed = a_reversing(who)
    _drop_all_but("1021")
    taking.statuses[:] = [500]
    assert _deliver() == 1
    messages.release()
    fresh = a_reversing(a_resident())
    _drop_all_but("1021")
    later = TOMORROW + timedelta(days=1)
    if cut_by == "the network":
        move_work_date(later)
    assert deliver(50, today=later if cut_by == "the books" else TOMORROW) == 2
    assert len(taking.came) == 1, "the one before the cut"
    assert waiting_to_send() == 0
    assert [queries.order_state(number) for number in (composed, fresh)] == ["UNKNOWN"] * 2
    status_answered(key_of(fresh), True, Answered("90000", "", TOMORROW), today=later)
    assert queries.order_state(fresh) == "CONFIRMED", "what is not being undone is ended by a word"


def test_a_network_that_is_away_costs_no_message(order: int) -> None:
    with override_settings(OPENLEVY_TREASURY_URL="http://127.0.0.1:1"):
        assert _deliver() == 1
    assert waiting_to_send() == 1


def test_one_that_cannot_be_composed_does_not_hold_up_the_next(
    network: Network, taking: Peer, who: Resident
) -> None:
    messages.enqueue(party="treasury", topic="nothing we know", payer_id=0, record_id=1)
    messages.enqueue(party="treasury", topic="1001", payer_id=0, record_id=2)
    number = sign(who)
    assert _deliver() == 3
    body = taking.read().body
    assert isinstance(body, c.AgreementRequest)
    assert body.agreement_no == queries.agreement_told(number).protocol_no
    assert waiting_to_send() == 2


def test_a_message_that_was_not_signed_is_answered_by_91005(network: Network, taking: Peer) -> None:
    day = c.WorkDateChange(work_date=TOMORROW)
    network.says_unsigned(day, msg_id="20261121000000000042")
    assert _deliver() == 1
    envelope = taking.read()
    assert isinstance(envelope.body, c.GeneralAnswer)
    assert (envelope.body.result, envelope.body.original_message_no) == ("91005", "9101")
    assert envelope.msg_ref == "20261121000000000042"


def test_an_unsigned_general_answer_is_not_answered(network: Network, taking: Peer) -> None:
    network.says_unsigned(c.GeneralAnswer(original_message_no="1001", result="91005"))
    assert _deliver() == 0
    assert waiting_to_handle() == 0

"""Inbox row → service: what each of the network's messages does here.

A message may be handled twice (a kill between the effect and the mark): every service called here
makes the second time change nothing.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from openlevy.gateways.treasury.codec import (
    AgreementAction,
    AgreementAnswer,
    AgreementVerdict,
    DebitAnswer,
    DebitStatus,
    Envelope,
    GeneralAnswer,
    Outcome,
    ReceiptsPack,
    ReversalAnswer,
    ReversalVerdict,
    SessionDebit,
    SessionPack,
    StatusAnswer,
    TransactionKey,
    VoucherKind,
    WorkDateChange,
    decode,
    outcome_of,
)
from openlevy.gateways.treasury.nodes import PARTY, their_verifier
from openlevy.gateways.treasury.reception import is_strangers
from openlevy.gateways.treasury.signing import SignatureMissing, SignatureWrong, verify
from openlevy.kernel.errors import Refusal
from openlevy.messages import services as messages
from openlevy.messages.queries import sent_under
from openlevy.messages.services import ToHandle
from openlevy.payment import services as payment
from openlevy.payment.rules import Answer
from openlevy.payment.services import Answered, Effect, TradeKey
from openlevy.privacy.rules import masked
from openlevy.treasury import services as treasury
from openlevy.treasury.queries import work_date
from openlevy.treasury.services import BookingLine, PackCame, ReceiptLine
from openlevy.treasury.states import DifferenceKind

_log = logging.getLogger(__name__)
_ASKS_BEFORE_REVERSAL = 3


def handle(message: ToHandle, *, today: date) -> str:
    """Let the message have its effect; what it was, for the inbox.

    Raises:
        Refusal: it cannot be handled as things stand (an order not known yet); try again later.
    """
    try:
        document = verify(message.wire, their_verifier(), timezone.now())
    except (SignatureMissing, SignatureWrong) as why:
        return _not_believed(message, str(why))
    if is_strangers(message.message_key):
        return _not_believed(message, "not signed when it came")
    envelope = decode(document)
    act = _ACTS.get(type(envelope.body))
    return act(message, envelope, today) if act else "kept: nothing follows from it here"


def _not_believed(message: ToHandle, why: str) -> str:
    """Kept and answered, never acted upon. A general answer is not answered: it would never end."""
    if message.topic != "9120":
        messages.enqueue(party=PARTY, topic="9120", payer_id=0, record_id=message.id)
    return f"refused: {why}"


def _debit_answered(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: DebitAnswer = envelope.body  # type: ignore[assignment]
    says = _SAYS.get(outcome_of(body.result), Answer.UNKNOWN)
    effect = payment.answer_arrived(
        _key(body.key), says, Answered(body.result, _words(body.note), body.debited_on), today=today
    )
    return _noted(effect, message, body.receipt_no, today)


_SAYS = {Outcome.DONE: Answer.DONE, Outcome.REFUSED: Answer.REFUSED}


def _status_answered(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: StatusAnswer = envelope.body  # type: ignore[assignment]
    key = TradeKey(body.tax_office_code, body.entrusted_on, body.transaction_no)
    answered = Answered(body.result, _words(body.note))
    if body.status is None or body.status is DebitStatus.RECEIVED:
        return _status_open(key, envelope, answered, today).value
    if body.status is DebitStatus.REVERSED:
        effect = payment.reversal_answered(key, True, answered, today=today)
    else:
        booked = body.status is DebitStatus.DONE
        effect = payment.status_answered(key, booked, answered, today=today)
    return _noted(effect, message, payment.voucher_of(key), today)


def _status_open(key: TradeKey, envelope: Envelope, answered: Answered, today: date) -> Effect:
    """The network cannot say. What it has never seen although it had taken our message, and whose
    day is cut, was in none of that day's lists and will not be debited any more: it ends. Before
    the cut it is asked to be reversed."""
    network_day = max(work_date() or today, today)
    if outcome_of(answered.code) is not Outcome.UNSEEN:
        return payment.status_open(
            key, unseen=False, patience=_ASKS_BEFORE_REVERSAL, today=network_day
        )
    if not _asked_in_time(key, envelope):
        return Effect.LEFT_OPEN
    if key.entrust_on < (work_date() or key.entrust_on):
        return payment.status_answered(key, False, answered, today=today)
    return payment.status_open(key, unseen=True, patience=0, today=network_day)


def _asked_in_time(key: TradeKey, envelope: Envelope) -> bool:
    """Whether the question answered was one that could not overtake the instruction: the network
    had accepted that before we asked."""
    taken_at = payment.instruction_taken_at(key)
    asked = sent_under(PARTY, envelope.msg_ref)
    return asked is not None and taken_at is not None and taken_at < asked.created_at


def _reversal_answered(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: ReversalAnswer = envelope.body  # type: ignore[assignment]
    effect = payment.reversal_answered(
        _key(body.key),
        body.verdict is not ReversalVerdict.TOO_LATE,
        Answered(f"2021-{body.verdict.value}", _words(body.note)),
        today=today,
    )
    return _noted(effect, message, payment.voucher_of(_key(body.key)), today)


def _noted(effect: Effect, message: ToHandle, voucher_no: str, today: date) -> str:
    if effect is Effect.CONTRADICTS:
        treasury.note_difference(
            DifferenceKind.ANSWER_CONTRADICTS, message.id, 0, voucher_no, today=today
        )
    return effect.value


def _agreement_answered(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: AgreementAnswer = envelope.body  # type: ignore[assignment]
    passed = body.verdict is AgreementVerdict.PASSED
    words = _words(body.note)
    if body.action is AgreementAction.REVOKE:
        return payment.revocation_answered(body.agreement_no, words, today=today)
    return payment.agreement_answered(body.agreement_no, passed, words, today=today)


def _session_came(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: SessionPack = envelope.body  # type: ignore[assignment]
    lines = [
        _booking(number, debit)
        for number, debit in enumerate(body.debits, start=1)
        if debit.status in _BOOKED
    ]
    treasury.keep_pack(
        message.id,
        PackCame(
            list_kind="3122",
            tax_office=body.tax_office_code,
            day=body.checked_on,
            list_no=body.session_no,
            pack_count=body.pack_count,
            pack_number=body.pack_number,
            rows=len(body.debits),
            fen=body.pack_fen,
            all_rows=body.total_count,
            all_fen=body.total_fen,
        ),
    )
    moved = treasury.take_bookings(message.id, lines, check_on=body.checked_on, today=today)
    return f"{len(lines)} lines, {moved} moved"


_BOOKED = {
    DebitStatus.DONE: "BOOKED",
    DebitStatus.REFUSED: "FAILED",
    DebitStatus.REVERSED: "REVERSED",
}


def _booking(number: int, debit: SessionDebit) -> BookingLine:
    return BookingLine(
        line=number,
        voucher_no=debit.receipt_no,
        amount_fen=debit.amount_fen,
        status=_BOOKED[debit.status],
        debited_on=debit.debited_on,
        words=_words(debit.note),
    )


def _receipts_came(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: ReceiptsPack = envelope.body  # type: ignore[assignment]
    lines = _receipt_lines(body)
    treasury.keep_pack(
        message.id,
        PackCame(
            list_kind="3126",
            tax_office=body.tax_office_code,
            day=body.received_on,
            list_no=body.pack_no,
            pack_count=body.pack_count,
            pack_number=body.pack_number,
            rows=len(body.vouchers),
            fen=sum(voucher.amount_fen for voucher in body.vouchers),
        ),
    )
    cleared = treasury.take_receipts(message.id, lines, received_on=body.received_on, today=today)
    return f"{len(lines)} receipts of {len(body.vouchers)} vouchers, {cleared} cleared"


def _receipt_lines(pack: ReceiptsPack) -> list[ReceiptLine]:
    """One line a receipt: a receipt of several premiums comes as several vouchers of one number,
    which together are what was paid."""
    lines: dict[tuple[str, str], ReceiptLine] = {}
    for number, voucher in enumerate(pack.vouchers, start=1):
        if voucher.kind is not VoucherKind.RECEIPT:
            continue
        treasury_code = int(voucher.treasury_code)
        key = (voucher.voucher_no, voucher.treasury_code)
        first = lines.get(key) or ReceiptLine(number, treasury_code, voucher.voucher_no, 0)
        lines[key] = replace(first, amount_fen=first.amount_fen + voucher.amount_fen)
    return list(lines.values())


def _work_date_moved(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: WorkDateChange = envelope.body  # type: ignore[assignment]
    treasury.move_work_date(body.work_date)
    return f"work date {body.work_date}"


def _general_answer_came(message: ToHandle, envelope: Envelope, today: date) -> str:
    """The network did not take a message of ours. For a debit that leaves the outcome open: it is
    asked after; the rest is for the operator."""
    body: GeneralAnswer = envelope.body  # type: ignore[assignment]
    about = sent_under(PARTY, envelope.msg_ref)
    _log.warning("the network answered %s to %s", body.result, envelope.msg_ref)
    if about is not None and about.topic == "1001":
        payment.lose_sight_of(about.record_id, today=today)
    return f"{body.result} {_words(body.note)}"


def _words(note: str | None) -> str:
    """Others' words as they are kept in the open; the message itself stays sealed."""
    return masked(note or "")


def _key(key: TransactionKey) -> TradeKey:
    return TradeKey(key.tax_office_code, key.entrusted_on, key.transaction_no)


_ACTS: dict[type[Any], Callable[[ToHandle, Envelope, date], str]] = {
    DebitAnswer: _debit_answered,
    StatusAnswer: _status_answered,
    ReversalAnswer: _reversal_answered,
    AgreementAnswer: _agreement_answered,
    SessionPack: _session_came,
    ReceiptsPack: _receipts_came,
    WorkDateChange: _work_date_moved,
    GeneralAnswer: _general_answer_came,
}


def handle_waiting(most: int, *, today: date) -> int:
    """Handle what is due in the inbox; how many messages were taken up."""
    taken = messages.take_incoming([PARTY], most)
    for message in taken:
        _handle_or_leave(message, today)
    return len(taken)


def _handle_or_leave(message: ToHandle, today: date) -> None:
    try:
        outcome = handle(message, today=today)
    except Refusal as why:
        _log.warning("%s %s not handled: %s", message.topic, message.message_key, why)
        messages.mark_unhandled(message, str(why))
    except Exception as why:
        # Whatever it is, it must not keep the messages behind it waiting. Only where it happened
        # is told: the error's own words may hold what the message says.
        trace = "".join(traceback.format_tb(why.__traceback__))
        _log.error("%s not handled: %s\n%s", message.id, type(why).__name__, trace)
        messages.mark_unhandled(message, type(why).__name__)
    else:
        messages.mark_handled(message.id, outcome)

"""2001, 9004, 2021: what became of a debit."""

from datetime import date

from openlevy.gateways.treasury.codec import (
    DebitAnswer,
    DebitStatus,
    Envelope,
    Outcome,
    ReversalAnswer,
    ReversalVerdict,
    StatusAnswer,
    outcome_of,
)
from openlevy.gateways.treasury.cut import cut_since_taken
from openlevy.gateways.treasury.handlers.said import key_of, noted, words
from openlevy.gateways.treasury.nodes import PARTY
from openlevy.messages.queries import sent_under
from openlevy.messages.services import ToHandle
from openlevy.payment import services as payment
from openlevy.payment.rules import Answer
from openlevy.payment.services import Answered, Effect, TradeKey
from openlevy.treasury import services as treasury
from openlevy.treasury.states import DifferenceKind

_ASKS_BEFORE_REVERSAL = 3


def debit_answered(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: DebitAnswer = envelope.body  # type: ignore[assignment]
    ours = payment.voucher_of(key_of(body.key))
    if body.receipt_no != ours:
        # It cannot end this debit, whatever it says; the network is asked what became of it.
        treasury.note_difference(DifferenceKind.VOUCHER_DIFFERS, message.id, 0, ours, today=today)
        return _debit_left_open(body, today).value
    says = _SAYS.get(outcome_of(body.result), Answer.UNKNOWN)
    effect = payment.answer_arrived(
        key_of(body.key),
        says,
        Answered(body.result, words(body.note), body.debited_on),
        today=today,
    )
    return noted(effect, message, body.receipt_no, today)


def _debit_left_open(body: DebitAnswer, today: date) -> Effect:
    answered = Answered(body.result, words(body.note))
    return payment.answer_arrived(key_of(body.key), Answer.UNKNOWN, answered, today=today)


_SAYS = {Outcome.DONE: Answer.DONE, Outcome.REFUSED: Answer.REFUSED}


def status_answered(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: StatusAnswer = envelope.body  # type: ignore[assignment]
    key = TradeKey(body.tax_office_code, body.entrusted_on, body.transaction_no)
    # A day is told of what was booked: that of the list it is in.
    answered = Answered(body.result, words(body.note), body.checked_on)
    if body.status is None or body.status is DebitStatus.RECEIVED:
        return _status_open(key, envelope, answered, today).value
    if body.status is DebitStatus.REVERSED:
        effect = payment.reversal_answered(key, True, answered, today=today)
    else:
        booked = body.status is DebitStatus.DONE
        effect = payment.status_answered(key, booked, answered, today=today)
    return noted(effect, message, payment.voucher_of(key), today)


def _status_open(key: TradeKey, envelope: Envelope, answered: Answered, today: date) -> Effect:
    """The network cannot say. What it has never seen although it had taken our message, and whose
    day is cut, was in none of that day's lists and will not be debited any more: it ends. Before
    the cut it is asked to be reversed."""
    unseen = outcome_of(answered.code) is Outcome.UNSEEN
    if unseen and not _asked_in_time(key, envelope):
        return Effect.LEFT_OPEN
    if not cut_since_taken(key):
        patience = 0 if unseen else _ASKS_BEFORE_REVERSAL
        return payment.status_open(key, unseen=unseen, patience=patience, today=today)
    return (
        payment.status_answered(key, False, answered, today=today) if unseen else Effect.LEFT_OPEN
    )


def _asked_in_time(key: TradeKey, envelope: Envelope) -> bool:
    """Whether the question answered was one that could not overtake the instruction: the network
    had accepted that before we asked."""
    taken_at = payment.instruction_taken_at(key)
    asked = sent_under(PARTY, envelope.msg_ref)
    return asked is not None and taken_at is not None and taken_at < asked.created_at


def reversal_answered(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: ReversalAnswer = envelope.body  # type: ignore[assignment]
    effect = payment.reversal_answered(
        key_of(body.key),
        body.verdict is not ReversalVerdict.TOO_LATE,
        Answered(f"2021-{body.verdict.value}", words(body.note)),
        today=today,
    )
    return noted(effect, message, payment.voucher_of(key_of(body.key)), today)

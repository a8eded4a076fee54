"""Inbox row → service: what each of the network's messages does here.

A message may be handled twice (a kill between the effect and the mark): every service called here
makes the second time change nothing.
"""

import logging
import traceback
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from openlevy.gateways.treasury.codec import (
    AgreementAnswer,
    AgreementRequest,
    DebitAnswer,
    Envelope,
    GeneralAnswer,
    MessageUnreadable,
    ReceiptsPack,
    ReversalAnswer,
    SessionPack,
    StatusAnswer,
    WorkDateChange,
    decode,
)
from openlevy.gateways.treasury.handlers import debits, lists, notices
from openlevy.gateways.treasury.nodes import PARTY, their_verifier
from openlevy.gateways.treasury.reception import is_strangers
from openlevy.gateways.treasury.signing import SignatureMissing, SignatureWrong, verify
from openlevy.kernel.errors import Refusal
from openlevy.messages import services as messages
from openlevy.messages.services import ToHandle

LISTS = ("3122", "3126")
"""The topics of the network's lists."""
_log = logging.getLogger(__name__)


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
    try:
        envelope = decode(document)
    except MessageUnreadable as fault:
        return notices.could_not_be_read(message, fault, today)
    act = _ACTS.get(type(envelope.body))
    return act(message, envelope, today) if act else "kept: nothing follows from it here"


def _not_believed(message: ToHandle, why: str) -> str:
    """Kept and answered, never acted upon."""
    notices.complain(message)
    return f"refused: {why}"


_ACTS: dict[type[Any], Callable[[ToHandle, Envelope, date], str]] = {
    DebitAnswer: debits.debit_answered,
    StatusAnswer: debits.status_answered,
    ReversalAnswer: debits.reversal_answered,
    AgreementAnswer: notices.agreement_answered,
    AgreementRequest: notices.agreement_told,
    SessionPack: lists.session_came,
    ReceiptsPack: lists.receipts_came,
    WorkDateChange: notices.work_date_moved,
    GeneralAnswer: notices.general_answer_came,
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

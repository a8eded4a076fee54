"""9114, 9115, 9101, 9120: agreements, the work date, and what the network did not take."""

import logging
from datetime import date

from openlevy.gateways.treasury.codec import (
    AgreementAction,
    AgreementAnswer,
    AgreementRequest,
    AgreementVerdict,
    Envelope,
    GeneralAnswer,
    MessageUnreadable,
    WorkDateChange,
)
from openlevy.gateways.treasury.codec.results import NOT_TAKEN
from openlevy.gateways.treasury.from_banks import told_in
from openlevy.gateways.treasury.handlers.said import words
from openlevy.gateways.treasury.nodes import PARTY
from openlevy.gateways.treasury.reception import UNREADABLE
from openlevy.messages import services as messages
from openlevy.messages.queries import sent_under
from openlevy.messages.services import ToHandle
from openlevy.payment import services as payment
from openlevy.treasury import services as treasury
from openlevy.treasury.states import DifferenceKind

UNREAD = ("9120", UNREADABLE)
"""What is not answered: a general answer, or it would never end; what does not say who asks."""
_log = logging.getLogger(__name__)
_VERIFY = "9114"


def agreement_answered(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: AgreementAnswer = envelope.body  # type: ignore[assignment]
    passed = body.verdict is AgreementVerdict.PASSED
    told = words(body.note)
    if body.action is AgreementAction.REVOKE:
        return payment.revocation_answered(body.agreement_no, told, today=today)
    return payment.agreement_answered(body.agreement_no, passed, told, today=today)


def agreement_told(message: ToHandle, envelope: Envelope, today: date) -> str:
    """A bank tells of an agreement signed or ended with it; whatever comes of it, it is answered,
    and a message that comes again under another MsgID is too."""
    body: AgreementRequest = envelope.body  # type: ignore[assignment]
    why = payment.told_by_bank(told_in(body), today=today)
    messages.enqueue(party=PARTY, topic="9115", payer_id=0, record_id=message.id)
    return f"refused: {why}" if why else "taken"


def work_date_moved(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: WorkDateChange = envelope.body  # type: ignore[assignment]
    treasury.move_work_date(body.work_date)
    return f"work date {body.work_date}"


def general_answer_came(message: ToHandle, envelope: Envelope, today: date) -> str:
    """The network did not take a message of ours. For a debit that leaves the outcome open: it is
    asked after. An agreement that it cannot read will not be verified however often it is asked;
    the rest is for the operator."""
    body: GeneralAnswer = envelope.body  # type: ignore[assignment]
    about = sent_under(PARTY, envelope.msg_ref)
    _log.warning("the network answered %s to %s", body.result, envelope.msg_ref)
    if about is not None and about.topic == "1001":
        payment.lose_sight_of(about.record_id, today=today)
    if about is not None and about.topic == _VERIFY and body.result in NOT_TAKEN:
        payment.agreement_not_taken(about.record_id, words(body.note), today=today)
    return f"{body.result} {words(body.note)}"


def could_not_be_read(message: ToHandle, fault: MessageUnreadable, today: date) -> str:
    """The network has signed it and we cannot read it: it is told so, and an officer has it as a
    difference, since what the message was to prove is missing."""
    treasury.note_difference(DifferenceKind.MESSAGE_UNREADABLE, message.id, 0, "", today=today)
    complain(message)
    return f"refused: {fault.reason} at {fault.tag or '-'}"


def complain(message: ToHandle) -> None:
    """Answer by 9120 that the message was not taken, once."""
    if message.topic not in UNREAD:
        messages.enqueue(party=PARTY, topic="9120", payer_id=0, record_id=message.id)

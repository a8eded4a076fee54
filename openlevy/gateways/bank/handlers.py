"""The bank's answers take their effect, each once."""

import logging
from datetime import date

from django.db import transaction

from openlevy.access.services import CARD_PARTY, bank_answered
from openlevy.gateways.bank.codec import Answer, decode
from openlevy.gateways.bank.delivery import asked_by
from openlevy.gateways.signed import Signed
from openlevy.messages import services as messages
from openlevy.messages.queries import sent_under
from openlevy.messages.services import ToHandle

_log = logging.getLogger(__name__)


def handle_waiting(most: int, *, today: date) -> int:
    """Handle what is due in the inbox; how many answers were taken up."""
    taken = messages.take_incoming([CARD_PARTY], most)
    for message in taken:
        _handle_or_leave(message, today)
    return len(taken)


def _handle_or_leave(message: ToHandle, today: date) -> None:
    try:
        with transaction.atomic():
            messages.mark_handled(message.id, _handle(message, today))
    except Exception as why:
        # It must not keep the answers behind it waiting; its own words may hold a person's.
        _log.error("card proof answer %s not handled: %s", message.id, type(why).__name__)
        messages.mark_unhandled(message, type(why).__name__)


def _handle(message: ToHandle, today: date) -> str:
    answer: Answer = decode(Signed.from_wire(message.wire).body)
    asked = sent_under(CARD_PARTY, answer.question)
    if asked is None:
        return "no question of ours"
    decided = bank_answered(
        asked.payer_id,
        asked.record_id,
        asked=asked_by(asked.topic),
        differs=answer.differs,
        today=today,
    )
    if not decided:
        return "decided before"
    return f"differs: {' '.join(answer.differs)}" if answer.differs else "matches"

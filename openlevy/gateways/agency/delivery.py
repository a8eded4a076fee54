"""The outgoing station: lease, compose, keep, send, mark; the same bytes until they are taken."""

import logging

from openlevy.gateways.agency.compose import NothingToSay, compose
from openlevy.gateways.agency.payments import tells_of_payments
from openlevy.gateways.agency.questions import asks
from openlevy.gateways.agency.reception import PARTY
from openlevy.gateways.agency.transport import FEEDBACK, PAYMENTS, QUESTIONS, NotAccepted, send
from openlevy.kernel.errors import Refusal
from openlevy.messages import services as messages
from openlevy.messages.services import ToSend

_log = logging.getLogger(__name__)


def deliver(most: int) -> int:
    """Send what is due; how many messages were taken up."""
    taken = messages.take_outgoing([PARTY], most)
    for message in taken:
        _deliver(message)
    return len(taken)


def _deliver(message: ToSend) -> None:
    to = _address(message.topic)
    try:
        send(message.wire or _compose(message), to)
    except NothingToSay as why:
        messages.mark_dropped(message.id, f"there is nothing to say of {why}")
    except (NotAccepted, Refusal) as why:
        _log.warning("%s on %s not sent: %s", to, message.record_id, why)
        messages.mark_unsent(message, str(why))
    else:
        messages.mark_sent(message.id)


def _address(topic: str) -> str:
    if asks(topic):
        return QUESTIONS
    return PAYMENTS if tells_of_payments(topic) else FEEDBACK


def _compose(message: ToSend) -> bytes:
    key, wire = compose(message)
    return messages.keep_composed(message, message_key=key, wire=wire)

"""The outgoing station: lease, compose, keep, send, mark; the same bytes until they are taken."""

import logging
from datetime import date

from openlevy.gateways.treasury.codec import MessageUnwritable
from openlevy.gateways.treasury.compose import NothingToSay, compose
from openlevy.gateways.treasury.nodes import PARTY
from openlevy.gateways.treasury.transport import NotAccepted, send
from openlevy.messages import services as messages
from openlevy.messages.services import ToSend

_log = logging.getLogger(__name__)


def deliver(most: int, *, today: date) -> int:
    """Send what is due; how many messages were taken up."""
    taken = messages.take_outgoing([PARTY], most)
    for message in taken:
        _deliver(message, today)
    return len(taken)


def _deliver(message: ToSend, today: date) -> None:
    try:
        send(message.wire or _compose(message, today))
    except NothingToSay as why:
        messages.mark_dropped(message.id, str(why))
    except (NotAccepted, MessageUnwritable) as why:
        _log.warning("%s %s not sent: %s", message.topic, message.record_id, why)
        messages.mark_unsent(message, str(why))
    else:
        messages.mark_sent(message.id)


def _compose(message: ToSend, today: date) -> bytes:
    key, wire = compose(message, today=today)
    return messages.keep_composed(message, message_key=key, wire=wire)

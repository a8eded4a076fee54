"""The outgoing station: lease, compose, keep, send, mark; the same bytes until they are taken."""

import logging
import time
import traceback
from datetime import date

from openlevy.gateways.treasury.codec import MessageUnwritable
from openlevy.gateways.treasury.compose import AfterTheCut, NothingToSay, compose, require_due
from openlevy.gateways.treasury.nodes import PARTY
from openlevy.gateways.treasury.transport import SECONDS, NotAccepted, send
from openlevy.kernel.errors import Refusal
from openlevy.messages import services as messages
from openlevy.messages.services import ToSend
from openlevy.payment.services import reversal_given_up

_log = logging.getLogger(__name__)


_SECONDS_OF_A_LEASE = messages.LEASE_SECONDS - SECONDS
"""After so long nothing more of a batch is sent: somebody else may have taken the rest."""


def deliver(most: int, *, today: date) -> int:
    """Send what is due; how many messages were taken up."""
    until = time.monotonic() + _SECONDS_OF_A_LEASE
    taken = messages.take_outgoing([PARTY], most)
    for message in taken:
        if time.monotonic() > until:
            break
        _deliver(message, today)
    return len(taken)


def _deliver(message: ToSend, today: date) -> None:
    try:
        if message.wire is not None:
            require_due(message, today=today)
        send(message.wire or _compose(message, today))
    except AfterTheCut as why:
        reversal_given_up(message.record_id, today=today)
        messages.mark_dropped(message.id, str(why))
    except NothingToSay as why:
        messages.mark_dropped(message.id, str(why))
    except (NotAccepted, MessageUnwritable, Refusal) as why:
        _log.warning("%s %s not sent: %s", message.topic, message.record_id, why)
        messages.mark_unsent(message, str(why))
    except Exception as why:
        # Whatever it is, it must not keep the messages behind it waiting. Only where it happened
        # is told: the error's own words may hold what the message says.
        trace = "".join(traceback.format_tb(why.__traceback__))
        name = type(why).__name__
        _log.error("%s %s not sent: %s\n%s", message.topic, message.record_id, name, trace)
        messages.mark_unsent(message, name)
    else:
        messages.mark_sent(message.id)


def _compose(message: ToSend, today: date) -> bytes:
    key, wire = compose(message, today=today)
    return messages.keep_composed(message, message_key=key, wire=wire)

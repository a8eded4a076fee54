"""The outgoing station: lease, compose, keep, send, mark; the same bytes until they are taken."""

import http
import logging
import time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from openlevy.access.queries import CardQuestion, card_question
from openlevy.access.services import CARD_PARTY, CARD_TOPIC
from openlevy.gateways.bank.codec import Question, encode
from openlevy.gateways.posting import SECONDS, NotAccepted, post
from openlevy.gateways.signed import Signed, signed_by_us
from openlevy.kernel.errors import Refusal
from openlevy.messages import services as messages
from openlevy.messages.services import ToSend

_log = logging.getLogger(__name__)
_BEIJING = ZoneInfo("Asia/Shanghai")
_NUMBERS = 10**12
_SECONDS_OF_A_LEASE = messages.LEASE_SECONDS - SECONDS


class NothingToAsk(Exception):
    """It is answered, another was asked since, or it was forgotten."""


def deliver(most: int) -> int:
    """Send what is due; how many questions were taken up."""
    until = time.monotonic() + _SECONDS_OF_A_LEASE
    taken = messages.take_outgoing([CARD_PARTY], most)
    for message in taken:
        if time.monotonic() > until:
            break
        _deliver(message)
    return len(taken)


def asked_by(topic: str) -> int:
    """Which question of its proof a message is."""
    return int(topic.removeprefix(f"{CARD_TOPIC}:"))


def _deliver(message: ToSend) -> None:
    try:
        wire = _wire(message)
        answer = post(settings.OPENLEVY_CARD_PROOF_URL, Signed.from_wire(wire))
        if answer.status != http.HTTPStatus.ACCEPTED:
            raise NotAccepted(f"answered {answer.status}")
    except NothingToAsk:
        messages.mark_dropped(message.id, "nothing to ask")
        messages.forget_sent(CARD_PARTY, [message.record_id])
    except (NotAccepted, Refusal) as why:
        _log.warning("card proof %s not asked: %s", message.record_id, why)
        messages.mark_unsent(message, str(why))
    else:
        messages.mark_sent(message.id)


def _wire(message: ToSend) -> bytes:
    """The bytes of every try. Composed before or not, they go out only while the question stands:
    the card of a proof that is over must not be told weeks later."""
    asked = card_question(message.payer_id, message.record_id, asked_by(message.topic))
    wire = asked and (message.wire or _compose(message, asked))
    if not wire:
        raise NothingToAsk
    return wire


def _compose(message: ToSend, asked: CardQuestion) -> bytes:
    made_at = timezone.now().astimezone(_BEIJING)
    number = f"{made_at:%Y%m%d%H%M%S}{message.id % _NUMBERS:012d}"
    question = Question(
        node=settings.OPENLEVY_NODE,
        number=number,
        made_at=made_at,
        name=asked.name,
        id_type=asked.id_type,
        id_no=asked.id_no,
        card_no=asked.card_no,
        phone=asked.phone,
    )
    wire = signed_by_us(encode(question)).wire
    return messages.keep_composed(message, message_key=number, wire=wire)

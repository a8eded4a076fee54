"""Outbox row → the bytes to be sent, signed: the feedback that was settled when its package was
handled, what was paid, or what two agencies do not agree on."""

from zoneinfo import ZoneInfo

from django.utils import timezone

from openlevy.gateways.agency.codec import number_of
from openlevy.gateways.agency.payments import payments_body, tells_of_payments
from openlevy.gateways.agency.questions import asks, questions_body
from openlevy.gateways.signed import signed_by_us
from openlevy.messages.queries import result_of
from openlevy.messages.services import ToSend

_BEIJING = ZoneInfo("Asia/Shanghai")


class NothingToSay(Exception):
    """No answer was kept for the package, nothing was paid, or the question has been answered."""


def compose(message: ToSend) -> tuple[str, bytes]:
    """The message's number and its signed bytes. Every sending of it has the same body.

    Raises:
        NothingToSay
        NodeKeyMissing, NodeKeyExposed, NodeKeyDamaged, NodeKeysDiffer: it cannot be signed now.
    """
    made_at = timezone.now().astimezone(_BEIJING)
    if tells_of_payments(message.topic):
        body = payments_body(message, made_at=made_at)
    elif asks(message.topic):
        body = questions_body(message, made_at=made_at)
    else:
        body = result_of(message.record_id)
    if body is None:
        raise NothingToSay(message.record_id)
    return number_of(body), signed_by_us(body).wire

"""Outbox row → feedback: the bytes that were settled when the package was handled, signed."""

from openlevy.gateways.agency.codec import number_of
from openlevy.gateways.agency.signed import signed_by_us
from openlevy.messages.queries import result_of
from openlevy.messages.services import ToSend


class NothingToSay(Exception):
    """No answer was kept for the package."""


def compose(message: ToSend) -> tuple[str, bytes]:
    """The feedback's number and its signed bytes. Every sending of it has the same body.

    Raises:
        NothingToSay
        NodeKeyMissing, NodeKeyExposed, NodeKeyDamaged, NodeKeysDiffer: it cannot be signed now.
    """
    body = result_of(message.record_id)
    if body is None:
        raise NothingToSay(message.record_id)
    return number_of(body), signed_by_us(body).wire

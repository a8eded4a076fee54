"""The agencies, as HTTP: one POST a message, ``202`` means taken. Never inside a transaction."""

import http

from django.conf import settings

from openlevy.gateways.posting import NotAccepted, post
from openlevy.gateways.signed import Signed

FEEDBACK, PAYMENTS, QUESTIONS = "feedback", "payments", "questions"

__all__ = ["FEEDBACK", "PAYMENTS", "QUESTIONS", "NotAccepted", "send"]


def send(wire: bytes, to: str = FEEDBACK) -> None:
    """Hand the bytes over.

    Args:
        to: below the configured address, by what the message is.

    Raises:
        NotAccepted: anything but 202; the very same bytes are to be sent again.
    """
    answer = post(f"{settings.OPENLEVY_AGENCY_URL}/{to}", Signed.from_wire(wire))
    if answer.status != http.HTTPStatus.ACCEPTED:
        raise NotAccepted(f"answered {answer.status}")

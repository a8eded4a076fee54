"""The agencies, as HTTP: one POST a message, ``202`` means taken. Never inside a transaction."""

import http.client
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings

from openlevy.gateways.agency.signed import Signed

SECONDS = 10
FEEDBACK, PAYMENTS = "feedback", "payments"


class NotAccepted(Exception):
    """The agency did not take the message, or it is not known whether it did. Says the status and
    nothing of the answer, which may repeat what the message says about people."""


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """A message goes where it is configured to go: people's data follow no redirection."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


# The proxy of the machine's user has no business between the agencies and us.
_open = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoDetours).open


def send(wire: bytes, to: str = FEEDBACK) -> None:
    """Hand the bytes over.

    Args:
        to: below the configured address, by what the message is.

    Raises:
        NotAccepted: anything but 202; the very same bytes are to be sent again.
    """
    signed = Signed.from_wire(wire)
    request = urllib.request.Request(  # noqa: S310 (the settings allow http and https only)
        f"{settings.OPENLEVY_AGENCY_URL}/{to}",
        data=signed.body,
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "X-Signature": signed.signature.decode("ascii"),
        },
        method="POST",
    )
    try:
        with _open(request, timeout=SECONDS) as answer:
            status = answer.status
    except urllib.error.HTTPError as error:
        error.close()
        raise NotAccepted(f"answered {error.code}") from None
    except (OSError, http.client.HTTPException) as error:
        raise NotAccepted(type(error).__name__) from None
    if status != http.HTTPStatus.ACCEPTED:
        raise NotAccepted(f"answered {status}")

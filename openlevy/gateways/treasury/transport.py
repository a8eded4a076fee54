"""The network, as HTTP: one POST a message, ``202`` means taken. Never inside a transaction."""

import contextlib
import http.client
import urllib.error
import urllib.request

from django.conf import settings

SECONDS = 10
# The proxy of the machine's user has no business between the treasury and us.
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


class NotAccepted(Exception):
    """The network did not take the message, or it is not known whether it did."""


def send(wire: bytes) -> None:
    """Hand the bytes over.

    Raises:
        NotAccepted: anything but 202; the very same bytes are to be sent again.
    """
    request = urllib.request.Request(  # noqa: S310 (the settings allow http and https only)
        f"{settings.OPENLEVY_TREASURY_URL}/messages",
        data=wire,
        headers={"Content-Type": "application/xml; charset=GBK"},
        method="POST",
    )
    try:
        with _open(request, timeout=SECONDS) as answer:
            if answer.status != http.HTTPStatus.ACCEPTED:
                raise NotAccepted(f"answered {answer.status}")
    except urllib.error.HTTPError as error:
        raise NotAccepted(f"answered {error.code}: {_reason(error)}") from None
    except (OSError, http.client.HTTPException) as error:
        raise NotAccepted(f"{type(error).__name__}: {error}") from None


def _reason(error: urllib.error.HTTPError) -> str:
    """The network's sentence, as far as it came."""
    with error, contextlib.suppress(OSError, http.client.HTTPException):
        return error.read(500).decode("utf-8", "replace")
    return ""

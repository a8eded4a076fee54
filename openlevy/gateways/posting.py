"""One signed body posted over HTTP, and the answer to it. Never inside a transaction."""

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from openlevy.gateways.signed import Signed

SECONDS = 10
MOST_ANSWER = 64 * 1024


class NotAccepted(Exception):
    """The party did not take the message, or it is not known whether it did. Says the status and
    nothing of the answer, which may repeat what the message says about people."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the party said: the status, and what it may have signed."""

    status: int
    signed: Signed


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """A message goes where it is configured to go: people's data follow no redirection."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


# The proxy of the machine's user has no business between the other party and us.
_open = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoDetours).open


def post(address: str, signed: Signed) -> Answer:
    """Hand the body over, with its signature in the header ``X-Signature``.

    Raises:
        NotAccepted: there was no answer.
    """
    request = urllib.request.Request(  # noqa: S310 (the settings allow http and https only)
        address,
        data=signed.body,
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "X-Signature": signed.signature.decode("ascii"),
        },
        method="POST",
    )
    try:
        with _open(request, timeout=SECONDS) as answer:
            return Answer(answer.status, Signed(b"", b""))
    except urllib.error.HTTPError as error:
        return _refusing(error)
    except (OSError, http.client.HTTPException) as error:
        raise NotAccepted(type(error).__name__) from None


def _refusing(error: urllib.error.HTTPError) -> Answer:
    """An answer beside 2xx, with as much of its body as one of ours may have."""
    with error:
        try:
            body = error.read(MOST_ANSWER)
        except (OSError, http.client.HTTPException):
            body = b""
        return Answer(error.code, Signed.received(body, error.headers.get("X-Signature", "")))

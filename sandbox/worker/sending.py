"""Posting to the product: the same bytes again and again until it says 202."""

import http.client
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import transaction

from sandbox import config, keys, store
from sandbox.banks import cards
from sandbox.network import post
from sandbox.store import Row
from sandbox.vault import vault

_LEASE_SECONDS = 30
_PAUSES = (0.3, 0.6, 1, 2, 3)
_FOR_GOOD = (400, 403, 413)
"""Answers that sending again would not change."""


class Parcel(NamedTuple):
    """What is posted, and where."""

    path: str
    content: bytes
    headers: dict[str, str]


def send_next() -> bool:
    """Posts the next delivery that is due; whether there was one.

    It is leased first, in a transaction of its own, so that no transaction waits for the network;
    a process killed in between leaves it to be posted again when the next one starts.
    """
    delivery = _leased()
    if delivery is None:
        return False
    status, fault = _posted(_parcel(delivery))
    if status == http.client.ACCEPTED:
        state = "delivered"
    else:
        state = "refused" if status in _FOR_GOOD else "waiting"
    store.execute(
        "UPDATE delivery SET state = %s, status = %s, fault = %s,"
        " delivered_at = CASE WHEN %s = 'delivered' THEN now() END,"
        " next_at = now() + make_interval(secs => %s) WHERE id = %s AND state = 'waiting'",
        state, status, fault[:500], state, _pause(delivery["attempts"]), delivery["id"],
    )  # fmt: skip
    return True


def release() -> None:
    """Makes all that waits due at once, for a process that starts: there is one at a time, and the
    one before it may have been killed with deliveries in hand."""
    store.execute("UPDATE delivery SET next_at = now() WHERE state = 'waiting'")


@transaction.atomic
def _leased() -> Row | None:
    return store.first(
        "UPDATE delivery SET attempts = attempts + 1,"
        " next_at = now() + make_interval(secs => %s) WHERE id = ("
        "  SELECT id FROM delivery d WHERE state = 'waiting' AND next_at <= now()"
        "  AND (lane = '' OR NOT EXISTS (SELECT 1 FROM delivery e"
        "   WHERE e.lane = d.lane AND e.state = 'waiting' AND e.id < d.id))"
        "  ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)"
        " RETURNING id, message, package, card_proof, attempts",
        config.SEND_SECONDS + _LEASE_SECONDS,
    )  # fmt: skip


def _parcel(delivery: Row) -> Parcel:
    if delivery["message"] is not None:
        content = post.content_of(delivery["message"])
        headers = {"Content-Type": "application/xml; charset=GBK"}
        return Parcel("/exchange/treasury/messages", content, headers)
    if delivery["card_proof"] is not None:
        body = cards.answer_of(delivery["card_proof"])
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Signature": keys.service_signer("card-proofs").sign(body),
        }
        return Parcel("/exchange/bank/card-proofs", body, headers)
    package = store.one(
        "SELECT agency_code, body_sealed FROM package WHERE id = %s", delivery["package"]
    )
    body = vault().open(bytes(package["body_sealed"]))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Signature": keys.agency_signer(package["agency_code"]).sign(body),
    }
    return Parcel("/exchange/agency/packages", body, headers)


def _posted(parcel: Parcel) -> tuple[int | None, str]:
    """The status and the fault's words; None when there was no answer."""
    address = urlsplit(config.PRODUCT_URL)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=config.SEND_SECONDS)
    try:
        connection.request("POST", address.path + parcel.path, parcel.content, parcel.headers)
        answer = connection.getresponse()
        words = answer.read(2000).decode("utf-8", errors="replace")
        return answer.status, "" if answer.status == http.client.ACCEPTED else words
    except (TimeoutError, OSError, http.client.HTTPException) as error:
        return None, f"{type(error).__name__}: {error}"
    finally:
        connection.close()


def _pause(attempts: int) -> float:
    return _PAUSES[min(attempts, len(_PAUSES)) - 1]

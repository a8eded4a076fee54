"""Messages as rows: what came in, what goes out, what passes between the network and a bank."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from sandbox import config, keys, store
from sandbox.vault import vault
from sandbox.wire import body, codes, envelope, signature
from sandbox.wire.envelope import Head
from sandbox.wire.tree import Element

SEARCHED = ("PayAcct", "TaxPayCode", "TaxVouNo", "OriTaxVouNo", "ExpTaxVouNo", "ProtocolNo")
"""The fields by whose values a message can be found."""

_BEIJING = dt.timezone(dt.timedelta(hours=8))


def accept(content: bytes) -> int:
    """Stores what was posted to the network and returns the row's id.

    Raises:
        envelope.UnreadableEnvelope: nothing was stored.
        keys.ProductUnknown: the product's certificate is not there yet; to be sent again.
    """
    found = envelope.read(content)
    state = "missing"
    if found.signature:
        try:
            keys.verify_product(found.signed, found.signature)
            state = "valid"
        except signature.SignatureWrong:
            state = "wrong"
    return _insert("in", found.head, content, state, "new", found.body)


def send(
    number: str, values: Mapping[str, Any], *, reference: str = "", lane: str = "", on: dt.date
) -> int:
    """Signs a message to the product and queues it; part of the caller's transaction.

    Args:
        reference: the MsgID that is answered; its own when nothing is.
        lane: messages of one lane arrive in their order.
        on: the network's work date.
    """
    message = write("out", config.NODE, config.PRODUCT_NODE, number, values, reference, on)
    store.execute("INSERT INTO delivery (message, lane) VALUES (%s, %s)", message, lane)
    return message


def complain(head: Head, result: str, field: str, on: dt.date) -> None:
    """The general answer 9120 to a message that cannot be worked on."""
    values = {
        "OriMsgNo": head.number,
        "Result": result,
        "AddWord": codes.WORDS[result],
        "Information": field,
    }
    send("9120", {"MsgReturn9120": values}, reference=head.message_id, on=on)


def write(
    direction: str, source: str, destination: str, number: str,
    values: Mapping[str, Any], reference: str, on: dt.date,
) -> int:  # fmt: skip
    """Writes and keeps a message of ours, signed by the network."""
    message_id = _new_message_id()
    head = Head(source, destination, number, message_id, reference or message_id, f"{on:%Y%m%d}")
    element = body.write(number, values)
    signed = envelope.write(head, element)
    content = envelope.closed(signed, keys.network_signer().sign(signed))
    return _insert(direction, head, content, "own", "done", element)


def between(
    direction: str, bank: str, number: str, values: Mapping[str, Any], reference: str, on: dt.date
) -> None:
    """Keeps a message between the network and a bank of ours; it needs no delivery."""
    source, destination = config.NODE, bank
    if direction == "from_bank":
        source, destination = destination, source
    write(direction, source, destination, number, values, reference, on)


def values_of(message: int) -> body.Values:
    """A kept message's values; it was readable when it came."""
    found = envelope.read(content_of(message))
    return body.read(found.head.number, found.body)


def content_of(message: int) -> bytes:
    """A kept message's bytes as they travelled."""
    row = store.one("SELECT body_sealed FROM message WHERE id = %s", message)
    return vault().open(bytes(row["body_sealed"]))


def fingerprint(values: Mapping[str, Any]) -> bytes:
    """A keyed hash of a body: equal for equal content, whatever the head says."""
    return vault().digest(json.dumps(values, sort_keys=True, ensure_ascii=False))


@transaction.atomic
def _insert(
    direction: str, head: Head, content: bytes, signed: str, state: str, element: Element
) -> int:
    row = store.one(
        "INSERT INTO message (direction, number, message_id, reference, work_date, source,"
        " destination, body_sealed, size, signature, state)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id",
        direction, head.number, head.message_id, head.reference, head.work_date, head.source,
        head.destination, vault().seal(content), len(content), signed, state,
    )  # fmt: skip
    message = int(row["id"])
    digests = {vault().digest(value) for value in _searched(element)}
    store.insert_many(
        "INSERT INTO message_digest (digest, message) VALUES (%s, %s)",
        [(digest, message) for digest in digests],
    )
    return message


def _searched(element: Element) -> Iterator[str]:
    for child in element.children:
        if child.tag in SEARCHED and child.text:
            yield child.text
        yield from _searched(child)


def _new_message_id() -> str:
    number = store.one("SELECT nextval('message_number') AS number")["number"]
    return f"{dt.datetime.now(_BEIJING):%Y%m%d%H%M%S}{number:06d}"

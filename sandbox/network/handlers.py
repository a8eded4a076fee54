"""One message at a time, one transaction each: its effects, its answers, that it was handled."""

import logging
from collections.abc import Callable, Mapping

from django.db import InterfaceError, OperationalError, transaction

from sandbox import config, store
from sandbox.network import counters, debits, enquiries, post, proofs, reversals
from sandbox.network.day import work_date
from sandbox.store import Row
from sandbox.wire import body, codes, envelope
from sandbox.wire.body import Values
from sandbox.wire.envelope import Head
from sandbox.wire.pattern import MalformedMessage

_log = logging.getLogger(__name__)
_ATTEMPTS = 5

Handler = Callable[[int, Head, Values], None]
_HANDLERS: Mapping[str, Handler] = {
    "1001": debits.request,
    "1021": reversals.request,
    "9114": proofs.request,
    "9115": counters.answered,
    "9003": enquiries.status,
    "1024": enquiries.receipts,
}


def handle_next() -> bool:
    """Works on the oldest message that nobody works on; whether there was one."""
    message = None
    try:
        with transaction.atomic():
            message = store.first(
                "SELECT id, signature, attempts FROM message WHERE state = 'new'"
                " ORDER BY attempts, id LIMIT 1 FOR UPDATE SKIP LOCKED"
            )
            if message is None:
                return False
            note = _handle(message)
            store.execute(
                "UPDATE message SET state = 'done', note = %s WHERE id = %s", note, message["id"]
            )
    except (OperationalError, InterfaceError):
        raise  # the connection or the server: the row is as it was and will be taken again
    except Exception:
        if message is None:
            raise
        _log.exception("message %s", message["id"])
        _give_up_later(message)
    return True


def _handle(message: Row) -> str:
    """Does what the message asks; the note says why when it was not done."""
    found = envelope.read(post.content_of(message["id"]))
    head = found.head
    if head.number == "9120":
        return "对方通用应答"  # an answer to an answer would never end
    if message["signature"] != "valid":
        post.complain(head, codes.SIGNATURE_WRONG, "", work_date())
        return "签名错"
    try:
        if (head.source, head.destination) != (
            config.PRODUCT_NODE,
            config.NODE,
        ):
            raise MalformedMessage("SRC", "or DES is another node")
        if head.number not in _HANDLERS:
            raise MalformedMessage("MsgNo", "is not taken here")
        values = body.read(head.number, found.body)
    except MalformedMessage as fault:
        post.complain(head, codes.MALFORMED, fault.field, work_date())
        return f"报文错：{fault.field}"
    _HANDLERS[head.number](message["id"], head, values)
    return ""


def _give_up_later(message: Row) -> None:
    """Counts a failure that is a fault of ours; the last one is told by 90002."""
    last = message["attempts"] + 1 >= _ATTEMPTS
    store.execute(
        "UPDATE message SET attempts = attempts + 1, state = %s, note = '处理出错' WHERE id = %s",
        "failed" if last else "new", message["id"],
    )  # fmt: skip
    if last:
        head = envelope.read(post.content_of(message["id"])).head
        with transaction.atomic():
            post.complain(head, codes.SYSTEM_FAULT, "", work_date())

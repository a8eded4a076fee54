"""What has arrived on the invented phones and in the invented mailboxes."""

import hashlib

from django.db import IntegrityError, transaction

from sandbox import keys, store
from sandbox.phones import notices
from sandbox.phones.notices import EMAIL, SMS, Notice, NoticeUnreadable
from sandbox.store import Row
from sandbox.vault import vault

_SEGMENT = "154"
_MAILBOXES = ".example"


class Refused(Exception):
    """The notice will never be passed on; ``content`` and ``signed`` are the gateway's word."""

    def __init__(self, number: str, reason: str) -> None:
        super().__init__(reason)
        self.content = notices.refusal(number, reason)
        self.signed = keys.service_signer("notices").sign(self.content)


def take(content: bytes, signed: str) -> None:
    """Keeps a notice where it was sent to; the same one again changes nothing.

    Raises:
        NoticeUnreadable: no notice, or another under a number that was taken.
        SignatureWrong: not signed by the product.
        keys.ProductUnknown: its certificate is not there yet.
        Refused: there is no such phone or mailbox.
    """
    notice = notices.read(content)
    keys.verify_product(content, signed)
    if not _is_there(notice):
        raise Refused(notice.number, notices.UNKNOWN)
    digest = hashlib.sha256(content).digest()
    try:
        with transaction.atomic():
            store.execute(
                "INSERT INTO notice (node, number, content_hash, channel, to_digest, to_sealed,"
                " subject_sealed, text_sealed, valid_until)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                notice.node, notice.number, digest, notice.channel, vault().digest(notice.to),
                vault().seal(notice.to.encode()), vault().seal(notice.subject.encode()),
                vault().seal(notice.text.encode()), notice.valid_until,
            )  # fmt: skip
    except IntegrityError as error:
        known = store.one(
            "SELECT content_hash FROM notice WHERE node = %s AND number = %s",
            notice.node, notice.number,
        )  # fmt: skip
        if bytes(known["content_hash"]) != digest:
            raise NoticeUnreadable("the number is known with another content") from error


def arrived(query: str, before: int, size: int) -> list[Row]:
    """What arrived, newest first; ``query`` is a whole phone number or mailbox."""
    query = "".join(query.split())
    found = store.rows(
        "SELECT id, at, channel, to_sealed, subject_sealed, text_sealed, valid_until FROM notice"
        " WHERE (%s = '' OR to_digest = %s) AND (%s = 0 OR id < %s) ORDER BY id DESC LIMIT %s",
        query, vault().digest(query), before, before, size,
    )  # fmt: skip
    return [_opened(row) for row in found]


def _opened(row: Row) -> Row:
    names = ("to", "subject", "text")
    opened = {name: vault().open(bytes(row[f"{name}_sealed"])).decode() for name in names}
    rest = {name: value for name, value in row.items() if not name.endswith("_sealed")}
    return {**rest, **opened}


def _is_there(notice: Notice) -> bool:
    known = {SMS: notice.to.startswith(_SEGMENT), EMAIL: notice.to.endswith(_MAILBOXES)}
    return known[notice.channel]

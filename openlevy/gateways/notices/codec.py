"""Notice → bytes, and bytes → the gateway's refusal. Pure; ``docs/messages/notices.md``."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

FORMAT, REFUSAL_FORMAT = "openlevy.notice", "openlevy.notice.refusal"
VERSION = "1.0"
REASONS = ("address_unknown", "address_closed", "content_refused")

_NUMBER = re.compile(r"[0-9]{26}")
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Message:
    """One notice. ``number`` is ours, 26 digits; instants are Beijing time; ``subject`` is empty
    for a short text; after ``valid_until`` the gateway need not pass it on."""

    node: str
    number: str
    made_at: datetime
    channel: str
    to: str
    text: str
    subject: str = ""
    valid_until: datetime | None = None


class RefusalUnreadable(Exception):
    """The bytes are no refusal of a notice."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Which notice will never be passed on, and why: one of ``REASONS``."""

    number: str
    reason: str


def encode(message: Message) -> bytes:
    """The message's bytes; equal messages have equal bytes."""
    columns = {
        "format": FORMAT,
        "version": VERSION,
        "node": message.node,
        "number": message.number,
        "made_at": _instant(message.made_at),
        "channel": message.channel,
        "to": message.to,
        "valid_until": _instant(message.valid_until),
        "subject": message.subject if message.channel == "email" else "",
        "text": message.text,
    }
    told = {name: value for name, value in columns.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def decode_refusal(body: bytes) -> Refused:
    """The gateway's refusal.

    Raises:
        RefusalUnreadable: not one, or with a reason that is none of ours: then nothing is known.
    """
    if len(body) > _MOST_BYTES:
        raise RefusalUnreadable
    try:
        found = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise RefusalUnreadable from None
    if not isinstance(found, dict) or found.get("format") != REFUSAL_FORMAT:
        raise RefusalUnreadable
    version, number, reason = (found.get(name) for name in ("version", "number", "reason"))
    if not isinstance(version, str) or not re.fullmatch(r"1\.[0-9]{1,9}", version):
        raise RefusalUnreadable
    if not isinstance(number, str) or not _NUMBER.fullmatch(number) or reason not in REASONS:
        raise RefusalUnreadable
    return Refused(number, reason)


def _instant(at: datetime | None) -> str:
    return "" if at is None else f"{at:%Y%m%d%H%M%S}"

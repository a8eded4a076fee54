"""The gateway's reader of notices and writer of refusals: docs/messages/notices.md. Pure."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sandbox.wire.pattern import fits

MOST_BYTES = 16 * 1024
SMS, EMAIL = "sms", "email"
UNKNOWN = "address_unknown"
_MOST_WORDS = {SMS: 500, EMAIL: 2000}
_MOST_SUBJECT = 100
_HEAD = {
    "format": r"openlevy\.notice",
    "version": r"1\.\d{1,9}",
    "node": r"\d{12}",
    "number": r"\d{26}",
    "made_at": r"\d{14}",
    "channel": "sms|email",
}
_TO = {SMS: r"1[3-9]\d{9}", EMAIL: r"[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}"}


class NoticeUnreadable(ValueError):
    """The bytes are no notice, or contradict one that was taken before."""


@dataclass(frozen=True)
class Notice:
    """A notice as read. ``valid_until`` is None where it is always of use."""

    node: str
    number: str
    channel: str
    to: str
    subject: str
    text: str
    made_at: dt.datetime
    valid_until: dt.datetime | None


def read(content: bytes) -> Notice:
    """The notice in the bytes.

    Raises:
        NoticeUnreadable: see there.
    """
    found = _object(content)
    head = {name: _text(found, name, form) for name, form in _HEAD.items()}
    channel = head["channel"]
    subject = _words(found, "subject", _MOST_SUBJECT) if channel == EMAIL else ""
    if channel == SMS and found.get("subject"):
        raise NoticeUnreadable("a short text has no subject")
    until = _text(found, "valid_until", r"\d{14}") if found.get("valid_until") else ""
    return Notice(
        node=head["node"],
        number=head["number"],
        channel=channel,
        to=_text(found, "to", _TO[channel]),
        subject=subject,
        text=_words(found, "text", _MOST_WORDS[channel]),
        made_at=_instant(head["made_at"]),
        valid_until=_instant(until) if until else None,
    )


def refusal(number: str, reason: str) -> bytes:
    """The gateway's word that it will never pass a notice on."""
    told = {
        "format": "openlevy.notice.refusal",
        "version": "1.0",
        "number": number,
        "reason": reason,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _object(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise NoticeUnreadable("too long")
    try:
        found = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NoticeUnreadable("not JSON in UTF-8") from error
    if not isinstance(found, dict):
        raise NoticeUnreadable("not a notice")
    return found


def _text(found: dict[str, Any], name: str, form: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not fits(value, form):
        raise NoticeUnreadable(f"{name} is missing or malformed")
    return value


def _words(found: dict[str, Any], name: str, most: int) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= most:
        raise NoticeUnreadable(f"{name} is missing or too long")
    if any(not character.isprintable() and character != "\n" for character in value):
        raise NoticeUnreadable(f"{name} has characters that nothing shows")
    return value


def _instant(digits: str) -> dt.datetime:
    try:
        naive = dt.datetime.strptime(digits, "%Y%m%d%H%M%S")  # noqa: DTZ007  # Beijing's, below
    except ValueError as error:
        raise NoticeUnreadable("no such instant") from error
    return naive.replace(tzinfo=dt.timezone(dt.timedelta(hours=8)))

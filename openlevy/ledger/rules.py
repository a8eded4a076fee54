"""What a seal says and how a broken one is searched. Pure.

A posting's canonical form is one line of ASCII; a block's content hash is SHA-256 over its lines.
The statement of a block is eight lines of ASCII; its SHA-256 is the head, and the signature is
over the statement. Each of them can be made anew with psql, sha256sum and openssl
(docs/books.md).
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

FORMAT = "openlevy journal 1"
BEGINNING = bytes(32)
"""What stands for the previous head in the first block."""
MARK_BYTES = 4

LINE = (
    "concat_ws('|', xact, payer_id, record_id, event, source, source_of, destination,"
    " destination_of, amount_fen, to_char(business_date::timestamp, 'YYYYMMDD'),"
    " trunc(extract(epoch FROM posted_at) * 1000000)::bigint)"
)
"""The canonical form of a posting as SQL: every column, whole numbers, dates without signs."""


class PostingKey(NamedTuple):
    """What the journal calls a posting by."""

    payer_id: int
    record_id: int
    event: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a block holds. ``marks`` are the first four bytes of each line's own hash: they prove
    nothing, but they tell which line of a broken block is not as it was."""

    content_hash: bytes
    postings: int
    marks: bytes


def content(lines: Iterable[bytes]) -> Content:
    """Hash canonical lines, each ended by a line feed, in the order of the journal."""
    whole, marks = hashlib.sha256(), bytearray()
    for line in lines:
        whole.update(line)
        marks += mark(line)
    return Content(whole.digest(), len(marks) // MARK_BYTES, bytes(marks))


def mark(line: bytes) -> bytes:
    """What a block keeps of one line."""
    return hashlib.sha256(line).digest()[:MARK_BYTES]


def key_of(line: bytes) -> PostingKey:
    """The posting that a canonical line is about."""
    _, payer_id, record_id, event, *_ = line.split(b"|")
    return PostingKey(int(payer_id), int(record_id), int(event))


def number_of(line: bytes) -> int:
    """The number of the transaction that wrote the posting of a canonical line."""
    return int(line[: line.index(b"|")])


@dataclass(frozen=True, slots=True)
class Statement:
    """All that a seal says about its block."""

    number: int
    previous_head: bytes
    first_xact: int
    end_xact: int
    postings: int
    content_hash: bytes
    sealed_at: datetime

    def text(self) -> bytes:
        """What is signed."""
        microseconds = (self.sealed_at - datetime(1970, 1, 1, tzinfo=UTC)) // _MICROSECOND
        parts = (
            FORMAT,
            self.number,
            self.previous_head.hex(),
            self.first_xact,
            self.end_xact,
            self.postings,
            self.content_hash.hex(),
            microseconds,
        )
        return "".join(f"{part}\n" for part in parts).encode("ascii")

    def head(self) -> bytes:
        """What the next block names."""
        return hashlib.sha256(self.text()).digest()


_MICROSECOND = datetime.resolution


class Change(StrEnum):
    """What became of a sealed posting."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


class Located(NamedTuple):
    """One difference: the posting itself, or for one that is gone, the posting before it."""

    change: Change
    place: int
    posting: PostingKey | None


def locate(marks: bytes, lines: Sequence[bytes]) -> Iterator[Located]:
    """Which postings of a block are not as they were sealed; nothing when the marks cannot tell.

    Both run in the same order, so the two are walked side by side. ``place`` counts from one in
    the block as sealed.
    """
    sealed = [marks[at : at + MARK_BYTES] for at in range(0, len(marks), MARK_BYTES)]
    found = [mark(line) for line in lines]
    gone, new = Counter(sealed) - Counter(found), Counter(found) - Counter(sealed)
    was = now = 0
    while was < len(sealed) or now < len(found):
        lost = was < len(sealed) and gone[sealed[was]] > 0
        fresh = now < len(found) and new[found[now]] > 0
        if lost:
            gone[sealed[was]] -= 1
        if fresh:
            new[found[now]] -= 1
        if lost and fresh:
            yield Located(Change.CHANGED, was + 1, key_of(lines[now]))
        elif fresh:
            yield Located(Change.ADDED, was + 1, key_of(lines[now]))
        elif lost:
            yield Located(Change.GONE, was + 1, key_of(lines[now - 1]) if now else None)
        was += not fresh or lost
        now += not lost or fresh

"""Heads of the chain, to be kept where the database's owner cannot reach them.

Whoever holds yesterday's heads sees that blocks were taken away or made anew, which the chain
alone, being shorter or other, would not show.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from openlevy.kernel.errors import Refusal
from openlevy.ledger.models import Block
from openlevy.ledger.rules import Statement


@dataclass(frozen=True, slots=True)
class Head:
    """A block without its postings: what it says, its head and the signature over what it says."""

    says: Statement
    head: bytes
    signature: bytes
    key_name: str


@dataclass
class HeadsUnreadable(Refusal):
    """A line of an exported file is none of ours."""

    path: str
    line: int
    code = "ledger.heads_unreadable"


def heads(after: int = 0) -> Iterator[Head]:
    """Every block's head, oldest first, from the block after ``after``."""
    rows = Block.objects.filter(number__gt=after).defer("marks").order_by("number")
    return map(_head, rows.iterator(chunk_size=1000))


def _head(row: Block) -> Head:
    says = Statement(
        number=row.number,
        previous_head=bytes(row.previous_head),
        first_xact=row.first_xact,
        end_xact=row.end_xact,
        postings=row.postings,
        content_hash=bytes(row.content_hash),
        sealed_at=row.sealed_at,
    )
    return Head(says, bytes(row.head), bytes(row.signature), row.key_name)


def export_heads(path: Path, after: int = 0) -> int:
    """Append the heads after block ``after`` to a file, one JSON object a line; how many.

    Appending, so that the file can lie on media that can only be added to.
    """
    with path.open("a", encoding="ascii") as file:
        return sum(1 for head in heads(after) if file.write(json.dumps(_plain(head)) + "\n"))


def _plain(head: Head) -> dict[str, object]:
    return {
        **asdict(head.says),
        "previous_head": head.says.previous_head.hex(),
        "content_hash": head.says.content_hash.hex(),
        "sealed_at": head.says.sealed_at.isoformat(),
        "head": head.head.hex(),
        "signature": b64encode(head.signature).decode("ascii"),
        "key_name": head.key_name,
    }


def read_heads(path: Path) -> Iterator[Head]:
    """The heads of an exported file.

    Raises:
        HeadsUnreadable
    """
    with path.open(encoding="ascii", errors="replace") as file:
        for number, line in enumerate(file, 1):
            try:
                yield _read(json.loads(line))
            except (ValueError, KeyError, TypeError):
                raise HeadsUnreadable(path=str(path), line=number) from None


def _read(plain: dict[str, str]) -> Head:
    says = Statement(
        number=int(plain["number"]),
        previous_head=bytes.fromhex(plain["previous_head"]),
        first_xact=int(plain["first_xact"]),
        end_xact=int(plain["end_xact"]),
        postings=int(plain["postings"]),
        content_hash=bytes.fromhex(plain["content_hash"]),
        sealed_at=datetime.fromisoformat(plain["sealed_at"]),
    )
    return Head(
        says, bytes.fromhex(plain["head"]), b64decode(plain["signature"]), plain["key_name"]
    )

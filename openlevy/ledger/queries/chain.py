"""Whether the chain is whole: every block hashed anew, every link and signature checked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import groupby, islice
from pathlib import Path

from django.conf import settings
from django.db import connection

from openlevy.ledger.models import Block
from openlevy.ledger.queries.heads import Head, heads
from openlevy.ledger.queries.lines import lines
from openlevy.ledger.rules import (
    BEGINNING,
    Change,
    Content,
    PostingKey,
    content,
    locate,
    number_of,
)
from openlevy.ledger.seal_keys import Verifiers

UNSEALED_MOST = timedelta(days=1)
_HEADS_TOGETHER = 1000
_POSTINGS_TOGETHER = 100_000
_LOCATED_MOST = 100
_EMPTY = content([])


class FlawKind(StrEnum):
    """What is wrong with a block, or with what lies outside of all blocks."""

    POSTING_CHANGED = "posting changed"
    POSTING_ADDED = "posting added"
    POSTING_GONE = "posting gone"
    CONTENT = "content differs"
    LINK = "link broken"
    HEAD = "head differs"
    KEY_UNKNOWN = "key unknown"
    SIGNATURE = "signature false"
    EXPORTED = "exported head differs"
    OUTSIDE = "posting outside of all numbers given out"
    UNSEALED = "unsealed too long"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is not as it was sealed.

    ``posting`` is the row concerned; for one that is gone, the row that stood before it (None
    for the first). ``sealed`` and ``found`` count the block's postings then and now.
    """

    kind: FlawKind
    block: int | None
    first_xact: int = 0
    end_xact: int = 0
    sealed: int = 0
    found: int = 0
    place: int = 0
    posting: PostingKey | None = None


def verify_chain(known: Iterable[Head] = ()) -> Iterator[Flaw]:
    """Recompute every block and check the links between them; silent when all is whole.

    The unsealed tail is no flaw, unless it is older than a day. To be read in one transaction,
    REPEATABLE READ, when the system runs meanwhile.

    Args:
        known: heads exported before, which show blocks taken away or made anew.
    """
    exported = {head.says.number: head for head in known}
    verifiers = Verifiers(Path(settings.OPENLEVY_KEYS_DIR) / "seal")
    previous: Head | None = None
    for together in _together():
        now = _recomputed(together)
        for head, held in zip(together, now, strict=True):
            yield from _linked(head, previous)
            yield from _signed(head, verifiers)
            yield from _whole(head, held)
            before = exported.pop(head.says.number, None)
            if before is not None and before.head != head.head:
                yield _flaw(FlawKind.EXPORTED, head)
            previous = head
    yield from (_flaw(FlawKind.EXPORTED, head) for head in exported.values())
    yield from _tail(previous.says.end_xact if previous else 0)


def _together() -> Iterator[list[Head]]:
    """Blocks that lie side by side, so that many small ones are read from the journal at once."""
    after = 0
    while some := list(islice(heads(after), _HEADS_TOGETHER)):
        after = some[-1].says.number
        side_by_side, held = [some[0]], some[0].says.postings
        for head in some[1:]:
            apart = head.says.first_xact != side_by_side[-1].says.end_xact
            if apart or held > _POSTINGS_TOGETHER:
                yield side_by_side
                side_by_side, held = [], 0
            side_by_side.append(head)
            held += head.says.postings
        yield side_by_side


def _recomputed(together: list[Head]) -> list[Content]:
    """What each of the blocks holds now."""
    ends = [head.says.end_xact for head in together]
    found = lines(together[0].says.first_xact, ends[-1])
    by_block = groupby(found, key=lambda line: bisect_right(ends, number_of(line)))
    now = {place: content(held) for place, held in by_block}
    return [now.get(place, _EMPTY) for place in range(len(together))]


def _flaw(kind: FlawKind, head: Head, found: int | None = None) -> Flaw:
    says = head.says
    counted = says.postings if found is None else found
    return Flaw(kind, says.number, says.first_xact, says.end_xact, says.postings, counted)


def _linked(head: Head, previous: Head | None) -> Iterator[Flaw]:
    says = head.says
    expected = (
        (1, BEGINNING, 0)
        if previous is None
        else (previous.says.number + 1, previous.head, previous.says.end_xact)
    )
    if (says.number, says.previous_head, says.first_xact) != expected:
        yield _flaw(FlawKind.LINK, head)
    if says.head() != head.head:
        yield _flaw(FlawKind.HEAD, head)


def _signed(head: Head, verifiers: Verifiers) -> Iterator[Flaw]:
    if not verifiers.knows(head.key_name):
        yield _flaw(FlawKind.KEY_UNKNOWN, head)
    elif not verifiers.holds(head.key_name, head.signature, head.says.text()):
        yield _flaw(FlawKind.SIGNATURE, head)


def _whole(head: Head, now: Content) -> Iterator[Flaw]:
    says = head.says
    if (now.content_hash, now.postings) != (says.content_hash, says.postings):
        yield from _located(head, now)


_KINDS = {
    Change.CHANGED: FlawKind.POSTING_CHANGED,
    Change.ADDED: FlawKind.POSTING_ADDED,
    Change.GONE: FlawKind.POSTING_GONE,
}


def _located(head: Head, now: Content) -> Iterator[Flaw]:
    says = head.says
    marks = bytes(Block.objects.values_list("marks", flat=True).get(number=says.number))
    there = list(lines(says.first_xact, says.end_xact))
    found = list(islice(locate(marks, there), _LOCATED_MOST))
    if not found:
        yield _flaw(FlawKind.CONTENT, head, now.postings)
    for change, place, posting in found:
        yield Flaw(
            _KINDS[change],
            says.number,
            says.first_xact,
            says.end_xact,
            says.postings,
            now.postings,
            place,
            posting,
        )


_OUTSIDE = """
    SELECT payer_id, record_id, event FROM ledger_posting
    WHERE xact < 0 OR xact >= ledger_xact(pg_snapshot_xmax(pg_current_snapshot()))
    ORDER BY xact, payer_id, record_id, event LIMIT %s"""
_WAITING = """
    SELECT count(*), min(xact), max(xact) + 1 FROM ledger_posting
    WHERE xact >= %s AND posted_at < now() - make_interval(secs => %s)"""


def _tail(sealed_to: int) -> Iterator[Flaw]:
    with connection.cursor() as cursor:
        cursor.execute(_OUTSIDE, [_LOCATED_MOST])
        for row in cursor.fetchall():
            yield Flaw(FlawKind.OUTSIDE, None, posting=PostingKey(*row))
        cursor.execute(_WAITING, [sealed_to, UNSEALED_MOST.total_seconds()])
        count, first, end = cursor.fetchone()
    if count:
        yield Flaw(FlawKind.UNSEALED, None, first, end, found=count)

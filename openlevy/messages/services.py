"""Writes of both queues: enqueue, take, compose, sent; receive, take, handled."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from openlevy.messages.models import UNSIGNED_KEY as UNSIGNED_KEY
from openlevy.messages.models import Incoming, IncomingPart, Outgoing
from openlevy.messages.rules import AlreadyHandled as AlreadyHandled
from openlevy.messages.rules import MessageKeyReused as MessageKeyReused
from openlevy.privacy.services import seal, unseal
from openlevy.statements.services import Fragment, run

LEASE_SECONDS = 30
BACK_OFF_MOST_SECONDS = 300


@dataclass(frozen=True, slots=True)
class ToSend:
    """A leased outbox row. ``wire`` is None until it has been composed."""

    id: int
    party: str
    topic: str
    payer_id: int
    record_id: int
    occurrence: int
    attempts: int
    wire: bytes | None


@dataclass(frozen=True, slots=True)
class ToHandle:
    """A leased inbox row with its bytes as received."""

    id: int
    party: str
    topic: str
    message_key: str
    attempts: int
    wire: bytes


def enqueue(
    *,
    party: str,
    topic: str,
    payer_id: int,
    record_id: int,
    occurrence: int = 1,
    delay_seconds: float = 0,
) -> None:
    """Have a message on a record sent; the same one twice is one row."""
    row = Outgoing(
        party=party, topic=topic, payer_id=payer_id, record_id=record_id, occurrence=occurrence
    )
    row.due_at = timezone.now() + timedelta(seconds=delay_seconds)
    Outgoing.objects.bulk_create([row], ignore_conflicts=True)


def enqueue_all(*, party: str, topic: str, records: Iterable[tuple[int, int]]) -> None:
    """The same for many records, each payer_id and record_id, in one statement."""
    rows = [
        Outgoing(party=party, topic=topic, payer_id=payer_id, record_id=record_id)
        for payer_id, record_id in records
    ]
    Outgoing.objects.bulk_create(rows, ignore_conflicts=True)


def enqueue_sql(name: str, *, party: str, topic: str, rows: str) -> Fragment:
    """The fragment: ``rows`` is a SELECT of payer_id, record_id."""
    sql = f"""
        INSERT INTO messages_outbox (party, topic, payer_id, record_id)
        SELECT '{party}', '{topic}', m.payer_id, m.record_id
        FROM ({rows}) AS m (payer_id, record_id)"""
    return Fragment({name: sql})


def enqueue_again_sql(name: str, *, party: str, topic: str, rows: str) -> Fragment:
    """The fragment for questions asked once more: ``rows`` is a SELECT of payer_id, record_id and
    the occurrence; one that another worker has just asked is left out."""
    sql = f"""
        INSERT INTO messages_outbox (party, topic, payer_id, record_id, occurrence)
        SELECT '{party}', '{topic}', m.payer_id, m.record_id, m.occurrence
        FROM ({rows}) AS m (payer_id, record_id, occurrence)
        ON CONFLICT DO NOTHING
        RETURNING record_id"""
    return Fragment({name: sql})


def enqueue_each_sql(name: str, *, party: str, rows: str) -> Fragment:
    """The fragment for messages on one record to several of a party, told apart by their topics:
    ``rows`` is a SELECT of topic, payer_id, record_id."""
    sql = f"""
        INSERT INTO messages_outbox (party, topic, payer_id, record_id)
        SELECT '{party}', m.topic, m.payer_id, m.record_id
        FROM ({rows}) AS m (topic, payer_id, record_id)"""
    return Fragment({name: sql})


_PURGE = f"""
DELETE FROM messages_inbox WHERE message_key LIKE '{UNSIGNED_KEY}%%' AND handled_at < %(before)s
RETURNING id
"""

_TAKE_OUTGOING = """
UPDATE messages_outbox SET due_at = now() + make_interval(secs => %s), attempts = attempts + 1
WHERE id IN (
    SELECT id FROM messages_outbox WHERE sent_at IS NULL AND due_at <= now() AND party = ANY(%s)
    ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING id, party, topic, payer_id, record_id, occurrence, attempts, wire
"""

_TAKE_INCOMING = """
UPDATE messages_inbox SET due_at = now() + make_interval(secs => %s), attempts = attempts + 1
WHERE id IN (
    SELECT id FROM messages_inbox WHERE handled_at IS NULL AND due_at <= now()
        AND split_part(party, ':', 1) = ANY(%s)
    ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING id, party, topic, message_key, attempts, wire
"""


def take_outgoing(parties: list[str], most: int) -> list[ToSend]:
    """Lease up to ``most`` messages that are due; a lease that runs out is taken again."""
    rows = _take(_TAKE_OUTGOING, parties, most)
    taken = [replace(ToSend(*row), wire=row[-1] and _opened(row[-1])) for row in rows]
    return sorted(taken, key=lambda message: message.id)


def take_incoming(parties: list[str], most: int) -> list[ToHandle]:
    """Lease up to ``most`` messages that wait to be handled, in the order of arrival.

    A party of many, as ``agency:1101050000000001``, is asked for by what stands before the colon.
    """
    rows = _take(_TAKE_INCOMING, parties, most)
    return sorted(
        (replace(ToHandle(*row), wire=_opened(row[-1])) for row in rows), key=lambda m: m.id
    )


def release() -> None:
    """Make all that waits due at once, for a worker that starts: the one before it may have been
    killed with messages in hand. What another worker has in hand may so be sent or handled twice,
    which both sides bear."""
    now = timezone.now()
    Outgoing.objects.filter(sent_at__isnull=True, due_at__gt=now).update(due_at=now)
    Incoming.objects.filter(handled_at__isnull=True, due_at__gt=now).update(due_at=now)


def _take(sql: str, parties: list[str], most: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [LEASE_SECONDS, parties, most])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _opened(sealed: Any) -> bytes:
    return unseal(bytes(sealed), purpose="messages.wire")


def keep_composed(message: ToSend, *, message_key: str, wire: bytes) -> bytes:
    """Store the bytes that will be sent, once; returns the bytes that count.

    When another worker composed first, its bytes are the message.
    """
    Outgoing.objects.filter(id=message.id, wire__isnull=True).update(
        wire=seal(wire, purpose="messages.wire"), message_key=message_key
    )
    kept = Outgoing.objects.values_list("wire", flat=True).get(id=message.id)
    return _opened(kept)


def mark_sent(message_id: int) -> None:
    """The party has accepted the bytes."""
    Outgoing.objects.filter(id=message_id, sent_at__isnull=True).update(
        sent_at=timezone.now(), last_error=None
    )


def mark_dropped(message_id: int, why: str) -> None:
    """The message has lost its reason before it was taken: it is not sent any more, and kept with
    that reason and with the bytes of earlier tries."""
    waiting = Outgoing.objects.filter(id=message_id, sent_at__isnull=True)
    waiting.filter(wire__isnull=True).update(wire=seal(b"", purpose="messages.wire"))
    waiting.update(sent_at=timezone.now(), last_error=why)


def mark_unsent(message: ToSend, why: str) -> None:
    """Not accepted this time: due again later, doubling up to five minutes."""
    pause = min(2.0 ** min(message.attempts, 12), BACK_OFF_MOST_SECONDS)
    Outgoing.objects.filter(id=message.id, sent_at__isnull=True).update(
        due_at=timezone.now() + timedelta(seconds=pause), last_error=why[:500]
    )


def forget_sent(party: str, record_ids: Sequence[int], *, dropping: str | None = None) -> None:
    """Forget the bytes of what was sent, or dropped, about these records; that it was, stays.
    ``dropping`` is why what still waits is dropped with it; without, that is left waiting."""
    about = Outgoing.objects.filter(party=party, record_id__in=record_ids)
    empty = seal(b"", purpose="messages.wire")
    if dropping is not None:
        waiting = about.filter(sent_at__isnull=True)
        waiting.update(wire=empty, sent_at=timezone.now(), last_error=dropping)
    about.filter(sent_at__isnull=False).update(wire=empty)


def take_back(party: str, record_ids: Sequence[int]) -> None:
    """Delete the messages about these records, whose loss nobody misses; an errand that a worker
    has in hand meanwhile finds no record any more."""
    Outgoing.objects.filter(party=party, record_id__in=record_ids).delete()


def receive(
    *, party: str, message_key: str, topic: str, wire: bytes, content: bytes | None = None
) -> bool:
    """Keep a message before acting on it; False when it was kept before.

    Args:
        content: by what it is the same message, where that is not every byte of the wire (a
            signature made afresh over the same content).

    Raises:
        MessageKeyReused: the key is known with other content.
    """
    digest = hashlib.sha256(wire if content is None else content).digest()
    try:
        with transaction.atomic():
            Incoming.objects.create(
                party=party,
                message_key=message_key,
                topic=topic,
                content_hash=digest,
                wire=seal(wire, purpose="messages.wire"),
            )
    except IntegrityError:
        known = Incoming.objects.get(party=party, message_key=message_key)
        if bytes(known.content_hash) != digest:
            raise MessageKeyReused(party=party, message_key=message_key) from None
        return False
    return True


@transaction.atomic
def purge_unsigned(handled_before: datetime) -> int:
    """Delete the messages that nobody had signed and that were handled before, with what they were
    answered once that is sent; how many messages."""
    gone = [number for (number,) in run(_PURGE, {"before": handled_before})]
    Outgoing.objects.filter(record_id__in=gone, payer_id=0, sent_at__isnull=False).delete()
    return len(gone)


@transaction.atomic
def handle_part(message_id: int, part: int, act: Callable[[], bytes]) -> bytes:
    """Have one part of a message take its effect once, and keep what came of it in the same
    transaction: ``act``'s result, or that of the first time.

    Workers that hold the same message go through its parts in step: each waits for the other's.

    Raises:
        AlreadyHandled: the whole message has been handled.
    """
    waiting = Incoming.objects.select_for_update().filter(id=message_id, handled_at__isnull=True)
    if not waiting.values_list("id"):
        raise AlreadyHandled(message_id)
    done = IncomingPart.objects.filter(message_id=message_id, part=part)
    for kept in done.values_list("result", flat=True):
        return unseal(bytes(kept), purpose="messages.result")
    result = act()
    IncomingPart.objects.create(
        message_id=message_id, part=part, result=seal(result, purpose="messages.result")
    )
    return result


def mark_handled(message_id: int, outcome: str, *, result: bytes | None = None) -> None:
    """The message has had its effect; called in the transaction of that effect.

    Args:
        result: what its party will be told, where that cannot be made anew later.
    """
    kept = None if result is None else seal(result, purpose="messages.result")
    moved = Incoming.objects.filter(id=message_id, handled_at__isnull=True).update(
        handled_at=timezone.now(), outcome=outcome[:500], result=kept
    )
    if moved and result is not None:
        IncomingPart.objects.filter(message_id=message_id).delete()


def mark_unhandled(message: ToHandle, why: str) -> None:
    """It could not be handled this time: due again later."""
    pause = min(2.0 ** min(message.attempts, 12), BACK_OFF_MOST_SECONDS)
    Incoming.objects.filter(id=message.id, handled_at__isnull=True).update(
        due_at=timezone.now() + timedelta(seconds=pause), last_error=why[:500]
    )

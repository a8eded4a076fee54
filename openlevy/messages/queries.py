"""What waits, what is stuck, and messages as they were."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from openlevy.messages.models import UNSIGNED_KEY, Incoming, Outgoing
from openlevy.privacy.services import unseal
from openlevy.statements.services import Fragment


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is not done yet, and why."""

    id: int
    party: str
    topic: str
    attempts: int
    since: datetime
    last_error: str


def waiting_to_send() -> int:
    """How many messages have not been accepted yet."""
    return Outgoing.objects.filter(sent_at__isnull=True).count()


def many_wait_for(party: str, most: int) -> bool:
    """Whether more than ``most`` messages to the party have not been accepted yet; looks at no more
    of them than that."""
    waiting = Outgoing.objects.filter(sent_at__isnull=True, party=party)
    return len(waiting.values_list("id")[: most + 1]) > most


def waiting_to_handle() -> int:
    """How many received messages have not had their effect yet."""
    return Incoming.objects.filter(handled_at__isnull=True).count()


def waits_to_be_handled(party: str, topics: Collection[str], *, attempts: int = 10) -> bool:
    """Whether a message of one of these topics has come from the party and not had its effect yet.
    What was not signed is not the party's; one tried ``attempts`` times is stuck: neither is
    waited for."""
    rows = Incoming.objects.filter(
        handled_at__isnull=True, party=party, topic__in=topics, attempts__lt=attempts
    )
    return rows.exclude(message_key__startswith=UNSIGNED_KEY).exists()


def stuck(attempts: int = 10, most: int = 100) -> list[Waiting]:
    """Messages tried many times: somebody should look."""
    out = Outgoing.objects.filter(sent_at__isnull=True, attempts__gte=attempts)[:most]
    into = Incoming.objects.filter(handled_at__isnull=True, attempts__gte=attempts)[:most]
    return [
        Waiting(m.id, m.party, m.topic, m.attempts, m.created_at, m.last_error or "") for m in out
    ] + [
        Waiting(m.id, m.party, m.topic, m.attempts, m.received_at, m.last_error or "") for m in into
    ]


def last_question(record_id: int, topic: str) -> tuple[int, datetime | None]:
    """How often a message of the topic was sent about the record, and when the latest one was
    accepted (None while one waits)."""
    rows = list(
        Outgoing.objects.filter(record_id=record_id, topic=topic)
        .order_by("-occurrence")
        .values_list("occurrence", "sent_at")[:1]
    )
    return rows[0] if rows else (0, None)


def last_questions_sql(name: str, *, topic: str, records: str) -> Fragment:
    """The same of many, as a ``WITH`` item: record_id, occurrence, sent_at, for those of which any
    was sent or waits. ``records`` is a SELECT of ids."""
    sql = f"""
        SELECT r.id AS record_id, q.occurrence, q.sent_at
        FROM ({records}) AS r (id) CROSS JOIN LATERAL (
            SELECT occurrence, sent_at FROM messages_outbox
            WHERE record_id = r.id AND topic = '{topic}'
            ORDER BY occurrence DESC LIMIT 1) AS q"""
    return Fragment({name: sql})


@dataclass(frozen=True, slots=True)
class ReceivedMessage:
    """Which message of a party's a received one is."""

    party: str
    topic: str
    message_key: str


@dataclass(frozen=True, slots=True)
class SentMessage:
    """What a message of ours was about, and when it was decided upon."""

    topic: str
    payer_id: int
    record_id: int
    created_at: datetime


def received(message_id: int) -> ReceivedMessage:
    """A received message by the inbox's number."""
    row = Incoming.objects.only("party", "topic", "message_key").get(id=message_id)
    return ReceivedMessage(row.party, row.topic, row.message_key)


def sent_under(party: str, message_key: str) -> SentMessage | None:
    """Our message to the party under that key."""
    row = Outgoing.objects.filter(party=party, message_key=message_key).first()
    return (
        None if row is None else SentMessage(row.topic, row.payer_id, row.record_id, row.created_at)
    )


def received_bytes(message_id: int) -> bytes:
    """A received message exactly as it came."""
    row = Incoming.objects.get(id=message_id)
    return unseal(bytes(row.wire), purpose="messages.wire")


def received_under(party: str, message_key: str) -> int | None:
    """The inbox's number of the party's message under that key."""
    rows = Incoming.objects.filter(party=party, message_key=message_key)
    return rows.values_list("id", flat=True).first()


def result_of(message_id: int) -> bytes | None:
    """What ``mark_handled`` kept of a received message to tell its party; None until then."""
    sealed = Incoming.objects.values_list("result", flat=True).get(id=message_id)
    return None if sealed is None else unseal(bytes(sealed), purpose="messages.result")


def outbox_sql(name: str) -> Fragment:
    """Every message to be sent as a ``WITH`` item: id, party, topic, payer_id, record_id,
    created_at, sent_at."""
    return Fragment(
        {
            name: "SELECT id, party, topic, payer_id, record_id, created_at, sent_at"
            " FROM messages_outbox"
        }
    )


def inbox_sql(name: str) -> Fragment:
    """Every message received as a ``WITH`` item: id, party, topic, received_at, handled_at, and
    whether its party had ``signed`` it."""
    return Fragment(
        {
            name: "SELECT id, party, topic, received_at, handled_at,"
            f" NOT starts_with(message_key, '{UNSIGNED_KEY}') AS signed FROM messages_inbox"
        }
    )

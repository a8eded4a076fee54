"""Have somebody told something, and keep what became of it."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from openlevy.history.services import CLOCK, AlreadyMoved, advance
from openlevy.messages.services import enqueue, enqueue_all, forget_sent, take_back
from openlevy.notices import rules
from openlevy.notices.models import Notice
from openlevy.notices.rules import EMAIL, SMS, AddressUnusable
from openlevy.notices.states import NOTICE, NoticeState
from openlevy.privacy.rules import normalise
from openlevy.privacy.services import seal, unseal_text
from openlevy.statements.services import run

__all__ = [
    "EMAIL",
    "PARTY",
    "SMS",
    "AddressUnusable",
    "News",
    "forget_notices",
    "given_up",
    "purge_decoys",
    "refused",
    "taken",
    "tell",
    "tell_all",
    "tell_nobody",
    "withdraw",
]

PARTY, TOPIC = "notices", "notice"

_DECOY_LIFE, _DECOYS = timedelta(hours=1), 10_000

# By the index ``notice_kept``, which holds none that was forgotten before.
_FORGET = """
WITH old AS (
    SELECT payer_id, id FROM notices_notice WHERE address IS NOT NULL AND decided_at <= %(before)s
    ORDER BY decided_at LIMIT %(most)s FOR UPDATE SKIP LOCKED)
UPDATE notices_notice AS n SET address = NULL FROM old
WHERE n.payer_id = old.payer_id AND n.id = old.id
RETURNING n.id
"""


@dataclass(frozen=True, slots=True)
class News:
    """What somebody is to be told.

    Args:
        key: names the occasion and the addressee, as ``sms-code:…``.
        kind: what is told, as the gateway words it (``gateways.notices.texts``).
        channel: ``SMS`` or ``EMAIL``.
        place: the jurisdiction in whose office's name it is told.
        facts: what its sentence needs beside the office; never a document's number.
        expires_at: from when on it is of no use and not told any more.
    """

    key: str
    kind: str
    channel: str
    address: str
    place: str
    facts: Mapping[str, str]
    payer_id: int = 0
    expires_at: datetime | None = None


@transaction.atomic
def tell(
    *,
    key: str,
    kind: str,
    channel: str,
    address: str,
    place: str,
    facts: Mapping[str, str],
    payer_id: int = 0,
    expires_at: datetime | None = None,
) -> None:
    """Have ``address`` told, in the transaction of what it is about; the same ``key`` again
    changes nothing. What the arguments are: see ``News``.

    Raises:
        AddressUnusable: no mainland mobile number, or no mailbox.
    """
    told = News(key, kind, channel, address, place, facts, payer_id, expires_at)
    _write(_row(told))


@transaction.atomic
def tell_nobody(
    *, key: str, place: str, facts: Mapping[str, str], expires_at: datetime | None = None
) -> None:
    """Write all that ``tell`` writes of a short text, and have nothing sent: for whoever asks about
    an account that there is not, and shall not see that by the time it takes. ``queries.to_tell``
    knows no such notice, and ``purge_decoys`` deletes it."""
    decoy = News(key, rules.DECOY, SMS, rules.NOBODYS, place, facts, expires_at=expires_at)
    _write(_sealed(decoy, rules.NOBODYS))


def _write(row: Notice) -> None:
    Notice.objects.bulk_create([row], ignore_conflicts=True)
    payer, number = Notice.objects.values_list("payer_id", "id").get(key=row.key)
    enqueue(party=PARTY, topic=TOPIC, payer_id=payer, record_id=number)


@transaction.atomic
def tell_all(news: Sequence[News]) -> int:
    """Have many told in as many statements as one; how many were not told before. An address that
    takes nothing of the kind is passed over."""
    known = set(
        Notice.objects.filter(key__in=[one.key for one in news]).values_list("key", flat=True)
    )
    rows = []
    for one in news:
        if one.key not in known:
            with suppress(AddressUnusable):
                rows.append(_row(one))
    # Whoever tells the same at this moment has the keys: those rows are theirs to enqueue.
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    told = Notice.objects.filter(key__in=[row.key for row in rows], state=NoticeState.WAITING)
    enqueue_all(party=PARTY, topic=TOPIC, records=told.values_list("payer_id", "id"))
    return len(rows)


def _row(news: News) -> Notice:
    """The row as it is written.

    Raises:
        AddressUnusable
    """
    plain = normalise("phone" if news.channel == SMS else "email", news.address)
    return _sealed(news, rules.address(news.channel, plain))


def _sealed(news: News, address: str) -> Notice:
    return Notice(
        payer_id=news.payer_id,
        key=news.key,
        kind=news.kind,
        channel=news.channel,
        place=news.place,
        address=seal(address, purpose="notices.address"),
        facts=seal(json.dumps(dict(news.facts)), purpose="notices.facts"),
        expires_at=news.expires_at,
    )


def taken(payer_id: int, number: int, *, today: date) -> None:
    """The gateway has it. Twice is once, here and below."""
    _decide(payer_id, number, "hand_over", today)


def refused(payer_id: int, number: int, reason: str, *, today: date) -> None:
    """The gateway will never pass it on, for ``reason``."""
    _decide(payer_id, number, "refuse", today, refusal=reason)


def given_up(payer_id: int, number: int, *, today: date) -> None:
    """It would come too late, or to somebody else, or is of no use any more."""
    _decide(payer_id, number, "give_up", today)


def withdraw(payer_id: int, channel: str, address: str, *, today: date) -> int:
    """Give up what waits to be told to the payer there: the address is somebody else's; how many.
    What the gateway has been given already is gone."""
    waiting = Notice.objects.filter(
        payer_id=payer_id, channel=channel, state=NoticeState.WAITING
    ).exclude(kind=rules.DECOY)
    gone = [
        row.id
        for row in waiting
        if unseal_text(bytes(row.address or b""), purpose="notices.address") == address
    ]
    for number in gone:
        given_up(payer_id, number, today=today)
    return len(gone)


def _decide(payer_id: int, number: int, action: str, today: date, **also: str) -> None:
    row = Notice.objects.filter(payer_id=payer_id, id=number, decided_at=None).first()
    if row is None:
        return
    gone = {"facts": None, "decided_at": timezone.now()}
    try:
        advance(row, NOTICE, action, CLOCK, today=today, also={**gone, **also})
    except AlreadyMoved:
        return  # another hand of the worker was faster, with the same bytes


@transaction.atomic
def forget_notices(decided_before: datetime, most: int) -> int:
    """Forget the addresses of up to ``most`` notices that were decided before, and the bytes that
    were sent; how many. What was told when, and what became of it, stays."""
    gone = [number for (number,) in run(_FORGET, {"before": decided_before, "most": most})]
    forget_sent(PARTY, gone)
    return len(gone)


@transaction.atomic
def purge_decoys(now: datetime) -> int:
    """Delete what ``tell_nobody`` wrote an hour ago, and its messages, a packet at a time; how
    many."""
    old = Notice.objects.filter(
        payer_id=0, kind=rules.DECOY, created_at__lte=now - _DECOY_LIFE
    ).select_for_update(skip_locked=True)
    gone = list(old.values_list("id", flat=True)[:_DECOYS])
    take_back(PARTY, gone)
    return Notice.objects.filter(payer_id=0, id__in=gone).delete()[0]

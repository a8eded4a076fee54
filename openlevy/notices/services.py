"""Have somebody told something, and keep what became of it."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from openlevy.history.services import CLOCK, AlreadyMoved, advance
from openlevy.messages.services import enqueue, enqueue_all
from openlevy.notices import rules
from openlevy.notices.models import Notice
from openlevy.notices.rules import EMAIL, SMS, AddressUnusable
from openlevy.notices.states import NOTICE, NoticeState
from openlevy.privacy.rules import normalise
from openlevy.privacy.services import seal

__all__ = [
    "EMAIL",
    "PARTY",
    "SMS",
    "AddressUnusable",
    "News",
    "given_up",
    "refused",
    "taken",
    "tell",
    "tell_all",
]

PARTY, TOPIC = "notices", "notice"


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
    Notice.objects.bulk_create([_row(told)], ignore_conflicts=True)
    payer, number = Notice.objects.values_list("payer_id", "id").get(key=key)
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
    return Notice(
        payer_id=news.payer_id,
        key=news.key,
        kind=news.kind,
        channel=news.channel,
        place=news.place,
        address=seal(rules.address(news.channel, plain), purpose="notices.address"),
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
    """It would come too late, or is of no use any more."""
    _decide(payer_id, number, "give_up", today)


def _decide(payer_id: int, number: int, action: str, today: date, **also: str) -> None:
    row = Notice.objects.filter(payer_id=payer_id, id=number, decided_at=None).first()
    if row is None:
        return
    gone = {"facts": None, "decided_at": timezone.now()}
    try:
        advance(row, NOTICE, action, CLOCK, today=today, also={**gone, **also})
    except AlreadyMoved:
        return  # another hand of the worker was faster, with the same bytes

"""Have somebody told something, and keep what became of it."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from openlevy.history.services import CLOCK, AlreadyMoved, advance
from openlevy.messages.services import enqueue
from openlevy.notices import rules
from openlevy.notices.models import Notice
from openlevy.notices.rules import EMAIL, SMS, AddressUnusable
from openlevy.notices.states import NOTICE
from openlevy.privacy.rules import normalise
from openlevy.privacy.services import seal

__all__ = [
    "EMAIL",
    "PARTY",
    "SMS",
    "AddressUnusable",
    "given_up",
    "refused",
    "taken",
    "tell",
]

PARTY, TOPIC = "notices", "notice"


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
    changes nothing.

    Args:
        key: names the occasion and the addressee, as ``sms-code:…``.
        kind: what is told, as the gateway words it (``gateways.notices.texts``).
        channel: ``SMS`` or ``EMAIL``.
        place: the jurisdiction in whose office's name it is told.
        facts: what its sentence needs beside the office; never a document's number.
        expires_at: from when on it is of no use and not told any more.

    Raises:
        AddressUnusable: no mainland mobile number, or no mailbox.
    """
    plain = normalise("phone" if channel == SMS else "email", address)
    row = Notice(
        payer_id=payer_id,
        key=key,
        kind=kind,
        channel=channel,
        place=place,
        address=seal(rules.address(channel, plain), purpose="notices.address"),
        facts=seal(json.dumps(dict(facts)), purpose="notices.facts"),
        expires_at=expires_at,
    )
    Notice.objects.bulk_create([row], ignore_conflicts=True)
    payer, number = Notice.objects.values_list("payer_id", "id").get(key=key)
    enqueue(party=PARTY, topic=TOPIC, payer_id=payer, record_id=number)


def taken(payer_id: int, number: int, *, today: date) -> None:
    """The gateway has it. Twice is once, here and below."""
    _decide(payer_id, number, "hand_over", today)


def refused(payer_id: int, number: int, reason: str, *, today: date) -> None:
    """The gateway will never pass it on, for ``reason``."""
    _decide(payer_id, number, "refuse", today, refusal=reason)


def given_up(payer_id: int, number: int, *, today: date) -> None:
    """It would come too late."""
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

"""Limits on guessing: counted before the guess is looked at, in one statement, for good.

A counter opens with its first guess and closes after ``window``; the guess that reaches ``limit``
keeps it closed for a whole ``window`` more. Guesses refused meanwhile do not prolong that, so
nobody can be shut out for ever by being guessed at.
"""

import math
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from openlevy.access.errors import TooManyGuesses
from openlevy.access.models import Guess
from openlevy.privacy.services import digest
from openlevy.statements.services import run

_COUNT = """
INSERT INTO access_guess AS g (kind, subject, count, until)
VALUES (%(kind)s, %(subject)s, 1, %(closed)s)
ON CONFLICT (kind, subject) DO UPDATE SET
    count = CASE WHEN g.until <= %(now)s THEN 1 ELSE LEAST(g.count, %(limit)s) + 1 END,
    until = CASE WHEN g.until <= %(now)s OR g.count + 1 = %(limit)s THEN %(closed)s
                 ELSE g.until END
RETURNING count, until
"""


def count_guess(
    kind: str, subject: bytes, limit: int, window: timedelta, *, now: datetime | None = None
) -> int:
    """Count one guess of ``kind`` at or from ``subject`` (a digest); how many there were.

    Not inside another transaction: what rolls back must not forget the guess.

    Raises:
        TooManyGuesses: there were ``limit`` before this one.
    """
    now = now or timezone.now()
    values: dict[str, Any] = {
        "kind": kind,
        "subject": subject,
        "limit": limit,
        "now": now,
        "closed": now + window,
    }
    ((count, until),) = run(_COUNT, values, durable=True)
    if count > limit:
        raise TooManyGuesses(retry_after_s=max(1, math.ceil((until - now).total_seconds())))
    return int(count)


def return_guess(kind: str, subject: bytes) -> None:
    """Take one guess back: it was right, so it counts for nothing against others who share the
    subject (an address, of a service hall or of a whole mobile network)."""
    Guess.objects.filter(kind=kind, subject=subject, count__gt=0).update(count=F("count") - 1)


def forgive_guesses(kind: str, *subjects: bytes) -> None:
    """Forget every guess at these subjects."""
    Guess.objects.filter(kind=kind, subject__in=subjects).delete()


def purge_guesses(now: datetime) -> int:
    """Delete the counters that have closed; how many."""
    return Guess.objects.filter(until__lte=now).delete()[0]


def source_of(request: HttpRequest) -> bytes:
    """The digest of the address a request comes from.

    It is the socket's; behind a proxy the server must have put the client's in its place, since a
    header can be written by anybody. One digest stands for whatever is no address (a socket file).
    """
    try:
        return digest("address", request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return digest("address", "0.0.0.0")  # noqa: S104  no address is bound

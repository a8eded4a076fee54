"""``make_waiting``: the papers. A module of its own: typesetting and signing are loaded by the
process that makes papers, not by every web process."""

import hashlib
import logging
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from openlevy.access.services import tell_payer
from openlevy.certificate.issuers import issuing_for
from openlevy.certificate.models import Certificate
from openlevy.certificate.paper.content import read_canonical
from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.services.drafting import check_url
from openlevy.certificate.states import CERTIFICATE
from openlevy.history.services import CLOCK, advance
from openlevy.kernel.money import format_yuan
from openlevy.privacy.services import seal, unseal
from openlevy.reference import queries as reference
from openlevy.reference.certificates import Kind, Seal

_LEASE_SECONDS = 60
_ATTEMPTS = 5
_log = logging.getLogger(__name__)

_TAKE = """
UPDATE certificate_certificate
SET due_at = now() + make_interval(secs => %s)
WHERE (payer_id, id) IN (
    SELECT payer_id, id FROM certificate_certificate
    WHERE state = 'MAKING' AND due_at <= now() ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING payer_id, id
"""


def make_waiting(*, most: int, today: date) -> int:
    """Make the papers of applications that wait; how many were taken up. A paper that cannot be
    made in five tries is given up, and said to be; one that took the worker with it counts too."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [_LEASE_SECONDS, most])
        taken = cursor.fetchall()
    issuing: dict[str, Issuing] = {}
    for payer_id, number in taken:
        row = Certificate.objects.get(payer_id=payer_id, id=number)
        if row.attempts >= _ATTEMPTS:
            _give_up(row, today)
            continue
        _count_try(row)
        try:
            _make(row, issuing, timezone.now(), today)
        except Exception:
            _log.exception("certificate %s not made", number)
            if row.attempts >= _ATTEMPTS:
                _give_up(row, today)
    return len(taken)


def _count_try(row: Certificate) -> None:
    """Before the try, so that one which takes the worker with it counts; those taken up with it
    and not tried do not."""
    row.attempts += 1
    Certificate.objects.filter(payer_id=row.payer_id, id=row.id).update(attempts=row.attempts)


def release() -> None:
    """Make all applications that wait due at once, for a worker that starts: the one before it may
    have been killed over a paper."""
    waiting = Certificate.objects.filter(state="MAKING", due_at__gt=timezone.now())
    waiting.update(due_at=timezone.now())


def _make(row: Certificate, issuing: dict[str, Issuing], at: datetime, today: date) -> None:
    """One paper; ``issuing`` keeps for a packet who signs for a place."""
    canonical = unseal(row.content, purpose="certificate.content")
    code = unseal(row.code, purpose="certificate.code").decode()
    content = read_canonical(canonical, check_url(code))
    if row.jurisdiction not in issuing:
        issuing[row.jurisdiction] = issuing_for(row.jurisdiction, at)
    pdf = make_paper(content, issuing[row.jurisdiction], at, seal=_seal(row))
    with transaction.atomic():
        advance(row, CERTIFICATE, "make", CLOCK, today=today, also=_made(pdf, at))
        _tell(row, "certificate.ready", paper=f"《{content.title}》")


@transaction.atomic
def _give_up(row: Certificate, today: date) -> None:
    advance(row, CERTIFICATE, "fail", CLOCK, today=today)
    _tell(row, "certificate.failed")


def _tell(row: Certificate, kind: str, **facts: str) -> None:
    """With what it certifies: the insurance where one was asked for, the years and the sum."""
    facts |= {
        "insurance": reference.levy_item(row.levy_item).name if row.levy_item else "",
        "year": str(row.period_start.year),
        "last_year": str(row.period_end.year),
        "yuan": format_yuan(row.total_fen),
    }
    tell_payer(row.payer_id, key=f"{kind}:{row.id}", kind=kind, facts=facts)


def _seal(row: Certificate) -> Seal:
    """As the place has it for that kind; one that it does not issue any more is still made, for it
    was applied for."""
    found = reference.issued(row.jurisdiction, Kind(row.kind))
    return found.seal if found else Seal.PRINTED_IN


def _made(pdf: bytes, at: datetime) -> dict[str, Any]:
    return {
        "pdf": seal(pdf, purpose="certificate.pdf"),
        "pdf_hash": hashlib.sha256(pdf).digest(),
        "made_at": at,
    }

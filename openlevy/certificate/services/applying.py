"""``apply``: what is certified is fixed here, its lines, its code, its hash."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import get_current_timezone

from openlevy.certificate.models import Certificate, CertifiedLine
from openlevy.certificate.paper.content import MAX_LINES, canonical_bytes, content_hash
from openlevy.certificate.queries import expected_cleared, paid_in
from openlevy.certificate.rules import (
    CertificateKeyReused,
    NothingPaid,
    PeriodTooLong,
    request_hash,
)
from openlevy.certificate.services.drafting import Asking, drafted, issued
from openlevy.payment.queries import PaidLine
from openlevy.privacy.services import digest, seal
from openlevy.reference.certificates import Kind
from openlevy.statements.services import next_record_id


def apply(*, payer_id: int, asking: Asking, request_key: UUID, today: date, at: datetime) -> int:
    """Draw up a certificate of what is cleared (S2 4.1, S3 chapter 3 三) for the worker to make;
    its id.

    The content is fixed here and now: its lines, its code, its hash. The same request again gives
    the same answer.

    Raises:
        NotIssuedThere, NothingPaid, NotClearedYet, ReceiptLate, PeriodTooLong,
        CertificateKeyReused
    """
    asked = _asked(asking)
    before = Certificate.objects.filter(payer_id=payer_id, request_key=request_key).first()
    if before is None:
        issued(asking)
        lines = _cleared(payer_id, asking, today)
        try:
            return _keep(payer_id, asking, lines, request_key, asked, today, at)
        except IntegrityError:
            before = Certificate.objects.get(payer_id=payer_id, request_key=request_key)
    if bytes(before.request_hash) != asked:
        raise CertificateKeyReused
    return before.id


def _asked(asking: Asking) -> bytes:
    """A record's hash is what it was before there were kinds, so that a form sent again across an
    upgrade is still the same request."""
    kind = () if asking.kind is Kind.RECORD else (asking.kind,)
    return request_hash(asking.place, asking.levy_item, asking.period, *kind)


def _cleared(payer_id: int, asking: Asking, today: date) -> list[PaidLine]:
    paid = paid_in(payer_id, asking.levy_item, asking.period, place=asking.place)
    if len(paid) > MAX_LINES:
        raise PeriodTooLong(most=MAX_LINES)
    cleared = [line for line in paid if line.received_on is not None and line.cleared_at]
    if not paid:
        raise NothingPaid
    if not cleared:
        last = max(line.paid_on or line.declared_on for line in paid)
        raise expected_cleared(asking.place, last).refusal(today)
    return sorted(cleared, key=lambda line: (line.period_start, line.order_id))


@transaction.atomic
def _keep(
    payer_id: int,
    asking: Asking,
    lines: list[PaidLine],
    request_key: UUID,
    asked: bytes,
    today: date,
    at: datetime,
) -> int:
    content = drafted(payer_id, asking, lines, _on(today, at))
    row = Certificate.objects.create(
        payer_id=payer_id,
        id=next_record_id(),
        kind=asking.kind,
        jurisdiction=asking.place,
        period_start=asking.period.start,
        period_end=asking.period.end,
        levy_item=asking.levy_item,
        request_key=request_key,
        request_hash=asked,
        total_fen=content.total_fen,
        lines=len(lines),
        applied_on=today,
        id_digest=digest("id_no", content.id_no),
        code=seal(content.verification_code, purpose="certificate.code"),
        code_digest=digest("code", content.verification_code),
        content=seal(canonical_bytes(content), purpose="certificate.content"),
        content_hash=bytes.fromhex(content_hash(content)),
    )
    CertifiedLine.objects.bulk_create(
        CertifiedLine(
            payer_id=payer_id,
            certificate_id=row.id,
            order_id=line.order_id,
            declaration_id=line.declaration_id,
            amount_fen=line.amount_fen,
        )
        for line in lines
    )
    return row.id


def _on(today: date, at: datetime) -> datetime:
    """When the paper says it was issued: on the books' day, as everything else that it says, at the
    hour it is. The signature under it has the instant."""
    return datetime.combine(today, at.astimezone(get_current_timezone()).timetz())

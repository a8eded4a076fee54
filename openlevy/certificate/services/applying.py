"""``apply``: what is certified is fixed here, its lines, its code, its hash."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import get_current_timezone

from openlevy.certificate.models import Certificate, CertifiedLine
from openlevy.certificate.paper.content import (
    MAX_LINES,
    RecordContent,
    RecordLine,
    canonical_bytes,
    content_hash,
)
from openlevy.certificate.queries import expected_cleared, paid_in
from openlevy.certificate.rules import (
    CertificateKeyReused,
    NotClearedYet,
    NothingPaid,
    PeriodTooLong,
    request_hash,
)
from openlevy.kernel.codes import new_code
from openlevy.kernel.period import Period
from openlevy.parties.queries import id_number, person
from openlevy.payment.queries import PaidLine
from openlevy.privacy.services import digest, seal
from openlevy.reference import queries as reference
from openlevy.statements.services import next_record_id

KIND = "payment_record"
_CHANCE = secrets.SystemRandom()


EVERY_INSURANCE = ""
"""In place of a levy item: whatever was paid for at the place."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a payer asks to have certified: the place, the levy item or ``EVERY_INSURANCE``, the
    premium period."""

    place: str
    levy_item: str
    period: Period


def apply(*, payer_id: int, asking: Asking, request_key: UUID, today: date, at: datetime) -> int:
    """Draw up 《社会保险费缴费记录》 of what is cleared (S2 4.1) for the worker to make; its id.

    The content is fixed here and now: its lines, its code, its hash. The same request again gives
    the same answer.

    Raises:
        NothingPaid, NotClearedYet, PeriodTooLong, CertificateKeyReused
    """
    asked = request_hash(asking.place, asking.levy_item, asking.period)
    before = Certificate.objects.filter(payer_id=payer_id, request_key=request_key).first()
    if before is None:
        lines = _cleared(payer_id, asking)
        try:
            return _keep(payer_id, asking, lines, request_key, asked, today, at)
        except IntegrityError:
            before = Certificate.objects.get(payer_id=payer_id, request_key=request_key)
    if bytes(before.request_hash) != asked:
        raise CertificateKeyReused
    return before.id


def _cleared(payer_id: int, asking: Asking) -> list[PaidLine]:
    paid = paid_in(payer_id, asking.levy_item, asking.period, place=asking.place)
    if len(paid) > MAX_LINES:
        raise PeriodTooLong(most=MAX_LINES)
    cleared = [line for line in paid if line.received_on is not None and line.cleared_at]
    if not paid:
        raise NothingPaid
    if not cleared:
        last = max(line.debited_on or line.declared_on for line in paid)
        raise NotClearedYet(*expected_cleared(asking.place, last))
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
    content = _content(payer_id, asking, lines, _on(today, at))
    row = Certificate.objects.create(
        payer_id=payer_id,
        id=next_record_id(),
        kind=KIND,
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


def _content(payer_id: int, asking: Asking, lines: list[PaidLine], at: datetime) -> RecordContent:
    place, who = reference.place(asking.place), person(payer_id)
    code = new_code(_CHANCE)
    return RecordContent(
        title=place.certificates.title,
        jurisdiction=place.code,
        issuer=place.authority,
        payer_name=who.name,
        id_type_name=reference.id_type(who.id_type).name,
        id_no=id_number(payer_id),
        period_text=f"{asking.period.start:%Y-%m} 至 {asking.period.end:%Y-%m}",
        lines=tuple(_line(line) for line in lines),
        total_fen=sum(line.amount_fen for line in lines),
        printed_at=at,
        verification_code=code,
        check_url=check_url(code),
    )


def _line(line: PaidLine) -> RecordLine:
    assert line.received_on is not None
    return RecordLine(
        levy_item=reference.levy_item(line.levy_item).name,
        levy_subitem=reference.levy_item(line.levy_subitem).name,
        period_from=line.period_start,
        period_to=line.period_end,
        received_on=line.received_on,
        amount_fen=line.amount_fen,
        receipt_no=line.voucher_no,
        collector=reference.tax_office(line.tax_office).name,
    )


def check_url(code: str) -> str:
    """What the QR code on the paper opens: the public check, the code filled in. The taxpayer's
    number is not in it: whoever checks has the paper."""
    return f"{settings.OPENLEVY_PUBLIC_URL}/verify?code={code}"

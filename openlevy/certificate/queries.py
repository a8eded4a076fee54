"""Certificates as their payer lists them and as anybody checks them."""

from dataclasses import dataclass
from datetime import date, datetime

from openlevy.certificate.models import Certificate
from openlevy.certificate.paper.content import (
    MAX_LINES,
    RecordContent,
    content_hash,
    read_canonical,
)
from openlevy.certificate.rules import CertificateChanged, Expected
from openlevy.kernel.codes import normalise_code
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.payment.queries import PaidLine, paid_lines
from openlevy.privacy.services import digest, unseal
from openlevy.reference import queries as reference
from openlevy.reference.certificates import Kind
from openlevy.statements.services import Fragment, columns, read


@dataclass(frozen=True, slots=True)
class CertificateSeen:
    """A certificate in its payer's list; ``levy_item`` is empty where it is of every insurance."""

    id: int
    kind: str
    jurisdiction: str
    levy_item: str
    period_start: date
    period_end: date
    total_fen: Fen
    lines: int
    applied_on: date
    applied_at: datetime
    made_at: datetime | None
    state: str


def expected_cleared(place_key: str, paid_on: date) -> Expected:
    """When a payment of that day is expected to be cleared, by the working days of the place (S3
    chapter 3: 3–5 of them).

    Raises:
        CodeUnknown: there is no such place.
    """
    least, most = reference.place(place_key).certificates.ready_after
    first = reference.working_day_after(paid_on, least)
    last = reference.working_day_after(paid_on, most)
    return Expected(first, last, reference.holidays_unannounced(paid_on, last))


_CERTIFICATES = f"""
    SELECT {columns(CertificateSeen)}
    FROM certificate_certificate
    WHERE payer_id = %(payer_id)s AND applied_on BETWEEN %(first)s AND %(last)s
        AND (%(kind)s = '' OR kind = %(kind)s)
    ORDER BY id DESC
    LIMIT %(most)s OFFSET %(offset)s
"""
_CERTIFICATES_OF = f"""
    SELECT {columns(CertificateSeen)} FROM certificate_certificate
    WHERE payer_id = %(payer_id)s AND id = ANY(%(ids)s::bigint[])
"""


def certificates(
    payer_id: int,
    *,
    applied_from: date,
    applied_to: date,
    kind: Kind | None = None,
    offset: int = 0,
    most: int = 20,
) -> list[CertificateSeen]:
    """A payer's certificates by application date, newest first, of one kind or of all."""
    values = {
        "payer_id": payer_id,
        "first": applied_from,
        "last": applied_to,
        "kind": kind or "",
        "offset": offset,
        "most": most,
    }
    return [CertificateSeen(*row) for row in read(_CERTIFICATES, values)]


def paid_in(payer_id: int, levy_item: str, period: Period, *, place: str = "") -> list[PaidLine]:
    """What the payer has paid for a period, cleared or not, newest first: at a place, what a record
    of that place is about; without one, wherever. One more than a paper holds, at most."""
    return paid_lines(
        payer_id,
        first=period.start,
        last=period.end,
        levy_item=levy_item,
        province=reference.place(place).code[:2] if place else "",
        most=MAX_LINES + 1,
    )


def certificates_of(payer_id: int, certificate_ids: list[int]) -> dict[int, CertificateSeen]:
    """These certificates of the payer's, by number; asks nothing about none."""
    if not certificate_ids:
        return {}
    rows = read(_CERTIFICATES_OF, {"payer_id": payer_id, "ids": certificate_ids})
    return {one.id: one for one in (CertificateSeen(*row) for row in rows)}


def pdf(payer_id: int, certificate_id: int, kind: Kind | None = None) -> bytes | None:
    """The paper, once made, if it is this payer's and, where one is named, of that kind."""
    of_kind = {"kind": kind} if kind else {}
    sealed = (
        Certificate.objects.filter(
            payer_id=payer_id, id=certificate_id, pdf__isnull=False, **of_kind
        )
        .values_list("pdf", flat=True)
        .first()
    )
    return None if sealed is None else unseal(sealed, purpose="certificate.pdf")


def check(id_no: str, code: str) -> RecordContent | None:
    """What was certified under this taxpayer number and verification code; None for no match.

    The content kept is compared with the hash taken when it was certified.

    Raises:
        CodeUnreadable: not a verification code at all.
        CertificateChanged: the content kept is not what was certified; somebody has to look.
    """
    row = Certificate.objects.filter(
        code_digest=digest("code", normalise_code(code)),
        id_digest=digest("id_no", id_no),
        state="MADE",
    ).first()
    if row is None:
        return None
    content = read_canonical(unseal(row.content, purpose="certificate.content"), "")
    if bytes.fromhex(content_hash(content)) != bytes(row.content_hash):
        raise CertificateChanged(certificate_id=row.id)
    return content


def certificates_sql(name: str) -> Fragment:
    """Every certificate as a ``WITH`` item: payer_id, id, state, total_fen, lines."""
    return Fragment(
        {name: "SELECT payer_id, id, state, total_fen, lines FROM certificate_certificate"}
    )


def certified_sql(name: str) -> Fragment:
    """Every certified line as a ``WITH`` item: payer_id, certificate_id, order_id,
    declaration_id, amount_fen."""
    return Fragment(
        {
            name: "SELECT payer_id, certificate_id, order_id, declaration_id, amount_fen"
            " FROM certificate_line"
        }
    )

"""``drafted``: what a certificate is going to say, in the words of its place."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from openlevy.certificate.paper.content import (
    PROOF_NOTES,
    STANDING_NOTES,
    ProofContent,
    ProofLine,
    RecordContent,
    RecordLine,
)
from openlevy.certificate.rules import NotIssuedThere
from openlevy.kernel.codes import new_code
from openlevy.kernel.period import Period
from openlevy.parties.queries import id_number, person
from openlevy.payment.queries import PaidLine
from openlevy.reference import queries as reference
from openlevy.reference.certificates import Issued, Kind
from openlevy.reference.places import Place

_CHANCE = secrets.SystemRandom()


EVERY_INSURANCE = ""
"""In place of a levy item: whatever was paid for at the place."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a payer asks to have certified: the place, the levy item or ``EVERY_INSURANCE``, the
    premium period, and by which kind of paper."""

    place: str
    levy_item: str
    period: Period
    kind: Kind = Kind.RECORD


def issued(asking: Asking) -> Issued:
    """How the place issues what is asked for.

    Raises:
        NotIssuedThere: it has no such papers.
    """
    found = reference.issued(asking.place, asking.kind)
    if found is None:
        raise NotIssuedThere(asking.place, asking.kind)
    return found


def drafted(
    payer_id: int, asking: Asking, lines: list[PaidLine], printed_at: datetime
) -> RecordContent:
    """The content, with a verification code of its own.

    Raises:
        NotIssuedThere
    """
    place, who, code = reference.place(asking.place), person(payer_id), new_code(_CHANCE)
    make, line, notes = _FORMS[asking.kind]
    return make(
        title=issued(asking).title,
        jurisdiction=place.code,
        issuer=place.authority,
        payer_name=who.name,
        id_type_name=reference.id_type(who.id_type).name,
        id_no=id_number(payer_id),
        period_text=f"{asking.period.start:%Y-%m} 至 {asking.period.end:%Y-%m}",
        lines=tuple(line(paid) for paid in lines),
        total_fen=sum(paid.amount_fen for paid in lines),
        printed_at=printed_at,
        verification_code=code,
        check_url=check_url(code),
        notes=notes + _also_valid(asking.kind, place),
    )


def _also_valid(kind: Kind, place: Place) -> tuple[str, ...]:
    """That other papers serve too, on a proof of a place whose guide names them (S3 chapter 3 三).
    A record's notes stay what they were."""
    named = "、".join(place.certificates.also_valid) if kind is Kind.PROOF else ""
    return (f"{named}，同样可以作为缴费凭证。",) if named else ()


def _line(line: PaidLine) -> RecordLine:
    return RecordLine(**_of_line(line))


def _proof_line(line: PaidLine) -> ProofLine:
    return ProofLine(**_of_line(line), paid_on=line.debited_on)


def _of_line(line: PaidLine) -> dict[str, Any]:
    return {
        "levy_item": reference.levy_item(line.levy_item).name,
        "levy_subitem": reference.levy_item(line.levy_subitem).name,
        "period_from": line.period_start,
        "period_to": line.period_end,
        "received_on": line.received_on,
        "amount_fen": line.amount_fen,
        "receipt_no": line.voucher_no,
        "collector": reference.tax_office(line.tax_office).name,
    }


_Form = tuple[type[RecordContent], Callable[[PaidLine], RecordLine], tuple[str, ...]]
_FORMS: Mapping[Kind, _Form] = {
    Kind.RECORD: (RecordContent, _line, STANDING_NOTES),
    Kind.PROOF: (ProofContent, _proof_line, PROOF_NOTES),
}


def check_url(code: str) -> str:
    """What the QR code on the paper opens: the public check, the code filled in. The taxpayer's
    number is not in it: whoever checks has the paper."""
    return f"{settings.OPENLEVY_PUBLIC_URL}/verify?code={code}"

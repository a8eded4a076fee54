"""Declarations as screens and payment need them; plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from openlevy.declaration.models import Declaration
from openlevy.kernel.money import Fen
from openlevy.statements.services import Fragment


@dataclass(frozen=True, slots=True)
class DeclarationSeen:
    """One declaration."""

    payer_id: int
    id: int
    payable_id: int
    enrolment_id: int
    kind: str
    kind_words: str
    levy_item: str
    levy_subitem: str
    tax_office: str
    agency_code: str
    period_start: date
    period_end: date
    amount_fen: Fen
    channel: str
    declared_on: date
    declared_at: datetime
    state: str


def declarations(
    payer_id: int,
    *,
    ids: list[int] | None = None,
    levy_item: str = "",
    declared_from: date | None = None,
    declared_to: date | None = None,
    states: list[str] | None = None,
    offset: int = 0,
    most: int = 20,
) -> list[DeclarationSeen]:
    """A payer's declarations over all channels, newest first. Ask for one more than a page to
    know whether there is a next."""
    rows = Declaration.objects.filter(payer_id=payer_id)
    if ids is not None:
        rows = rows.filter(id__in=ids)
    if levy_item:
        rows = rows.filter(levy_item=levy_item)
    if declared_from is not None:
        rows = rows.filter(declared_on__gte=declared_from)
    if declared_to is not None:
        rows = rows.filter(declared_on__lte=declared_to)
    if states is not None:
        rows = rows.filter(state__in=states)
    return [_seen(row) for row in rows.order_by("-id")[offset : offset + most]]


def declaration(payer_id: int, declaration_id: int) -> DeclarationSeen | None:
    """One declaration, if it is this payer's."""
    found = declarations(payer_id, ids=[declaration_id], most=1)
    return found[0] if found else None


def declarations_sql(name: str) -> Fragment:
    """Every declaration as a ``WITH`` item: payer_id, id, payable_id, kind, state, amount_fen,
    attempts."""
    return Fragment(
        {
            name: "SELECT payer_id, id, payable_id, kind, state, amount_fen, attempts"
            " FROM declaration_declaration"
        }
    )


def _seen(row: Declaration) -> DeclarationSeen:
    return DeclarationSeen(
        **{name: getattr(row, name) for name in DeclarationSeen.__dataclass_fields__}
    )

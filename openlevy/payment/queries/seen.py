"""Agreements, orders and paid lines as screens and certificates need them."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Sum

from openlevy.assessment.queries import AmountParts, amount_parts_sql
from openlevy.declaration.queries import declarations_sql
from openlevy.kernel.money import Fen
from openlevy.payment.models import Credit
from openlevy.payment.states import AgreementOrigin, OrderState
from openlevy.statements.services import columns, compose, read


@dataclass(frozen=True, slots=True)
class AgreementSeen:
    """An agreement, its bank account by the tail only."""

    id: int
    protocol_no: str
    tax_office: str
    bank_name: str
    bank_account_tail: str
    holder_name: str
    signed_on: date
    effective_on: date | None
    ended_on: date | None
    answer_words: str | None
    kind: str
    origin: str
    state: str

    @property
    def is_at_bank(self) -> bool:
        """Whether it was signed at a bank, where it is ended too."""
        return self.origin == AgreementOrigin.BANK

    def usable_on(self, day: date) -> bool:
        """Whether a payment of that day may use it."""
        return (
            self.state == "VERIFIED" and self.effective_on is not None and self.effective_on <= day
        )


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """A payment order with the times of its way; ``paid_by`` is who paid, where it is not the payer
    who owed."""

    payer_id: int
    id: int
    agreement_id: int
    paid_by: int | None
    tax_office: str
    voucher_no: str
    amount_fen: Fen
    channel: str
    entrust_on: date
    instructed_at: datetime
    answer_code: str | None
    answer_words: str | None
    debited_on: date | None
    remitted_on: date | None
    received_on: date | None
    cleared_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class PaidLine:
    """One paid declaration: what 缴费记录查询 lists and a certificate certifies. ``debited_on`` is
    told, and None until it is; ``found_on`` is when the debit was first known. ``credited_on`` is
    the agency's word, None until it has told; ``parts`` are those of the amount, where they were
    asked for."""

    order_id: int
    declaration_id: int
    voucher_no: str
    kind: str
    kind_words: str
    levy_item: str
    levy_subitem: str
    tax_office: str
    agency_code: str
    enrolment_id: int
    period_start: date
    period_end: date
    amount_fen: Fen
    channel: str
    declared_on: date
    debited_on: date | None
    found_on: date | None
    remitted_on: date | None
    received_on: date | None
    cleared_at: datetime | None
    credited_on: date | None
    state: str
    parts: AmountParts | None = None

    @property
    def paid_on(self) -> date | None:
        """缴款日期 as a page shows it. A paper and a message to an agency bear ``debited_on``."""
        return self.debited_on or self.found_on


_OF_PAYER = f"SELECT {columns(AgreementSeen)} FROM payment_agreement WHERE payer_id = %(payer_id)s"
_AGREEMENTS = f"{_OF_PAYER} ORDER BY id DESC LIMIT 100"
_AGREEMENT = f"{_OF_PAYER} AND id = %(id)s"
_ORDER = f"""
    SELECT {columns(OrderSeen)} FROM payment_order
    WHERE id = %(id)s AND (payer_id = %(payer_id)s OR paid_by = %(payer_id)s)
"""
_FOR_OTHERS = f"""
    SELECT {columns(OrderSeen)} FROM payment_order WHERE paid_by = %(payer_id)s
    ORDER BY id DESC LIMIT %(most)s OFFSET %(offset)s
"""
_LATEST = f"""
    SELECT DISTINCT ON (l.declaration_id) l.declaration_id, {columns(OrderSeen, "o")}
    FROM payment_order_line l
    JOIN payment_order o ON o.payer_id = l.payer_id AND o.id = l.order_id
    WHERE l.payer_id = %(payer_id)s AND l.declaration_id = ANY(%(declarations)s::bigint[])
    ORDER BY l.declaration_id, l.attempt DESC
"""


def agreements(payer_id: int) -> list[AgreementSeen]:
    """A payer's agreements, newest first."""
    return [AgreementSeen(*row) for row in read(_AGREEMENTS, {"payer_id": payer_id})]


def agreement(payer_id: int, agreement_id: int) -> AgreementSeen | None:
    """One agreement, if it is this payer's."""
    rows = read(_AGREEMENT, {"payer_id": payer_id, "id": agreement_id})
    return AgreementSeen(*rows[0]) if rows else None


def order(payer_id: int, order_id: int) -> OrderSeen | None:
    """One order, if it is this payer's, or paid by them."""
    rows = read(_ORDER, {"payer_id": payer_id, "id": order_id})
    return OrderSeen(*rows[0]) if rows else None


def orders_for_others(payer_id: int, *, offset: int = 0, most: int = 20) -> list[OrderSeen]:
    """The orders of others that the payer has paid, newest first."""
    values = {"payer_id": payer_id, "offset": offset, "most": most}
    return [OrderSeen(*row) for row in read(_FOR_OTHERS, values)]


@dataclass(frozen=True, slots=True)
class OrderTold:
    """What a message on an order names: whose debt, paid by whom (None: the payer), the sum, and
    what for: the first line, with its own period, and how many lines there are."""

    payer_id: int
    id: int
    paid_by: int | None
    amount_fen: Fen
    levy_item: str
    kind_words: str
    period_start: date
    period_end: date
    lines: int


_TOLD = """
    SELECT DISTINCT ON (o.id) o.payer_id, o.id, o.paid_by, o.amount_fen, l.levy_item, l.kind_words,
        l.period_start, l.period_end, count(*) OVER (PARTITION BY o.id)
    FROM (
        (SELECT payer_id, id, paid_by, amount_fen FROM payment_order
            WHERE payer_id = %(payer_id)s AND id = ANY(%(ids)s::bigint[]))
        UNION ALL
        (SELECT payer_id, id, paid_by, amount_fen FROM payment_order
            WHERE paid_by = %(payer_id)s ORDER BY id DESC LIMIT %(most)s)) AS o
    JOIN payment_order_line l ON l.payer_id = o.payer_id AND l.order_id = o.id
    ORDER BY o.id DESC, l.declaration_id
"""


def orders_told(payer_id: int, order_ids: list[int], *, most: int) -> dict[int, OrderTold]:
    """These orders of the payer's, and the newest that they have paid for others, by number."""
    values = {"payer_id": payer_id, "ids": order_ids, "most": most}
    found = (OrderTold(*row) for row in read(_TOLD, values))
    return {one.id: one for one in found}


_LINE = """l.order_id, l.declaration_id, o.voucher_no, l.kind, l.kind_words, l.levy_item,
        l.levy_subitem, o.tax_office, l.agency_code, l.enrolment_id, l.period_start, l.period_end,
        l.amount_fen, o.channel, l.declared_on, o.debited_on, o.found_on, o.remitted_on,
        o.received_on, o.cleared_at, c.credited_on, o.state"""
_LINES = """
    FROM payment_order_line l
    JOIN payment_order o ON o.payer_id = l.payer_id AND o.id = l.order_id
    LEFT JOIN payment_credited c ON c.payer_id = l.payer_id AND c.order_id = l.order_id
        AND c.declaration_id = l.declaration_id
"""
_PAID = """
    WHERE l.payer_id = %(payer_id)s AND o.state = ANY(%(states)s)
"""
_OF_PERIOD = f"""SELECT {_LINE} {_LINES} {_PAID}
        AND (%(levy_item)s = '' OR l.levy_item = %(levy_item)s)
        AND (%(province)s = '' OR substr(o.tax_office, 2, 2) = %(province)s)
        AND l.period_end >= %(first)s AND l.period_start <= %(last)s
    ORDER BY l.order_id DESC, l.declaration_id
    LIMIT %(most)s OFFSET %(offset)s
"""
_OF_ORDER, _ = compose(
    declarations_sql("declared"),
    amount_parts_sql("owed"),
    answer=f"""SELECT {_LINE}, {columns(AmountParts, "w")} {_LINES}
    JOIN declared d ON d.payer_id = l.payer_id AND d.id = l.declaration_id
    JOIN owed w ON w.payer_id = d.payer_id AND w.id = d.payable_id
    {_PAID} AND l.order_id = %(order_id)s ORDER BY l.declaration_id""",
)
_PARTS = len(fields(AmountParts))
_PAID_STATES = (OrderState.CONFIRMED, OrderState.CLEARED)


def paid_lines(
    payer_id: int,
    *,
    first: date,
    last: date,
    levy_item: str = "",
    province: str = "",
    offset: int = 0,
    most: int = 20,
) -> list[PaidLine]:
    """What the payer has paid for periods touching [first, last], over all channels, newest first.

    ``province`` (two digits) leaves what was paid to its tax offices.
    Money that became a credit has settled nothing and is not listed.
    """
    values: dict[str, Any] = {
        "payer_id": payer_id,
        "states": [state.value for state in _PAID_STATES],
        "levy_item": levy_item,
        "province": province,
        "first": first,
        "last": last,
        "offset": offset,
        "most": most,
    }
    return [PaidLine(*row) for row in read(_OF_PERIOD, values)]


def lines_paid_by(payer_id: int, order_id: int) -> list[PaidLine]:
    """What one order has paid, with the parts; empty when it is not this payer's, or its debit is
    not confirmed."""
    states = [state.value for state in _PAID_STATES]
    rows = read(_OF_ORDER, {"payer_id": payer_id, "order_id": order_id, "states": states})
    return [replace(PaidLine(*row[:-_PARTS]), parts=AmountParts(*row[-_PARTS:])) for row in rows]


def latest_orders(payer_id: int, declaration_ids: list[int]) -> dict[int, OrderSeen]:
    """The latest order of each declaration that has one."""
    rows = read(_LATEST, {"payer_id": payer_id, "declarations": declaration_ids})
    return {declaration: OrderSeen(*order) for declaration, *order in rows}


def credits_of(payer_id: int) -> Fen:
    """Money of the payer's that settles nothing yet."""
    standing = Credit.objects.filter(payer_id=payer_id, withdrawn_on=None)
    fen = standing.aggregate(fen=Sum("amount_fen"))["fen"]
    return int(fen or 0)

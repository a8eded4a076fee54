"""Agreements, orders and paid lines as screens, messages and certificates need them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Sum

from openlevy.kernel.money import Fen
from openlevy.payment.models import Agreement, Credit, Order, OrderLine
from openlevy.payment.states import OrderState
from openlevy.privacy.services import unseal_text


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
    state: str

    def usable_on(self, day: date) -> bool:
        """Whether a payment of that day may use it."""
        return (
            self.state == "VERIFIED" and self.effective_on is not None and self.effective_on <= day
        )


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """A payment order with the times of its way."""

    id: int
    agreement_id: int
    tax_office: str
    voucher_no: str
    amount_fen: Fen
    channel: str
    instructed_at: datetime
    answer_code: str | None
    answer_words: str | None
    debited_on: date | None
    remitted_on: date | None
    received_on: date | None
    cleared_at: datetime | None
    credited_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class PaidLine:
    """One paid declaration: what 缴费记录查询 lists and a certificate certifies."""

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
    remitted_on: date | None
    received_on: date | None
    cleared_at: datetime | None
    credited_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class DebitLine:
    """A line of a debit as the network is told."""

    declaration_id: int
    levy_item: str
    levy_subitem: str
    kind: str
    period_start: date
    period_end: date
    amount_fen: Fen


@dataclass(frozen=True, slots=True)
class Debit:
    """All that a debit instruction says. Holds whole numbers: for the gateway only."""

    order_id: int
    payer_id: int
    state: str
    tax_office: str
    treasury_code: int
    entrust_on: date
    trade_no: str
    voucher_no: str
    amount_fen: Fen
    open_bank: int
    clearing_bank: int
    bank_account: str
    holder_name: str
    protocol_no: str
    lines: tuple[DebitLine, ...]


@dataclass(frozen=True, slots=True)
class AgreementTold:
    """All that the bank is told of an agreement. Holds whole numbers: for the gateway only."""

    id: int
    payer_id: int
    state: str
    tax_office: str
    open_bank: int
    clearing_bank: int
    bank_account: str
    holder_name: str
    protocol_no: str


def agreements(payer_id: int) -> list[AgreementSeen]:
    """A payer's agreements, newest first."""
    rows = Agreement.objects.filter(payer_id=payer_id).defer("bank_account")
    return [_agreement(row) for row in rows.order_by("-id")[:100]]


def agreement(payer_id: int, agreement_id: int) -> AgreementSeen | None:
    """One agreement, if it is this payer's."""
    row = Agreement.objects.filter(payer_id=payer_id, id=agreement_id).first()
    return None if row is None else _agreement(row)


def order(payer_id: int, order_id: int) -> OrderSeen | None:
    """One order, if it is this payer's."""
    row = Order.objects.filter(payer_id=payer_id, id=order_id).first()
    return None if row is None else _order(row)


_PAID_LINES = """
    SELECT l.order_id, l.declaration_id, o.voucher_no, l.kind, l.kind_words, l.levy_item,
        l.levy_subitem, o.tax_office, l.agency_code, l.enrolment_id, l.period_start, l.period_end,
        l.amount_fen, o.channel, l.declared_on, o.debited_on, o.remitted_on, o.received_on,
        o.cleared_at, o.credited_on, o.state
    FROM payment_order_line l
    JOIN payment_order o ON o.payer_id = l.payer_id AND o.id = l.order_id
    WHERE l.payer_id = %(payer_id)s AND o.state = ANY(%(states)s)
        AND (%(levy_item)s = '' OR l.levy_item = %(levy_item)s)
        AND l.period_end >= %(first)s AND l.period_start <= %(last)s
    ORDER BY l.order_id DESC, l.declaration_id
    LIMIT %(most)s OFFSET %(offset)s
"""


def paid_lines(
    payer_id: int,
    *,
    first: date,
    last: date,
    levy_item: str = "",
    cleared_only: bool = False,
    offset: int = 0,
    most: int = 20,
) -> list[PaidLine]:
    """What the payer has paid for periods touching [first, last], over all channels, newest first.

    ``cleared_only`` leaves what the treasury has received and cleared: what can be certified.
    Money that became a credit has settled nothing and is not listed.
    """
    states = [OrderState.CLEARED] if cleared_only else [OrderState.CONFIRMED, OrderState.CLEARED]
    values: dict[str, Any] = {
        "payer_id": payer_id,
        "states": [state.value for state in states],
        "levy_item": levy_item,
        "first": first,
        "last": last,
        "offset": offset,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PAID_LINES, values)
        return [PaidLine(*row) for row in cursor.fetchall()]


def latest_orders(payer_id: int, declaration_ids: list[int]) -> dict[int, OrderSeen]:
    """The latest order of each declaration that has one."""
    lines = OrderLine.objects.filter(payer_id=payer_id, declaration_id__in=declaration_ids)
    of_declaration = {line.declaration_id: line.order_id for line in lines.order_by("attempt")}
    rows = Order.objects.filter(payer_id=payer_id, id__in=set(of_declaration.values()))
    orders = {row.id: _order(row) for row in rows}
    return {declaration: orders[number] for declaration, number in of_declaration.items()}


def lines_of_order(payer_id: int, order_id: int) -> list[DebitLine]:
    """What an order pays for."""
    rows = OrderLine.objects.filter(payer_id=payer_id, order_id=order_id)
    return [_debit_line(row) for row in rows.order_by("declaration_id")]


def credits_of(payer_id: int) -> Fen:
    """Money of the payer's that settles nothing yet."""
    fen = Credit.objects.filter(payer_id=payer_id).aggregate(fen=Sum("amount_fen"))["fen"]
    return int(fen or 0)


def debit(order_id: int) -> Debit:
    """What the network is told of an order (1001)."""
    row = Order.objects.get(id=order_id)
    under = Agreement.objects.get(payer_id=row.payer_id, id=row.agreement_id)
    return Debit(
        order_id=row.id,
        payer_id=row.payer_id,
        state=row.state,
        tax_office=row.tax_office,
        treasury_code=row.treasury_code,
        entrust_on=row.entrust_on,
        trade_no=row.trade_no,
        voucher_no=row.voucher_no,
        amount_fen=row.amount_fen,
        open_bank=under.open_bank,
        clearing_bank=row.clearing_bank,
        bank_account=_account(under),
        holder_name=under.holder_name,
        protocol_no=under.protocol_no,
        lines=tuple(lines_of_order(row.payer_id, row.id)),
    )


def agreement_told(agreement_id: int) -> AgreementTold:
    """What the bank is told of an agreement (9114)."""
    row = Agreement.objects.get(id=agreement_id)
    return AgreementTold(
        id=row.id,
        payer_id=row.payer_id,
        state=row.state,
        tax_office=row.tax_office,
        open_bank=row.open_bank,
        clearing_bank=row.clearing_bank,
        bank_account=_account(row),
        holder_name=row.holder_name,
        protocol_no=row.protocol_no,
    )


def voucher_state(voucher_no: str) -> tuple[int, int, str, Fen] | None:
    """Payer, order, state and amount behind a voucher number, if it is ours."""
    return (
        Order.objects.filter(voucher_no=voucher_no)
        .values_list("payer_id", "id", "state", "amount_fen")
        .first()
    )


def agreements_unanswered(before: datetime) -> list[int]:
    """Agreements signed before that instant whose verification or revocation has no answer."""
    rows = Agreement.objects.filter(state__in=["SUBMITTED", "REVOKING"], signed_at__lt=before)
    return list(rows.order_by("id").values_list("id", flat=True)[:500])


def order_fen_by_payer(states: list[OrderState]) -> dict[int, Fen]:
    """Orders' amounts summed by payer, for the comparison with the ledger."""
    rows = Order.objects.filter(state__in=[state.value for state in states])
    sums = rows.values("payer_id").annotate(fen=Sum("amount_fen"))
    return {row["payer_id"]: row["fen"] for row in sums}


def credit_fen_by_payer() -> dict[int, Fen]:
    """Credits summed by payer, for the comparison with the ledger."""
    sums = Credit.objects.values("payer_id").annotate(fen=Sum("amount_fen"))
    return {row["payer_id"]: row["fen"] for row in sums}


def cleared_orders() -> list[tuple[int, int, str, Fen]]:
    """Payer, order, voucher and amount of every cleared order, for the self-check."""
    rows = Order.objects.filter(state__in=["CLEARED", "CREDIT_CLEARED"])
    return list(rows.values_list("payer_id", "id", "voucher_no", "amount_fen"))


def _account(row: Agreement) -> str:
    return unseal_text(bytes(row.bank_account), purpose="payment.bank_account")


def _order(row: Order) -> OrderSeen:
    return OrderSeen(**{name: getattr(row, name) for name in OrderSeen.__dataclass_fields__})


def _agreement(row: Agreement) -> AgreementSeen:
    return AgreementSeen(
        **{name: getattr(row, name) for name in AgreementSeen.__dataclass_fields__}
    )


def _debit_line(row: OrderLine) -> DebitLine:
    return DebitLine(**{name: getattr(row, name) for name in DebitLine.__dataclass_fields__})

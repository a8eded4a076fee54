"""What the network and the bank are told of orders and agreements, and what waits for them."""

from dataclasses import dataclass
from datetime import date

from openlevy.kernel.money import Fen
from openlevy.payment.models import Agreement, BankNotice, Order
from openlevy.payment.rules import BankTold, NotAccepted
from openlevy.privacy.services import digest, unseal_text
from openlevy.statements.services import columns, read


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
    payer_name: str
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


_LINES = f"""
    SELECT {columns(DebitLine)} FROM payment_order_line
    WHERE payer_id = %(payer_id)s AND order_id = %(order_id)s
    ORDER BY declaration_id
"""


def lines_of_order(payer_id: int, order_id: int) -> list[DebitLine]:
    """What an order pays for."""
    rows = read(_LINES, {"payer_id": payer_id, "order_id": order_id})
    return [DebitLine(*row) for row in rows]


def order_state(order_id: int) -> str:
    """Where an order stands."""
    return Order.objects.values_list("state", flat=True).get(id=order_id)


def debit(order_id: int) -> Debit:
    """What the network is told of an order (1001)."""
    row = Order.objects.get(id=order_id)
    under = Agreement.objects.get(payer_id=row.paid_by or row.payer_id, id=row.agreement_id)
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
        payer_name=row.payer_name or under.holder_name,
        protocol_no=under.protocol_no,
        lines=tuple(lines_of_order(row.payer_id, row.id)),
    )


@dataclass(frozen=True, slots=True)
class VoucherSeen:
    """The order behind a voucher number."""

    payer_id: int
    order_id: int
    state: str
    amount_fen: Fen
    treasury_code: int


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a bank is answered to what it has told of an agreement."""

    refused_because: NotAccepted | None


def verdict(told: BankTold) -> Verdict | None:
    """What a bank is answered, if it has been decided."""
    row = BankNotice.objects.filter(
        sender=told.sender, entrusted_on=told.entrusted_on, request_no=told.request_no
    ).first()
    if row is None:
        return None
    if bytes(row.content_digest) != digest("content", told.content):
        return Verdict(NotAccepted.KEY_REUSED)
    return Verdict(NotAccepted(row.refused_because) if row.refused_because else None)


def voucher(voucher_no: str) -> VoucherSeen | None:
    """The order behind a voucher number, if it is ours."""
    row = Order.objects.filter(voucher_no=voucher_no).first()
    if row is None:
        return None
    return VoucherSeen(row.payer_id, row.id, row.state, row.amount_fen, row.treasury_code)


def _account(row: Agreement) -> str:
    return unseal_text(bytes(row.bank_account), purpose="payment.bank_account")

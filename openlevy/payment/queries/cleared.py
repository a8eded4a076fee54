"""What an agency is told of an order once the treasury has received it."""

from dataclasses import dataclass
from datetime import date

from openlevy.kernel.money import Fen
from openlevy.payment.models import Order, OrderLine
from openlevy.payment.states import OrderState

TOLD = "payments"
"""What agencies are told of: the topic of the message is this, a colon and the agency's code, so
that one order is told once to each."""


@dataclass(frozen=True, slots=True)
class ClearedLine:
    """What was paid for one declaration."""

    declaration_id: int
    enrolment_id: int
    kind: str
    levy_item: str
    levy_subitem: str
    period_start: date
    period_end: date
    amount_fen: Fen
    declared_on: date


@dataclass(frozen=True, slots=True)
class ClearedOrder:
    """An order with its times so far, and those of its lines that are one agency's."""

    payer_id: int
    voucher_no: str
    debited_on: date | None
    remitted_on: date | None
    received_on: date
    lines: tuple[ClearedLine, ...]


def cleared_order(payer_id: int, order_id: int, agency_code: str) -> ClearedOrder | None:
    """What one agency is told of an order; None when it has cleared nothing of the agency's."""
    row = Order.objects.filter(
        payer_id=payer_id, id=order_id, state=OrderState.CLEARED, received_on__isnull=False
    ).first()
    lines = OrderLine.objects.filter(
        payer_id=payer_id, order_id=order_id, agency_code=agency_code
    ).order_by("declaration_id")
    if row is None or row.received_on is None or not lines:
        return None
    return ClearedOrder(
        payer_id=payer_id,
        voucher_no=row.voucher_no,
        debited_on=row.debited_on,
        remitted_on=row.remitted_on,
        received_on=row.received_on,
        lines=tuple(_line(line) for line in lines),
    )


def _line(row: OrderLine) -> ClearedLine:
    return ClearedLine(**{name: getattr(row, name) for name in ClearedLine.__dataclass_fields__})

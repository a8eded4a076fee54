"""Reads of payment: what screens see, what the network and agencies are told, what the self-check
compares."""

from openlevy.payment.queries.cleared import TOLD, ClearedLine, ClearedOrder, cleared_order
from openlevy.payment.queries.compared import (
    agreements_sql,
    credited_sql,
    credits_sql,
    lines_sql,
    orders_sql,
)
from openlevy.payment.queries.seen import (
    AgreementSeen,
    OrderSeen,
    PaidLine,
    agreement,
    agreements,
    credits_of,
    latest_orders,
    lines_paid_by,
    order,
    paid_lines,
)
from openlevy.payment.queries.told import (
    AgreementTold,
    Debit,
    DebitLine,
    Verdict,
    VoucherSeen,
    agreement_told,
    debit,
    lines_of_order,
    order_state,
    verdict,
    voucher,
)

__all__ = [
    "TOLD",
    "AgreementSeen",
    "AgreementTold",
    "ClearedLine",
    "ClearedOrder",
    "Debit",
    "DebitLine",
    "OrderSeen",
    "PaidLine",
    "Verdict",
    "VoucherSeen",
    "agreement",
    "agreement_told",
    "agreements",
    "agreements_sql",
    "cleared_order",
    "credited_sql",
    "credits_of",
    "credits_sql",
    "debit",
    "latest_orders",
    "lines_of_order",
    "lines_paid_by",
    "lines_sql",
    "order",
    "order_state",
    "orders_sql",
    "paid_lines",
    "verdict",
    "voucher",
]

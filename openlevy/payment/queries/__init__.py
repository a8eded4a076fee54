"""Reads of payment: what screens see, what the network is told, what the self-check compares."""

from openlevy.payment.queries.compared import agreements_sql, credits_sql, lines_sql, orders_sql
from openlevy.payment.queries.seen import (
    AgreementSeen,
    OrderSeen,
    PaidLine,
    agreement,
    agreements,
    credits_of,
    latest_orders,
    order,
    paid_lines,
)
from openlevy.payment.queries.told import (
    AgreementTold,
    Debit,
    DebitLine,
    VoucherSeen,
    agreement_told,
    agreements_unanswered,
    debit,
    lines_of_order,
    voucher,
)

__all__ = [
    "AgreementSeen",
    "AgreementTold",
    "Debit",
    "DebitLine",
    "OrderSeen",
    "PaidLine",
    "VoucherSeen",
    "agreement",
    "agreement_told",
    "agreements",
    "agreements_sql",
    "agreements_unanswered",
    "credits_of",
    "credits_sql",
    "debit",
    "latest_orders",
    "lines_of_order",
    "lines_sql",
    "order",
    "orders_sql",
    "paid_lines",
    "voucher",
]

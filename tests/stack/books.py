"""The sandbox's books against the product's: sums made apart, compared by voucher and in all."""

from collections.abc import Callable
from typing import Any, NamedTuple

from openlevy.ledger.chart import Account
from tests.stack.outside import Outside

Rows = Callable[..., list[Any]]

# Of every order: its amount, the money that came to the bank (less what a later message took back)
# and the money that came on to the treasury; what came is read from the journal alone.
_BY_VOUCHER = f"""
    SELECT o.voucher_no, o.amount_fen,
        coalesce(sum(p.amount_fen) FILTER (WHERE p.destination = {Account.COLLECTED:d}), 0)
            - coalesce(sum(p.amount_fen) FILTER (WHERE p.source = {Account.COLLECTED:d}
                AND p.destination <> {Account.RECEIVED:d}), 0),
        coalesce(sum(p.amount_fen) FILTER (WHERE p.destination = {Account.RECEIVED:d}), 0)
    FROM payment_order o
    LEFT JOIN ledger_posting p ON p.payer_id = o.payer_id AND p.record_id = o.id
    GROUP BY o.voucher_no, o.amount_fen"""
_RECEIVED = f"""
    SELECT coalesce(sum(amount_fen), 0) FROM ledger_posting
    WHERE destination = {Account.RECEIVED:d}"""

# What agencies are told of, and what they have said that they have credited.
_TOLD = "SELECT coalesce(sum(amount_fen), 0) FROM payment_order WHERE state = 'CLEARED'"
_CREDITED = """
    SELECT coalesce(sum(l.amount_fen), 0) FROM payment_credited c
    JOIN payment_order_line l USING (payer_id, order_id, declaration_id)"""


class Ours(NamedTuple):
    """What the product holds of one voucher, in fen."""

    amount: int = 0
    debited: int = 0
    received: int = 0


def differences(outside: Outside, rows: Rows) -> list[str]:
    """What does not agree, in sentences; empty when all does."""
    theirs = outside.vouchers()
    ours = {voucher: Ours(*(int(fen) for fen in sums)) for voucher, *sums in rows(_BY_VOUCHER)}
    found = [
        sentence
        for voucher in sorted(theirs.keys() | ours.keys())
        for sentence in _of_voucher(voucher, theirs.get(voucher), ours.get(voucher, Ours()))
    ]
    told = outside.get("/books.json")
    sums = {
        "net_fen": sum(one.debited for one in ours.values()),
        "received_fen": int(rows(_RECEIVED)[0][0]),
        "told_fen": int(rows(_TOLD)[0][0]),
        "credited_fen": int(rows(_CREDITED)[0][0]),
    }
    found += [
        f"{name}: ours {fen}, theirs {told['totals'][name]}"
        for name, fen in sums.items()
        if fen != told["totals"][name]
    ]
    return found + list(told["faults"])


def _of_voucher(voucher: str, theirs: dict[str, Any] | None, ours: Ours) -> list[str]:
    taken = theirs["debited_fen"] if theirs else 0
    debited = taken - (theirs["reversed_fen"] if theirs else 0)
    received = theirs["received_fen"] if theirs else 0
    found = []
    if ours.debited != debited:
        found.append(f"voucher {voucher}: ledger says {ours.debited} debited, the bank {debited}")
    if ours.received != received:
        found.append(f"voucher {voucher}: ledger says {ours.received} received, not {received}")
    if taken not in (0, ours.amount):
        found.append(f"voucher {voucher} of {ours.amount}: the bank debited {taken} in all")
    return found

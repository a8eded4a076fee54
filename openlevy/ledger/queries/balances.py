"""Balances, read from the journal; no balance is stored."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from openlevy.kernel.money import Fen
from openlevy.ledger.chart import Account

_BALANCES = """
SELECT account, of, sum(amount)::bigint FROM (
    SELECT destination AS account, destination_of AS of, amount_fen AS amount
    FROM ledger_posting WHERE {where}
    UNION ALL
    SELECT source, source_of, -amount_fen FROM ledger_posting WHERE {where}
) AS sides GROUP BY account, of ORDER BY account, of
"""


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account holds: positive when more came in than went out."""

    account: Account
    of: int
    amount_fen: Fen


def balances(payer_id: int | None = None) -> list[Balance]:
    """Every account's balance, over all payers or by the postings of one."""
    where = "true" if payer_id is None else "payer_id = %s"
    values: list[Any] = [] if payer_id is None else [payer_id, payer_id]
    with connection.cursor() as cursor:
        cursor.execute(_BALANCES.format(where=where), values)
        return [Balance(Account(account), of, fen) for account, of, fen in cursor.fetchall()]


def totals() -> dict[Account, Fen]:
    """The balance of each account over all who own one."""
    sums = dict.fromkeys(Account, 0)
    for balance in balances():
        sums[balance.account] += balance.amount_fen
    return sums


def by_payer(account: Account) -> dict[int, Fen]:
    """The non-zero balances of a payer-owned account, by payer."""
    return {b.of: b.amount_fen for b in balances() if b.account == account and b.amount_fen}

"""The banks' and the treasury's own books, and their sums, by the sandbox alone."""

import datetime as dt

from django.db import transaction

from sandbox import store
from sandbox.store import Row


def debit(account: int, clearing_cnaps: str, amount_fen: int, debit_id: int, on: dt.date) -> None:
    """Customer's account → the bank's 待报解; the balance was checked under the account's lock."""
    store.execute(
        "UPDATE bank_account SET balance_fen = balance_fen - %s WHERE id = %s", amount_fen, account
    )
    _post("debit", f"customer:{account}", f"pending:{clearing_cnaps}", amount_fen, debit_id, on)


def reverse(account: int, clearing_cnaps: str, amount_fen: int, debit_id: int, on: dt.date) -> None:
    """Gives a debit back that was not remitted yet."""
    store.execute(
        "UPDATE bank_account SET balance_fen = balance_fen + %s WHERE id = %s", amount_fen, account
    )
    _post("reversal", f"pending:{clearing_cnaps}", f"customer:{account}", amount_fen, debit_id, on)


def totals() -> dict[str, int]:
    """Sums in fen over everything: debits, reversals, remitted, received by the treasury, and the
    number of vouchers."""
    kinds = {
        row["kind"]: int(row["amount_fen"])
        for row in store.rows(
            "SELECT kind, sum(amount_fen)::bigint AS amount_fen FROM entry GROUP BY kind"
        )
    }
    received = store.one("SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM receipt")["fen"]
    vouchers = store.one("SELECT count(DISTINCT voucher_no) AS n FROM debit")["n"]
    debited, reversed_fen = kinds.get("debit", 0), kinds.get("reversal", 0)
    remitted = kinds.get("remit", 0)
    return {
        "vouchers": int(vouchers),
        "debited_fen": debited,
        "reversed_fen": reversed_fen,
        "net_fen": debited - reversed_fen,
        "remitted_fen": remitted,
        "pending_fen": debited - reversed_fen - remitted,
        "received_fen": int(received),
    }


def vouchers(after: str, limit: int) -> list[Row]:
    """Per voucher, in the order of their numbers: what was debited, given back, remitted, received.

    A voucher that was asked for under several transaction keys has one row with the sums.
    """
    return store.rows(
        "WITH page AS (SELECT DISTINCT voucher_no FROM debit"
        " WHERE voucher_no > %s ORDER BY voucher_no LIMIT %s)"
        " SELECT d.voucher_no, min(d.tax_org) AS tax_org, count(*) AS transactions,"
        " coalesce(sum(e.debited), 0)::bigint AS debited_fen,"
        " coalesce(sum(e.reversed), 0)::bigint AS reversed_fen,"
        " coalesce(sum(e.remitted), 0)::bigint AS remitted_fen,"
        " coalesce(sum(r.received), 0)::bigint AS received_fen"
        " FROM page JOIN debit d USING (voucher_no)"
        " LEFT JOIN LATERAL (SELECT"
        "  sum(amount_fen) FILTER (WHERE kind = 'debit') AS debited,"
        "  sum(amount_fen) FILTER (WHERE kind = 'reversal') AS reversed,"
        "  sum(amount_fen) FILTER (WHERE kind = 'remit') AS remitted"
        "  FROM entry WHERE entry.debit = d.id) e ON true"
        " LEFT JOIN LATERAL (SELECT sum(amount_fen) AS received"
        "  FROM receipt WHERE receipt.debit = d.id) r ON true"
        " GROUP BY d.voucher_no ORDER BY d.voucher_no", after, limit,
    )  # fmt: skip


@transaction.atomic
def faults() -> list[str]:
    """What does not agree within the books: empty when all is well."""
    store.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    found = [
        f"bank account {row['id']}: balance {row['balance_fen']}, by its entries {row['sum']}"
        for row in store.rows(
            "SELECT a.id, a.balance_fen, coalesce(s.sum, 0)::bigint AS sum FROM bank_account a"
            " LEFT JOIN (SELECT name, sum(fen) AS sum FROM ("
            "  SELECT destination AS name, amount_fen AS fen FROM entry"
            "  UNION ALL SELECT source, -amount_fen FROM entry) m GROUP BY name) s"
            " ON s.name = 'customer:' || a.id WHERE a.balance_fen <> coalesce(s.sum, 0) LIMIT 100"
        )
    ]
    found += [
        f"voucher {row['voucher_no']}: remitted {row['amount_fen']}, received {row['received']}"
        for row in store.rows(
            "SELECT d.voucher_no, e.amount_fen, sum(r.amount_fen)::bigint AS received"
            " FROM receipt r JOIN debit d ON d.id = r.debit"
            " LEFT JOIN entry e ON e.debit = d.id AND e.kind = 'remit'"
            " GROUP BY d.id, d.voucher_no, e.amount_fen"
            " HAVING e.amount_fen IS DISTINCT FROM sum(r.amount_fen) LIMIT 100"
        )
    ]
    return found


def _post(
    kind: str, source: str, destination: str, amount_fen: int, debit_id: int, on: dt.date
) -> None:
    store.execute(
        "INSERT INTO entry (on_date, kind, source, destination, amount_fen, debit)"
        " VALUES (%s, %s, %s, %s, %s, %s)", on, kind, source, destination, amount_fen, debit_id,
    )  # fmt: skip

"""The journal as ``WITH`` items, for comparisons with the tables that it is the books of."""

from collections.abc import Iterable

from openlevy.ledger.chart import Account, Event
from openlevy.statements.services import Fragment

_PAYERS = (Account.PREMIUM, Account.DUE, Account.IN_FLIGHT, Account.CREDIT)
_TREASURIES = (Account.RECEIVED, Account.CLEARED, Account.SUSPENSE)


def payer_fen_sql(name: str, *accounts: Account, but: int) -> Fragment:
    """Per payer, what went into the accounts less what came out of them: payer_id, fen.

    ``but`` is the payer's id that stands for nobody.
    """
    among = _list(accounts)
    sql = f"""
        SELECT payer_id, sum(
            CASE WHEN destination IN ({among}) THEN amount_fen ELSE 0 END
            - CASE WHEN source IN ({among}) THEN amount_fen ELSE 0 END)::bigint AS fen
        FROM ledger_posting
        WHERE payer_id <> {but:d} AND (destination IN ({among}) OR source IN ({among}))
        GROUP BY payer_id"""
    return Fragment({name: sql})


def account_totals_sql(name: str) -> Fragment:
    """Per account and whose it is, what went in less what came out: account, owner, fen."""
    sql = """
        SELECT account, owner, sum(fen)::bigint AS fen FROM (
            SELECT destination AS account, destination_of AS owner, amount_fen AS fen
            FROM ledger_posting
            UNION ALL
            SELECT source, source_of, -amount_fen FROM ledger_posting
        ) AS sides GROUP BY account, owner"""
    return Fragment({name: sql})


def record_events_sql(name: str, events: Iterable[Event]) -> Fragment:
    """Per record that met one of the events: payer_id, id, events in order, least_fen, most_fen,
    payers_own (its payer's accounts are this payer's), and the least and most of the banks' and
    the treasuries' codes that own accounts in its postings (null where none does)."""
    sql = f"""
        SELECT payer_id, record_id AS id, array_agg(event ORDER BY event) AS events,
            min(amount_fen) AS least_fen, max(amount_fen) AS most_fen,
            bool_and((source NOT IN ({_list(_PAYERS)}) OR source_of = payer_id)
                AND (destination NOT IN ({_list(_PAYERS)}) OR destination_of = payer_id))
                AS payers_own,
            {_owner("min", "least", (Account.COLLECTED,))} AS least_bank,
            {_owner("max", "greatest", (Account.COLLECTED,))} AS most_bank,
            {_owner("min", "least", _TREASURIES)} AS least_treasury,
            {_owner("max", "greatest", _TREASURIES)} AS most_treasury
        FROM ledger_posting WHERE event IN ({_list(events)})
        GROUP BY payer_id, record_id"""
    return Fragment({name: sql})


def _owner(aggregate: str, of_both: str, accounts: Iterable[Account]) -> str:
    among = _list(accounts)
    return (
        f"{aggregate}({of_both}(CASE WHEN source IN ({among}) THEN source_of END,"
        f" CASE WHEN destination IN ({among}) THEN destination_of END))"
    )


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(f"{int(number)}" for number in numbers)

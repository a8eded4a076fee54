"""Reads of the journal: balances, its chain of seals, and items for set comparisons."""

from openlevy.ledger.queries.balances import Balance, balances, by_payer, totals
from openlevy.ledger.queries.chain import Flaw, FlawKind, verify_chain
from openlevy.ledger.queries.compared import account_totals_sql, payer_fen_sql, record_events_sql
from openlevy.ledger.queries.heads import Head, HeadsUnreadable, export_heads, heads, read_heads

__all__ = [
    "Balance",
    "Flaw",
    "FlawKind",
    "Head",
    "HeadsUnreadable",
    "account_totals_sql",
    "balances",
    "by_payer",
    "export_heads",
    "heads",
    "payer_fen_sql",
    "read_heads",
    "record_events_sql",
    "totals",
    "verify_chain",
]

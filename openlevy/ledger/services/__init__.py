"""The verbs of the ledger: post, seal, and keep the seals' key."""

from openlevy.ledger.services.counter import keep_counter_ahead
from openlevy.ledger.services.posting import Entry, post, post_many, post_sql
from openlevy.ledger.services.sealing import (
    CounterWentBack,
    ensure_seal_key,
    replace_seal_key,
    seal_next,
)

__all__ = [
    "CounterWentBack",
    "Entry",
    "ensure_seal_key",
    "keep_counter_ahead",
    "post",
    "post_many",
    "post_sql",
    "replace_seal_key",
    "seal_next",
]

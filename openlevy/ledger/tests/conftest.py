"""A key folder of each test's own, and postings without business."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from openlevy.ledger.chart import Event
from openlevy.ledger.services import Entry, ensure_seal_key, post_many

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PAYER = 1000001

_records = count(5000001)


@pytest.fixture(autouse=True)
def seal_folder(tmp_path: Path, settings: Settings) -> Path:
    """The folder with the journal's key in it."""
    settings.OPENLEVY_KEYS_DIR = tmp_path / "keys"
    ensure_seal_key()
    return tmp_path / "keys" / "seal"


def assessed(fen: int = 2500, payer: int = PAYER) -> Entry:
    """A receivable of a record of its own."""
    return Entry(Event.ASSESSED, payer, next(_records), payer, payer, fen)


def posted(*amounts: int, payer: int = PAYER) -> list[int]:
    """Post the amounts in one transaction; their records."""
    entries = [assessed(fen, payer) for fen in amounts]
    with transaction.atomic():
        post_many(entries, today=TODAY)
    return [entry.record_id for entry in entries]


def tampered(sql: str, *values: int | bytes | str) -> None:
    """Change what cannot be changed, as the database's owner could."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("ledger_posting", "ledger_block"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        assert cursor.rowcount > 0
        for table in ("ledger_posting", "ledger_block"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

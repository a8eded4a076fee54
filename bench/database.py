"""The database of a run: made ready as a start does it, and what it promises about durability."""

import os
import sys
from datetime import date
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

_ASKED = (
    "server_version",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "wal_sync_method",
    "shared_buffers",
    "max_wal_size",
    "max_connections",
)


def make_ready() -> date:
    """Keys, tables and a business date, as a start makes them; that date."""
    if "DATABASE_URL" not in os.environ:
        sys.exit("No database: start it as `bin/bench NAME`.")
    django.setup()
    from openlevy.privacy.services import ensure_keys
    from openlevy.reference.services import follow_calendar

    ensure_keys()
    call_command("migrate", verbosity=0, interactive=False)
    return follow_calendar(timezone.now())


def durability() -> dict[str, Any]:
    """The server's settings that a figure depends on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, current_setting(name) FROM unnest(%s::text[]) AS name", [list(_ASKED)]
        )
        return dict(cursor.fetchall())


def settle() -> None:
    """Statistics and hint bits for what was just written, so that no side pays for it."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def count(table: str) -> int:
    """How many rows a table of the product holds, with a condition or without."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])

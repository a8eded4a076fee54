"""The journal's canonical lines, streamed in its order; memory stays flat whatever the range."""

from collections.abc import Iterator

import psycopg
from django.db import connection

from openlevy.ledger.rules import LINE

COPY = f"""
    COPY (
        SELECT {LINE} FROM ledger_posting WHERE xact >= {{first:d}} AND xact < {{end:d}}
        ORDER BY xact, payer_id, record_id, event
    ) TO STDOUT"""


def lines(first_xact: int, end_xact: int) -> Iterator[bytes]:
    """Every posting with first <= xact < end, each line with its line feed.

    The connection is busy until the last line is taken. Other queries wait.
    """
    connection.ensure_connection()
    # Whole numbers only enter the text.
    sql = COPY.format(first=first_xact, end=end_xact).encode()
    with psycopg.Cursor(connection.connection) as cursor, cursor.copy(sql) as copied:
        rest = b""
        for chunk in copied:
            *whole, rest = (rest + bytes(chunk)).split(b"\n")
            for line in whole:
                yield line + b"\n"

"""Plain SQL on Django's connection: rows as dictionaries, nothing more."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

Row = dict[str, Any]


class NotThere(LookupError):
    """One row was wanted and there is none."""


def rows(sql: str, *parameters: object) -> list[Row]:
    """All rows of a statement that returns some."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def first(sql: str, *parameters: object) -> Row | None:
    """The first row, or None."""
    found = rows(sql, *parameters)
    return found[0] if found else None


def one(sql: str, *parameters: object) -> Row:
    """The one row.

    Raises:
        NotThere: there is none.
    """
    row = first(sql, *parameters)
    if row is None:
        raise NotThere(sql)
    return row


def execute(sql: str, *parameters: object) -> int:
    """Runs a statement and counts the rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


def insert_many(sql: str, values: Sequence[Sequence[object]]) -> None:
    """Runs one INSERT for many rows."""
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(sql, values)

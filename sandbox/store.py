"""Plain SQL on Django's connection: rows as dictionaries, nothing more."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

Row = dict[str, Any]


class NotThere(LookupError):
    """One row was wanted and there is none."""


def rows(sql: str, *parameters: Any) -> list[Row]:
    """All rows of a statement that returns some."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def first(sql: str, *parameters: Any) -> Row | None:
    """The first row, or None."""
    found = rows(sql, *parameters)
    return found[0] if found else None


def one(sql: str, *parameters: Any) -> Row:
    """The one row.

    Raises:
        NotThere: there is none.
    """
    row = first(sql, *parameters)
    if row is None:
        raise NotThere(sql)
    return row


def execute(sql: str, *parameters: Any) -> int:
    """Runs a statement and counts the rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        touched: int = cursor.rowcount
        return touched


def insert_many(sql: str, values: Sequence[Sequence[Any]]) -> None:
    """Runs one INSERT for many rows."""
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(sql, values)

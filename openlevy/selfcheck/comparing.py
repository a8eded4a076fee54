"""Comparisons by the set: one statement a rule, composed of each module's own tables, its rows
streamed. What is equal never leaves the database."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from openlevy.statements.services import Fragment, compose

_ROWS = 1000


def differing(*fragments: Fragment, answer: str) -> Iterator[tuple[Any, ...]]:
    """The rows of ``answer`` over the fragments' items, fetched by the thousand."""
    sql, values = compose(*fragments, answer=answer)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values or None)
        while rows := cursor.fetchmany(_ROWS):
            yield from rows


def item(name: str, sql: str) -> Fragment:
    """One more item, over those before it."""
    return Fragment({name: sql})


def words(values: Iterable[str]) -> str:
    """Constants of the code as an SQL list."""
    return ", ".join(f"'{value}'" for value in values)

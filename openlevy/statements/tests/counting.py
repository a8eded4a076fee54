"""How many statements go over the wire: Django's own and those that are run prepared."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent within the block, as they are sent. (Django's count leaves out what does
    not pass its own cursors.)"""
    sent: list[str] = []
    execute = psycopg.Cursor.execute

    def noted(cursor: Any, query: Any, *values: Any, **how: Any) -> Any:
        sent.append(str(query))
        return execute(cursor, query, *values, **how)

    psycopg.Cursor.execute = noted  # type: ignore[method-assign, assignment]
    try:
        yield sent
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]

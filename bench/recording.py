"""Statements as the program really sends them: hooked where psycopg sends, counted on the wire."""

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import psycopg
from django.db import connection
from psycopg.adapt import PyFormat, Transformer

_PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Sent:
    """One statement: its text with ``%(name)s`` where values go, the values, and the type under
    which psycopg sent each."""

    text: str
    values: Mapping[str, Any]
    types: Mapping[str, str]


@contextmanager
def recorded() -> Iterator[list[Sent]]:
    """Every statement that any psycopg cursor of this process executes meanwhile."""
    log: list[Sent] = []
    execute = psycopg.Cursor.execute

    def listening(cursor: Any, query: Any, params: Any = None, **options: Any) -> Any:
        log.append(_sent(cursor, query, params))
        return execute(cursor, query, params, **options)

    with patch.object(psycopg.Cursor, "execute", listening):
        yield log


def _sent(cursor: Any, query: Any, params: Any) -> Sent:
    if isinstance(cursor, psycopg.ClientCursor):
        return Sent(cursor.mogrify(query, params).replace("%", "%%"), {}, {})
    text, named = str(query), dict(params or {})
    dump = Transformer(cursor)
    types = {
        name: type_name(dump.get_dumper(named[name], PyFormat.AUTO).oid)
        for name in dict.fromkeys(_PLACE.findall(text))
    }
    return Sent(text, {name: named[name] for name in types}, types)


def type_name(oid: int) -> str:
    """PostgreSQL's name of a type; empty where psycopg leaves it to the server."""
    found = psycopg.adapters.types.get(oid)
    if found is None or found.name == "unknown":
        return ""
    return f"{found.name}[]" if found.array_oid == oid else found.name


def round_trips(act: Callable[[], object]) -> int:
    """How often ``act`` sends something on Django's connection and waits for the answer: libpq's
    own trace of the wire, counted by the server's "ready for the next"."""
    connection.ensure_connection()
    wire = connection.connection.pgconn
    with tempfile.TemporaryFile("w+b") as trace:
        wire.trace(trace.fileno())
        try:
            act()
        finally:
            wire.untrace()
        trace.seek(0)
        return trace.read().count(b"\tReadyForQuery\t")

"""Compose and run one statement."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_TRIES = 3
_REFUSED = "OL001"


class StatementRefused(Exception):
    """A ``statement_require`` in the statement did not hold; the statement left no trace."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fragment:
    """``WITH`` items and the values they name.

    ``items`` maps the item's name to its SQL, in order; ``values`` are the ``%(name)s`` in them.
    """

    items: Mapping[str, str]
    values: Mapping[str, Any] = field(default_factory=dict)


def compose(*fragments: Fragment, answer: str) -> tuple[str, dict[str, Any]]:
    """Join fragments in order, with ``answer`` as the closing SELECT.

    Raises:
        ValueError: two fragments use one name for different things.
    """
    items: dict[str, str] = {}
    values: dict[str, Any] = {}
    for fragment in fragments:
        if not items.keys().isdisjoint(fragment.items):
            raise ValueError(f"item named twice: {items.keys() & fragment.items.keys()}")
        for name in values.keys() & fragment.values.keys():
            if values[name] is not fragment.values[name]:
                raise ValueError(f"value named twice: {name}")
        items.update(fragment.items)
        values.update(fragment.values)
    with_items = ",\n".join(f"{name} AS (\n{sql}\n)" for name, sql in items.items())
    return f"WITH {with_items}\n{answer}", values


def run(sql: str, values: Mapping[str, Any], *, durable: bool = False) -> list[tuple[Any, ...]]:
    """Run one statement, prepared, on Django's connection; its rows. (Within a transaction it is
    prepared once the connection has run one outside.)

    Outside a transaction a deadlock or serialisation failure is retried: nothing was done.

    Args:
        durable: what it writes may be undone by nobody, so there may be no transaction around.

    Raises:
        RuntimeError: there is one around what is to be durable.
        StatementRefused: a ``statement_require`` did not hold.
        psycopg.errors.IntegrityError: a constraint judged otherwise.
    """
    database = connections[DEFAULT_DB_ALIAS]  # looked up by thread, at a price: once
    tries = 1 if database.in_atomic_block else _TRIES
    while True:
        tries -= 1
        try:
            return _run_once(database, sql, values, durable=durable)
        except (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure):
            if not tries:
                raise
        except psycopg.Error as error:
            if error.sqlstate == _REFUSED:
                raise StatementRefused(error.diag.message_primary or "") from None
            raise


def columns(seen: type, table: str = "") -> str:
    """The columns that a plain value (a dataclass) is made of, as a SELECT lists them."""
    of = f"{table}." if table else ""
    return ", ".join(f'{of}"{field.name}"' for field in fields(seen))


def read(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of one SELECT that every request makes, prepared as ``run`` has it. Nothing is to be
    undone, so within a transaction it makes no savepoint."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.connection is None:
        database.ensure_connection()
    if not database.in_atomic_block and database.connection.prepare_threshold is None:
        _let_prepare(database.connection)
    return _execute(database.connection, sql, values)


def _run_once(
    database: BaseDatabaseWrapper, sql: str, values: Mapping[str, Any], *, durable: bool
) -> list[tuple[Any, ...]]:
    if database.in_atomic_block:
        # A savepoint, so that the caller may act on a refusal within its own transaction.
        with transaction.atomic(durable=durable):
            return _execute(database.connection, sql, values)
    if database.connection is None:
        database.ensure_connection()
    if database.connection.prepare_threshold is None:
        _let_prepare(database.connection)
    return _execute(database.connection, sql, values)


def _execute(wire: Any, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    cursor = psycopg.Cursor(wire)
    # Fragments are constants of the code; values never enter the text.
    cursor.execute(sql, values, prepare=True)
    return cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else []


def _let_prepare(wire: Any) -> None:
    """Once a connection, outside a transaction, which might be undone: have statements prepared
    and their plans kept.

    Django switches preparing off, and psycopg then passes over ``prepare=True``; Django's own
    cursors bind on this side of the wire and are not prepared in any case. PostgreSQL takes a list
    of unknown length for ten and would rather plan anew each time, which costs as much as running.
    """
    wire.execute("SET plan_cache_mode = force_generic_plan")
    wire.prepare_threshold = 0


def next_record_id() -> int:
    """A record's number, given out before the record is written."""
    ((number,),) = run("SELECT nextval('record_id')", {})
    return int(number)

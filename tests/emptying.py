"""What a test has committed is deleted after it, not truncated.

Django truncates: every table and index gets new files, old ones wait for a checkpoint, and every
content type and permission is made anew. That took more of the unit tests' time than the tests
did. Few tables have rows, and those have few, so that deleting is a hundredth of it.
"""

from functools import cache
from graphlib import TopologicalSorter
from typing import NamedTuple

import pytest
from django.db import connections, transaction
from django.test import TransactionTestCase
from psycopg import sql

_MADE_BY_MIGRATE = {"django_content_type", "auth_permission"}
"""What Django makes anew after it has truncated; left alone, it need not."""
_REFERENCES = """
SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
WHERE contype = 'f' AND conrelid <> confrelid AND conparentid = 0
"""
_GUARDED = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"


class _Tables(NamedTuple):
    """``names``: whoever refers to a table stands before it. ``guarded`` have triggers."""

    names: tuple[str, ...]
    guarded: frozenset[str]


@pytest.fixture(autouse=True, scope="session")
def _committed_rows_are_deleted() -> None:
    TransactionTestCase._fixture_teardown = _empty_all  # type: ignore[attr-defined]


def _empty_all(case: TransactionTestCase) -> None:
    for alias in case._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        empty(alias)


def empty(alias: str = "default") -> None:
    """Delete every row of every table of the application, insert-only or not."""
    tables = _tables(alias)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(_which_have_rows(tables.names))
        filled = {name for (name,) in cursor.fetchall()}
        if filled:
            cursor.execute(_deletion(tables, filled))


@cache
def _tables(alias: str) -> _Tables:
    known = connections[alias].introspection.django_table_names(only_existing=True)
    names = set(known) - _MADE_BY_MIGRATE
    with connections[alias].cursor() as cursor:
        cursor.execute(_REFERENCES)
        sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(names, ()))
        for referring, referred in cursor.fetchall():
            sorter.add(referred, referring)
        cursor.execute(_GUARDED)
        guarded = frozenset(name for (name,) in cursor.fetchall())
    return _Tables(tuple(name for name in sorter.static_order() if name in names), guarded)


@cache
def _which_have_rows(names: tuple[str, ...]) -> str:
    one = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
    each = [one.format(sql.Literal(name), sql.Identifier(name)) for name in names]
    return sql.SQL(" UNION ALL ").join(each).as_string()


def _deletion(tables: _Tables, filled: set[str]) -> str:
    steps: list[sql.Composed] = []
    for name in tables.names:
        if name in filled:
            table = sql.Identifier(name)
            delete = [sql.SQL("DELETE FROM {}").format(table)]
            steps += _unguarded(table, delete) if name in tables.guarded else delete
    return sql.SQL("; ").join(steps).as_string()


def _unguarded(table: sql.Identifier, delete: list[sql.Composed]) -> list[sql.Composed]:
    off = sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table)
    on = sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table)
    return [off, *delete, on]

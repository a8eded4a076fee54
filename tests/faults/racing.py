"""Twenty processes of the product on a barrier, let go at once; what each of them came to.

They are started once a session from one clean process that has loaded the product already, each
with a database connection of its own. What a race did is to be counted in the tables afterwards.
"""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

import psycopg
import pytest
from django.db import connection

RACERS = 20
_SECONDS = 60.0


@dataclass(frozen=True)
class Came:
    """What an attempt came to: its answer, or the exception that ended it."""

    answer: Any = None
    refused: Exception | None = None


class Racers:
    """The processes; used by one test after the other."""

    def __init__(self, database: str) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__, "tests.faults.loaded"])
        barrier = context.Barrier(RACERS)
        self._lines: list[Connection[Any, Any]] = []
        for _ in range(RACERS):
            ours, theirs = context.Pipe()
            process = context.Process(
                target=_run, args=(theirs, barrier, database, dict(os.environ)), daemon=True
            )
            process.start()
            theirs.close()
            self._lines.append(ours)
        for line in self._lines:
            _hear(line)

    def race(self, *attempts: Callable[[], Any]) -> list[Came]:
        """Let all attempts go at once, one a process; what each came to, in their order."""
        assert len(attempts) <= RACERS
        idle = [None] * (RACERS - len(attempts))
        for line, attempt in zip(self._lines, [*attempts, *idle], strict=True):
            line.send((attempt, True))
        return [_hear(line) for line in self._lines][: len(attempts)]

    def begin(self, attempt: Callable[[], Any], racer: int = 0) -> Callable[[], Came]:
        """Start one attempt and go on; what is given waits for it and says what it came to."""
        line = self._lines[racer]
        line.send((attempt, False))
        return lambda: _hear(line)

    def stop(self) -> None:
        """End the processes."""
        for line in self._lines:
            line.close()


def _hear(line: "Connection[Any, Any]") -> Came:
    assert line.poll(_SECONDS), "a racing process did not come back"
    came = line.recv()
    assert isinstance(came, Came)
    return came


def _run(
    line: "Connection[Any, Any]", barrier: Barrier, database: str, environment: dict[str, str]
) -> None:
    os.environ.update(environment)
    connection.settings_dict["NAME"] = database
    connection.ensure_connection()
    line.send(Came())
    while True:
        try:
            attempt, together = line.recv()
        except (EOFError, ConnectionResetError):
            connection.close()
            return
        if together:
            barrier.wait(_SECONDS)
        line.send(_come(attempt))


def _come(attempt: Callable[[], Any] | None) -> Came:
    try:
        return Came(attempt() if attempt else None)
    except Exception as refused:
        return Came(refused=refused)


@pytest.fixture(scope="session")
def racers(django_db_setup: None) -> Iterator[Racers]:
    """Twenty processes on the test database."""
    made = Racers(str(connection.settings_dict["NAME"]))
    yield made
    made.stop()


def answers(came: Sequence[Came]) -> list[Any]:
    """The answers of those that were not refused."""
    return [one.answer for one in came if one.refused is None]


def refusals(came: Sequence[Came]) -> list[str]:
    """The names of what refused the others."""
    return [type(one.refused).__name__ for one in came if one.refused is not None]


@contextmanager
def held(table: str, record_id: int) -> Iterator["psycopg.Cursor[Any]"]:
    """A row locked by a connection of the test's own until the block ends; what is executed on the
    cursor takes effect then."""
    to = connection.settings_dict
    with (
        psycopg.connect(
            host=to["HOST"],
            port=to["PORT"],
            user=to["USER"],
            password=to["PASSWORD"],
            dbname=to["NAME"],
        ) as own,
        own.cursor() as cursor,
    ):
        cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR UPDATE", [record_id])
        assert cursor.fetchall()
        yield cursor


def until_somebody_waits(how_many: int = 1) -> None:
    """Until so many processes of the product wait for rows that others hold."""
    waiting = "pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    give_up = time.monotonic() + _SECONDS
    while count(waiting) < how_many:
        assert time.monotonic() < give_up, "nobody waits for a lock"
        time.sleep(0.02)


def count(what: str, *values: int | str | list[int]) -> int:
    """How many rows: ``count("payment_order WHERE payer_id = %s", 7)``."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {what}", values)
        ((rows,),) = cursor.fetchall()
        return int(rows)

"""People of the running program's invented world, about whom nothing is special: delivered by
their agencies, signed up, signed in at browsers of their own, with an agreement in effect.
"""

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import psycopg

from bench.at_once import AtOnce
from bench.program import Program
from bench.progress import Progress
from bench.resident import Resident
from sandbox.agency.desk import BEIJING
from sandbox.world.making import MOST_PERSONS, SEED
from tests.journeys.crowd import Account, plain_people

_SIGN_IN_AT_ONCE = 16
_MEDICAL_FROM = 9
"""The month in which the collection of next year's medical premium begins."""

_BANKS_SECONDS = 120.0


def people(program: Program, count: int) -> list[Account]:
    """So many, each with one enrolment in either insurance and one bank account; signed up."""
    made_on = datetime.now(BEIJING).date()
    found = list(islice(plain_people(SEED, made_on, MOST_PERSONS), count))
    last = int(found[-1]["username"].removeprefix("crowd"))
    with Progress(f"{count} residents delivered and signed up", 2) as progress:
        program.run("openlevy.cli", "demo", "load", "--persons", str(last + 1))
        progress.at(1)
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(found, file)
            file.flush()
            program.run("tests.journeys.sign_up", file.name)
    return found


def enter(program: Program, residents: Sequence[Resident]) -> None:
    """All of them sign in and sign an agreement, some at a time."""
    with Progress("signing in", len(residents)) as progress:
        for begin in range(0, len(residents), _SIGN_IN_AT_ONCE):
            some = residents[begin : begin + _SIGN_IN_AT_ONCE]
            browsers = AtOnce(program.port, [one.sign_in() for one in some])
            browsers.until_all_ended()
            browsers.close()
            progress.at(begin + len(some))


def paying_day(today: date) -> date:
    """The next day on which an agreement signed today is in effect and both insurances are
    collected in Beijing."""
    tomorrow = today + timedelta(days=1)
    return tomorrow if tomorrow.month >= _MEDICAL_FROM else date(tomorrow.year, _MEDICAL_FROM, 1)


def open_day(program: Program, day: date, agreements: int) -> None:
    """The books are opened for ``day`` once the banks have answered for all agreements.

    Raises:
        RuntimeError: they have not, or not all with yes.
    """
    _await(lambda: not count(program, "payment_agreement", "SUBMITTED"))
    verified = count(program, "payment_agreement", "VERIFIED")
    if verified < agreements:
        raise RuntimeError(f"{verified} of {agreements} agreements verified")
    program.run("openlevy.cli", "clock", "set", day.isoformat())


def booked(program: Program) -> int:
    """How many debits the banks have booked, once none is open any more."""
    _await(lambda: not count(program, "payment_order", "IN_FLIGHT", "UNKNOWN", "REVERSING"))
    return count(program, "payment_order", "CONFIRMED")


def count(program: Program, table: str, *states: str) -> int:
    """The records of the residents' that are in one of these states."""
    [(found,)] = rows(
        program,
        f"SELECT count(*) FROM {table} JOIN access_user USING (payer_id)"
        " WHERE state = ANY(%s) AND username LIKE 'crowd%%'",
        list(states),
    )
    return int(found)


def _await(seen: Callable[[], bool]) -> None:
    until = time.monotonic() + _BANKS_SECONDS
    while not seen() and time.monotonic() < until:
        time.sleep(0.2)


def rows(program: Program, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """What a query of the program's database gives; in a connection that cannot write."""
    address = program.environment["DATABASE_URL"]
    read_only = "-c default_transaction_read_only=on"
    with psycopg.connect(address, options=read_only, autocommit=True) as connection:
        return connection.execute(sql.encode(), parameters).fetchall()

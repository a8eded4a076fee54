"""People of the running program's invented world, about whom nothing is special: delivered by
their agencies, signed up, signed in at browsers of their own, with an agreement in effect.
"""

import json
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

import psycopg

from bench.at_once import AtOnce
from bench.program import Program
from bench.progress import Progress
from bench.resident import Resident
from sandbox.world.making import MOST_PERSONS, SEED
from tests.journeys.crowd import Account, plain_people

_SIGN_IN_AT_ONCE = 16
_MEDICAL_FROM = 9
"""The month in which the collection of next year's medical premium begins."""

_BANKS_SECONDS = 120.0


def people(program: Program, count: int) -> list[Account]:
    """So many, each with one enrolment in either insurance and one bank account; signed up."""
    today = date.today()  # noqa: DTZ011  the day on which the sandbox made its world
    crowd = plain_people(SEED, today, MOST_PERSONS)
    found = list(islice(crowd, count))
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
    until = time.monotonic() + _BANKS_SECONDS
    while (verified := _verified(program)) < agreements and time.monotonic() < until:
        time.sleep(0.2)
    if verified < agreements:
        raise RuntimeError(f"{verified} of {agreements} agreements verified")
    program.run("openlevy.cli", "clock", "set", day.isoformat())


def _verified(program: Program) -> int:
    [(count,)] = rows(
        program,
        "SELECT count(*) FROM payment_agreement JOIN access_user USING (payer_id)"
        " WHERE state = 'VERIFIED' AND username LIKE 'crowd%%'",
    )
    return int(count)


def rows(program: Program, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """What a query of the program's database gives; in a connection that cannot write."""
    address = program.environment["DATABASE_URL"]
    read_only = "-c default_transaction_read_only=on"
    with psycopg.connect(address, options=read_only, autocommit=True) as connection:
        return connection.execute(sql.encode(), parameters).fetchall()

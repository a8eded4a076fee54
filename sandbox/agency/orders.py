"""What an agency decides afterwards about somebody: assesses one more payable, or withdraws one."""

import datetime as dt

from django.db import transaction

from sandbox import store
from sandbox.agency import desk
from sandbox.agency.package import Grid, package, payable_row, personal_no, serial_no
from sandbox.wire.pattern import day
from sandbox.world.places import Place
from sandbox.world.records import (
    Payable,
    Person,
)

_LATER = 10_500_000
"""Chunks from here on are single orders; below are the world's first deliveries. As the last six
digits of a batch number the two do not meet either."""

_FIRST_LATER_DETAIL = 1000


class OrderRefused(ValueError):
    """The order cannot be: the amount, the year, or nothing to withdraw."""


@transaction.atomic
def assess(
    person: Person, place: Place, year: int, amount_fen: int, due_on: dt.date, made_on: dt.date
) -> dict[str, str]:
    """Delivers one more special payable (补收) of a whole year; returns its key.

    Raises:
        OrderRefused: amount or year out of range.
    """
    if not 0 < amount_fen < 10**12 or not 1990 <= year <= 2100:
        raise OrderRefused(f"{year} {amount_fen}")
    payable = Payable(
        "2", "补缴以前年度", f"{year}01", f"{year}12", amount_fen, 0, 0, made_on, due_on
    )
    chunk = next_chunk()
    row = payable_row(person, place, payable, _FIRST_LATER_DETAIL + chunk - _LATER)
    batch = _send(place, {"payables": {"insert": [row]}}, chunk)
    return {"ZJTZLSH": row["ZJTZLSH"], "MXXH": row["MXXH"], "CSPCH": batch}


@transaction.atomic
def withdraw(place: Place, collection_serial_no: str, detail_no: str) -> dict[str, str]:
    """Delivers the withdrawal of a payable; whether it was possible says the feedback."""
    if not collection_serial_no.isalnum() or not detail_no.isdigit():
        raise OrderRefused(collection_serial_no)
    row = {"ZJTZLSH": collection_serial_no, "MXXH": detail_no}
    batch = _send(place, {"payables": {"delete": [row]}}, next_chunk())
    return {**row, "CSPCH": batch}


def payables_of(person: Person) -> list[dict[str, str]]:
    """The keys of the payables that the person started with."""
    return [
        {
            "ZJTZLSH": serial_no(person, enrolment.place, payable.assessed_on),
            "MXXH": str(number),
            "GRBH": personal_no(person, enrolment.place),
            "region": enrolment.place.region,
            "due_on": day(payable.due_on),
        }
        for enrolment in person.enrolments
        for number, payable in enumerate(enrolment.payables, start=1)
    ]


def _send(place: Place, grids: dict[str, Grid], chunk: int) -> str:
    made_at = dt.datetime.now(desk.BEIJING)
    number = desk.batch_no(made_at, place.region, chunk)
    desk.dispatch(package(place.social_insurance, number, made_at, grids), chunk)
    return number


def next_chunk() -> int:
    """The next number by which later packages are told apart; held until the transaction ends."""
    store.execute("SELECT pg_advisory_xact_lock(hashtextextended('agency orders', 0))")
    row = store.one("SELECT coalesce(max(chunk), 0) AS chunk FROM package")
    return max(int(row["chunk"]) + 1, _LATER)

"""A package about one person: dispatched, and its rows kept as the agency tells them now."""

import datetime as dt

from sandbox import store
from sandbox.agency import desk, register
from sandbox.agency.package import Grid, package
from sandbox.agency.register import Kept
from sandbox.store import Row
from sandbox.vault import vault
from sandbox.world.places import Agency
from sandbox.world.records import Person

FIRST_CHUNK = 10_500_000
"""Chunks from here on are single orders; below are the world's first deliveries. As the last six
digits of a batch number the two do not meet either."""


class OrderRefused(ValueError):
    """The order cannot be: what it names is not there, or it is out of range."""


def tell(person: Person, agency: Agency, what: str, **told: list[Kept]) -> Row:
    """Dispatches ``insert``, ``update`` and ``delete`` of rows about a person; what was done. The
    caller has opened a transaction.

    Args:
        what: in the words of the agency's clerk.
    """
    grids: dict[str, Grid] = {}
    for action, rows in told.items():
        for one in rows:
            row = one.key_columns if action == "delete" else one.row
            grids.setdefault(one.grid, {}).setdefault(action, []).append(row)
    made_at, chunk = dt.datetime.now(desk.BEIJING), next_chunk()
    number = desk.batch_no(made_at, agency.region, chunk)
    told_by = desk.dispatch(package(agency, number, made_at, grids), chunk)
    for one in (one for rows in told.values() for one in rows):
        register.keep(person, one, told_by)
    return store.one(
        "INSERT INTO agency_change (id_digest, what, package) VALUES (%s, %s, %s)"
        ' RETURNING id, what, package, %s AS "CSPCH", %s AS agency',
        vault().digest(person.id_number), what, told_by, number, agency.code,
    )  # fmt: skip


def next_chunk() -> int:
    """The next number by which later packages are told apart; held until the transaction ends."""
    store.execute("SELECT pg_advisory_xact_lock(hashtextextended('agency orders', 0))")
    row = store.one("SELECT coalesce(max(chunk), 0) AS chunk FROM package")
    return max(int(row["chunk"]) + 1, FIRST_CHUNK)


def the_enrolment(person: Person, levy_item: str, *, agency: str = "", region: str = "") -> Kept:
    """The person's enrolment in an insurance, at an agency or in a county; one that holds first.

    Raises:
        OrderRefused: there is none.
    """
    found = [
        one
        for one in register.rows_of(person)
        if one.grid == register.ENROLMENTS
        and one.row["ZSXM_DM"] == levy_item
        and agency in ("", one.agency.code)
        and region in ("", one.row["XZQHXQ_DM"])
    ]
    if not found:
        raise OrderRefused(f"{person.name} is not enrolled in {levy_item} {agency}{region}")
    return min(found, key=lambda one: one.row["CBZT"])

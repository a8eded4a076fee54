"""Enrolments of one person for the same months; plain values."""

from dataclasses import dataclass
from datetime import date

from openlevy.statements.services import Fragment, columns, read


@dataclass(frozen=True, slots=True)
class OverlapSeen:
    """Two enrolments in one insurance for the same months; ``last_month`` None: no end is known,
    ``ended_on`` None: it has not ended."""

    payer_id: int
    id: int
    levy_item: str
    first_id: int
    second_id: int
    first_month: date
    last_month: date | None
    found_on: date
    ended_on: date | None
    state: str


_OVERLAPS = f"SELECT {columns(OverlapSeen)} FROM parties_overlap WHERE payer_id = %(payer_id)s"
_OPEN_ONES = f"{_OVERLAPS} AND state = 'OPEN' ORDER BY id"
_OVERLAP = f"{_OVERLAPS} AND id = %(id)s"


def open_overlaps(payer_id: int) -> list[OverlapSeen]:
    """Those on which the agencies have been asked and that no update has ended yet."""
    return [OverlapSeen(*row) for row in read(_OPEN_ONES, {"payer_id": payer_id})]


def overlap(payer_id: int, number: int) -> OverlapSeen | None:
    """One of them, in whatever state."""
    rows = read(_OVERLAP, {"payer_id": payer_id, "id": number})
    return OverlapSeen(*rows[0]) if rows else None


def overlaps_sql(name: str) -> Fragment:
    """Every overlap as a ``WITH`` item: payer_id, id, state."""
    return Fragment({name: "SELECT payer_id, id, state FROM parties_overlap"})

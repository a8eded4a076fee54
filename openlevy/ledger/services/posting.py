"""The only writer of the journal: a single form, a set form, and a fragment for hot statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from openlevy.kernel.money import Fen
from openlevy.ledger.chart import POSTING_TABLE, Event
from openlevy.statements.services import Fragment

_COLUMNS = (
    "payer_id, record_id, event, source, source_of, destination, destination_of,"
    " amount_fen, business_date"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One posting to be written. ``source_of`` and ``destination_of`` say whose account it is:
    a payer's id, a bank's CNAPS code or a treasury's code, as the chart says."""

    event: Event
    payer_id: int
    record_id: int
    source_of: int
    destination_of: int
    amount_fen: Fen


def post(entry: Entry, *, today: date) -> None:
    """Write one posting in the running transaction.

    Raises:
        django.db.IntegrityError: the record has met this event before, or the amount is not
            positive.
    """
    post_many([entry], today=today)


def post_many(entries: Sequence[Entry], *, today: date) -> None:
    """Write postings of any events in one INSERT."""
    rows = [_row(entry, today) for entry in entries]
    if not rows:
        return
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO ledger_posting ({_COLUMNS}) VALUES {places}",
            [value for row in rows for value in row],
        )


def _row(entry: Entry, today: date) -> tuple[int | date, ...]:
    move = POSTING_TABLE[entry.event]
    return (
        entry.payer_id,
        entry.record_id,
        int(entry.event),
        int(move.source),
        entry.source_of,
        int(move.destination),
        entry.destination_of,
        entry.amount_fen,
        today,
    )


def post_sql(name: str, event: Event, *, rows: str) -> Fragment:
    """An INSERT of one event as a ``WITH`` item called ``name``.

    Args:
        rows: a SELECT that yields payer_id, record_id, source_of, destination_of, amount_fen,
            business_date, in that order, from items written before this one.
    """
    move = POSTING_TABLE[event]
    sql = f"""
        INSERT INTO ledger_posting ({_COLUMNS})
        SELECT p.payer_id, p.record_id, {int(event)}, {int(move.source)}, p.source_of,
            {int(move.destination)}, p.destination_of, p.amount_fen, p.business_date
        FROM ({rows}) AS p (payer_id, record_id, source_of, destination_of, amount_fen,
            business_date)
        RETURNING payer_id, record_id"""
    return Fragment({name: sql})

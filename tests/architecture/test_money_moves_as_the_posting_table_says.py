"""The posting table is one: in the chart, as a CHECK of the database, and in the documents."""

import re

import pytest
from django.db import connection

from openlevy.ledger.chart import POSTING_TABLE, Account, Event
from tests.architecture.tree import ROOT

_ROW = re.compile(r"\(?\(?destination = (\d+)\)? AND \(?event = (\d+)\)? AND \(?source = (\d+)\)?")


@pytest.mark.django_db
def test_the_database_permits_the_moves_of_the_table_and_no_other() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = 'ledger_posting'::regclass AND conname = 'posting_in_the_table'"
        )
        ((definition,),) = cursor.fetchall()
    plain = re.sub(r"[()]", "", definition)
    permitted = [tuple(map(int, (e, s, d))) for d, e, s in _ROW.findall(plain)]
    assert plain.count("event =") == len(permitted), plain
    assert sorted(permitted) == sorted(
        (event.value, move.source.value, move.destination.value)
        for event, move in POSTING_TABLE.items()
    )


def test_every_event_has_its_move() -> None:
    assert set(POSTING_TABLE) == set(Event)


def test_no_move_stays_where_it_was() -> None:
    assert all(move.source is not move.destination for move in POSTING_TABLE.values())


def test_the_document_tells_every_move_of_the_table() -> None:
    """docs/architecture.md, "The books": a row may tell several events of one move."""
    told = {
        (source, destination)
        for _, source, destination in _rows("| event | source | destination |")
    }
    names = {account.name.lower() for account in Account}
    assert all(name in names for pair in told for name in pair)
    assert told == {
        (move.source.name.lower(), move.destination.name.lower()) for move in POSTING_TABLE.values()
    }


def _rows(head: str) -> list[list[str]]:
    text = (ROOT / "docs" / "architecture.md").read_text()
    _, _, after = text.partition(head + "\n")
    lines = after.splitlines()[1:]
    table = lines[: next(n for n, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]

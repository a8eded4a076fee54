"""``ledger_journal`` shows events and accounts by name, for whoever asks with psql."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from openlevy.ledger.chart import POSTING_TABLE, Event
from openlevy.ledger.services import Entry, post_many, seal_next
from openlevy.ledger.tests.conftest import NOW, PAYER

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_event_and_account_has_its_name() -> None:
    entries = [Entry(event, PAYER, 77, 1, 2, 12345) for event in Event]
    post_many(entries, today=date(2026, 11, 20))
    seal_next(NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT event, source, destination, amount_yuan, block FROM ledger_journal")
        shown = {event: rest for event, *rest in cursor.fetchall()}
    assert shown == {
        event.name.lower(): [
            move.source.name.lower(),
            move.destination.name.lower(),
            Decimal("123.45"),
            1,
        ]
        for event, move in POSTING_TABLE.items()
    }

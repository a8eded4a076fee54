"""A system that works meanwhile gives no false alarm, and the check changes nothing."""

import threading
from collections.abc import Iterator

import pytest
from django.db import InternalError, connection, connections, transaction

from openlevy.parties.tests.people import a_resident
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_order, bank_says
from openlevy.selfcheck import Finding, run
from openlevy.selfcheck.finding import found
from openlevy.selfcheck.running import CHECKS

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_happens_between_two_rules_is_seen_by_neither() -> None:
    who = a_resident()
    number = an_order(who)

    def postings() -> Iterator[Finding]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ledger_posting")
            yield found("ledger", "{count}", count=cursor.fetchone()[0])

    def meanwhile() -> Iterator[Finding]:
        worker = threading.Thread(target=_answered, args=(number,))
        worker.start()
        worker.join()
        return iter(())

    seen = list(run((postings, meanwhile, postings, *CHECKS)))
    assert [finding.facts["count"] for finding in seen] == [2, 2]
    assert [finding.facts["count"] for finding in run((postings,))] == [3]
    assert list(run()) == []


def test_a_rule_cannot_write() -> None:
    def careless() -> Iterator[Finding]:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE payment_order SET amount_fen = 1")
        return iter(())

    with pytest.raises(InternalError, match="read-only"):
        list(run((careless,)))


def test_it_wants_a_transaction_of_its_own() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        list(run())


def test_who_stops_reading_leaves_no_transaction_open() -> None:
    def endless() -> Iterator[Finding]:
        while True:
            yield found("nothing", "again")

    reading = run((endless,))
    assert str(next(reading)) == "nothing: again. [endless]"
    assert connection.in_atomic_block
    reading.close()  # type: ignore[attr-defined]
    assert not connection.in_atomic_block


def _answered(order_id: int) -> None:
    bank_says(order_id, Answer.DONE)
    connections.close_all()

"""What has become visible for good is hashed, chained and signed; what is not yet, waits."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, connections, transaction

from openlevy.ledger.queries import heads, verify_chain
from openlevy.ledger.services import keep_counter_ahead, seal_next
from openlevy.ledger.services.sealing import SEALERS, CounterWentBack
from openlevy.ledger.tests.conftest import NOW, PAYER, TODAY, assessed, posted, tampered
from openlevy.privacy.errors import KeysMissing

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_posting_lies_in_one_block() -> None:
    posted(1, 2, 3)
    assert seal_next(NOW) == 3
    posted(4)
    assert seal_next(NOW + timedelta(minutes=1)) == 1
    first, second = heads()
    assert (first.says.number, first.says.first_xact, first.says.previous_head) == (1, 0, bytes(32))
    assert second.says.number == 2
    assert second.says.first_xact == first.says.end_xact
    assert second.says.previous_head == first.head
    assert second.says.sealed_at == NOW + timedelta(minutes=1)
    assert list(verify_chain()) == []


def test_nothing_posted_makes_no_block() -> None:
    assert seal_next(NOW) == 0
    posted(1)
    assert seal_next(NOW) == 1
    assert seal_next(NOW) == 0
    assert len(list(heads())) == 1


def test_what_is_posted_but_not_committed_waits_for_the_next_block() -> None:
    """A transaction that began before the seal and ends after it is not left out."""
    with _another_connection() as other:
        _post_on(other, record=9000001)
        (later,) = posted(7)
        assert seal_next(NOW) == 0, "nothing above an open transaction is final"
        other.commit()
        assert seal_next(NOW) == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_id, block FROM ledger_journal ORDER BY record_id")
        assert cursor.fetchall() == [(later, 1), (9000001, 1)]
    assert list(verify_chain()) == []


def test_what_was_rolled_back_is_in_no_block() -> None:
    with _another_connection() as other:
        _post_on(other, record=9000002)
        other.rollback()
    posted(7)
    assert seal_next(NOW) == 1


def test_a_block_ends_where_a_transaction_ends() -> None:
    for _ in range(3):
        posted(1, 2, 3, 4)
    assert [seal_next(NOW, most=10) for _ in range(3)] == [8, 4, 0]
    assert list(verify_chain()) == []


def test_one_transaction_is_one_block_however_long_it_is() -> None:
    posted(*range(1, 21))
    posted(1)
    assert [seal_next(NOW, most=5) for _ in range(3)] == [20, 1, 0]
    assert list(verify_chain()) == []


def test_two_sealers_at_once_make_one_block() -> None:
    for _ in range(20):
        posted(1)
    sealed: list[int] = []
    together = threading.Barrier(4)

    def sealer() -> None:
        together.wait()
        sealed.append(seal_next(NOW))
        connections.close_all()

    threads = [threading.Thread(target=sealer) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sealed) == [0, 0, 0, 20]
    assert len(list(heads())) == 1
    assert list(verify_chain()) == []


def test_who_comes_while_another_seals_does_nothing() -> None:
    posted(1)
    with _another_connection() as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [SEALERS])
        assert seal_next(NOW) == 0
        other.rollback()
    assert seal_next(NOW) == 1


def test_sealing_in_a_long_reading_transaction_leaves_nothing_out() -> None:
    posted(1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM ledger_posting")
        with _another_connection() as other:
            _post_on(other, record=9000003)
            other.commit()
        assert seal_next(NOW) == 1
    assert seal_next(NOW) == 1
    assert list(verify_chain()) == []


def test_without_its_key_nothing_is_sealed(seal_folder) -> None:  # type: ignore[no-untyped-def]
    posted(1)
    (seal_folder / "journal.key").unlink()
    with pytest.raises(KeysMissing):
        seal_next(NOW)
    assert list(heads()) == []


def test_a_database_restored_from_a_dump_goes_on_above_its_old_numbers() -> None:
    """The rows bring numbers that the new cluster has not reached."""
    posted(1, 2)
    tampered("UPDATE ledger_posting SET xact = xact + 5000000000")
    with pytest.raises(CounterWentBack):
        _sealed_as_before_the_dump()
    assert keep_counter_ahead() > 0
    assert keep_counter_ahead() == 0
    posted(3)
    assert seal_next(NOW) == 1
    assert [head.says.postings for head in heads()] == [2, 1]
    assert list(verify_chain()) == []


def _sealed_as_before_the_dump() -> None:
    """Seal with the old cluster's counter, then meet the new one's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('ledger_xact'::regproc)")
        ((now,),) = cursor.fetchall()
        cursor.execute(now.replace("+ ", "+ 5000000000 + "))
        assert seal_next(NOW) == 2
        cursor.execute(now)
    seal_next(NOW)


def test_the_number_costs_a_posting_no_call() -> None:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (VERBOSE) SELECT ledger_xact(pg_current_xact_id())")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "pg_current_xact_id" in plan
    assert "ledger_xact" not in plan


@pytest.fixture(autouse=True)
def _numbers_as_they_were() -> Iterator[None]:
    """The function is no row: clearing the tables after a test does not bring it back."""
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION ledger_xact(id xid8) RETURNS bigint"
            " LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT id::text::bigint + 0'"
        )


@contextmanager
def _another_connection() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    parameters = connection.get_connection_params()
    wanted = {key: parameters[key] for key in ("dbname", "user", "password", "host", "port")}
    with psycopg.connect(**wanted) as other:
        yield other


def _post_on(other: psycopg.Connection[tuple[object, ...]], *, record: int) -> None:
    entry = assessed()
    other.execute(
        "INSERT INTO ledger_posting (payer_id, record_id, event, source, source_of, destination,"
        " destination_of, amount_fen, business_date) VALUES (%s, %s, 101, 10, %s, 20, %s, %s, %s)",
        [PAYER, record, PAYER, PAYER, entry.amount_fen, TODAY],
    )

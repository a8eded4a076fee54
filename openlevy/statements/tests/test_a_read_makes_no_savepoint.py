"""What only reads is one trip wherever it runs, and sees what its own transaction has done."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from openlevy.statements.services import read, run

NUMBER = "SELECT n FROM numbers WHERE n = %(n)s"


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_it_sees_it_and_adds_nothing_to_it() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE numbers (n int) ON COMMIT DROP")
        cursor.execute("INSERT INTO numbers VALUES (7)")
        with CaptureQueriesContext(connection) as others:
            assert read(NUMBER, {"n": 7}) == [(7,)]
            assert len(others) == 0
            run(NUMBER, {"n": 7})
            assert len(others) == 2  # a savepoint and its release


@pytest.mark.django_db(transaction=True)
def test_outside_it_is_prepared() -> None:
    told = "SELECT generic_plans FROM pg_prepared_statements WHERE statement = %s"
    for number in range(3):
        assert read("SELECT 41 + %(more)s::int", {"more": number}) == [(41 + number,)]
    with connection.cursor() as cursor:
        cursor.execute(told, ["SELECT 41 + $1::int"])
        assert cursor.fetchall() == [(3,)]

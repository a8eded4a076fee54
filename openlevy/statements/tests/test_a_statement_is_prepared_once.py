"""A hot statement is parsed and planned once a connection, whatever list of ids it is given."""

import pytest
from django.db import connection

from openlevy.statements.services import run

COUNTED = (
    "SELECT count(*) FROM reference_business_date"
    " WHERE id = ANY(%(numbers)s::bigint[]) AND business_date > %(day)s"
)
KEPT = "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE %s"


@pytest.mark.django_db(transaction=True)
def test_it_is_prepared_at_its_first_run_and_planned_for_all_values() -> None:
    for numbers in ([1], [1, 2, 3], [7], list(range(40)), [1], [2], [3]):
        run(COUNTED, {"numbers": numbers, "day": "2026-11-20"})
    with connection.cursor() as cursor:
        cursor.execute(KEPT, ["SELECT count(*) FROM reference_business_date%"])
        assert cursor.fetchall() == [(7, 0)]

"""The database is the last judge: each state column allows exactly the states of its flow."""

import re

import pytest
from django.db import connection

from openlevy.kernel.flow import Flow
from tests.architecture.flows import FLOWS, subject_table

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_the_column_allows_the_states_of_the_flow_and_no_other(flow: Flow) -> None:
    assert allowed_in(subject_table(flow)) == {state.value for state in flow.states}


def test_every_state_column_has_a_flow() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = 'state'"
        )
        columns = {table for (table,) in cursor.fetchall()}
    assert columns == {subject_table(flow) for flow in FLOWS}


def allowed_in(table: str) -> set[str]:
    """The values that the CHECK on ``state`` alone allows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_attribute a"
            " ON a.attrelid = c.conrelid AND a.attname = 'state' AND c.conkey = ARRAY[a.attnum]"
            " WHERE c.conrelid = %s::regclass AND c.contype = 'c'",
            [table],
        )
        (definition,) = [text for (text,) in cursor.fetchall()] or [""]
    return set(re.findall(r"'(\w+)'", definition))

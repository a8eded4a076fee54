"""``advance`` and ``advance_sql`` are one writer in two forms: for every step of every process,
whoever takes it, they leave the same state and the same transition."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openlevy.assessment.states import PAYABLE, SETTING
from openlevy.certificate.states import CERTIFICATE
from openlevy.declaration.states import DECLARATION
from openlevy.history.services import Actor, advance, advance_sql
from openlevy.kernel.flow import Flow, Role, Step
from openlevy.payment.states import AGREEMENT, ORDER
from openlevy.statements.services import compose, run
from openlevy.treasury.states import DIFFERENCE

pytestmark = pytest.mark.django_db

TABLE = "history_tried"
STEPS = [
    (flow, step)
    for flow in (PAYABLE, SETTING, DECLARATION, AGREEMENT, ORDER, DIFFERENCE, CERTIFICATE)
    for step in flow.steps
]


@dataclass
class Tried:
    """A row of a table that has only what both forms need."""

    payer_id: int
    id: int
    state: str
    _meta: Any = field(default_factory=lambda: SimpleNamespace(db_table=TABLE))


@given(
    flow_step=st.sampled_from(STEPS),
    pick=st.integers(0, 5),
    actor_id=st.none() | st.integers(1, 2**63 - 1),
    word=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
    today=st.dates(date(1949, 10, 1), date(2999, 12, 31)),
)
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_both_forms_leave_equal_rows(
    flow_step: tuple[Flow, Step], pick: int, actor_id: int | None, word: str, today: date
) -> None:
    flow, step = flow_step
    roles = list(step.roles)
    actor = Actor(Role(roles[pick % len(roles)]), actor_id)
    _two_rows_in(step.state)
    advance(
        Tried(7, 1, step.state.value), flow, step.action, actor, today=today, also={"told": word}
    )
    _by_statement(flow, step, actor, word, today)
    first, second = _rows()
    assert first == second
    was, became = step.state.value, step.target.value
    moved = (TABLE, step.action, was, became, actor.role.value, actor_id, None, today)
    assert first == (became, word, *moved)


@pytest.mark.parametrize(("flow", "step"), STEPS)
def test_neither_form_moves_what_stands_elsewhere(flow: Flow, step: Step) -> None:
    elsewhere = next(state for state in flow.states if state != step.state)
    actor, today = Actor(next(iter(step.roles))), date(2026, 11, 20)
    _two_rows_in(elsewhere)
    with pytest.raises(Exception, match="already_moved"):
        advance(Tried(7, 1, step.state.value), flow, step.action, actor, today=today)
    _by_statement(flow, step, actor, "", today, moved=0)
    assert [row[0] for row in _rows()] == [elsewhere.value] * 2
    assert [row[3] for row in _rows()] == [None, None]


def _two_rows_in(state: str) -> None:
    """One row for each form."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {TABLE} (payer_id bigint, id bigint, state text, told text)"
        )
        cursor.execute(f"INSERT INTO {TABLE} VALUES (7, 1, %s, ''), (7, 2, %s, '')", [state, state])
        cursor.execute("ALTER TABLE history_transition DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM history_transition")
        cursor.execute("ALTER TABLE history_transition ENABLE TRIGGER USER")


def _by_statement(
    flow: Flow, step: Step, actor: Actor, word: str, today: date, moved: int = 1
) -> None:
    fragment = advance_sql(
        "moved",
        TABLE,
        flow,
        step.action,
        actor,
        where="t.id = 2",
        today=today,
        also=", told = %(word)s",
        source=step.state,
    )
    sql, values = compose(fragment, answer="SELECT count(*) FROM moved")
    assert run(sql, values | {"word": word}) == [(moved,)]


def _rows() -> list[tuple[Any, ...]]:
    """State, column and transition of each, in the order of the forms."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.state, r.told, h.subject, h.action, h.from_state, h.to_state, h.role,"
            f" h.actor_id, h.note, h.business_date FROM {TABLE} r LEFT JOIN history_transition h"
            " ON h.payer_id = r.payer_id AND h.record_id = r.id ORDER BY r.id"
        )
        return list(cursor.fetchall())

"""``post``, ``post_many`` and ``post_sql`` are one writer in three forms.

Hypothesis gives the entries; what a form cannot know (when, by which transaction) is left out.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openlevy.ledger.chart import Event
from openlevy.ledger.services import Entry, post, post_many, post_sql
from openlevy.statements.services import Fragment, compose, run

pytestmark = pytest.mark.django_db

BIGINT = st.integers(0, 2**63 - 1)
ENTRIES = st.lists(
    st.builds(
        Entry,
        event=st.sampled_from(Event),
        payer_id=st.integers(1, 3),
        record_id=st.integers(1, 3),
        source_of=BIGINT,
        destination_of=BIGINT,
        amount_fen=st.integers(1, 2**63 - 1),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda entry: (entry.payer_id, entry.record_id, entry.event),
)
Form = Callable[[list[Entry], date], None]
DAYS = st.dates(date(1949, 10, 1), date(2999, 12, 31))


@given(entries=ENTRIES, today=DAYS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_three_forms_write_equal_rows(entries: list[Entry], today: date) -> None:
    singly = _written(_singly, entries, today)
    together = _written(_together, entries, today)
    by_statement = _written(_by_statement, entries, today)
    assert singly == together == by_statement
    assert len(singly) == len(entries)


def test_no_form_lets_a_record_meet_an_event_twice() -> None:
    entry, today = Entry(Event.ASSESSED, 1, 1, 1, 1, 100), date(2026, 11, 20)
    post(entry, today=today)
    for form in (_singly, _together, _by_statement):
        with pytest.raises(Exception, match="duplicate key"), transaction.atomic():
            form([entry], today)


@pytest.mark.parametrize("fen", [0, -1])
def test_no_form_posts_nothing_or_less(fen: int) -> None:
    entry, today = Entry(Event.ASSESSED, 1, 1, 1, 1, fen), date(2026, 11, 20)
    for form in (_singly, _together, _by_statement):
        with pytest.raises(Exception, match="posting_amount_positive"), transaction.atomic():
            form([entry], today)


def test_nothing_to_post_writes_nothing() -> None:
    for form in (_singly, _together, _by_statement):
        assert _written(form, [], date(2026, 11, 20)) == []


def test_a_posting_cannot_be_changed_or_taken_back() -> None:
    post(Entry(Event.ASSESSED, 1, 1, 1, 1, 100), today=date(2026, 11, 20))
    for sql in ("UPDATE ledger_posting SET amount_fen = 1", "DELETE FROM ledger_posting"):
        with (
            pytest.raises(Exception, match="insert-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def _singly(entries: list[Entry], today: date) -> None:
    for entry in entries:
        post(entry, today=today)


def _together(entries: list[Entry], today: date) -> None:
    post_many(entries, today=today)


def _by_statement(entries: list[Entry], today: date) -> None:
    columns = ("payer_id", "record_id", "source_of", "destination_of", "amount_fen")
    arrays = ", ".join(f"%({column})s::bigint[]" for column in columns)
    told = Fragment({"told": f"SELECT * FROM unnest({arrays}) AS t ({', '.join(columns)})"})
    for event in Event:
        met = [entry for entry in entries if entry.event is event]
        posted = post_sql("posted", event, rows="SELECT *, %(today)s::date FROM told")
        sql, values = compose(told, posted, answer="SELECT count(*) FROM posted")
        values |= {column: [getattr(entry, column) for entry in met] for column in columns}
        assert run(sql, values | {"today": today}) == [(len(met),)]


def _written(form: Form, entries: list[Entry], today: date) -> list[tuple[object, ...]]:
    """The rows that a form leaves, and then does not."""
    with transaction.atomic(), connection.cursor() as cursor:
        form(entries, today)
        cursor.execute(
            "SELECT payer_id, record_id, event, source, source_of, destination, destination_of,"
            " amount_fen, business_date FROM ledger_posting ORDER BY payer_id, record_id, event"
        )
        rows = list(cursor.fetchall())
        transaction.set_rollback(True)
    return rows

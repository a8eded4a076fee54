"""One row, opened once, never back: by the services, by SQL, by processes that race."""

import multiprocessing
import time
from datetime import UTC, date, datetime
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from typing import cast

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper

from openlevy.reference import queries, services
from openlevy.reference.models import BusinessDate

DAY = date(2026, 11, 20)
NEXT = date(2026, 11, 21)


@pytest.mark.django_db
def test_before_it_is_opened_there_is_none() -> None:
    with pytest.raises(queries.BusinessDateNotOpen):
        queries.business_date()
    with pytest.raises(queries.BusinessDateNotOpen):
        services.move_business_date(DAY)
    assert _by_sql() is None


@pytest.mark.django_db
def test_it_is_opened_once() -> None:
    assert services.open_business_date(DAY) == queries.business_date() == _by_sql() == DAY
    with pytest.raises(services.BusinessDateAlreadyOpen) as refused:
        services.open_business_date(NEXT)
    assert refused.value.current == DAY
    assert queries.business_date() == DAY


@pytest.mark.django_db
def test_it_moves_to_a_later_day_and_stays_when_asked_for_the_same() -> None:
    services.open_business_date(DAY)
    assert services.move_business_date(NEXT) == queries.business_date() == _by_sql() == NEXT
    assert services.move_business_date(NEXT) == queries.business_date() == NEXT


@pytest.mark.django_db
def test_it_does_not_move_back() -> None:
    services.open_business_date(NEXT)
    with pytest.raises(services.BusinessDateBackwards) as refused:
        services.move_business_date(DAY)
    assert refused.value.facts() == {"current": NEXT, "asked": DAY}
    assert queries.business_date() == NEXT


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reference_business_date SET business_date = '2026-11-19'",
        "DELETE FROM reference_business_date",
        "INSERT INTO reference_business_date (id, business_date) VALUES (2, '2026-11-21')",
        "INSERT INTO reference_business_date (business_date) VALUES ('2026-11-21')",
        "UPDATE reference_business_date SET business_date = NULL",
    ],
)
def test_the_database_itself_refuses_a_second_row_and_a_step_back(sql: str) -> None:
    services.open_business_date(DAY)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert list(BusinessDate.objects.values_list("id", "business_date")) == [(1, DAY)]


@pytest.mark.django_db
def test_the_calendar_is_that_of_shanghai() -> None:
    assert services.follow_calendar(datetime(2026, 11, 20, 15, 59, tzinfo=UTC)) == DAY
    assert services.follow_calendar(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) == NEXT
    assert queries.business_date() == NEXT


@pytest.mark.django_db
def test_the_zone_of_the_machine_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as machine:
        machine.setenv("TZ", "America/New_York")
        time.tzset()
        assert services.follow_calendar(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) == NEXT
    time.tzset()


@pytest.mark.django_db
def test_a_date_ahead_of_the_calendar_stays() -> None:
    services.open_business_date(NEXT)
    assert services.follow_calendar(datetime(2026, 11, 20, 1, 0, tzinfo=UTC)) == NEXT


@pytest.mark.django_db
def test_a_moment_joins_the_business_date_and_the_instant() -> None:
    services.open_business_date(DAY)
    at = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    assert (queries.moment(at).business_date, queries.moment(at).at) == (DAY, at)


@pytest.mark.django_db(transaction=True)
def test_of_many_processes_that_open_it_one_does() -> None:
    fork = multiprocessing.get_context("fork")
    barrier, outcomes = fork.Barrier(6), fork.Queue()
    _let_go()
    racers = [fork.Process(target=_race, args=(barrier, outcomes, n)) for n in range(1, 7)]
    for racer in racers:
        racer.start()
    days = [outcomes.get(timeout=30) for _ in racers]
    for racer in racers:
        racer.join()
    (opened,) = [day for day in days if day is not None]
    assert list(BusinessDate.objects.values_list("id", "business_date")) == [(1, opened)]


def _race(barrier: Barrier, outcomes: "Queue[date | None]", day: int) -> None:
    barrier.wait(timeout=30)
    try:
        outcomes.put(services.open_business_date(date(2026, 11, day)))
    except services.BusinessDateAlreadyOpen:
        outcomes.put(None)
    finally:
        _let_go()


def _let_go() -> None:
    """Processes must not share a socket, whether it is held or waits in the pool."""
    connection.close()
    cast(DatabaseWrapper, connection).close_pool()


def _by_sql() -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {queries.BUSINESS_DATE_SQL}")
        return cursor.fetchone()[0]

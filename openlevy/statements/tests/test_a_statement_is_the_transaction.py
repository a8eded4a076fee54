"""Fragments joined into one statement: all of it or nothing, names used once, values never text."""

import psycopg
import pytest
from django.db import connection, transaction

from openlevy.statements.services import (
    Fragment,
    StatementRefused,
    compose,
    next_record_id,
    run,
)

HELD = Fragment({"held": "INSERT INTO things VALUES (%(thing)s) RETURNING thing"})


@pytest.fixture
def _things(transactional_db: None) -> object:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE things (thing text UNIQUE)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE things")


def things() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT thing FROM things ORDER BY 1")
        return [thing for (thing,) in cursor.fetchall()]


def put(thing: str, holds: bool = True) -> list[tuple[object, ...]]:
    sql, values = compose(
        HELD,
        Fragment({"seen": "SELECT thing FROM held"}),
        answer="SELECT thing, statement_require(%(holds)s, 'too bad') FROM seen",
    )
    return run(sql, values | {"thing": thing, "holds": holds})


@pytest.mark.usefixtures("_things")
def test_what_holds_is_done_and_answered() -> None:
    assert put("'); DROP TABLE things --") == [("'); DROP TABLE things --", True)]
    assert things() == ["'); DROP TABLE things --"]


@pytest.mark.usefixtures("_things")
@pytest.mark.parametrize("holds", [False, None])
def test_what_does_not_hold_leaves_no_trace(holds: bool) -> None:
    with pytest.raises(StatementRefused) as refused:
        put("a", holds)
    assert refused.value.reason == "too bad"
    assert things() == []


@pytest.mark.usefixtures("_things")
def test_a_refusal_within_a_transaction_undoes_the_statement_alone() -> None:
    with transaction.atomic():
        put("before")
        with pytest.raises(StatementRefused):
            put("refused", False)
        with pytest.raises(psycopg.errors.UniqueViolation):
            put("before")
        put("after")
    assert things() == ["after", "before"]


@pytest.mark.usefixtures("_things")
def test_a_constraints_judgement_is_passed_on() -> None:
    put("a")
    with pytest.raises(psycopg.errors.UniqueViolation):
        put("a")
    assert things() == ["a"]


@pytest.mark.usefixtures("_things")
def test_a_statement_without_rows_to_give_gives_none() -> None:
    assert run("INSERT INTO things VALUES (%(thing)s)", {"thing": "a"}) == []


def test_no_two_fragments_use_one_name() -> None:
    with pytest.raises(ValueError, match="item named twice"):
        compose(HELD, HELD, answer="SELECT 1")
    one, other = Fragment({"a": "SELECT 1"}, {"v": "x"}), Fragment({"b": "SELECT 2"}, {"v": "y"})
    with pytest.raises(ValueError, match="value named twice: v"):
        compose(one, other, answer="SELECT 1")


def test_one_value_may_be_named_by_several() -> None:
    shared = "x"
    sql, values = compose(
        Fragment({"a": "SELECT %(v)s"}, {"v": shared}),
        Fragment({"b": "SELECT %(v)s"}, {"v": shared}),
        answer="SELECT 1",
    )
    assert sql == "WITH a AS (\nSELECT %(v)s\n),\nb AS (\nSELECT %(v)s\n)\nSELECT 1"
    assert values == {"v": "x"}


@pytest.mark.django_db
def test_a_records_number_is_given_once() -> None:
    numbers = [next_record_id() for _ in range(5)]
    assert numbers == sorted(set(numbers))
    assert numbers[0] > 1_000_000


@pytest.mark.usefixtures("_things")
def test_what_is_insert_only_is_not_changed_or_deleted() -> None:
    put("a")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON things"
            " FOR EACH STATEMENT EXECUTE FUNCTION statement_insert_only()"
        )
    for sql in ("UPDATE things SET thing = 'b'", "DELETE FROM things"):
        with pytest.raises(psycopg.Error, match="things is insert-only"):
            run(sql, {})
    put("b")
    assert things() == ["a", "b"]

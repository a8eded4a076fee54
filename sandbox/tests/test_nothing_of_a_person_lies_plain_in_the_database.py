"""Account and ID numbers and phones are sealed at rest; search finds them by keyed hash."""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import sql

from sandbox.tests import asking
from sandbox.tests.peer import Outside


def test_no_number_of_anybody_is_in_any_table(
    outside: Outside,
    people: dict[str, dict[str, Any]],
    agreed: Callable[[str], dict[str, Any]],
    number: Callable[[], int],
) -> None:
    outside.ask("1001", asking.debit(agreed("ordinary"), number(), 1_000), "2001")
    needles = {
        value
        for person in people.values()
        for value in (
            person["id_number"], person["phone"],
            *(account["number"] for account in person["bank_accounts"]),
        )
        if value
    }  # fmt: skip
    with psycopg.connect(outside.environment["SANDBOX_DATABASE_URL"]) as database:
        tables = database.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        assert len(tables) > 10
        for (table,) in tables:
            for (row,) in database.execute(
                sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))
            ):
                hexed = {needle.encode().hex() for needle in needles}
                assert not any(needle in row for needle in needles | hexed), table


def test_messages_are_found_by_the_numbers_in_them(
    outside: Outside, agreed: Callable[[str], dict[str, Any]]
) -> None:
    person = agreed("ordinary")
    for value in (person["id_number"], person["bank_accounts"][0]["number"]):
        found = outside.get(f"/messages?q={value}")["messages"]
        assert {"9114", "9115"} <= {one["number"] for one in found}
    assert outside.get("/messages?q=990000190001010000")["messages"] == []

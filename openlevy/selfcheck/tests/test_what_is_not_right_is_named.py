"""For every rule: one row is changed behind the program's back, and the rule names it."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from openlevy.selfcheck import Finding, rules
from openlevy.selfcheck.running import findings
from openlevy.selfcheck.tests.corrupted_agencies import AGENCIES
from openlevy.selfcheck.tests.corrupted_books import BOOKS
from openlevy.selfcheck.tests.corrupted_records import RECORDS
from openlevy.selfcheck.tests.corruption import Corruption
from openlevy.selfcheck.tests.world import World

pytestmark = pytest.mark.django_db

INSERT_ONLY = (
    "ledger_posting",
    "ledger_block",
    "history_transition",
    "payment_order_line",
    "payment_credited",
    "treasury_receipt",
)
CORRUPTIONS = [*BOOKS, *RECORDS, *AGENCIES]


@pytest.mark.parametrize(
    "corruption", CORRUPTIONS, ids=[f"{c.rule}-{n}" for n, c in enumerate(CORRUPTIONS)]
)
def test_a_changed_row_is_named_by_its_rule(corruption: Corruption, world: World) -> None:
    payer_id, number = corruption.record(world)
    numbers = {"payer": payer_id, "id": number}
    _corrupt(corruption.sql.format(**numbers))
    everything = list(findings())
    said = [str(finding) for finding in everything if finding.rule == corruption.rule]
    named = corruption.named.format(**numbers)
    assert any(line.startswith(named) for line in said), [str(f) for f in everything]
    assert all(_no_person_in(finding) for finding in everything)


def test_every_rule_is_broken_by_one_of_them() -> None:
    assert {corruption.rule for corruption in CORRUPTIONS} == {rule.name for rule in rules()}


def test_every_rule_says_what_it_means() -> None:
    assert all(rule.meaning.endswith(".") and len(rule.meaning) > 40 for rule in rules())


def test_a_damaged_public_key_is_a_finding_and_stops_nothing(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.OPENLEVY_KEYS_DIR = tmp_path
    (tmp_path / "seal").mkdir()
    (tmp_path / "seal" / "journal.pub").write_text("not a key")
    _, number = world.orders["IN_FLIGHT"]
    _corrupt(f"DELETE FROM messages_outbox WHERE record_id = {number}")
    assert [finding.rule for finding in findings()] == ["chain is whole", "questions were asked"]


def _no_person_in(finding: Finding) -> bool:
    """Numbers of rows and amounts, no names, no ID numbers, no bank accounts."""
    return not any(secret in str(finding) for secret in ("石桂兰", "990111", "62284800"))


_UNTIED = """
DO $$ DECLARE tie record; BEGIN
    FOR tie IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint WHERE contype = 'f'
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', tie.owner, tie.conname);
    END LOOP;
END $$"""


def _corrupt(sql: str) -> None:
    """As the database's owner could; undone, definitions too, with the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_UNTIED)
        for table in INSERT_ONLY:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in sql.split(";"):
            cursor.execute(statement)
        assert cursor.rowcount > 0

"""For every rule: one row is changed behind the program's back, and the rule names it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection
from pytest_django import Settings

from openlevy.selfcheck import Finding, rules
from openlevy.selfcheck.running import findings
from openlevy.selfcheck.tests.world import World

pytestmark = pytest.mark.django_db

INSERT_ONLY = (
    "ledger_posting",
    "ledger_block",
    "history_transition",
    "payment_order_line",
    "treasury_receipt",
)
_POSTING = (
    "INSERT INTO ledger_posting (payer_id, record_id, event, source, source_of, destination,"
    " destination_of, amount_fen, business_date) VALUES "
)


class Corruption(NamedTuple):
    """The rule that must find it, the record corrupted, the change, and who is named.

    In ``sql`` and ``named`` {payer} and {id} are the record's.
    """

    rule: str
    record: Callable[[World], tuple[int, int]]
    sql: str
    named: str = "payer {payer}"


def _order(state: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.orders[state]


def _payable(state: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.payables[state]


def _declaration(state: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.declarations[state]


def _agreement(state: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.agreements[state]


def _certificate(state: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.certificates[state]


_THIS = "WHERE payer_id = {payer} AND id = {id}"
_POSTED = "WHERE payer_id = {payer} AND record_id = {id}"
ORDER = "payment_order (payer {payer}, id {id})"
DECLARATION = "declaration_declaration (payer {payer}, id {id})"
PAYABLE = "assessment_payable (payer {payer}, id {id})"
CERTIFICATE = "certificate_certificate (payer {payer}, id {id})"
AGREEMENT = "payment_agreement (payer {payer}, id {id})"

CORRUPTIONS = [
    # -- balances -----------------------------------------------------------------------------
    Corruption(
        "payable agrees",
        _declaration("DECLARED"),
        f"UPDATE declaration_declaration SET amount_fen = amount_fen + 1 {_THIS}",
    ),
    Corruption(
        "payable agrees",
        _payable("OPEN"),
        "UPDATE assessment_payable SET amount_fen = amount_fen + 1,"
        f" principal_fen = principal_fen + 1 {_THIS}",
    ),
    Corruption(
        "paid agrees",
        _order("CONFIRMED"),
        f"UPDATE payment_order SET state = 'RETRACTED' {_THIS}",
    ),
    Corruption(
        "paid agrees", _order("CLEARED"), f"DELETE FROM ledger_posting {_POSTED} AND event = 202"
    ),
    Corruption(
        "in flight agrees",
        _order("UNKNOWN"),
        f"UPDATE payment_order SET amount_fen = amount_fen + 1 {_THIS}",
    ),
    Corruption(
        "due agrees",
        _declaration("DECLARED"),
        f"UPDATE declaration_declaration SET state = 'PAYING' {_THIS}",
    ),
    Corruption("due agrees", _payable("OPEN"), f"DELETE FROM assessment_payable {_THIS}"),
    Corruption(
        "credits agree",
        _order("CREDITED"),
        "UPDATE payment_credit SET amount_fen = amount_fen - 1"
        " WHERE payer_id = {payer} AND order_id = {id}",
    ),
    # -- the ledger by itself -----------------------------------------------------------------
    Corruption(
        "accounts sum to zero",
        _order("CONFIRMED"),
        "ALTER TABLE ledger_posting DROP CONSTRAINT posting_in_the_table;"
        f"UPDATE ledger_posting SET destination = 99 {_POSTED} AND event = 202",
        "ledger_posting",
    ),
    Corruption(
        "no account is overdrawn",
        _order("IN_FLIGHT"),
        f"UPDATE ledger_posting SET amount_fen = amount_fen * 2 {_POSTED}",
        "account due of {payer}",
    ),
    Corruption(
        "no account is overdrawn",
        _order("CREDITED"),
        "ALTER TABLE ledger_posting DROP CONSTRAINT posting_in_the_table;"
        "UPDATE ledger_posting SET source = destination, source_of = destination_of,"
        f" destination = source, destination_of = source_of {_POSTED} AND event = 206",
        "account credit of {payer}",
    ),
    Corruption(
        "chain is whole",
        _order("CLEARED"),
        f"UPDATE ledger_posting SET business_date = business_date + 1 {_POSTED} AND event = 302",
        "ledger_posting (payer {payer}, record {id}, event cleared)",
    ),
    Corruption(
        "chain is whole",
        _order("CLEARED"),
        "UPDATE ledger_block SET sealed_at = sealed_at - interval '1 day' WHERE number = 1",
        "ledger_block 1",
    ),
    Corruption(
        "chain is whole",
        _declaration("DECLARED"),
        f"UPDATE ledger_posting SET xact = (SELECT min(xact) FROM ledger_posting) {_POSTED}",
        "ledger_posting (payer {payer}, record {id}, event declared)",
    ),
    # -- states and their postings ------------------------------------------------------------
    Corruption(
        "assessments have their postings",
        _payable("WITHDRAWN"),
        f"DELETE FROM ledger_posting {_POSTED} AND event = 102",
        PAYABLE,
    ),
    Corruption(
        "declarations have their postings",
        _declaration("VOIDED"),
        f"UPDATE ledger_posting SET amount_fen = amount_fen - 1 {_POSTED} AND event = 112",
        DECLARATION,
    ),
    Corruption(
        "declarations have their postings",
        _declaration("DECLARED"),
        f"DELETE FROM declaration_declaration {_THIS}",
        DECLARATION,
    ),
    Corruption(
        "orders have their postings",
        _order("RETRACTED"),
        f"DELETE FROM ledger_posting {_POSTED} AND event = 207",
        ORDER,
    ),
    Corruption(
        "orders have their postings",
        _order("CONFIRMED"),
        f"UPDATE ledger_posting SET destination_of = 1 {_POSTED} AND event = 202",
        ORDER,
    ),
    Corruption(
        "orders have their postings",
        _order("CLEARED"),
        f"UPDATE ledger_posting SET destination_of = 1 {_POSTED} AND event = 302",
        ORDER,
    ),
    Corruption(
        "orders have their postings",
        _order("IN_FLIGHT"),
        f"UPDATE ledger_posting SET source_of = 1, destination_of = 1 {_POSTED}",
        ORDER,
    ),
    Corruption(
        "orders have their postings",
        _order("REVERSED"),
        f"UPDATE ledger_posting SET event = 203 {_POSTED} AND event = 204",
        ORDER,
    ),
    Corruption(
        "orders have their postings",
        _order("IN_FLIGHT"),
        _POSTING + "({payer}, 77, 201, 20, {payer}, 30, {payer}, 1, '2026-11-20')",
        "payment_order (payer {payer}, id 77)",
    ),
    Corruption(
        "suspense has its receipts",
        _order("CLEARED"),
        "DELETE FROM treasury_receipt WHERE order_id = {id} AND outcome <> 'CLEARED'",
        "treasury_receipt (payer 0, id ",
    ),
    # -- the treasury's messages --------------------------------------------------------------
    Corruption(
        "cleared orders have their receipt",
        _order("CLEARED"),
        "DELETE FROM treasury_receipt WHERE order_id = {id} AND outcome = 'CLEARED'",
        ORDER,
    ),
    Corruption(
        "cleared orders have their receipt",
        _order("CREDIT_CLEARED"),
        "UPDATE treasury_receipt SET voucher_no = '4' WHERE order_id = {id}",
        ORDER,
    ),
    Corruption(
        "cleared orders have their receipt",
        _order("CLEARED"),
        "UPDATE treasury_receipt SET amount_fen = amount_fen - 1 WHERE order_id = {id}"
        " AND outcome = 'CLEARED'",
        ORDER,
    ),
    Corruption(
        "cleared orders have their receipt",
        _order("CLEARED"),
        f"UPDATE payment_order SET received_on = received_on + 1 {_THIS}",
        ORDER,
    ),
    Corruption(
        "cleared orders have their receipt",
        _order("CLEARED"),
        f"UPDATE payment_order SET state = 'CONFIRMED' {_THIS}",
        ORDER,
    ),
    Corruption(
        "receipts came by a message",
        _order("CLEARED"),
        "DELETE FROM messages_inbox WHERE id = (SELECT message_id FROM treasury_receipt"
        " WHERE order_id = {id} AND outcome = 'CLEARED')",
        "treasury_receipt ",
    ),
    Corruption(
        "receipts came by a message",
        _order("CLEARED"),
        "UPDATE messages_inbox SET topic = '2001' WHERE id = (SELECT message_id"
        " FROM treasury_receipt WHERE order_id = {id} AND outcome = 'CLEARED')",
        "treasury_receipt ",
    ),
    # -- histories ----------------------------------------------------------------------------
    Corruption(
        "states follow from steps",
        _order("UNKNOWN"),
        f"UPDATE payment_order SET state = 'IN_FLIGHT' {_THIS}",
        ORDER,
    ),
    Corruption(
        "states follow from steps",
        _declaration("VOIDED"),
        f"DELETE FROM history_transition {_POSTED}",
        DECLARATION,
    ),
    Corruption(
        "states follow from steps",
        _agreement("REVOKING"),
        f"UPDATE payment_agreement SET state = 'VERIFIED' {_THIS}",
        AGREEMENT,
    ),
    Corruption(
        "states follow from steps",
        _payable("DECLARED"),
        f"DELETE FROM assessment_payable {_THIS}",
        PAYABLE,
    ),
    Corruption(
        "steps are those of the process",
        _order("REVERSED"),
        f"UPDATE history_transition SET action = 'confirm' {_POSTED} AND action = 'reverse'",
        ORDER,
    ),
    Corruption(
        "steps are those of the process",
        _order("REVERSED"),
        f"DELETE FROM history_transition {_POSTED} AND action = 'ask_reversal'",
        ORDER,
    ),
    # -- records ------------------------------------------------------------------------------
    Corruption(
        "payables fit their declarations",
        _payable("DECLARED"),
        f"UPDATE assessment_payable SET state = 'OPEN' {_THIS}",
        PAYABLE,
    ),
    Corruption(
        "payables fit their declarations",
        _payable("DECLARED"),
        "UPDATE assessment_payable SET amount_fen = amount_fen + 1,"
        f" principal_fen = principal_fen + 1 {_THIS}",
        PAYABLE,
    ),
    Corruption(
        "declarations fit their orders",
        _declaration("DECLARED"),
        f"UPDATE declaration_declaration SET attempts = attempts + 1 {_THIS}",
        DECLARATION,
    ),
    Corruption(
        "declarations fit their orders",
        _order("IN_FLIGHT"),
        f"UPDATE payment_order SET state = 'REFUSED' {_THIS}",
        "declaration_declaration (payer {payer}, id ",
    ),
    Corruption(
        "declarations fit their orders",
        _order("CONFIRMED"),
        "UPDATE payment_order_line SET amount_fen = amount_fen - 1"
        " WHERE payer_id = {payer} AND order_id = {id}",
        "declaration_declaration (payer {payer}, id ",
    ),
    Corruption(
        "orders are the sum of their lines",
        _order("CONFIRMED"),
        "DELETE FROM payment_order_line WHERE payer_id = {payer} AND declaration_id ="
        " (SELECT min(declaration_id) FROM payment_order_line WHERE order_id = {id})",
        ORDER,
    ),
    Corruption(
        "orders are the sum of their lines",
        _order("REFUSED"),
        f"DELETE FROM payment_order {_THIS}",
        ORDER,
    ),
    Corruption(
        "credits follow from orders",
        _order("CREDIT_CLEARED"),
        "DELETE FROM payment_credit WHERE payer_id = {payer} AND order_id = {id}",
        ORDER,
    ),
    # -- certificates -------------------------------------------------------------------------
    Corruption(
        "certified lines are cleared",
        _certificate("MAKING"),
        "UPDATE payment_order SET state = 'CONFIRMED' WHERE payer_id = {payer}",
        CERTIFICATE,
    ),
    Corruption(
        "certified lines are cleared",
        _certificate("MAKING"),
        "UPDATE payment_order_line SET amount_fen = amount_fen + 1 WHERE payer_id = {payer}",
        CERTIFICATE,
    ),
    Corruption(
        "certificates are the sum of their lines",
        _certificate("MAKING"),
        f"UPDATE certificate_certificate SET total_fen = total_fen + 1 {_THIS}",
        CERTIFICATE,
    ),
    Corruption(
        "states follow from steps",
        _certificate("MAKING"),
        f"UPDATE certificate_certificate SET state = 'FAILED' {_THIS}",
        CERTIFICATE,
    ),
    # -- queues -------------------------------------------------------------------------------
    Corruption(
        "questions were asked",
        _order("IN_FLIGHT"),
        "DELETE FROM messages_outbox WHERE record_id = {id}",
        ORDER,
    ),
    Corruption(
        "questions were asked",
        _order("REVERSING"),
        "DELETE FROM messages_outbox WHERE record_id = {id} AND topic = '1021'",
        ORDER,
    ),
    Corruption(
        "questions were asked",
        _agreement("SUBMITTED"),
        "DELETE FROM messages_outbox WHERE record_id = {id}",
        AGREEMENT,
    ),
    Corruption(
        "messages are not stuck",
        _order("IN_FLIGHT"),
        "UPDATE messages_outbox SET created_at = now() - interval '25 hours'"
        " WHERE record_id = {id}",
        "messages_outbox ",
    ),
    Corruption(
        "messages are not stuck",
        _order("CLEARED"),
        "UPDATE messages_inbox SET received_at = now() - interval '25 hours', handled_at = NULL,"
        " outcome = NULL WHERE id = (SELECT max(id) FROM messages_inbox)",
        "messages_inbox ",
    ),
    Corruption(
        "messages are not stuck",
        _order("IN_FLIGHT"),
        f"UPDATE payment_order SET instructed_at = now() - interval '25 hours' {_THIS}",
        "payment_order {id}",
    ),
]


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

"""Rows changed behind the program's back in balances, ledger, postings, and who must name each."""

from openlevy.selfcheck.tests.corruption import (
    DECLARATION,
    ORDER,
    PAYABLE,
    POSTED,
    POSTING,
    THIS,
    Corruption,
    of_declaration,
    of_order,
    of_payable,
)

BOOKS = [
    # -- balances -----------------------------------------------------------------------------
    Corruption(
        "payable agrees",
        of_declaration("DECLARED"),
        f"UPDATE declaration_declaration SET amount_fen = amount_fen + 1 {THIS}",
    ),
    Corruption(
        "payable agrees",
        of_payable("OPEN"),
        "UPDATE assessment_payable SET amount_fen = amount_fen + 1,"
        f" principal_fen = principal_fen + 1 {THIS}",
    ),
    Corruption(
        "paid agrees",
        of_order("CONFIRMED"),
        f"UPDATE payment_order SET state = 'RETRACTED' {THIS}",
    ),
    Corruption(
        "paid agrees", of_order("CLEARED"), f"DELETE FROM ledger_posting {POSTED} AND event = 202"
    ),
    Corruption(
        "in flight agrees",
        of_order("UNKNOWN"),
        f"UPDATE payment_order SET amount_fen = amount_fen + 1 {THIS}",
    ),
    Corruption(
        "due agrees",
        of_declaration("DECLARED"),
        f"UPDATE declaration_declaration SET state = 'PAYING' {THIS}",
    ),
    Corruption("due agrees", of_payable("OPEN"), f"DELETE FROM assessment_payable {THIS}"),
    Corruption(
        "credits agree",
        of_order("CREDITED"),
        "UPDATE payment_credit SET amount_fen = amount_fen - 1"
        " WHERE payer_id = {payer} AND order_id = {id}",
    ),
    # -- the ledger by itself -----------------------------------------------------------------
    Corruption(
        "accounts sum to zero",
        of_order("CONFIRMED"),
        "ALTER TABLE ledger_posting DROP CONSTRAINT posting_in_the_table;"
        f"UPDATE ledger_posting SET destination = 99 {POSTED} AND event = 202",
        "ledger_posting",
    ),
    Corruption(
        "no account is overdrawn",
        of_order("IN_FLIGHT"),
        f"UPDATE ledger_posting SET amount_fen = amount_fen * 2 {POSTED}",
        "account due of {payer}",
    ),
    Corruption(
        "no account is overdrawn",
        of_order("CREDITED"),
        "ALTER TABLE ledger_posting DROP CONSTRAINT posting_in_the_table;"
        "UPDATE ledger_posting SET source = destination, source_of = destination_of,"
        f" destination = source, destination_of = source_of {POSTED} AND event = 206",
        "account credit of {payer}",
    ),
    Corruption(
        "chain is whole",
        of_order("CLEARED"),
        f"UPDATE ledger_posting SET business_date = business_date + 1 {POSTED} AND event = 302",
        "ledger_posting (payer {payer}, record {id}, event cleared)",
    ),
    Corruption(
        "chain is whole",
        of_order("CLEARED"),
        "UPDATE ledger_block SET sealed_at = sealed_at - interval '1 day' WHERE number = 1",
        "ledger_block 1",
    ),
    Corruption(
        "chain is whole",
        of_declaration("DECLARED"),
        f"UPDATE ledger_posting SET xact = (SELECT min(xact) FROM ledger_posting) {POSTED}",
        "ledger_posting (payer {payer}, record {id}, event declared)",
    ),
    # -- states and their postings ------------------------------------------------------------
    Corruption(
        "assessments have their postings",
        of_payable("WITHDRAWN"),
        f"DELETE FROM ledger_posting {POSTED} AND event = 102",
        PAYABLE,
    ),
    Corruption(
        "declarations have their postings",
        of_declaration("VOIDED"),
        f"UPDATE ledger_posting SET amount_fen = amount_fen - 1 {POSTED} AND event = 112",
        DECLARATION,
    ),
    Corruption(
        "declarations have their postings",
        of_declaration("DECLARED"),
        f"DELETE FROM declaration_declaration {THIS}",
        DECLARATION,
    ),
    Corruption(
        "orders have their postings",
        of_order("RETRACTED"),
        f"DELETE FROM ledger_posting {POSTED} AND event = 207",
        ORDER,
    ),
    Corruption(
        "orders have their postings",
        of_order("CONFIRMED"),
        f"UPDATE ledger_posting SET destination_of = 1 {POSTED} AND event = 202",
        ORDER,
    ),
    Corruption(
        "orders have their postings",
        of_order("CLEARED"),
        f"UPDATE ledger_posting SET destination_of = 1 {POSTED} AND event = 302",
        ORDER,
    ),
    Corruption(
        "orders have their postings",
        of_order("IN_FLIGHT"),
        f"UPDATE ledger_posting SET source_of = 1, destination_of = 1 {POSTED}",
        ORDER,
    ),
    Corruption(
        "orders have their postings",
        of_order("REVERSED"),
        f"UPDATE ledger_posting SET event = 203 {POSTED} AND event = 204",
        ORDER,
    ),
    Corruption(
        "orders have their postings",
        of_order("IN_FLIGHT"),
        POSTING + "({payer}, 77, 201, 20, {payer}, 30, {payer}, 1, '2026-11-20')",
        "payment_order (payer {payer}, id 77)",
    ),
    Corruption(
        "suspense has its receipts",
        of_order("CLEARED"),
        "DELETE FROM treasury_receipt WHERE order_id = {id} AND outcome <> 'CLEARED'",
        "treasury_receipt (payer 0, id ",
    ),
]

"""Receipts, histories, records and queues changed behind the program's back, and who names them."""

from openlevy.selfcheck.tests.corruption import (
    AGREEMENT,
    CERTIFICATE,
    DECLARATION,
    ORDER,
    PAYABLE,
    POSTED,
    THIS,
    Corruption,
    of_agreement,
    of_certificate,
    of_declaration,
    of_order,
    of_payable,
)

_LISTED_AGAIN = (
    "INSERT INTO treasury_booking"
    " (message_id, line, check_on, voucher_no, amount_fen, status, outcome)"
    " SELECT message_id, 2, check_on, voucher_no, amount_fen, '{status}', '' FROM treasury_booking"
    " WHERE voucher_no = (SELECT voucher_no FROM payment_order WHERE id = {id});"
    " DELETE FROM treasury_difference WHERE order_id = {id}"
)

RECORDS = [
    # -- the treasury's messages --------------------------------------------------------------
    Corruption(
        "cleared orders have their receipt",
        of_order("CLEARED"),
        "DELETE FROM treasury_receipt WHERE order_id = {id} AND outcome = 'CLEARED'",
        ORDER,
    ),
    Corruption(
        "cleared orders have their receipt",
        of_order("CREDIT_CLEARED"),
        "UPDATE treasury_receipt SET voucher_no = '4' WHERE order_id = {id}",
        ORDER,
    ),
    Corruption(
        "cleared orders have their receipt",
        of_order("CLEARED"),
        "UPDATE treasury_receipt SET amount_fen = amount_fen - 1 WHERE order_id = {id}"
        " AND outcome = 'CLEARED'",
        ORDER,
    ),
    Corruption(
        "cleared orders have their receipt",
        of_order("CLEARED"),
        f"UPDATE payment_order SET received_on = received_on + 1 {THIS}",
        ORDER,
    ),
    Corruption(
        "cleared orders have their receipt",
        of_order("CLEARED"),
        f"UPDATE payment_order SET state = 'CONFIRMED' {THIS}",
        ORDER,
    ),
    Corruption(
        "receipts came by a message",
        of_order("CLEARED"),
        "DELETE FROM messages_inbox WHERE id = (SELECT message_id FROM treasury_receipt"
        " WHERE order_id = {id} AND outcome = 'CLEARED')",
        "treasury_receipt ",
    ),
    Corruption(
        "receipts came by a message",
        of_order("CLEARED"),
        "UPDATE messages_inbox SET topic = '2001' WHERE id = (SELECT message_id"
        " FROM treasury_receipt WHERE order_id = {id} AND outcome = 'CLEARED')",
        "treasury_receipt ",
    ),
    Corruption(
        "receipts came by a message",
        of_order("CLEARED"),
        "UPDATE messages_inbox SET message_key = 'unsigned:' || message_key WHERE id ="
        " (SELECT message_id FROM treasury_receipt WHERE order_id = {id} AND outcome = 'CLEARED')",
        "treasury_receipt ",
    ),
    Corruption(
        "bookings came by a message",
        of_order("RETRACTED"),
        "DELETE FROM messages_inbox WHERE id = (SELECT max(message_id) FROM treasury_booking"
        " WHERE voucher_no = (SELECT voucher_no FROM payment_order WHERE id = {id}))",
        "treasury_booking ",
    ),
    Corruption(
        "orders fit the last list",
        of_order("RETRACTED"),
        _LISTED_AGAIN.format(status="BOOKED", id="{id}"),
        ORDER,
    ),
    Corruption(
        "orders fit the last list",
        of_order("CREDITED"),
        _LISTED_AGAIN.format(status="FAILED", id="{id}"),
        ORDER,
    ),
    # -- histories ----------------------------------------------------------------------------
    Corruption(
        "states follow from steps",
        of_order("UNKNOWN"),
        f"UPDATE payment_order SET state = 'IN_FLIGHT' {THIS}",
        ORDER,
    ),
    Corruption(
        "states follow from steps",
        of_declaration("VOIDED"),
        f"DELETE FROM history_transition {POSTED}",
        DECLARATION,
    ),
    Corruption(
        "states follow from steps",
        of_agreement("REVOKING"),
        f"UPDATE payment_agreement SET state = 'VERIFIED' {THIS}",
        AGREEMENT,
    ),
    Corruption(
        "states follow from steps",
        of_payable("DECLARED"),
        f"DELETE FROM assessment_payable {THIS}",
        PAYABLE,
    ),
    Corruption(
        "steps are those of the process",
        of_order("REVERSED"),
        f"UPDATE history_transition SET action = 'confirm' {POSTED} AND action = 'reverse'",
        ORDER,
    ),
    Corruption(
        "steps are those of the process",
        of_order("REVERSED"),
        f"DELETE FROM history_transition {POSTED} AND action = 'ask_reversal'",
        ORDER,
    ),
    # -- records ------------------------------------------------------------------------------
    Corruption(
        "payables fit their declarations",
        of_payable("DECLARED"),
        f"UPDATE assessment_payable SET state = 'OPEN' {THIS}",
        PAYABLE,
    ),
    Corruption(
        "payables fit their declarations",
        of_payable("DECLARED"),
        "UPDATE assessment_payable SET amount_fen = amount_fen + 1,"
        f" principal_fen = principal_fen + 1 {THIS}",
        PAYABLE,
    ),
    Corruption(
        "declarations fit their orders",
        of_declaration("DECLARED"),
        f"UPDATE declaration_declaration SET attempts = attempts + 1 {THIS}",
        DECLARATION,
    ),
    Corruption(
        "declarations fit their orders",
        of_order("IN_FLIGHT"),
        f"UPDATE payment_order SET state = 'REFUSED' {THIS}",
        "declaration_declaration (payer {payer}, id ",
    ),
    Corruption(
        "declarations fit their orders",
        of_order("CONFIRMED"),
        "UPDATE payment_order_line SET amount_fen = amount_fen - 1"
        " WHERE payer_id = {payer} AND order_id = {id}",
        "declaration_declaration (payer {payer}, id ",
    ),
    Corruption(
        "orders are the sum of their lines",
        of_order("CONFIRMED"),
        "DELETE FROM payment_order_line WHERE payer_id = {payer} AND declaration_id ="
        " (SELECT min(declaration_id) FROM payment_order_line WHERE order_id = {id})",
        ORDER,
    ),
    Corruption(
        "orders are the sum of their lines",
        of_order("REFUSED"),
        f"DELETE FROM payment_order {THIS}",
        ORDER,
    ),
    Corruption(
        "credits follow from orders",
        of_order("CREDIT_CLEARED"),
        "DELETE FROM payment_credit WHERE payer_id = {payer} AND order_id = {id}",
        ORDER,
    ),
    # -- certificates, of either kind ---------------------------------------------------------
    *(
        Corruption(rule, of_certificate(which), sql, CERTIFICATE)
        for which in ("MAKING", "PROOF")
        for rule, sql in (
            (
                "certified lines are cleared",
                "UPDATE payment_order SET state = 'CONFIRMED' WHERE payer_id = {payer}",
            ),
            (
                "certified lines are cleared",
                "UPDATE payment_order_line SET amount_fen = amount_fen + 1"
                " WHERE payer_id = {payer}",
            ),
            (
                "certificates are the sum of their lines",
                f"UPDATE certificate_certificate SET total_fen = total_fen + 1 {THIS}",
            ),
            (
                "states follow from steps",
                f"UPDATE certificate_certificate SET state = 'FAILED' {THIS}",
            ),
        )
    ),
    # -- queues -------------------------------------------------------------------------------
    Corruption(
        "questions were asked",
        of_order("IN_FLIGHT"),
        "DELETE FROM messages_outbox WHERE record_id = {id}",
        ORDER,
    ),
    Corruption(
        "questions were asked",
        of_order("REVERSING"),
        "DELETE FROM messages_outbox WHERE record_id = {id} AND topic = '1021'",
        ORDER,
    ),
    Corruption(
        "questions were asked",
        of_agreement("SUBMITTED"),
        "DELETE FROM messages_outbox WHERE record_id = {id}",
        AGREEMENT,
    ),
    Corruption(
        "messages are not stuck",
        of_order("IN_FLIGHT"),
        "UPDATE messages_outbox SET created_at = now() - interval '25 hours'"
        " WHERE record_id = {id}",
        "messages_outbox ",
    ),
    Corruption(
        "messages are not stuck",
        of_order("CLEARED"),
        "UPDATE messages_inbox SET received_at = now() - interval '25 hours', handled_at = NULL,"
        " outcome = NULL WHERE id = (SELECT max(id) FROM messages_inbox)",
        "messages_inbox ",
    ),
    Corruption(
        "messages are not stuck",
        of_order("IN_FLIGHT"),
        f"UPDATE payment_order SET instructed_at = now() - interval '25 hours' {THIS}",
        "payment_order {id}",
    ),
    *(
        Corruption(
            "messages are not stuck",
            of_order(state),
            f"UPDATE payment_order SET instructed_at = now() - interval '25 hours' {THIS}",
            "payment_order {id}",
        )
        for state in ("UNKNOWN", "REVERSING")
    ),
    *(
        Corruption(
            "messages are not stuck",
            of_agreement(state),
            "UPDATE messages_outbox SET created_at = now() - interval '25 hours',"
            " sent_at = now(), wire = '' WHERE record_id = {id}",
            "payment_agreement {id}",
        )
        for state in ("SUBMITTED", "REVOKING")
    ),
]

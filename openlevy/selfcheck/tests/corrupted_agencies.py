"""What agencies are told and tell, changed behind the program's back."""

from openlevy.selfcheck.tests.corruption import ORDER, THIS, Corruption, of_order

_TOLD = "record_id = {id} AND topic LIKE 'payments:%'"
_CREDITED = (
    "INSERT INTO payment_credited (payer_id, order_id, declaration_id, credited_on)"
    " SELECT payer_id, order_id, declaration_id, '{day}' FROM payment_order_line"
    " WHERE payer_id = {{payer}} AND order_id = {{id}}"
)

AGENCIES = [
    Corruption(
        "agencies are told what was cleared",
        of_order("CLEARED"),
        f"DELETE FROM messages_outbox WHERE {_TOLD}",
        ORDER,
    ),
    Corruption(
        "agencies are told what was cleared",
        of_order("CLEARED"),
        f"UPDATE messages_outbox SET topic = 'payments:1101050000000009' WHERE {_TOLD}",
        ORDER,
    ),
    Corruption(
        "agencies are told what was cleared",
        of_order("CLEARED"),
        f"UPDATE messages_outbox SET payer_id = payer_id + 1 WHERE {_TOLD}",
        ORDER,
    ),
    Corruption(
        "agencies are told what was cleared",
        of_order("CREDIT_CLEARED"),
        "INSERT INTO messages_outbox (party, topic, payer_id, record_id)"
        " VALUES ('agency', 'payments:1101110000000001', {payer}, {id})",
        ORDER,
    ),
    Corruption(
        "credited lines were cleared",
        of_order("CONFIRMED"),
        _CREDITED.format(day="2030-01-01"),
        ORDER,
    ),
    Corruption(
        "credited lines were cleared",
        of_order("CREDIT_CLEARED"),
        _CREDITED.format(day="2030-01-01"),
        ORDER,
    ),
    Corruption(
        "credited lines were cleared",
        of_order("CLEARED"),
        "UPDATE payment_credited SET credited_on = '2020-01-01'"
        " WHERE payer_id = {payer} AND order_id = {id}",
        ORDER,
    ),
    Corruption(
        "credited lines were cleared",
        of_order("CLEARED"),
        f"UPDATE payment_order SET state = 'CONFIRMED' {THIS}",
        ORDER,
    ),
]

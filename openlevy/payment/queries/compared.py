"""This module's tables as ``WITH`` items, for comparisons."""

from openlevy.statements.services import Fragment


def orders_sql(name: str) -> Fragment:
    """Every order: payer_id, id, state, amount_fen, voucher_no, treasury_code, clearing_bank,
    entrust_on, instructed_at, debited_on, received_on."""
    return Fragment(
        {
            name: "SELECT payer_id, id, state, amount_fen, voucher_no, treasury_code,"
            " clearing_bank, entrust_on, instructed_at, debited_on, received_on"
            " FROM payment_order"
        }
    )


def lines_sql(name: str) -> Fragment:
    """Every line: payer_id, order_id, declaration_id, attempt, amount_fen, agency_code."""
    return Fragment(
        {
            name: "SELECT payer_id, order_id, declaration_id, attempt, amount_fen, agency_code"
            " FROM payment_order_line"
        }
    )


def credited_sql(name: str) -> Fragment:
    """Every line that its agency has credited: payer_id, order_id, declaration_id, credited_on."""
    return Fragment(
        {name: "SELECT payer_id, order_id, declaration_id, credited_on FROM payment_credited"}
    )


def credits_sql(name: str) -> Fragment:
    """Every credit that stands: payer_id, order_id, amount_fen."""
    return Fragment(
        {
            name: "SELECT payer_id, order_id, amount_fen FROM payment_credit"
            " WHERE withdrawn_on IS NULL"
        }
    )


def agreements_sql(name: str) -> Fragment:
    """Every agreement: payer_id, id, state."""
    return Fragment({name: "SELECT payer_id, id, state FROM payment_agreement"})

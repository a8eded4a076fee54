"""Every cleared fen has its treasury message."""

from collections.abc import Iterator

from openlevy.payment.queries import orders_sql
from openlevy.payment.states import OrderState
from openlevy.selfcheck.checks.heard import unheard
from openlevy.selfcheck.comparing import differing, item, words
from openlevy.selfcheck.finding import Finding, found, row
from openlevy.treasury.queries import receipts_sql

RECEIPT_LIST = "3126"
_CLEARED = words([OrderState.CLEARED, OrderState.CREDIT_CLEARED])
_UNPROVED = """
    SELECT coalesce(o.payer_id, r.payer_id), coalesce(o.id, r.order_id), o.state, r.id,
        o.voucher_no, o.amount_fen, o.treasury_code, o.received_on,
        r.voucher_no, r.amount_fen, r.treasury_code, r.received_on
    FROM cleared o FULL JOIN proving r ON r.payer_id = o.payer_id AND r.order_id = o.id
    WHERE (o.voucher_no, o.amount_fen, o.treasury_code, o.received_on)
        IS DISTINCT FROM (r.voucher_no, r.amount_fen, r.treasury_code, r.received_on)
    ORDER BY 1, 2"""


def cleared_orders_have_their_receipt() -> Iterator[Finding]:
    """A cleared order has one line of the treasury's receipt list, of the same voucher, amount,
    treasury and day; and each line that cleared, its order."""
    rows = differing(
        orders_sql("orders"),
        item("cleared", f"SELECT * FROM orders WHERE state IN ({_CLEARED})"),
        receipts_sql("receipts"),
        item("proving", "SELECT * FROM receipts WHERE outcome = 'CLEARED'"),
        answer=_UNPROVED,
    )
    for payer_id, order_id, state, receipt_id, *compared in rows:
        subject = row("payment_order", payer_id, order_id)
        if receipt_id is None:
            yield found(subject, "it is {state} without a receipt", state=state)
        elif state is None:
            says = "treasury_receipt {receipt} cleared it, but it is not cleared"
            yield found(subject, says, receipt=receipt_id)
        else:
            yield found(
                subject,
                "voucher, fen, treasury and day are {ours}, those of treasury_receipt {receipt}"
                " are {theirs}",
                receipt=receipt_id,
                ours=_shown(compared[:4]),
                theirs=_shown(compared[4:]),
            )


def _shown(values: list[object]) -> str:
    return ", ".join(str(value) for value in values)


def receipts_came_by_a_message() -> Iterator[Finding]:
    """Every receipt line came in a receipt list of the treasury network's, which is kept."""
    yield from unheard(
        receipts_sql("lines"), table="treasury_receipt", topic=RECEIPT_LIST, named="receipt list"
    )

"""Agencies are told of every cleared fen, and what they have credited is cleared."""

from collections.abc import Iterator

from openlevy.messages.queries import outbox_sql
from openlevy.payment.queries import TOLD, credited_sql, lines_sql, orders_sql
from openlevy.payment.states import OrderState
from openlevy.selfcheck.comparing import differing, item
from openlevy.selfcheck.finding import Finding, found, row

_UNTOLD = """
    SELECT coalesce(d.payer_id, t.payer_id), coalesce(d.order_id, t.record_id),
        coalesce(d.topic, t.topic), t.topic IS NULL
    FROM due d FULL JOIN told t
        ON t.payer_id = d.payer_id AND t.record_id = d.order_id AND t.topic = d.topic
    WHERE d.topic IS NULL OR t.topic IS NULL
    ORDER BY 1, 2, 3"""


def agencies_are_told_what_was_cleared() -> Iterator[Finding]:
    """Of a cleared order, each agency that has a line of it is told once, by a message in the
    outbox; and of no other order."""
    rows = differing(
        orders_sql("orders"),
        lines_sql("lines"),
        outbox_sql("outbox"),
        item(
            "due",
            f"SELECT DISTINCT l.payer_id, l.order_id, '{TOLD}:' || l.agency_code AS topic"
            " FROM lines l JOIN orders o ON o.payer_id = l.payer_id AND o.id = l.order_id"
            f" WHERE o.state = '{OrderState.CLEARED}'",
        ),
        item(
            "told",
            "SELECT payer_id, record_id, topic FROM outbox"
            f" WHERE party = 'agency' AND starts_with(topic, '{TOLD}:')",
        ),
        answer=_UNTOLD,
    )
    for payer_id, order_id, topic, missing in rows:
        says = "there is no {topic} about it in the outbox"
        if not missing:
            says = "{topic} is in the outbox, but it has cleared nothing of that agency's"
        yield found(row("payment_order", payer_id, order_id), says, topic=topic)


def credited_lines_were_cleared() -> Iterator[Finding]:
    """What an agency has credited was received by the treasury, on that day or before it."""
    rows = differing(
        orders_sql("orders"),
        credited_sql("credited"),
        answer=f"""
            SELECT c.payer_id, c.order_id, c.declaration_id, c.credited_on,
                coalesce(o.state, 'missing'), o.received_on
            FROM credited c
            LEFT JOIN orders o ON o.payer_id = c.payer_id AND o.id = c.order_id
            WHERE (o.state = '{OrderState.CLEARED}' AND o.received_on <= c.credited_on)
                IS NOT TRUE
            ORDER BY 1, 2, 3""",
    )
    for payer_id, order_id, declaration_id, credited_on, state, received_on in rows:
        yield found(
            row("payment_order", payer_id, order_id),
            "its line of declaration {declaration} was credited on {credited_on}, but it is"
            " {state}, received on {received_on}",
            declaration=declaration_id,
            credited_on=credited_on,
            state=state,
            received_on=received_on,
        )

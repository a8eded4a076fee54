"""What waits for the outside was asked for, and nothing waits in silence."""

from collections.abc import Iterator

from openlevy.messages.queries import inbox_sql, outbox_sql
from openlevy.payment.queries import agreements_sql, orders_sql
from openlevy.payment.states import OPEN_OUTCOME, AgreementState, OrderState
from openlevy.selfcheck.comparing import differing, item
from openlevy.selfcheck.finding import Finding, found, row

DAYS_MOST = 1
ASKED: tuple[tuple[str, str], ...] = (
    (OrderState.IN_FLIGHT, "1001"),
    (OrderState.UNKNOWN, "1001"),
    (OrderState.UNKNOWN, "9003"),
    (OrderState.REVERSING, "1001"),
    (OrderState.REVERSING, "9003"),
    (OrderState.REVERSING, "1021"),
    (AgreementState.SUBMITTED, "9114"),
    (AgreementState.REVOKING, "9114-revoke"),
)
"""What waits for an answer in which state, and the message that asked for it."""
_OPEN = ", ".join(f"'{state}'" for state in OPEN_OUTCOME)
_QUESTIONS = ", ".join(f"('{state}', '{topic}')" for state, topic in ASKED[-2:])


def questions_were_asked() -> Iterator[Finding]:
    """Whatever waits for an answer has its question in the outbox."""
    asked = ", ".join(f"('{state}', '{topic}')" for state, topic in ASKED)
    rows = differing(
        orders_sql("orders"),
        agreements_sql("agreements"),
        outbox_sql("outbox"),
        item(
            "waiting",
            "SELECT 'payment_order' AS named, payer_id, id, state FROM orders"
            " UNION ALL SELECT 'payment_agreement', payer_id, id, state FROM agreements",
        ),
        answer=f"""
            SELECT w.named, w.payer_id, w.id, w.state, a.topic
            FROM waiting w JOIN (VALUES {asked}) AS a (state, topic) ON a.state = w.state
            WHERE NOT EXISTS (SELECT 1 FROM outbox o
                WHERE o.record_id = w.id AND o.topic = a.topic AND o.payer_id = w.payer_id)
            ORDER BY w.payer_id, w.id, a.topic""",
    )
    for table, payer_id, number, state, topic in rows:
        yield found(
            row(table, payer_id, number),
            "it is {state}, but there is no {topic} about it in the outbox",
            state=state,
            topic=topic,
        )


def messages_are_not_stuck() -> Iterator[Finding]:
    """No message waits longer than a day to be sent or handled, and no debit or agreement for its
    answer, however often it was asked after."""
    old = f"< now() - make_interval(days => {DAYS_MOST})"
    rows = differing(
        orders_sql("orders"),
        agreements_sql("agreements"),
        outbox_sql("outbox"),
        inbox_sql("inbox"),
        answer=f"""
            SELECT 'messages_outbox', id, topic, created_at FROM outbox
                WHERE sent_at IS NULL AND created_at {old}
            UNION ALL
            SELECT 'messages_inbox', id, topic, received_at FROM inbox
                WHERE handled_at IS NULL AND received_at {old}
            UNION ALL
            SELECT 'payment_order', id, state, instructed_at FROM orders
                WHERE state IN ({_OPEN}) AND instructed_at {old}
            UNION ALL
            SELECT 'payment_agreement', a.id, a.state, min(o.created_at)
                FROM agreements a JOIN outbox o ON o.record_id = a.id AND o.payer_id = a.payer_id
                JOIN (VALUES {_QUESTIONS}) AS q (state, topic)
                    ON q.state = a.state AND q.topic = o.topic
                GROUP BY a.id, a.state HAVING min(o.created_at) {old}
            ORDER BY 1, 2""",
    )
    for table, number, what, since in rows:
        yield found(
            f"{table} {number}",
            "{what} has waited since {since}",
            what=what,
            since=since.isoformat(timespec="seconds"),
        )

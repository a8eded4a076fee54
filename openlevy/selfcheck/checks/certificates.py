"""What was certified is cleared, and adds up."""

from collections.abc import Iterator

from openlevy.certificate.queries import certificates_sql, certified_sql
from openlevy.payment.queries import lines_sql, orders_sql
from openlevy.payment.states import OrderState
from openlevy.selfcheck.comparing import differing, item
from openlevy.selfcheck.finding import Finding, found, row

_WRONG = f"""
    SELECT c.payer_id, c.certificate_id, c.order_id, c.declaration_id, c.amount_fen,
        coalesce(o.state, 'missing'), coalesce(l.amount_fen, 0)
    FROM certified c
    LEFT JOIN orders o ON o.payer_id = c.payer_id AND o.id = c.order_id
    LEFT JOIN lines l ON l.payer_id = c.payer_id AND l.order_id = c.order_id
        AND l.declaration_id = c.declaration_id
    WHERE o.state IS DISTINCT FROM '{OrderState.CLEARED}'
        OR l.amount_fen IS DISTINCT FROM c.amount_fen
    ORDER BY c.payer_id, c.certificate_id"""


def certified_lines_are_cleared() -> Iterator[Finding]:
    """Every certified amount is that of a line of a cleared order."""
    rows = differing(
        certified_sql("certified"), orders_sql("orders"), lines_sql("lines"), answer=_WRONG
    )
    for payer_id, number, order_id, declaration_id, fen, state, line_fen in rows:
        yield found(
            row("certificate_certificate", payer_id, number),
            "it certifies {fen} fen of declaration {declaration} by payment_order {order}, which is"
            " {state} with {line_fen} fen for it",
            fen=fen,
            declaration=declaration_id,
            order=order_id,
            state=state,
            line_fen=line_fen,
        )


def certificates_are_the_sum_of_their_lines() -> Iterator[Finding]:
    """A certificate's total and count are those of its lines."""
    rows = differing(
        certificates_sql("certificates"),
        certified_sql("certified"),
        item(
            "sums",
            "SELECT payer_id, certificate_id, sum(amount_fen)::bigint AS fen, count(*) AS lines"
            " FROM certified GROUP BY payer_id, certificate_id",
        ),
        answer="""
            SELECT coalesce(c.payer_id, s.payer_id), coalesce(c.id, s.certificate_id),
                coalesce(c.total_fen, 0), coalesce(c.lines, 0),
                coalesce(s.fen, 0), coalesce(s.lines, 0)
            FROM certificates c
            FULL JOIN sums s ON s.payer_id = c.payer_id AND s.certificate_id = c.id
            WHERE (c.total_fen, c.lines::bigint) IS DISTINCT FROM (s.fen, s.lines)
            ORDER BY 1, 2""",
    )
    for payer_id, number, fen, count, lines_fen, lines in rows:
        yield found(
            row("certificate_certificate", payer_id, number),
            "it certifies {fen} fen in {count} lines, and has {lines} lines of {lines_fen} fen",
            fen=fen,
            count=count,
            lines=lines,
            lines_fen=lines_fen,
        )

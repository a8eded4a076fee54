"""Payables, declarations, orders, lines and credits fit together."""

from collections.abc import Iterable, Iterator

from openlevy.assessment.queries import payables_sql
from openlevy.assessment.states import PayableState as P
from openlevy.declaration.queries import declarations_sql
from openlevy.declaration.states import DeclarationState as D
from openlevy.payment.queries import credits_sql, lines_sql, orders_sql
from openlevy.payment.states import OPEN_OUTCOME, OrderState
from openlevy.selfcheck.comparing import differing, item, words
from openlevy.selfcheck.finding import Finding, found, row

_NONE = "none"
_PAYABLES: tuple[tuple[str, str, int], ...] = (
    (P.OPEN, _NONE, 0),
    (P.WITHDRAWN, _NONE, 0),
    (P.DECLARED, D.DECLARED, 1),
    (P.DECLARED, D.PAYING, 1),
    (P.SETTLED, D.PAID, 1),
)
"""A payable's state, the state of its live declaration, how many live ones there are."""
_DECLARATIONS: tuple[tuple[str, int, int], ...] = (
    (D.DECLARED, 0, 0),
    (D.VOIDED, 0, 0),
    (D.PAYING, 1, 0),
    (D.PAID, 0, 1),
)
"""A declaration's state, how many open orders it has, how many that settled it."""
_SETTLING = words([OrderState.CONFIRMED, OrderState.CLEARED])
_CREDITING = words([OrderState.CREDITED, OrderState.CREDIT_CLEARED])


def _rows(values: Iterable[tuple[object, ...]]) -> str:
    return ", ".join(f"({', '.join(map(_constant, some))})" for some in values)


def _constant(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else f"{value}"


def payables_fit_their_declarations() -> Iterator[Finding]:
    """A payable is declared or settled exactly when one declaration of it is live, of the same
    kind and amount."""
    rows = differing(
        payables_sql("payables"),
        declarations_sql("declarations"),
        item(
            "live",
            "SELECT payer_id, payable_id, count(*) AS live, min(state) AS state,"
            " min(amount_fen) AS fen, min(kind) AS kind FROM declarations"
            f" WHERE state <> '{D.VOIDED}' GROUP BY payer_id, payable_id",
        ),
        answer=f"""
            SELECT coalesce(p.payer_id, d.payer_id), coalesce(p.id, d.payable_id),
                coalesce(p.state, 'missing'), coalesce(p.amount_fen, 0),
                coalesce(d.live, 0), coalesce(d.state, '{_NONE}'), coalesce(d.fen, 0)
            FROM payables p FULL JOIN live d ON d.payer_id = p.payer_id AND d.payable_id = p.id
            WHERE NOT coalesce((p.state, coalesce(d.state, '{_NONE}'), coalesce(d.live, 0))
                    IN (VALUES {_rows(_PAYABLES)}), false)
                OR d.fen <> p.amount_fen OR d.kind <> p.kind
            ORDER BY 1, 2""",
    )
    for payer_id, number, state, fen, live, declared, declared_fen in rows:
        yield found(
            row("assessment_payable", payer_id, number),
            "it is {state} over {fen} fen, with {live} live declarations: {declared} over"
            " {declared_fen} fen",
            state=state,
            fen=fen,
            live=live,
            declared=declared,
            declared_fen=declared_fen,
        )


_TRIED = f"""
    SELECT l.payer_id, l.declaration_id,
        count(*) FILTER (WHERE o.state IN ({words(OPEN_OUTCOME)})) AS open,
        count(*) FILTER (WHERE o.state IN ({_SETTLING})) AS settled,
        count(*) AS lines, max(l.attempt) AS last,
        min(l.amount_fen) AS least_fen, max(l.amount_fen) AS most_fen
    FROM lines l LEFT JOIN orders o ON o.payer_id = l.payer_id AND o.id = l.order_id
    GROUP BY l.payer_id, l.declaration_id"""
_UNFIT = f"""
    SELECT coalesce(d.payer_id, t.payer_id), coalesce(d.id, t.declaration_id),
        coalesce(d.state, 'missing'), coalesce(d.attempts, 0), coalesce(d.amount_fen, 0),
        coalesce(t.open, 0), coalesce(t.settled, 0), coalesce(t.lines, 0),
        coalesce(t.least_fen, 0), coalesce(t.most_fen, 0)
    FROM declarations d
    FULL JOIN tried t ON t.payer_id = d.payer_id AND t.declaration_id = d.id
    WHERE NOT coalesce((d.state, coalesce(t.open, 0), coalesce(t.settled, 0))
            IN (VALUES {_rows(_DECLARATIONS)}), false)
        OR d.attempts <> coalesce(t.lines, 0) OR d.attempts <> coalesce(t.last, 0)
        OR t.least_fen <> d.amount_fen OR t.most_fen <> d.amount_fen
    ORDER BY 1, 2"""


def declarations_fit_their_orders() -> Iterator[Finding]:
    """A declaration is being paid exactly when one of its orders is open, paid exactly when one
    has settled it, and its lines carry its amount and count its attempts."""
    rows = differing(
        declarations_sql("declarations"),
        orders_sql("orders"),
        lines_sql("lines"),
        item("tried", _TRIED),
        answer=_UNFIT,
    )
    for payer_id, number, state, attempts, fen, open_, settled, lines, least, most in rows:
        yield found(
            row("declaration_declaration", payer_id, number),
            "it is {state} over {fen} fen after {attempts} attempts, with {lines} order lines of"
            " {least_fen} to {most_fen} fen, {open} of them open and {settled} settling it",
            state=state,
            fen=fen,
            attempts=attempts,
            lines=lines,
            least_fen=least,
            most_fen=most,
            open=open_,
            settled=settled,
        )


def orders_are_the_sum_of_their_lines() -> Iterator[Finding]:
    """An order's amount is the sum of its lines, and each line has its order."""
    rows = differing(
        orders_sql("orders"),
        lines_sql("lines"),
        item(
            "sums",
            "SELECT payer_id, order_id, sum(amount_fen)::bigint AS fen FROM lines"
            " GROUP BY payer_id, order_id",
        ),
        answer="""
            SELECT coalesce(o.payer_id, s.payer_id), coalesce(o.id, s.order_id),
                coalesce(o.amount_fen, 0), coalesce(s.fen, 0)
            FROM orders o FULL JOIN sums s ON s.payer_id = o.payer_id AND s.order_id = o.id
            WHERE o.amount_fen IS DISTINCT FROM s.fen ORDER BY 1, 2""",
    )
    for payer_id, number, fen, lines_fen in rows:
        yield found(
            row("payment_order", payer_id, number),
            "it amounts to {fen} fen, its lines to {lines_fen} fen",
            fen=fen,
            lines_fen=lines_fen,
        )


def credits_follow_from_orders() -> Iterator[Finding]:
    """A credit stands for one order whose debit was proved without a debt to settle, in full."""
    rows = differing(
        orders_sql("orders"),
        item("crediting", f"SELECT * FROM orders WHERE state IN ({_CREDITING})"),
        credits_sql("credits"),
        answer="""
            SELECT coalesce(o.payer_id, c.payer_id), coalesce(o.id, c.order_id),
                coalesce(o.amount_fen, 0), coalesce(c.amount_fen, 0)
            FROM crediting o FULL JOIN credits c ON c.payer_id = o.payer_id AND c.order_id = o.id
            WHERE o.amount_fen IS DISTINCT FROM c.amount_fen ORDER BY 1, 2""",
    )
    for payer_id, number, fen, credit_fen in rows:
        yield found(
            row("payment_order", payer_id, number),
            "{fen} fen of it are credited by its state, {credit_fen} fen by its credit",
            fen=fen,
            credit_fen=credit_fen,
        )

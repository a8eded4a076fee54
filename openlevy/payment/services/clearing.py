"""What the treasury's own messages make of orders: cleared, proved, disproved."""

from datetime import date

import psycopg
from django.db import transaction

from openlevy.declaration.services import settle_sql
from openlevy.history.services import TREASURY, advance_sql
from openlevy.ledger.chart import Event
from openlevy.messages.services import enqueue_each_sql
from openlevy.payment.models import Order
from openlevy.payment.queries.cleared import TOLD
from openlevy.payment.rules import OrderUnknown
from openlevy.payment.services.orders import (
    ALL_MOVED,
    DECLARATION_MOVED,
    LINES_OF_ORDER,
    ONE_ORDER,
    TABLE,
    Answered,
    Effect,
    as_it_stands,
    order_sql,
    order_values,
    posting_sql,
)
from openlevy.payment.services.outcome import answer_end
from openlevy.payment.services.telling import is_awaited, tell_of
from openlevy.payment.states import DEBITED, NOT_DEBITED, OPEN_OUTCOME, ORDER, OrderState
from openlevy.statements.services import Fragment, StatementRefused, compose, run


def prove(voucher_no: str, answered: Answered, *, today: date) -> Effect:
    """Reconciliation says that the debit was booked, whatever we were told before.

    An open order is confirmed. A refused, reversed or retracted one is applied to its declarations
    when all are still open, else it becomes the payer's credit.

    Raises:
        OrderUnknown
    """
    return as_it_stands(_by_voucher(voucher_no), lambda order: _prove(order, answered, today))


def _prove(order: Order, answered: Answered, today: date) -> Effect:
    if order.state in DEBITED:
        return Effect.REPEATED
    if order.state in OPEN_OUTCOME:
        _move(order, "confirm", Event.DEBIT_CONFIRMED, answered, today)
        return Effect.MOVED
    if order.state == OrderState.CREDIT_WITHDRAWN:
        return Effect.CONTRADICTS
    try:
        _apply_or_credit(order, answered, today)
    except psycopg.errors.UniqueViolation:
        # Proved, disproved and proved once more: each event is posted once, so an officer decides.
        return Effect.CONTRADICTS
    return Effect.OVERTURNED


def _apply_or_credit(order: Order, answered: Answered, today: date) -> None:
    try:
        _move(order, "apply", Event.DEBIT_PROVED_AND_APPLIED, answered, today)
    except psycopg.errors.UniqueViolation:
        _credit(order, answered, today)
    except StatementRefused as refused:
        if refused.reason != DECLARATION_MOVED:
            raise
        _credit(order, answered, today)


def not_booked(voucher_no: str, answered: Answered, *, today: date) -> Effect:
    """Reconciliation says that a debit was not booked, or was reversed: an open order ends refused,
    one that the bank had confirmed is undone, one that had become a credit takes it back.

    Raises:
        OrderUnknown
    """
    return as_it_stands(_by_voucher(voucher_no), lambda order: _not_booked(order, answered, today))


def _not_booked(order: Order, answered: Answered, today: date) -> Effect:
    if order.state in NOT_DEBITED:
        return Effect.REPEATED
    if order.state in OPEN_OUTCOME:
        return answer_end(order, "refuse", TREASURY, answered, today)
    if order.state == OrderState.CREDITED:
        _withdraw_credit(order, answered, today)
        return Effect.OVERTURNED
    if order.state != OrderState.CONFIRMED:
        return Effect.CONTRADICTS
    try:
        _move(order, "disprove", Event.DEBIT_DISPROVED, answered, today)
    except psycopg.errors.UniqueViolation:
        return Effect.CONTRADICTS
    return Effect.OVERTURNED


def remitted(voucher_no: str, on: date) -> None:
    """The bank has remitted the debit to the treasury (上解): the first day told counts."""
    Order.objects.filter(voucher_no=voucher_no, remitted_on__isnull=True).update(remitted_on=on)


def debited(voucher_no: str, on: date) -> None:
    """The day of the debit in the network's list: it counts before any other."""
    rows = Order.objects.filter(voucher_no=voucher_no, state__in=DEBITED)
    rows.exclude(debited_on=on).update(debited_on=on)


def _by_voucher(voucher_no: str) -> Order:
    order = Order.objects.filter(voucher_no=voucher_no).first()
    if order is None:
        raise OrderUnknown
    return order


_DECLARATIONS_MOVE = {"confirm": "settle", "apply": "prove", "disprove": "disprove"}


def _move(order: Order, action: str, event: Event, answered: Answered, today: date) -> None:
    owners = ("payer_id", "clearing_bank")
    source_of, destination_of = reversed(owners) if action == "disprove" else owners
    sql, values = compose(
        order_sql(order, action, TREASURY, today),
        settle_sql(TREASURY, action=_DECLARATIONS_MOVE[action], of=LINES_OF_ORDER, today=today),
        posting_sql(event, source_of, destination_of, today),
        answer=ALL_MOVED,
    )
    if action == "confirm" and not is_awaited(order):
        run(sql, values | order_values(order, answered))
        return
    with transaction.atomic():
        run(sql, values | order_values(order, answered))
        tell_of(order, "disproved" if action == "disprove" else "succeeded")


def _credit(order: Order, answered: Answered, today: date) -> None:
    sql, values = compose(
        order_sql(order, "credit", TREASURY, today),
        Fragment(
            {
                "credits": "INSERT INTO payment_credit (payer_id, order_id, amount_fen, arisen_on)"
                " SELECT payer_id, id, amount_fen, %(arisen_on)s::date FROM orders"
            },
            {"arisen_on": today},
        ),
        posting_sql(Event.DEBIT_PROVED_AND_CREDITED, "payer_id", "clearing_bank", today),
        answer=f"SELECT {ONE_ORDER}",
    )
    with transaction.atomic():
        run(sql, values | order_values(order, answered))
        tell_of(order, "credited")


def _withdraw_credit(order: Order, answered: Answered, today: date) -> None:
    sql, values = compose(
        order_sql(order, "withdraw_credit", TREASURY, today),
        Fragment(
            {
                "withdrawn": "UPDATE payment_credit c SET withdrawn_on = %(withdrawn_on)s::date"
                " FROM orders o WHERE c.payer_id = o.payer_id AND c.order_id = o.id"
                " RETURNING c.order_id"
            },
            {"withdrawn_on": today},
        ),
        posting_sql(Event.CREDIT_DISPROVED, "clearing_bank", "payer_id", today),
        answer=f"SELECT {ONE_ORDER}",
    )
    with transaction.atomic():
        run(sql, values | order_values(order, answered))
        tell_of(order, "credit_withdrawn")


def clear_sql(name: str, *, rows: str, source: OrderState, today: date) -> Fragment:
    """Orders in ``source`` (confirmed or credited) cleared by a treasury receipt. Of those that
    have settled something, every agency concerned is told.

    Args:
        rows: a SELECT of voucher_no, amount_fen, received_on, treasury_code; an order is cleared
            only when voucher, amount and treasury agree.

    The item ``name`` has payer_id, id, voucher_no, amount_fen, clearing_bank, treasury_code.
    """
    cleared = advance_sql(
        name,
        TABLE,
        ORDER,
        "clear",
        TREASURY,
        source=source,
        today=today,
        where=f"EXISTS (SELECT 1 FROM ({rows}) AS r (voucher_no, amount_fen, received_on,"
        " treasury_code) WHERE r.voucher_no = t.voucher_no AND r.amount_fen = t.amount_fen"
        " AND r.treasury_code = t.treasury_code)",
        also=f", cleared_at = now(), received_on = (SELECT r.received_on FROM ({rows})"
        " AS r (voucher_no, amount_fen, received_on, treasury_code)"
        " WHERE r.voucher_no = t.voucher_no LIMIT 1)",
        returning=", t.voucher_no, t.amount_fen, t.clearing_bank, t.treasury_code",
    )
    if source != OrderState.CONFIRMED:
        return cleared
    told = enqueue_each_sql(
        f"{name}_told",
        party="agency",
        rows=f"SELECT DISTINCT '{TOLD}:' || l.agency_code, l.payer_id, l.order_id FROM {name} c"
        " JOIN payment_order_line l ON l.payer_id = c.payer_id AND l.order_id = c.id",
    )
    return Fragment({**cleared.items, **told.items}, cleared.values)

"""One order found, and moved by one statement that demands the state it was seen in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from openlevy.history.services import Actor, AlreadyMoved, advance_sql
from openlevy.ledger.chart import Event
from openlevy.ledger.services import post_sql
from openlevy.payment.models import Order
from openlevy.payment.rules import OrderUnknown
from openlevy.payment.states import ORDER
from openlevy.statements.services import Fragment, StatementRefused

TABLE = "payment_order"
LINES_OF_ORDER = (
    "SELECT payer_id, declaration_id FROM payment_order_line"
    " WHERE payer_id = %(payer_id)s AND order_id = %(order_id)s"
)
ORDER_MOVED = "order_moved"
DECLARATION_MOVED = "declaration_moved"
ONE_ORDER = f"statement_require((SELECT count(*) FROM orders) = 1, '{ORDER_MOVED}')"
ALL_MOVED = (
    f"SELECT {ONE_ORDER}, statement_require((SELECT count(*) FROM declarations) ="
    f" (SELECT count(*) FROM ({LINES_OF_ORDER}) AS l), '{DECLARATION_MOVED}')"
)
_LOOKS = 5


class Effect(StrEnum):
    """What an arriving answer did."""

    MOVED = "moved"
    OVERTURNED = "overturned"  # moved, against what we had been told before
    REPEATED = "repeated"
    LEFT_OPEN = "left open"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class TradeKey:
    """How the network names a debit: tax office, entrust date, trade number."""

    tax_office: str
    entrust_on: date
    trade_no: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer's content: code and words, and the day of the debit where one is told."""

    code: str
    words: str
    debited_on: date | None = None


def find(key: TradeKey) -> Order:
    """The order by the network's key.

    Raises:
        OrderUnknown
    """
    order = Order.objects.filter(
        tax_office=key.tax_office, entrust_on=key.entrust_on, trade_no=key.trade_no
    ).first()
    if order is None:
        raise OrderUnknown
    return order


def voucher_of(key: TradeKey) -> str:
    """The voucher number of the order with the network's key.

    Raises:
        OrderUnknown
    """
    return find(key).voucher_no


def as_it_stands(order: Order, act: Callable[[Order], Effect]) -> Effect:
    """Act on the order by the state it has. When somebody else moves it between the look and the
    statement, nothing was done: look again, so that no answer is lost to a race.

    Raises:
        AlreadyMoved: it moved at every look; the message can be handled again later.
    """
    for _ in range(_LOOKS):
        try:
            return act(order)
        except StatementRefused as refused:
            if refused.reason != ORDER_MOVED:
                raise
            order.refresh_from_db()
    raise AlreadyMoved(subject=TABLE, record_id=order.id, action="answer")


def order_values(order: Order, answered: Answered) -> dict[str, Any]:
    """The values that every statement on one order names."""
    return {
        "payer_id": order.payer_id,
        "order_id": order.id,
        "code": answered.code,
        "words": answered.words,
        "debited_on": answered.debited_on,
    }


_TAKES_MONEY = ("confirm", "apply", "credit")


def order_sql(order: Order, action: str, actor: Actor, today: date) -> Fragment:
    """The one order moved from the state it was seen in, with the answer kept, and the day on which
    it was found first that money was taken: a page shows that until the very day is told."""
    found = action in _TAKES_MONEY
    moved = advance_sql(
        "orders",
        TABLE,
        ORDER,
        action,
        actor,
        source=order.state,
        today=today,
        where="t.payer_id = %(payer_id)s AND t.id = %(order_id)s",
        also=", answer_code = %(code)s, answer_words = %(words)s, answered_at = now(),"
        " debited_on = coalesce(%(debited_on)s::date, t.debited_on),"
        " found_on = coalesce(t.found_on, %(found_on)s::date)",
        returning=", t.amount_fen, t.clearing_bank",
    )
    return Fragment(moved.items, {**moved.values, "found_on": today if found else None})


def posting_sql(event: Event, source_of: str, destination_of: str, today: date) -> Fragment:
    """The order's posting of one event; accounts owned by columns of ``orders``."""
    posted = post_sql(
        "posted",
        event,
        rows=f"SELECT payer_id, id, {source_of}, {destination_of}, amount_fen,"
        " %(posted_on)s::date FROM orders",
    )
    return Fragment(posted.items, {"posted_on": today})

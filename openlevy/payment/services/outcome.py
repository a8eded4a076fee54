"""What becomes of a debit: answers, silence, questions, reversal.

Every verb finds the order, looks at the state it has, and moves it in one statement that demands
that state; whatever is not open any more is left to reconciliation and reported as such.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from openlevy.declaration.services import move_sql as move_declarations_sql
from openlevy.declaration.services import settle_sql
from openlevy.history.services import BANK, CLOCK, TREASURY, Actor, advance_sql
from openlevy.ledger.chart import Event
from openlevy.ledger.services import post_sql
from openlevy.messages.queries import last_question
from openlevy.messages.services import enqueue, enqueue_sql
from openlevy.payment.models import Order
from openlevy.payment.rules import Answer, OrderUnknown
from openlevy.payment.states import OPEN_OUTCOME, ORDER, OrderState
from openlevy.statements.services import Fragment, StatementRefused, compose, run

TABLE = "payment_order"
LINES_OF_ORDER = (
    "SELECT payer_id, declaration_id FROM payment_order_line"
    " WHERE payer_id = %(payer_id)s AND order_id = %(order_id)s"
)
_SWEEP_MOST = 500
_ASK_AGAIN_FIRST_SECONDS = 10
_ASK_AGAIN_MOST_SECONDS = 600


class Effect(StrEnum):
    """What an arriving answer did."""

    MOVED = "moved"
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
    """An answer's content: code and words, and the day of the debit where there is one."""

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


def answer_arrived(key: TradeKey, says: Answer, answered: Answered, *, today: date) -> Effect:
    """A debit was answered (2001); an answer that is not final leaves the outcome open.

    Raises:
        OrderUnknown
    """
    order = find(key)
    if says is Answer.UNKNOWN:
        return _ask(order, BANK, today)
    return answer_end(order, "confirm" if says is Answer.DONE else "refuse", BANK, answered, today)


def status_answered(
    key: TradeKey, booked: bool | None, answered: Answered, *, today: date
) -> Effect:
    """The network says what became of a debit (9004): booked, not booked, or (None) still open.

    Raises:
        OrderUnknown
    """
    if booked is None:
        return Effect.LEFT_OPEN
    return answer_end(find(key), "confirm" if booked else "refuse", TREASURY, answered, today)


def status_open(key: TradeKey, *, unseen: bool, patience: int, today: date) -> Effect:
    """The network cannot say (9004): it has never seen the debit, or has no answer itself. The
    unseen one at once, the other after ``patience`` questions, is asked to be reversed.

    Raises:
        OrderUnknown
    """
    if not unseen and last_question(find(key).id, "9003")[0] < patience:
        return Effect.LEFT_OPEN
    return ask_reversal(key, today=today)


def answer_end(order: Order, action: str, actor: Actor, answered: Answered, today: date) -> Effect:
    """End an open order by ``confirm`` or ``refuse``."""
    wanted = OrderState.CONFIRMED if action == "confirm" else OrderState.REFUSED
    if order.state == wanted or (action == "confirm" and order.state == OrderState.CLEARED):
        return Effect.REPEATED
    if order.state not in OPEN_OUTCOME:
        return Effect.CONTRADICTS
    return _try(order, _ending(order, action, actor, today), order_values(order, answered))


def _try(order: Order, statement: tuple[str, dict[str, Any]], values: dict[str, Any]) -> Effect:
    sql, named = statement
    try:
        run(sql, named | values)
    except StatementRefused:
        order.refresh_from_db(fields=["state"])
        return Effect.REPEATED if order.state not in OPEN_OUTCOME else Effect.LEFT_OPEN
    return Effect.MOVED


def order_values(order: Order, answered: Answered) -> dict[str, Any]:
    """The values that every statement on one order names."""
    return {
        "payer_id": order.payer_id,
        "order_id": order.id,
        "code": answered.code,
        "words": answered.words,
        "debited_on": answered.debited_on,
    }


def order_sql(order: Order, action: str, actor: Actor, today: date, also: str = "") -> Fragment:
    """The one order moved from the state it was seen in, with the answer kept."""
    return advance_sql(
        "orders",
        TABLE,
        ORDER,
        action,
        actor,
        source=order.state,
        today=today,
        where="t.payer_id = %(payer_id)s AND t.id = %(order_id)s",
        also=", answer_code = %(code)s, answer_words = %(words)s, answered_at = now(),"
        " debited_on = coalesce(%(debited_on)s::date, t.debited_on)" + also,
        returning=", t.amount_fen, t.clearing_bank",
    )


def posting_sql(event: Event, source_of: str, destination_of: str, today: date) -> Fragment:
    """The order's posting of one event; accounts owned by columns of ``orders``."""
    posted = post_sql(
        "posted",
        event,
        rows=f"SELECT payer_id, id, {source_of}, {destination_of}, amount_fen,"
        " %(posted_on)s::date FROM orders",
    )
    return Fragment(posted.items, {"posted_on": today})


ALL_MOVED = (
    "SELECT statement_require((SELECT count(*) FROM orders) = 1, 'order_moved'),"
    " statement_require((SELECT count(*) FROM declarations) = (SELECT count(*)"
    f" FROM ({LINES_OF_ORDER}) AS l), 'declaration_moved')"
)


def _ending(order: Order, action: str, actor: Actor, today: date) -> tuple[str, dict[str, Any]]:
    if action == "confirm":
        return compose(
            order_sql(order, action, actor, today),
            settle_sql(actor, action="settle", of=LINES_OF_ORDER, today=today),
            posting_sql(Event.DEBIT_CONFIRMED, "payer_id", "clearing_bank", today),
            answer=ALL_MOVED,
        )
    event = Event.DEBIT_REVERSED if action == "reverse" else Event.DEBIT_REFUSED
    return compose(
        order_sql(order, action, actor, today),
        move_declarations_sql(
            "declarations",
            "release",
            actor,
            today=today,
            where=f"(t.payer_id, t.id) IN ({LINES_OF_ORDER})",
        ),
        posting_sql(event, "payer_id", "payer_id", today),
        answer=ALL_MOVED,
    )


def _ask(order: Order, actor: Actor, today: date) -> Effect:
    if order.state != OrderState.IN_FLIGHT:
        return Effect.REPEATED if order.state in OPEN_OUTCOME else Effect.CONTRADICTS
    return _try(order, _lost(actor, today, "t.id = %(order_id)s"), {"order_id": order.id})


def lose_sight_of(order_id: int, *, today: date) -> Effect:
    """The network did not take this debit's message: its outcome is open, and asked after."""
    return _ask(Order.objects.get(id=order_id), BANK, today)


def voucher_of(key: TradeKey) -> str:
    """The voucher number of the order with the network's key.

    Raises:
        OrderUnknown
    """
    return find(key).voucher_no


def lose_sight(*, waited: timedelta, now: datetime, today: date) -> int:
    """Debits without an answer for ``waited``: their outcome is unknown, and asked after (9003).
    How many."""
    sql, values = _lost(
        CLOCK,
        today,
        "t.id IN (SELECT id FROM payment_order WHERE state = 'IN_FLIGHT'"
        f" AND instructed_at < %(before)s LIMIT {_SWEEP_MOST} FOR UPDATE SKIP LOCKED)",
    )
    ((lost,),) = run(sql, values | {"before": now - waited})
    return int(lost)


def _lost(actor: Actor, today: date, where: str) -> tuple[str, dict[str, Any]]:
    return compose(
        advance_sql("orders", TABLE, ORDER, "lose_sight", actor, where=where, today=today),
        enqueue_sql(
            "asked", party="treasury", topic="9003", rows="SELECT payer_id, id FROM orders"
        ),
        answer="SELECT count(*) FROM orders",
    )


def ask_again(*, now: datetime) -> int:
    """Questions that brought no end are asked again, ever more rarely; how many."""
    asked = 0
    open_orders = Order.objects.filter(state__in=[OrderState.UNKNOWN, OrderState.REVERSING])
    for order in open_orders.order_by("instructed_at")[:_SWEEP_MOST]:
        times, last_at = last_question(order.id, "9003")
        pause = min(_ASK_AGAIN_FIRST_SECONDS * 2 ** min(times, 10), _ASK_AGAIN_MOST_SECONDS)
        if last_at is not None and last_at + timedelta(seconds=pause) < now:
            enqueue(
                party="treasury",
                topic="9003",
                payer_id=order.payer_id,
                record_id=order.id,
                occurrence=times + 1,
            )
            asked += 1
    return asked


def ask_reversal(key: TradeKey, *, today: date) -> Effect:
    """The network cannot say: have the debit undone (1021), before the day cut only.

    After the cut nothing is sent: reconciliation will tell.

    Raises:
        OrderUnknown
    """
    order = find(key)
    if order.state != OrderState.UNKNOWN or order.entrust_on != today:
        return Effect.LEFT_OPEN
    sql, values = compose(
        advance_sql(
            "orders", TABLE, ORDER, "ask_reversal", CLOCK, today=today, where="t.id = %(order_id)s"
        ),
        enqueue_sql(
            "asked", party="treasury", topic="1021", rows="SELECT payer_id, id FROM orders"
        ),
        answer="SELECT statement_require(count(*) = 1, 'moved') FROM orders",
    )
    return _try(order, (sql, values), {"order_id": order.id})


def reversal_answered(key: TradeKey, reversed_: bool, answered: Answered, *, today: date) -> Effect:
    """The network has undone the debit (or will refuse it if it ever comes), or would not (2021).

    Raises:
        OrderUnknown
    """
    order = find(key)
    if order.state == OrderState.REVERSED:
        return Effect.REPEATED
    if order.state != OrderState.REVERSING:
        return Effect.CONTRADICTS
    if reversed_:
        return _try(
            order, _ending(order, "reverse", TREASURY, today), order_values(order, answered)
        )
    sql, values = compose(
        order_sql(order, "stay_unknown", TREASURY, today),
        answer="SELECT statement_require(count(*) = 1, 'moved') FROM orders",
    )
    return _try(order, (sql, values), order_values(order, answered))

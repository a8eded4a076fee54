"""Silence: what has no answer is asked after, again and again; a debit is reversed while that is
possible. Time alone never ends an order.
"""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db import transaction

from openlevy.history.services import BANK, CLOCK, Actor, advance_sql
from openlevy.messages.queries import last_question, last_questions_sql
from openlevy.messages.services import enqueue_again_sql, enqueue_sql
from openlevy.payment.models import Order
from openlevy.payment.services.agreements import REVOKE, VERIFY
from openlevy.payment.services.orders import (
    ONE_ORDER,
    TABLE,
    Effect,
    TradeKey,
    as_it_stands,
    find,
)
from openlevy.payment.services.telling import tell_of
from openlevy.payment.states import OPEN_OUTCOME, ORDER, AgreementState, OrderState
from openlevy.statements.services import Fragment, compose, run

_SWEEP_MOST = 500
_THIS_ORDER = "t.payer_id = %(payer_id)s AND t.id = %(order_id)s"


def lose_sight(*, waited: timedelta, now: datetime, today: date) -> int:
    """Debits without an answer for ``waited``: their outcome is unknown, and asked after (9003).
    How many."""
    sql, values = _lost(
        CLOCK,
        today,
        "t.id IN (SELECT id FROM payment_order WHERE state = 'IN_FLIGHT'"
        f" AND instructed_at < %(before)s LIMIT {_SWEEP_MOST} FOR UPDATE SKIP LOCKED)",
        answer="SELECT array_agg(id) FROM orders",
    )
    with transaction.atomic():
        ((lost,),) = run(sql, values | {"before": now - waited})
        for order in Order.objects.filter(id__in=lost or []):
            tell_of(order, "unknown")
    return len(lost or [])


def lose_sight_of(order_id: int, *, today: date) -> Effect:
    """The network did not take this debit's message: its outcome is open, and asked after."""
    return ask(Order.objects.get(id=order_id), BANK, today)


def ask(order: Order, actor: Actor, today: date) -> Effect:
    """The outcome is not known: ask after it. What has ended is not reopened by not knowing."""

    def act(order: Order) -> Effect:
        if order.state != OrderState.IN_FLIGHT:
            return Effect.REPEATED
        sql, values = _lost(actor, today, _THIS_ORDER, answer=f"SELECT {ONE_ORDER}")
        with transaction.atomic():
            run(sql, values | {"payer_id": order.payer_id, "order_id": order.id})
            tell_of(order, "unknown")
        return Effect.MOVED

    return as_it_stands(order, act)


def _lost(actor: Actor, today: date, where: str, *, answer: str) -> tuple[str, dict[str, Any]]:
    return compose(
        advance_sql("orders", TABLE, ORDER, "lose_sight", actor, where=where, today=today),
        enqueue_sql(
            "asked", party="treasury", topic="9003", rows="SELECT payer_id, id FROM orders"
        ),
        answer=answer,
    )


def ask_again(*, now: datetime, most: int = _SWEEP_MOST) -> int:
    """Questions after debits that brought no end are asked again, ever more rarely, the longest
    due first; how many."""
    return _asked_again(_ask_again_sql(), _PAUSE_OF_DEBITS, now, most)


def ask_agreements_again(*, now: datetime, most: int = _SWEEP_MOST) -> int:
    """The same of agreements whose verification or revocation the bank has not answered."""
    statements = (_ask_agreements_again_sql(*state) for state in _UNANSWERED)
    return sum(_asked_again(sql, _PAUSE_OF_AGREEMENTS, now, most) for sql in statements)


def _asked_again(sql: str, pause: dict[str, int], now: datetime, most: int) -> int:
    ((asked,),) = run(sql, pause | {"now": now, "most": most})
    return int(asked)


_PAUSE_OF_DEBITS = {"first_s": 10, "most_s": 600}
_PAUSE_OF_AGREEMENTS = {"first_s": 60, "most_s": 240 * 60}
"""Seconds, doubled with each question asked, and the longest pause."""
_OPEN = """
    SELECT payer_id, id FROM payment_order WHERE state IN ('UNKNOWN', 'REVERSING')"""
_UNANSWERED = ((AgreementState.SUBMITTED, VERIFY), (AgreementState.REVOKING, REVOKE))
_DUE = """
    SELECT o.payer_id, o.id, q.occurrence + 1
    FROM unanswered o JOIN questions q ON q.record_id = o.id,
        LATERAL (SELECT q.sent_at + make_interval(secs => least(
            %(most_s)s, %(first_s)s * 2 ^ least(q.occurrence, 10))) AS at) AS due
    WHERE due.at < %(now)s
    ORDER BY due.at LIMIT %(most)s"""


@cache
def _ask_again_sql() -> str:
    return _again_sql(_OPEN, "9003")


@cache
def _ask_agreements_again_sql(state: AgreementState, topic: str) -> str:
    return _again_sql(f"SELECT payer_id, id FROM payment_agreement WHERE state = '{state}'", topic)


def _again_sql(unanswered: str, topic: str) -> str:
    sql, _ = compose(
        Fragment({"unanswered": unanswered}),
        last_questions_sql("questions", topic=topic, records="SELECT id FROM unanswered"),
        enqueue_again_sql("asked", party="treasury", topic=topic, rows=_DUE),
        answer="SELECT count(*) FROM asked",
    )
    return sql


def status_open(key: TradeKey, *, unseen: bool, patience: int, today: date) -> Effect:
    """The network cannot say (9004): it has never seen the debit, or has no answer itself. The
    unseen one at once, the other after ``patience`` questions, is asked to be reversed.

    Raises:
        OrderUnknown
    """
    if not unseen and last_question(find(key).id, "9003")[0] < patience:
        return Effect.LEFT_OPEN
    return ask_reversal(key, today=today)


def instruction_taken_at(key: TradeKey) -> datetime | None:
    """When the network accepted the message that instructs the debit; None while it has not. What
    was asked before that, and answered by it knowing of no debit, says nothing.

    Raises:
        OrderUnknown
    """
    return last_question(find(key).id, "1001")[1]


def ask_reversal(key: TradeKey, *, today: date) -> Effect:
    """The network cannot say: have the debit undone (1021), before the day cut only.

    After the cut nothing is sent, nor once the network would not undo it: reconciliation will
    tell.

    Raises:
        OrderUnknown
    """

    def act(order: Order) -> Effect:
        if order.state not in OPEN_OUTCOME:
            return Effect.REPEATED
        asked_before, _ = last_question(order.id, "1021")
        if order.state != OrderState.UNKNOWN or order.entrust_on != today or asked_before:
            return Effect.LEFT_OPEN
        sql, values = _reversing(today)
        run(sql, values | {"payer_id": order.payer_id, "order_id": order.id})
        return Effect.MOVED

    return as_it_stands(find(key), act)


def _reversing(today: date) -> tuple[str, dict[str, Any]]:
    return compose(
        advance_sql("orders", TABLE, ORDER, "ask_reversal", CLOCK, today=today, where=_THIS_ORDER),
        enqueue_sql(
            "asked", party="treasury", topic="1021", rows="SELECT payer_id, id FROM orders"
        ),
        answer=f"SELECT {ONE_ORDER}",
    )

"""What becomes of a debit by an answer to it: confirmed, refused, reversed.

Whatever is not open any more is left to reconciliation and reported as such.
"""

from datetime import date
from typing import Any

from django.db import transaction

from openlevy.assessment.services import follow_enrolment
from openlevy.declaration.services import move_sql as move_declarations_sql
from openlevy.declaration.services import settle_sql, void_outdated
from openlevy.history.services import BANK, CLOCK, TREASURY, Actor
from openlevy.ledger.chart import Event
from openlevy.parties.queries import enrolment
from openlevy.payment.models import Order, OrderLine
from openlevy.payment.rules import Answer
from openlevy.payment.services.asking import ask
from openlevy.payment.services.orders import (
    ALL_MOVED,
    LINES_OF_ORDER,
    ONE_ORDER,
    Answered,
    Effect,
    TradeKey,
    as_it_stands,
    find,
    order_sql,
    order_values,
    posting_sql,
)
from openlevy.payment.services.telling import is_awaited, tell_of
from openlevy.payment.states import DEBITED, NOT_DEBITED, OPEN_OUTCOME, OrderState
from openlevy.statements.services import compose, run

_AGREES = {"confirm": DEBITED, "refuse": NOT_DEBITED}


def answer_arrived(key: TradeKey, says: Answer, answered: Answered, *, today: date) -> Effect:
    """A debit was answered (2001); an answer that is not final leaves the outcome open.

    Raises:
        OrderUnknown
    """
    order = find(key)
    if says is Answer.UNKNOWN:
        return ask(order, BANK, today)
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


def answer_end(order: Order, action: str, actor: Actor, answered: Answered, today: date) -> Effect:
    """End an open order by ``confirm`` or ``refuse``; one that has ended agrees or contradicts."""

    def act(order: Order) -> Effect:
        if order.state == OrderState.REVERSING and action == "confirm":
            # Booked, it may be undone this very moment, since we have asked for that: the answer to
            # the reversal tells, or reconciliation.
            return Effect.LEFT_OPEN
        if order.state in OPEN_OUTCOME:
            return _end(order, action, actor, answered, today)
        return Effect.REPEATED if order.state in _AGREES[action] else Effect.CONTRADICTS

    return as_it_stands(order, act)


def reversal_answered(key: TradeKey, reversed_: bool, answered: Answered, *, today: date) -> Effect:
    """The network has undone the debit (or will refuse it if it ever comes), or would not (2021).

    Raises:
        OrderUnknown
    """
    act = _reversed if reversed_ else _not_reversed
    return as_it_stands(find(key), lambda order: act(order, answered, today))


def _reversed(order: Order, answered: Answered, today: date) -> Effect:
    if order.state == OrderState.REVERSING:
        return _end(order, "reverse", TREASURY, answered, today)
    # Undone without our asking, or when we had given up asking: no money was taken.
    if order.state in OPEN_OUTCOME:
        return _end(order, "refuse", TREASURY, answered, today)
    return Effect.REPEATED if order.state in NOT_DEBITED else Effect.CONTRADICTS


def reversal_given_up(order_id: int, *, today: date) -> None:
    """The day was cut before the network could be asked to undo the debit (1021): it is not asked
    any more, and what it says of the debit ends it again."""
    order = Order.objects.get(id=order_id)
    told = Answered(order.answer_code or "", order.answer_words or "", order.debited_on)
    as_it_stands(order, lambda order: _not_reversed(order, told, today, CLOCK))


def _not_reversed(order: Order, answered: Answered, today: date, actor: Actor = TREASURY) -> Effect:
    """Too late to undo says nothing of the debit itself."""
    if order.state != OrderState.REVERSING:
        return Effect.LEFT_OPEN if order.state in OPEN_OUTCOME else Effect.REPEATED
    sql, values = compose(
        order_sql(order, "stay_unknown", actor, today), answer=f"SELECT {ONE_ORDER}"
    )
    run(sql, values | order_values(order, answered))
    return Effect.MOVED


def _end(order: Order, action: str, actor: Actor, answered: Answered, today: date) -> Effect:
    sql, values = _ending(order, action, actor, today)
    if action == "confirm" and not is_awaited(order):
        run(sql, values | order_values(order, answered))
        return Effect.MOVED
    with transaction.atomic():
        run(sql, values | order_values(order, answered))
        tell_of(order, _TOLD[action])
    if action != "confirm":
        _replace_outdated(order, today)
    return Effect.MOVED


_TOLD = {"confirm": "succeeded", "refuse": "failed", "reverse": "reversed"}


@transaction.atomic
def _replace_outdated(order: Order, today: date) -> None:
    """What comes back unpaid may have been corrected by its agency while the debit was under way.
    Left undone by a kill, the agency's next correction or the payer does it."""
    rows = OrderLine.objects.filter(payer_id=order.payer_id, order_id=order.id)
    for number in sorted(set(rows.values_list("enrolment_id", flat=True))):
        under = enrolment(order.payer_id, number)
        if under is not None and void_outdated(under, today=today):
            follow_enrolment(under, today=today)


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

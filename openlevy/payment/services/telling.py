"""What has become of a debit, told to who pays it; once for each end it has come to."""

from openlevy.access.services import ToPayer, tell_payers
from openlevy.kernel.money import format_yuan
from openlevy.payment.models import Order
from openlevy.payment.queries import lines_of_order
from openlevy.payment.states import OrderState
from openlevy.reference.queries import levy_item


def tell_of(order: Order, what: str) -> None:
    """Tell who paid of what has just become of the order, in the transaction of that: ``failed``,
    ``reversed``, ``disproved``, ``unknown``, ``succeeded``, ``credited``, ``credit_withdrawn``."""
    facts = {"yuan": format_yuan(order.amount_fen), **_premium(order)}

    def to(payer_id: int, side: str = "") -> ToPayer:
        mine = {**facts, "side": side} if side else facts
        return ToPayer(payer_id, f"payment-{what}:{order.id}", f"payment.{what}", mine)

    if order.paid_by in (None, order.payer_id):
        tell_payers([to(order.payer_id)])
        return
    insured = [to(order.payer_id, PAID_BY_ANOTHER)] if what in _THE_INSUREDS else []
    tell_payers([to(order.paid_by, PAID_FOR_ANOTHER), *insured])


PAID_FOR_ANOTHER, PAID_BY_ANOTHER = "paid_for_another", "paid_by_another"
"""Who is told, where one has paid for another: whoever paid, or whoever is insured."""
_THE_INSUREDS = ("credited", "credit_withdrawn")
"""What is told to the insured as well: money stands in their name, whoever paid it."""


def _premium(order: Order) -> dict[str, str]:
    """What the debit pays for: the first line's insurance, how many lines there are, and the years
    of all: of several insurances those of the first line, or they would read as its own."""
    lines = lines_of_order(order.payer_id, order.id)
    alike = len({one.levy_item for one in lines}) == 1
    named = lines if alike else lines[:1]
    first, last = min(one.period_start for one in named), max(one.period_end for one in named)
    return {
        "insurance": levy_item(lines[0].levy_item).name,
        "year": str(first.year),
        "last_year": str(last.year),
        "count": str(len(lines)),
    }


def is_awaited(order: Order) -> bool:
    """Whether who paid was told that the outcome is not known, and waits to hear that it is. Who
    has their answer at once, as nearly always, sees it on the page they are on."""
    return order.state != OrderState.IN_FLIGHT

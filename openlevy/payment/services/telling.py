"""What has become of a debit, told to who pays it; once for each end it has come to."""

from openlevy.access.services import tell_payer
from openlevy.kernel.money import format_yuan
from openlevy.payment.models import Order
from openlevy.payment.queries import lines_of_order
from openlevy.payment.states import OrderState
from openlevy.reference.queries import levy_item


def tell_of(order: Order, what: str) -> None:
    """Tell who paid of what has just become of the order, in the transaction of that: ``failed``,
    ``reversed``, ``disproved``, ``unknown``, ``succeeded``, ``credited``, ``credit_withdrawn``."""
    tell_payer(
        order.paid_by or order.payer_id,
        key=f"payment-{what}:{order.id}",
        kind=f"payment.{what}",
        facts={"yuan": format_yuan(order.amount_fen), **_premium(order)},
    )


def _premium(order: Order) -> dict[str, str]:
    """What the debit pays for: the first line's insurance, the years of all, how many they are."""
    lines = lines_of_order(order.payer_id, order.id)
    first, last = min(one.period_start for one in lines), max(one.period_end for one in lines)
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

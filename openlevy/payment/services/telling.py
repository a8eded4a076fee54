"""What has become of a debit, told to who pays it; once for each end it has come to."""

from openlevy.access.services import tell_payer
from openlevy.kernel.money import format_yuan
from openlevy.payment.models import Order
from openlevy.payment.states import OrderState


def tell_of(order: Order, what: str) -> None:
    """Tell who paid of what has just become of the order, in the transaction of that: ``failed``,
    ``reversed``, ``disproved``, ``unknown``, ``succeeded``, ``credited``, ``credit_withdrawn``."""
    tell_payer(
        order.paid_by or order.payer_id,
        key=f"payment-{what}:{order.id}",
        kind=f"payment.{what}",
        facts={"yuan": format_yuan(order.amount_fen)},
    )


def is_awaited(order: Order) -> bool:
    """Whether who paid was told that the outcome is not known, and waits to hear that it is. Who
    has their answer at once, as nearly always, sees it on the page they are on."""
    return order.state != OrderState.IN_FLIGHT

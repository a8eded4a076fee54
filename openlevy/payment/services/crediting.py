"""What agencies say of money that has reached them (到账)."""

from datetime import date

from django.db import transaction

from openlevy.payment.models import Credited, Order, OrderLine
from openlevy.payment.rules import CreditedBeforeReceipt, CreditedOnOtherDay, NothingCleared
from openlevy.payment.states import OrderState


@transaction.atomic
def credited(*, voucher_no: str, payer_id: int, enrolment_id: int, on: date) -> int:
    """What the voucher paid under the enrolment stands on the person's account at the agency since
    ``on``; the order's id. The same day told again is in order.

    Raises:
        NothingCleared, CreditedBeforeReceipt, CreditedOnOtherDay
    """
    order = Order.objects.filter(
        payer_id=payer_id, voucher_no=voucher_no, state=OrderState.CLEARED
    ).first()
    lines = [] if order is None else _lines(order, enrolment_id)
    if order is None or not lines:
        raise NothingCleared
    assert order.received_on is not None  # or it would not be cleared
    if on < order.received_on:
        raise CreditedBeforeReceipt(received_on=order.received_on)
    Credited.objects.bulk_create(
        [
            Credited(
                payer_id=payer_id, order_id=order.id, declaration_id=declaration, credited_on=on
            )
            for declaration in lines
        ],
        ignore_conflicts=True,
    )
    _require_day(order, lines, on)
    return int(order.id)


def _lines(order: Order, enrolment_id: int) -> list[int]:
    rows = OrderLine.objects.filter(
        payer_id=order.payer_id, order_id=order.id, enrolment_id=enrolment_id
    )
    return list(rows.values_list("declaration_id", flat=True))


def _require_day(order: Order, lines: list[int], on: date) -> None:
    """Whoever else told of the same lines has committed by now: the key waited for it."""
    others = Credited.objects.filter(
        payer_id=order.payer_id, order_id=order.id, declaration_id__in=lines
    ).exclude(credited_on=on)
    for told in others.values_list("credited_on", flat=True)[:1]:
        raise CreditedOnOtherDay(credited_on=told)

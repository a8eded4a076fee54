"""The operation that is measured: one resident declares what is open and pays it by agreement."""

import uuid
from datetime import date

from bench.people import AGREEMENT, PAYABLE, PAYER, USER
from openlevy.declaration.services import draw_up
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.payment.services import pay
from openlevy.reference.queries import business_date

CHANNEL = "portal"


def declare_and_pay(number: int) -> int:
    """Person ``number``'s payment, as a view of the portal would do it; the order's id."""
    today = business_date()
    return pay_declared(number, declare(number, today), today)


def declare(number: int, today: date) -> list[int]:
    """The declarations."""
    return draw_up(
        payer_id=PAYER + number,
        payable_ids=[PAYABLE + number],
        channel=CHANNEL,
        actor=Actor(Role.PAYER, USER + number),
        request_key=uuid.uuid4(),
        today=today,
    )


def pay_declared(number: int, declarations: list[int], today: date) -> int:
    """The debit instructed."""
    return pay(
        payer_id=PAYER + number,
        declaration_ids=declarations,
        agreement_id=AGREEMENT + number,
        channel=CHANNEL,
        actor=Actor(Role.PAYER, USER + number),
        request_key=uuid.uuid4(),
        today=today,
    )

"""The operation that is measured: one resident declares what is open and pays it by agreement."""

import uuid
from datetime import date

from bench.people import AGREEMENT, PAYABLE, PAYER, USER
from bench.world import AMOUNT_FEN
from openlevy.declaration.services import draw_up
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.payment import queries as payment
from openlevy.payment.rules import Answer
from openlevy.payment.services import Answered, TradeKey, answer_arrived, pay
from openlevy.reference.queries import business_date
from openlevy.treasury.services import ReceiptLine, take_receipts

CHANNEL = "portal"


def declare_and_pay(number: int) -> int:
    """Person ``number``'s payment, as a view of the portal would do it; the order's id."""
    today = business_date()
    return pay_declared(number, declare(number, today), today)


def declare_pay_and_clear(number: int) -> int:
    """The same, debited by the bank and received by the treasury: five postings, the last three
    of them in the accounts of a clearing bank and of a treasury; the order's id."""
    today = business_date()
    order = pay_declared(number, declare(number, today), today)
    debit = payment.debit(order)
    key = TradeKey(debit.tax_office, debit.entrust_on, debit.trade_no)
    answer_arrived(key, Answer.DONE, Answered("90000", "", today), today=today)
    line = ReceiptLine(1, debit.treasury_code, debit.voucher_no, debit.amount_fen)
    take_receipts(order, [line], received_on=today, today=today)
    return order


def declare(number: int, today: date) -> list[int]:
    """The declarations."""
    return draw_up(
        payer_id=PAYER + number,
        payable_ids=[PAYABLE + number],
        channel=CHANNEL,
        actor=Actor(Role.PAYER, USER + number),
        request_key=uuid.uuid4(),
        today=today,
        shown_fen=AMOUNT_FEN,
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

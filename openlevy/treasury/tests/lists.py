"""The treasury's and the network's lists, a line at a time."""

from datetime import date
from itertools import count

from openlevy.parties.tests.people import TOMORROW
from openlevy.payment import queries
from openlevy.treasury.models import Difference
from openlevy.treasury.services import BookingLine, ReceiptLine, take_bookings, take_receipts
from openlevy.treasury.states import DifferenceState

_message = count(1)


def a_message() -> int:
    """The number of a message that has not come yet."""
    return next(_message)


def receipt(
    order_id: int,
    *,
    line: int = 1,
    amount_fen: int | None = None,
    treasury_code: int | None = None,
) -> ReceiptLine:
    """The treasury has received the order's money, or something like it."""
    told = queries.debit(order_id)
    return ReceiptLine(
        line=line,
        treasury_code=treasury_code or told.treasury_code,
        voucher_no=told.voucher_no,
        amount_fen=amount_fen or told.amount_fen,
    )


def received(*lines: ReceiptLine, message_id: int | None = None, on: date = TOMORROW) -> int:
    """3126 comes; how many lines cleared an order."""
    return take_receipts(message_id or a_message(), lines, received_on=on, today=on)


def booking(
    order_id: int, status: str = "BOOKED", *, line: int = 1, amount_fen: int | None = None
) -> BookingLine:
    """The network says what a bank has done with the order's debit."""
    told = queries.debit(order_id)
    debited_on = TOMORROW if status == "BOOKED" else None
    return BookingLine(line, told.voucher_no, amount_fen or told.amount_fen, status, debited_on, "")


def listed(*lines: BookingLine, message_id: int | None = None, on: date = TOMORROW) -> int:
    """3122 comes; how many lines moved something."""
    return take_bookings(message_id or a_message(), lines, check_on=on, today=on)


def differences() -> list[str]:
    """The kinds of the differences that nobody has worked off, in order."""
    return [difference.kind for difference in open_differences()]


def open_differences() -> list[Difference]:
    """Differences that nobody has resolved, oldest first."""
    return list(Difference.objects.filter(state=DifferenceState.OPEN).order_by("id"))

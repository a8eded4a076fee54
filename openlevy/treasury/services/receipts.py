"""The treasury's list of what it has received (3126): it clears orders, and proves debits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from openlevy.kernel.money import Fen
from openlevy.ledger.chart import Event
from openlevy.ledger.services import Entry, post, post_sql
from openlevy.payment import services as payment
from openlevy.payment.queries import VoucherSeen, voucher
from openlevy.payment.services import Answered, Effect, clear_sql
from openlevy.payment.states import OrderState
from openlevy.statements.services import Fragment, compose, next_record_id, run
from openlevy.treasury.models import Receipt
from openlevy.treasury.services.differences import NOBODY, note_difference, one_at_a_time
from openlevy.treasury.states import DifferenceKind

_PACKET = 1000
_CLEARABLE = (OrderState.CONFIRMED, OrderState.CREDITED)
_CLEARED = (OrderState.CLEARED, OrderState.CREDIT_CLEARED)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One tax voucher that a treasury says it has received."""

    line: int
    treasury_code: int
    voucher_no: str
    amount_fen: Fen


def take_receipts(
    message_id: int, lines: Sequence[ReceiptLine], *, received_on: date, today: date
) -> int:
    """Clear what the treasury has received; how many lines cleared an order.

    Lines that fit are cleared by the packet in one statement; the others one by one, each to its
    typed difference, the money in suspense. A message taken again changes nothing.
    """
    known = set(Receipt.objects.filter(message_id=message_id).values_list("line", flat=True))
    fresh = [line for line in lines if line.line not in known]
    cleared: set[int] = set()
    for start in range(0, len(fresh), _PACKET):
        cleared |= _clear(message_id, fresh[start : start + _PACKET], received_on, today)
    for line in fresh:
        if line.line not in cleared and _take_singly(message_id, line, received_on, today):
            cleared.add(line.line)
    return len(cleared)


def _clear(
    message_id: int, lines: Sequence[ReceiptLine], received_on: date, today: date
) -> set[int]:
    """The lines that cleared an order that is confirmed or credited."""
    cleared: set[int] = set()
    for source in _CLEARABLE:
        rest = [line for line in lines if line.line not in cleared]
        if rest:
            cleared |= _clear_from(source, message_id, rest, received_on, today)
    return cleared


_RECEIVED = "SELECT voucher_no, amount_fen, %(received_on)s::date, treasury_code FROM receipt_lines"
_LINES = """
    SELECT DISTINCT ON (voucher_no) line, treasury_code, voucher_no, amount_fen
    FROM unnest(%(lines)s::int[], %(treasuries)s::bigint[], %(vouchers)s::text[],
        %(amounts)s::bigint[]) AS l (line, treasury_code, voucher_no, amount_fen)
    ORDER BY voucher_no, line"""
_KEEP = """
    INSERT INTO treasury_receipt (message_id, line, treasury_code, received_on, voucher_no,
        amount_fen, payer_id, order_id, outcome)
    SELECT %(message_id)s, l.line, l.treasury_code, %(received_on)s, l.voucher_no, l.amount_fen,
        o.payer_id, o.id, 'CLEARED'
    FROM cleared o JOIN receipt_lines l ON l.voucher_no = o.voucher_no
    RETURNING line"""


def _clear_from(
    source: OrderState,
    message_id: int,
    lines: Sequence[ReceiptLine],
    received_on: date,
    today: date,
) -> set[int]:
    order = "SELECT payer_id, id, {}, {}, amount_fen, %(today)s::date FROM cleared"
    sql, values = compose(
        Fragment({"receipt_lines": _LINES}),
        clear_sql("cleared", rows=_RECEIVED, source=source, today=today),
        post_sql(
            "received", Event.TREASURY_RECEIVED, rows=order.format("clearing_bank", "treasury_code")
        ),
        post_sql("done", Event.CLEARED, rows=order.format("treasury_code", "treasury_code")),
        Fragment({"kept": _KEEP}),
        answer="SELECT line FROM kept",
    )
    values |= {
        "message_id": message_id,
        "received_on": received_on,
        "today": today,
        "lines": [line.line for line in lines],
        "treasuries": [line.treasury_code for line in lines],
        "vouchers": [line.voucher_no for line in lines],
        "amounts": [line.amount_fen for line in lines],
    }
    return {int(number) for (number,) in run(sql, values)}


@transaction.atomic
def _take_singly(message_id: int, line: ReceiptLine, received_on: date, today: date) -> bool:
    """A line that cleared nothing by the packet: an order still open or ended otherwise is proved
    by it and cleared; whatever still fits nothing is a difference."""
    one_at_a_time(line.voucher_no)
    ours = voucher(line.voucher_no)
    # Asked after the order was read: another worker that has just cleared it with the same message
    # by the packet has written this line's receipt too.
    if _known(message_id, line) or _told_before(message_id, line, received_on):
        return False
    if _fits(ours, line):
        told = Answered("3126", "")  # which says nothing of the day of the debit
        effect = payment.prove(line.voucher_no, told, today=today)
        if effect is Effect.OVERTURNED:
            _note(DifferenceKind.RECEIVED_NOT_DEBITED, message_id, line, today)
        if _clear(message_id, [line], received_on, today):
            return True
        ours = voucher(line.voucher_no)
        if _known(message_id, line) or _told_before(message_id, line, received_on):
            return False
    _suspend(message_id, line, ours, received_on, today)
    return False


def _known(message_id: int, line: ReceiptLine) -> bool:
    return Receipt.objects.filter(message_id=message_id, line=line.line).exists()


def _told_before(message_id: int, line: ReceiptLine, received_on: date) -> bool:
    """Whether another message has told of this very receipt: the treasury sends a day's list again
    when asked, under new numbers. Money received twice is on another day or twice in one list."""
    return (
        Receipt.objects.filter(
            voucher_no=line.voucher_no,
            received_on=received_on,
            treasury_code=line.treasury_code,
            amount_fen=line.amount_fen,
        )
        .exclude(message_id=message_id)
        .exists()
    )


def _fits(ours: VoucherSeen | None, line: ReceiptLine) -> bool:
    """Whether the receipt says of an order what it would say if the order were paid."""
    return (
        ours is not None
        and ours.amount_fen == line.amount_fen
        and ours.treasury_code == line.treasury_code
        and ours.state not in _CLEARED
    )


def _suspend(
    message_id: int, line: ReceiptLine, ours: VoucherSeen | None, received_on: date, today: date
) -> None:
    """Money that is the treasury's but nobody's yet: received from suspense, for an officer."""
    kind = _why(ours, line)
    receipt = Receipt.objects.create(
        id=next_record_id(),
        message_id=message_id,
        line=line.line,
        treasury_code=line.treasury_code,
        received_on=received_on,
        voucher_no=line.voucher_no,
        amount_fen=line.amount_fen,
        payer_id=ours.payer_id if ours else None,
        order_id=ours.order_id if ours else None,
        outcome=kind.value,
    )
    post(
        Entry(
            Event.RECEIVED_UNIDENTIFIED,
            NOBODY,
            receipt.id,
            line.treasury_code,
            line.treasury_code,
            line.amount_fen,
        ),
        today=today,
    )
    _note(kind, message_id, line, today)


def _note(kind: DifferenceKind, message_id: int, line: ReceiptLine, today: date) -> None:
    note_difference(
        kind, message_id, line.line, line.voucher_no, theirs_fen=line.amount_fen, today=today
    )


def _why(ours: VoucherSeen | None, line: ReceiptLine) -> DifferenceKind:
    if ours is None:
        return DifferenceKind.UNKNOWN_VOUCHER
    if ours.amount_fen != line.amount_fen:
        return DifferenceKind.AMOUNT_DIFFERS
    if ours.treasury_code != line.treasury_code:
        return DifferenceKind.TREASURY_DIFFERS
    return DifferenceKind.RECEIVED_TWICE

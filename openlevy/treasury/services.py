"""Take what the treasury's messages prove; one transaction a line or a pack's clean lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from openlevy.kernel.money import Fen
from openlevy.ledger.chart import Event
from openlevy.ledger.services import Entry, post, post_sql
from openlevy.payment import services as payment
from openlevy.payment.queries import voucher_state
from openlevy.payment.services import Answered, Effect, clear_sql
from openlevy.payment.states import OrderState
from openlevy.statements.services import Fragment, compose, next_record_id, run
from openlevy.treasury.models import Booking, Difference, Receipt, WorkDate
from openlevy.treasury.states import DifferenceKind

NOBODY = 0
"""The payer id of money whose owner is not known."""
_PACKET = 1000


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One tax voucher that a treasury says it has received."""

    line: int
    treasury_code: int
    voucher_no: str
    amount_fen: Fen


@dataclass(frozen=True, slots=True)
class BookingLine:
    """What the network says became of one debit: BOOKED, FAILED or REVERSED."""

    line: int
    voucher_no: str
    amount_fen: Fen
    status: str
    debited_on: date | None
    words: str


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
        packet = fresh[start : start + _PACKET]
        for source in (OrderState.CONFIRMED, OrderState.CREDITED):
            rest = [line for line in packet if line.line not in cleared]
            cleared |= _clear(message_id, rest, source, received_on, today)
    for line in fresh:
        if line.line not in cleared and _take_singly(message_id, line, received_on, today):
            cleared.add(line.line)
    return len(cleared)


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


def _clear(
    message_id: int,
    lines: Sequence[ReceiptLine],
    source: OrderState,
    received_on: date,
    today: date,
) -> set[int]:
    if not lines:
        return set()
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


def _take_singly(message_id: int, line: ReceiptLine, received_on: date, today: date) -> bool:
    """A line that clears nothing as things stand: an order still open or ended otherwise is
    proved by the receipt and cleared; the rest is a difference."""
    ours = voucher_state(line.voucher_no)
    if ours is not None and _proves(ours, line):
        against = ours[2] in (OrderState.REFUSED, OrderState.REVERSED)
        payment.prove(line.voucher_no, Answered("3126", "", received_on), today=today)
        if against:
            note_difference(
                DifferenceKind.RECEIVED_NOT_DEBITED,
                message_id,
                line.line,
                line.voucher_no,
                theirs_fen=line.amount_fen,
                today=today,
            )
        return any(
            _clear(message_id, [line], source, received_on, today)
            for source in (OrderState.CONFIRMED, OrderState.CREDITED)
        )
    _suspend(message_id, line, ours, received_on, today)
    return False


def _proves(ours: tuple[int, int, str, Fen], line: ReceiptLine) -> bool:
    provable = (
        OrderState.IN_FLIGHT,
        OrderState.UNKNOWN,
        OrderState.REVERSING,
        OrderState.REFUSED,
        OrderState.REVERSED,
    )
    return ours[2] in provable and ours[3] == line.amount_fen


@transaction.atomic
def _suspend(
    message_id: int,
    line: ReceiptLine,
    ours: tuple[int, int, str, Fen] | None,
    received_on: date,
    today: date,
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
        payer_id=ours[0] if ours else None,
        order_id=ours[1] if ours else None,
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
    note_difference(
        kind, message_id, line.line, line.voucher_no, theirs_fen=line.amount_fen, today=today
    )


def _why(ours: tuple[int, int, str, Fen] | None, line: ReceiptLine) -> DifferenceKind:
    if ours is None:
        return DifferenceKind.UNKNOWN_VOUCHER
    if ours[3] != line.amount_fen:
        return DifferenceKind.AMOUNT_DIFFERS
    if ours[2] in (OrderState.CLEARED, OrderState.CREDIT_CLEARED):
        return DifferenceKind.RECEIVED_TWICE
    if ours[2] == OrderState.RETRACTED:
        return DifferenceKind.RECEIVED_NOT_DEBITED
    return DifferenceKind.TREASURY_DIFFERS


def take_bookings(
    message_id: int, lines: Sequence[BookingLine], *, check_on: date, today: date
) -> int:
    """End what was unknown and correct what was answered wrongly by the network's list (3122);
    how many lines moved something. A message taken again changes nothing."""
    known = set(Booking.objects.filter(message_id=message_id).values_list("line", flat=True))
    moved = 0
    for line in lines:
        if line.line not in known:
            moved += _take_booking(message_id, line, check_on, today) == Effect.MOVED.value
    return moved


@transaction.atomic
def _take_booking(message_id: int, line: BookingLine, check_on: date, today: date) -> str:
    outcome = _apply_booking(message_id, line, check_on, today)
    Booking.objects.create(
        message_id=message_id,
        line=line.line,
        check_on=check_on,
        voucher_no=line.voucher_no,
        amount_fen=line.amount_fen,
        status=line.status,
        outcome=outcome,
    )
    return outcome


def _apply_booking(message_id: int, line: BookingLine, check_on: date, today: date) -> str:
    ours = voucher_state(line.voucher_no)
    kind: DifferenceKind | None = None
    if ours is None:
        kind, effect = DifferenceKind.UNKNOWN_VOUCHER, "unknown"
    elif ours[3] != line.amount_fen:
        kind, effect = DifferenceKind.AMOUNT_DIFFERS, "amount differs"
    else:
        kind, effect = _compare(line, ours[2], today)
        if line.status == "BOOKED":
            payment.remitted(line.voucher_no, check_on)
    if kind is not None:
        note_difference(
            kind, message_id, line.line, line.voucher_no, theirs_fen=line.amount_fen, today=today
        )
    return effect


def _compare(line: BookingLine, was: str, today: date) -> tuple[DifferenceKind | None, str]:
    """What the network says against what we hold; the network's word counts."""
    answered = Answered("3122", line.words, line.debited_on)
    if line.status == "BOOKED":
        effect = payment.prove(line.voucher_no, answered, today=today)
        against = was in (OrderState.REFUSED, OrderState.REVERSED)
        return (DifferenceKind.BOOKED_AGAINST_ANSWER if against else None), effect.value
    effect = payment.not_booked(line.voucher_no, answered, today=today)
    against = was in (OrderState.CONFIRMED, OrderState.CLEARED)
    return (DifferenceKind.NOT_BOOKED_AGAINST_ANSWER if against else None), effect.value


def note_difference(
    kind: DifferenceKind,
    message_id: int,
    line: int,
    voucher_no: str,
    *,
    theirs_fen: Fen | None = None,
    today: date,
) -> None:
    """Write a difference down for whoever works them off; the same one twice is one."""
    ours = voucher_state(voucher_no)
    Difference.objects.bulk_create(
        [
            Difference(
                payer_id=ours[0] if ours else NOBODY,
                kind=kind.value,
                message_id=message_id,
                line=line,
                order_id=ours[1] if ours else None,
                voucher_no=voucher_no,
                ours_fen=ours[3] if ours else None,
                theirs_fen=theirs_fen,
                found_on=today,
            )
        ],
        ignore_conflicts=True,
    )


def move_work_date(to: date) -> None:
    """The network has announced its work date (9101); an older one, late, changes nothing."""
    with transaction.atomic():
        row = WorkDate.objects.select_for_update().filter(id=1).first()
        if row is None:
            WorkDate.objects.bulk_create([WorkDate(id=1, work_date=to)], ignore_conflicts=True)
        elif row.work_date < to:
            row.work_date = to
            row.save(update_fields=["work_date"])

"""The network's list of what banks have done (3122): it ends what was unknown and corrects what
was answered wrongly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from openlevy.kernel.money import Fen
from openlevy.payment import services as payment
from openlevy.payment.queries import voucher
from openlevy.payment.services import Answered, Effect
from openlevy.treasury.models import Booking
from openlevy.treasury.services.differences import AGAINST, note_difference, one_at_a_time
from openlevy.treasury.states import DifferenceKind

_MOVED = (Effect.MOVED, Effect.OVERTURNED)


@dataclass(frozen=True, slots=True)
class BookingLine:
    """What the network says became of one debit: BOOKED, FAILED or REVERSED."""

    line: int
    voucher_no: str
    amount_fen: Fen
    status: str
    debited_on: date | None
    words: str


def take_bookings(
    message_id: int, lines: Sequence[BookingLine], *, check_on: date, today: date
) -> int:
    """End what was unknown and correct what was answered wrongly by the network's list (3122);
    how many lines moved something. A message taken again changes nothing."""
    known = set(Booking.objects.filter(message_id=message_id).values_list("line", flat=True))
    moved = 0
    for line in lines:
        if line.line not in known:
            moved += _take(message_id, line, check_on, today) in _MOVED
    return moved


@transaction.atomic
def _take(message_id: int, line: BookingLine, check_on: date, today: date) -> str:
    one_at_a_time(line.voucher_no)
    if Booking.objects.filter(message_id=message_id, line=line.line).exists():
        return Effect.REPEATED
    outcome, kind = _apply(line, check_on, today)
    if kind is not None:
        note_difference(
            kind, message_id, line.line, line.voucher_no, theirs_fen=line.amount_fen, today=today
        )
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


def _apply(line: BookingLine, check_on: date, today: date) -> tuple[str, DifferenceKind | None]:
    """What the network's word did, and what it differs in; its word counts."""
    ours = voucher(line.voucher_no)
    if ours is None:
        return "unknown", DifferenceKind.UNKNOWN_VOUCHER
    if ours.amount_fen != line.amount_fen:
        return "amount differs", DifferenceKind.AMOUNT_DIFFERS
    answered = Answered("3122", line.words, line.debited_on)
    if line.status == "BOOKED":
        effect = payment.prove(line.voucher_no, answered, today=today)
        payment.remitted(line.voucher_no, check_on)
        if line.debited_on is not None:
            payment.debited(line.voucher_no, line.debited_on)
        against = DifferenceKind.BOOKED_AGAINST_ANSWER
    else:
        effect = payment.not_booked(line.voucher_no, answered, today=today)
        against = DifferenceKind.NOT_BOOKED_AGAINST_ANSWER
    return effect, against if effect in AGAINST else None

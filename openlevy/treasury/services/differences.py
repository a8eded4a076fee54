"""What does not fit, written down for whoever works it off."""

from datetime import date

from django.db import connection

from openlevy.kernel.money import Fen
from openlevy.payment.queries import voucher
from openlevy.payment.services import Effect
from openlevy.treasury.models import Difference
from openlevy.treasury.states import DifferenceKind

NOBODY = 0
"""The payer id of money whose owner is not known."""
AGAINST = (Effect.OVERTURNED, Effect.CONTRADICTS)
"""What a message did that says otherwise than we had been told before."""


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
    ours = voucher(voucher_no)
    Difference.objects.bulk_create(
        [
            Difference(
                payer_id=ours.payer_id if ours else NOBODY,
                kind=kind.value,
                message_id=message_id,
                line=line,
                order_id=ours.order_id if ours else None,
                voucher_no=voucher_no,
                ours_fen=ours.amount_fen if ours else None,
                theirs_fen=theirs_fen,
                found_on=today,
            )
        ],
        ignore_conflicts=True,
    )


def one_at_a_time(voucher_no: str) -> None:
    """Two workers with a line about the same voucher, of one message or of two: the second waits,
    in its transaction, and sees what the first wrote."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [voucher_no])

"""Receipts, differences and the network's work date; plain values."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from openlevy.kernel.money import Fen
from openlevy.treasury.models import Difference, Receipt, WorkDate
from openlevy.treasury.states import DifferenceState


@dataclass(frozen=True, slots=True)
class DifferenceSeen:
    """A difference to be worked off."""

    payer_id: int
    id: int
    kind: str
    voucher_no: str
    ours_fen: Fen | None
    theirs_fen: Fen | None
    found_on: date
    state: str


def work_date() -> date | None:
    """The network's work date, once it has announced one."""
    return WorkDate.objects.values_list("work_date", flat=True).first()


def open_differences(offset: int = 0, most: int = 50) -> list[DifferenceSeen]:
    """Differences that nobody has resolved, oldest first."""
    rows = Difference.objects.filter(state=DifferenceState.OPEN).order_by("id")
    return [
        DifferenceSeen(**{name: getattr(row, name) for name in DifferenceSeen.__dataclass_fields__})
        for row in rows[offset : offset + most]
    ]


def cleared_receipts() -> dict[int, tuple[str, Fen]]:
    """Voucher and amount of the receipt that cleared each order, by order."""
    rows = Receipt.objects.filter(outcome="CLEARED")
    return {
        order: (voucher, fen)
        for order, voucher, fen in rows.values_list("order_id", "voucher_no", "amount_fen")
        if order is not None
    }


def received_fen() -> Fen:
    """All that treasuries say they have received."""
    return int(Receipt.objects.aggregate(fen=Sum("amount_fen"))["fen"] or 0)

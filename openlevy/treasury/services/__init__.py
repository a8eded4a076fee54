"""What the treasury's messages prove, one file each: receipts, bookings, the work date."""

from openlevy.treasury.services.bookings import BookingLine, take_bookings
from openlevy.treasury.services.differences import NOBODY, note_difference
from openlevy.treasury.services.receipts import ReceiptLine, take_receipts
from openlevy.treasury.services.work_date import move_work_date

__all__ = [
    "NOBODY",
    "BookingLine",
    "ReceiptLine",
    "move_work_date",
    "note_difference",
    "take_bookings",
    "take_receipts",
]

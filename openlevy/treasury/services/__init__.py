"""What the treasury's messages prove: receipts, bookings, lists, the work date, a file each."""

from openlevy.treasury.services.bookings import BookingLine, take_bookings
from openlevy.treasury.services.differences import NOBODY, note_difference
from openlevy.treasury.services.lists import PackCame, compare_lists, keep_pack
from openlevy.treasury.services.receipts import ReceiptLine, take_receipts
from openlevy.treasury.services.work_date import move_work_date

__all__ = [
    "NOBODY",
    "BookingLine",
    "PackCame",
    "ReceiptLine",
    "compare_lists",
    "keep_pack",
    "move_work_date",
    "note_difference",
    "take_bookings",
    "take_receipts",
]

"""3122, 3126: the network's lists of debits and of receipts."""

from dataclasses import replace
from datetime import date

from openlevy.gateways.treasury.codec import (
    DebitStatus,
    Envelope,
    ReceiptsPack,
    SessionDebit,
    SessionPack,
    VoucherKind,
)
from openlevy.gateways.treasury.handlers.said import words
from openlevy.messages.services import ToHandle
from openlevy.treasury import services as treasury
from openlevy.treasury.services import BookingLine, PackCame, ReceiptLine


def session_came(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: SessionPack = envelope.body  # type: ignore[assignment]
    lines = [
        _booking(number, debit)
        for number, debit in enumerate(body.debits, start=1)
        if debit.status in _BOOKED
    ]
    treasury.keep_pack(
        message.id,
        PackCame(
            list_kind="3122",
            tax_office=body.tax_office_code,
            day=body.checked_on,
            list_no=body.session_no,
            pack_count=body.pack_count,
            pack_number=body.pack_number,
            rows=len(body.debits),
            fen=body.pack_fen,
            all_rows=body.total_count,
            all_fen=body.total_fen,
        ),
    )
    moved = treasury.take_bookings(message.id, lines, check_on=body.checked_on, today=today)
    return f"{len(lines)} lines, {moved} moved"


_BOOKED = {
    DebitStatus.DONE: "BOOKED",
    DebitStatus.REFUSED: "FAILED",
    DebitStatus.REVERSED: "REVERSED",
}


def _booking(number: int, debit: SessionDebit) -> BookingLine:
    return BookingLine(
        line=number,
        voucher_no=debit.receipt_no,
        amount_fen=debit.amount_fen,
        status=_BOOKED[debit.status],
        debited_on=debit.debited_on,
        words=words(debit.note),
    )


def receipts_came(message: ToHandle, envelope: Envelope, today: date) -> str:
    body: ReceiptsPack = envelope.body  # type: ignore[assignment]
    lines = _receipt_lines(body)
    treasury.keep_pack(
        message.id,
        PackCame(
            list_kind="3126",
            tax_office=body.tax_office_code,
            day=body.received_on,
            list_no=body.pack_no,
            pack_count=body.pack_count,
            pack_number=body.pack_number,
            rows=len(body.vouchers),
            fen=sum(voucher.amount_fen for voucher in body.vouchers),
        ),
    )
    cleared = treasury.take_receipts(message.id, lines, received_on=body.received_on, today=today)
    return f"{len(lines)} receipts of {len(body.vouchers)} vouchers, {cleared} cleared"


def _receipt_lines(pack: ReceiptsPack) -> list[ReceiptLine]:
    """One line a receipt: a receipt of several premiums comes as several vouchers of one number,
    which together are what was paid."""
    lines: dict[tuple[str, str], ReceiptLine] = {}
    for number, voucher in enumerate(pack.vouchers, start=1):
        if voucher.kind is not VoucherKind.RECEIPT:
            continue
        treasury_code = int(voucher.treasury_code)
        key = (voucher.voucher_no, voucher.treasury_code)
        first = lines.get(key) or ReceiptLine(number, treasury_code, voucher.voucher_no, 0)
        lines[key] = replace(first, amount_fen=first.amount_fen + voucher.amount_fen)
    return list(lines.values())

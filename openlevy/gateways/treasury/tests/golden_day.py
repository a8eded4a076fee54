"""Sessions and receipts of the golden messages, as values told by hand."""

from typing import Any

from openlevy.gateways.treasury import codec as c
from openlevy.gateways.treasury.tests.golden_orders import MARCH_1, OFFICE


def session_debit(number: str, fen: int, status: c.DebitStatus, note: str) -> c.SessionDebit:
    return c.SessionDebit(
        treasury_code="0103000000",
        original_message_no="1001",
        tax_office_code=OFFICE,
        entrusted_on=MARCH_1,
        transaction_no=number,
        receipt_no=f"4110162603{number}",
        amount_fen=fen,
        status=status,
        debited_on=None if status is c.DebitStatus.REFUSED else MARCH_1,
        note=note,
    )


def pack(number: int, *debits: c.SessionDebit, **more: Any) -> c.SessionPack:
    values: dict[str, Any] = {
        "checked_on": MARCH_1,
        "session_no": "00000001",
        "tax_office_code": OFFICE,
        "total_count": 3,
        "total_fen": 502345,
        "pack_count": 2,
        "pack_number": number,
        "debits": debits,
    }
    return c.SessionPack(**(values | more))


def _voucher(kind: c.VoucherKind, number: str, fen: int, origin: str) -> c.TreasuryVoucher:
    return c.TreasuryVoucher(
        treasury_code="0103000000",
        kind=kind,
        voucher_no=number,
        budget_kind=c.BudgetKind.INSIDE,
        budget_level=c.BudgetLevel.COUNTY,
        budget_subject_code="1021001",
        amount_fen=fen,
        origin=origin,
    )


def vouchers(pack_no: str, count: int, number: int, *rows: c.TreasuryVoucher) -> c.ReceiptsPack:
    return c.ReceiptsPack(
        tax_office_code=OFFICE,
        received_on=MARCH_1,
        pack_no=pack_no,
        pack_count=count,
        pack_number=number,
        vouchers=rows,
    )


RECEIVED = (
    _voucher(c.VoucherKind.RECEIPT, "411016260300000001", 300000, "1"),
    _voucher(c.VoucherKind.RECEIPT, "411016260300000005", 900000, "2"),
)
PAID_OUT = _voucher(c.VoucherKind.REFUND, "411117260300000001", 100000, "1")

"""1024 and 3126: what the treasury received. 3126 is the only message that proves 入库."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openlevy.gateways.treasury.codec.codes import BudgetKind, BudgetLevel
from openlevy.gateways.treasury.codec.kinds import AMOUNT, DATE, choice, digits, number
from openlevy.gateways.treasury.codec.layout import (
    MOST_ROWS,
    Block,
    Check,
    Derived,
    Field,
    Layout,
    Rows,
)
from openlevy.gateways.treasury.codec.sessions import MOST_PACKS

FROM_THE_NETWORK = "1"
"""Origin of a voucher that came over the network; any other was entered at the treasury."""


class VoucherKind(StrEnum):
    """What the treasury booked (ExportVouType), in the order of the head's four counts."""

    RECEIPT = "1"
    REFUND = "2"
    CORRECTION = "3"
    EXEMPTION_OFFSET = "4"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptsInquiry:
    """1024: send what the treasury received on ``received_on``."""

    tax_office_code: str
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TreasuryVoucher:
    """One voucher in the treasury's books.

    A refund's amount is positive and means money going out. A receipt of several premiums is
    several vouchers of one number, one for each budget subject and level.
    """

    treasury_code: str
    kind: VoucherKind
    voucher_no: str
    budget_kind: BudgetKind
    budget_level: BudgetLevel
    budget_subject_code: str
    amount_fen: int
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptsPack:
    """3126: child pack ``pack_number`` of ``pack_count`` of one day's vouchers."""

    tax_office_code: str
    received_on: date
    pack_no: str
    pack_count: int
    pack_number: int
    vouchers: tuple[TreasuryVoucher, ...]


def _count(tag: str, kind: VoucherKind) -> Derived:
    def count(pack: ReceiptsPack) -> int:
        return sum(voucher.kind is kind for voucher in pack.vouchers)

    return Derived(tag, number(MOST_ROWS), count)


RECEIPTS_INQUIRY = Layout(
    "1024",
    ReceiptsInquiry,
    (
        Block(
            "RequestBill1024",
            (
                Field("SendOrgCode", "tax_office_code", digits(1, 12)),
                Field("InTreDate", "received_on", DATE),
            ),
        ),
    ),
)
_VOUCHER = Block(
    "Bill3126",
    (
        Field("TreCode", "treasury_code", digits(1, 12)),
        Field("ExportVouType", "kind", choice(VoucherKind)),
        Field("ExpTaxVouNo", "voucher_no", digits(1, 18)),
        Field("BudgetType", "budget_kind", choice(BudgetKind)),
        Field("BudgetLevelCode", "budget_level", choice(BudgetLevel)),
        Field("BudgetSubjectCode", "budget_subject_code", digits(1, 30)),
        Field("TraAmt", "amount_fen", AMOUNT),
        Field("Origin", "origin", digits(1, 2)),
    ),
    row=TreasuryVoucher,
)
RECEIPTS_PACK = Layout(
    "3126",
    ReceiptsPack,
    (
        Block(
            "BillHead3126",
            (
                Field("TaxOrgCode", "tax_office_code", digits(1, 12)),
                Field("InTreDate", "received_on", DATE),
                Field("PackNo", "pack_no", digits(8)),
                Field("ChildPackNum", "pack_count", number(MOST_PACKS)),
                Field("CurPackNo", "pack_number", number(MOST_PACKS)),
                _count("TaxAllNum", VoucherKind.RECEIPT),
                _count("DrawBackAllNum", VoucherKind.REFUND),
                _count("CorrAllNum", VoucherKind.CORRECTION),
                _count("FreeAllNum", VoucherKind.EXEMPTION_OFFSET),
            ),
        ),
    ),
    rows=Rows("vouchers", _VOUCHER, least=0),
    checks=(Check("CurPackNo", lambda pack: 1 <= pack.pack_number <= pack.pack_count),),
)

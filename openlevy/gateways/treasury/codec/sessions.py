"""3122: what the network debited in one session of the day, for the tax office to compare.

A session is one PackNo; its rows come in child packs numbered from 1, and AllNum and AllAmt are of
all of them. A session without debits is one pack without rows.
"""

from dataclasses import dataclass
from datetime import date

from openlevy.gateways.treasury.codec.codes import DebitStatus, TransactionKey
from openlevy.gateways.treasury.codec.kinds import (
    AMOUNT,
    DATE,
    NOTE,
    PACK,
    choice,
    digits,
    number,
)
from openlevy.gateways.treasury.codec.layout import (
    Block,
    Check,
    Field,
    Layout,
    Rows,
    count_of,
    sum_of,
)

MOST_PACKS = 99_999
MOST_TOTAL = 99_999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDebit:
    """One debit as the network has it; ``debited_on`` is there when it is done."""

    treasury_code: str
    original_message_no: str
    tax_office_code: str
    entrusted_on: date
    transaction_no: str
    receipt_no: str
    amount_fen: int
    status: DebitStatus
    debited_on: date | None = None
    pack_no: str | None = None
    note: str | None = None

    @property
    def key(self) -> TransactionKey:
        """The key of the debit."""
        return TransactionKey(self.tax_office_code, self.entrusted_on, self.transaction_no)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPack:
    """3122: child pack ``pack_number`` of ``pack_count`` of the session ``session_no``."""

    checked_on: date
    session_no: str
    tax_office_code: str
    total_count: int
    total_fen: int
    pack_count: int
    pack_number: int
    debits: tuple[SessionDebit, ...]

    @property
    def pack_fen(self) -> int:
        """What the rows of this pack come to, whatever their status."""
        return sum(debit.amount_fen for debit in self.debits)


def _totals_fit(pack: SessionPack) -> bool:
    here = len(pack.debits), pack.pack_fen
    total = pack.total_count, pack.total_fen
    return here == total if pack.pack_count == 1 else here[0] <= total[0]


_DEBIT = Block(
    "CompDeduct3122",
    (
        Field("PayeeOrgCode", "treasury_code", digits(1, 12)),
        Field("OriMsgNo", "original_message_no", digits(4)),
        Field("OriSendOrgCode", "tax_office_code", digits(1, 12)),
        Field("OriEntrustDate", "entrusted_on", DATE),
        Field("OriPackNo", "pack_no", PACK),
        Field("OriTraNo", "transaction_no", digits(8)),
        Field("OriTaxVouNo", "receipt_no", digits(1, 18)),
        Field("TraAmt", "amount_fen", AMOUNT),
        Field("TaxDate", "debited_on", DATE, optional=True),
        Field("OpStat", "status", choice(DebitStatus, DebitStatus.RECEIVED)),
        Field("AddWord", "note", NOTE, optional=True),
    ),
    row=SessionDebit,
    checks=(
        Check("TaxDate", lambda d: d.status is not DebitStatus.DONE or d.debited_on is not None),
    ),
)
SESSION_PACK = Layout(
    "3122",
    SessionPack,
    (
        Block(
            "BatchHead3122",
            (
                Field("ChkDate", "checked_on", DATE),
                Field("PackNo", "session_no", digits(8)),
                Field("TaxOrgCode", "tax_office_code", digits(1, 12)),
                Field("AllNum", "total_count", number(MOST_TOTAL)),
                Field("AllAmt", "total_fen", AMOUNT),
                Field("ChildPackNum", "pack_count", number(MOST_PACKS)),
                Field("CurPackNo", "pack_number", number(MOST_PACKS)),
                count_of("CurPackNum", "debits"),
                sum_of("CurPackAmt", "pack_fen"),
            ),
        ),
    ),
    rows=Rows("debits", _DEBIT, least=0),
    checks=(
        Check("CurPackNo", lambda pack: 1 <= pack.pack_number <= pack.pack_count),
        Check("AllNum", _totals_fit),
    ),
)

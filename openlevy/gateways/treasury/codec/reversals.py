"""1021 and 2021: a debit without an answer is reversed, before the day cut only."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openlevy.gateways.treasury.codec.codes import TransactionKey
from openlevy.gateways.treasury.codec.kinds import DATE, NOTE, choice, digits, text
from openlevy.gateways.treasury.codec.layout import Block, Field, Layout


class ReversalVerdict(StrEnum):
    """What came of it (CancelAnswer)."""

    REVERSED = "1"
    TOO_LATE = "2"
    NOTHING_KNOWN = "3"
    """The network has no such debit and will refuse it if it still comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversalRequest:
    """1021: reverse the debit ``key``."""

    tax_office_code: str
    requested_on: date
    reversal_no: str
    entrusted_on: date
    transaction_no: str
    reason: str

    @property
    def key(self) -> TransactionKey:
        """The key of the debit to be reversed."""
        return TransactionKey(self.tax_office_code, self.entrusted_on, self.transaction_no)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversalAnswer:
    """2021: whether the debit ``key`` was reversed."""

    tax_office_code: str
    reversal_no: str
    requested_on: date
    transaction_no: str
    entrusted_on: date
    verdict: ReversalVerdict
    note: str | None = None

    @property
    def key(self) -> TransactionKey:
        """The key of the debit that was to be reversed."""
        return TransactionKey(self.tax_office_code, self.entrusted_on, self.transaction_no)


REVERSAL_REQUEST = Layout(
    "1021",
    ReversalRequest,
    (
        Block(
            "RushApply1021",
            (
                Field("TaxOrgCode", "tax_office_code", digits(1, 12)),
                Field("EntrustDate", "requested_on", DATE),
                Field("CancelNo", "reversal_no", digits(8)),
                Field("OriEntrustDate", "entrusted_on", DATE),
                Field("OriTraNo", "transaction_no", digits(8)),
                Field("CancelReason", "reason", text(1, 60)),
            ),
        ),
    ),
)
REVERSAL_ANSWER = Layout(
    "2021",
    ReversalAnswer,
    (
        Block(
            "RushReturn2021",
            (
                Field("TaxOrgCode", "tax_office_code", digits(1, 12)),
                Field("OriCancelNo", "reversal_no", digits(8)),
                Field("OriCancelDate", "requested_on", DATE),
                Field("OriTraNo", "transaction_no", digits(8)),
                Field("OriEntrustDate", "entrusted_on", DATE),
                Field("CancelAnswer", "verdict", choice(ReversalVerdict)),
                Field("AddWord", "note", NOTE, optional=True),
            ),
        ),
    ),
)

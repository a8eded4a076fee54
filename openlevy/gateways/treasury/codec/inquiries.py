"""9003 and 9004: what became of a transaction?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openlevy.gateways.treasury.codec.codes import DebitStatus, TransactionKey
from openlevy.gateways.treasury.codec.kinds import DATE, NOTE, PACK, RESULT, choice, digits
from openlevy.gateways.treasury.codec.layout import Block, Check, Field, Layout
from openlevy.gateways.treasury.codec.results import DONE, NEVER_SEEN


class InquiryScope(StrEnum):
    """What is asked about (SearchType)."""

    TRANSACTION = "1"
    PACK = "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inquiry:
    tax_office_code: str
    original_message_no: str
    entrusted_on: date
    transaction_no: str
    scope: InquiryScope = InquiryScope.TRANSACTION
    pack_no: str | None = None

    @property
    def key(self) -> TransactionKey:
        """The key of the transaction asked about."""
        return TransactionKey(self.tax_office_code, self.entrusted_on, self.transaction_no)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusInquiry(_Inquiry):
    """9003: what became of the transaction ``key``?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusAnswer(_Inquiry):
    """9004: where it stands.

    ``result`` is 90000 when it is done, the reason's code when it is refused or reversed, 90001
    without a status when the network has never seen it, and may be empty while it is under way.
    ``checked_on`` is the day whose reconciliation a debit that is done is in.
    """

    result: str = ""
    status: DebitStatus | None = None
    checked_on: date | None = None
    note: str | None = None


_QUESTION = (
    Field("SendOrgCode", "tax_office_code", digits(1, 12)),
    Field("SearchType", "scope", choice(InquiryScope)),
    Field("OriMsgNo", "original_message_no", digits(4)),
    Field("OriEntrustDate", "entrusted_on", DATE),
    Field("OriPackNo", "pack_no", PACK),
    Field("OriTraNo", "transaction_no", digits(8)),
)


def _result_fits(answer: StatusAnswer) -> bool:
    result = answer.result
    if answer.status is None:
        return result == NEVER_SEEN
    if answer.status is DebitStatus.DONE:
        return result == DONE
    if answer.status is DebitStatus.RECEIVED:
        return result in ("", DONE)
    if answer.status is DebitStatus.REVERSED:
        return result not in ("", NEVER_SEEN)
    return result not in ("", DONE, NEVER_SEEN)


def _day_is_there(answer: StatusAnswer) -> bool:
    """Only debits are reconciled: an agreement that was asked about has no such day."""
    debited = answer.original_message_no == "1001" and answer.status is DebitStatus.DONE
    return not debited or answer.checked_on is not None


STATUS_INQUIRY = Layout("9003", StatusInquiry, (Block("TraStatusCheck9003", _QUESTION),))
STATUS_ANSWER = Layout(
    "9004",
    StatusAnswer,
    (
        Block(
            "TraStatusReturn9004",
            (
                *_QUESTION,
                Field("ChkDate", "checked_on", DATE, optional=True),
                Field("OpStat", "status", choice(DebitStatus), optional=True),
                Field("Result", "result", RESULT, optional=True, absent=""),
                Field("AddWord", "note", NOTE, optional=True),
            ),
        ),
    ),
    checks=(Check("Result", _result_fits), Check("ChkDate", _day_is_there)),
)

"""Bytes ⇄ values of the treasury–tax–bank network's messages (TIPS, GBK, ``CFX`` envelope).

The only place that knows the original tag names; field names are ours. Pure: no database, no
network, no clock, no signature (that is ``signing``). What is certain about each field and what
is inferred is told in ``docs/messages/treasury.md``. It never guesses: what breaks the format is
refused with the tag, the value and the rule, and what cannot be read back is never written.
"""

from openlevy.gateways.treasury.codec.agreements import (
    AgreementAction,
    AgreementAnswer,
    AgreementRequest,
    AgreementVerdict,
)
from openlevy.gateways.treasury.codec.codes import (
    BudgetKind,
    BudgetLevel,
    DebitStatus,
    Handling,
    PremiumKind,
    TransactionKey,
)
from openlevy.gateways.treasury.codec.debits import (
    DebitAnswer,
    DebitRequest,
    ForwardedDebit,
    ForwardedPremium,
    Premium,
    PremiumDetail,
)
from openlevy.gateways.treasury.codec.documents import MOST_BYTES
from openlevy.gateways.treasury.codec.envelope import (
    LAYOUTS,
    Body,
    Envelope,
    Head,
    decode,
    encode,
    number_of,
    read_head,
)
from openlevy.gateways.treasury.codec.errors import (
    Fault,
    MessageFaulty,
    MessageUnreadable,
    MessageUnwritable,
)
from openlevy.gateways.treasury.codec.inquiries import InquiryScope, StatusAnswer, StatusInquiry
from openlevy.gateways.treasury.codec.layout import MOST_ROWS
from openlevy.gateways.treasury.codec.notices import DAY_OPEN, GeneralAnswer, WorkDateChange
from openlevy.gateways.treasury.codec.receipts import (
    FROM_THE_NETWORK,
    ReceiptsInquiry,
    ReceiptsPack,
    TreasuryVoucher,
    VoucherKind,
)
from openlevy.gateways.treasury.codec.results import Outcome, outcome_of
from openlevy.gateways.treasury.codec.reversals import (
    ReversalAnswer,
    ReversalRequest,
    ReversalVerdict,
)
from openlevy.gateways.treasury.codec.sessions import SessionDebit, SessionPack

__all__ = [
    "DAY_OPEN",
    "FROM_THE_NETWORK",
    "LAYOUTS",
    "MOST_BYTES",
    "MOST_ROWS",
    "AgreementAction",
    "AgreementAnswer",
    "AgreementRequest",
    "AgreementVerdict",
    "Body",
    "BudgetKind",
    "BudgetLevel",
    "DebitAnswer",
    "DebitRequest",
    "DebitStatus",
    "Envelope",
    "Fault",
    "ForwardedDebit",
    "ForwardedPremium",
    "GeneralAnswer",
    "Handling",
    "Head",
    "InquiryScope",
    "MessageFaulty",
    "MessageUnreadable",
    "MessageUnwritable",
    "Outcome",
    "Premium",
    "PremiumDetail",
    "PremiumKind",
    "ReceiptsInquiry",
    "ReceiptsPack",
    "ReversalAnswer",
    "ReversalRequest",
    "ReversalVerdict",
    "SessionDebit",
    "SessionPack",
    "StatusAnswer",
    "StatusInquiry",
    "TransactionKey",
    "TreasuryVoucher",
    "VoucherKind",
    "WorkDateChange",
    "decode",
    "encode",
    "number_of",
    "outcome_of",
    "read_head",
]

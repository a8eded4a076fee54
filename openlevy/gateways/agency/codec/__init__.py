"""Bytes ⇄ values of the packages, feedbacks, payments and questions of ``docs/messages/agency.md``.

The only place that knows the original column names; field names are ours. Pure: no database, no
network, no clock, no signature, no sentence. A row that breaks the format is a ``RowFault`` and
leaves the others standing; what breaks the package is a ``PackageFault`` with the code to answer.
"""

from openlevy.gateways.agency.codec.columns import TAGS
from openlevy.gateways.agency.codec.document import (
    MOST_BYTES,
    DocumentTooLarge,
    DocumentUnreadable,
)
from openlevy.gateways.agency.codec.feedback import (
    Code,
    Feedback,
    RowResult,
    code_of,
    encode,
    encode_row,
    number_of,
)
from openlevy.gateways.agency.codec.forms import Flaw
from openlevy.gateways.agency.codec.package import (
    MOST_ROWS,
    Package,
    PackageFault,
    Row,
    RowFault,
    Sender,
    decode,
    sender_of,
)
from openlevy.gateways.agency.codec.payments import (
    REGULAR,
    PaidRow,
    Payments,
    encode_payments,
)
from openlevy.gateways.agency.codec.questions import (
    EnrolmentQuestion,
    NameQuestion,
    Questions,
    encode_questions,
)
from openlevy.gateways.agency.codec.values import (
    Action,
    Credit,
    CreditKey,
    Enrolment,
    EnrolmentKey,
    Payable,
    PayableKey,
    Person,
    PersonKey,
    Table,
)

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "REGULAR",
    "TAGS",
    "Action",
    "Code",
    "Credit",
    "CreditKey",
    "DocumentTooLarge",
    "DocumentUnreadable",
    "Enrolment",
    "EnrolmentKey",
    "EnrolmentQuestion",
    "Feedback",
    "Flaw",
    "NameQuestion",
    "Package",
    "PackageFault",
    "PaidRow",
    "Payable",
    "PayableKey",
    "Payments",
    "Person",
    "PersonKey",
    "Questions",
    "Row",
    "RowFault",
    "RowResult",
    "Sender",
    "Table",
    "code_of",
    "decode",
    "encode",
    "encode_payments",
    "encode_questions",
    "encode_row",
    "number_of",
    "sender_of",
]

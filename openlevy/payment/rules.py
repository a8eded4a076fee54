"""Why a payment or an agreement is refused; what an answer can say. Pure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from openlevy.kernel.errors import Refusal

BANK_ACCOUNT_DIGITS_LEAST = 10
BANK_ACCOUNT_DIGITS_MOST = 30


class Answer(Enum):
    """What an answer says of a debit. Whoever reads the outside party's codes decides; a code that
    is not known to be final leaves the outcome open: no answer is no refusal."""

    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass
class AgreementUnknown(Refusal):
    """There is no such agreement, or it is another payer's."""

    code = "payment.agreement_unknown"


@dataclass
class AgreementNotUsable(Refusal):
    """Not verified, failed, or revoked."""

    state: str
    code = "payment.agreement_not_usable"


@dataclass
class AgreementNotYet(Refusal):
    """Verified, but effective only from a later day."""

    effective_on: date
    code = "payment.agreement_not_yet"


@dataclass
class AgreementOfOtherOffice(Refusal):
    """The agreement's tax office is not the declaration's (S2 3.1)."""

    tax_office: str
    code = "payment.agreement_of_other_office"


@dataclass
class AgreementExists(Refusal):
    """This account has an agreement with this tax office already."""

    code = "payment.agreement_exists"


@dataclass
class AgreementNotRevocable(Refusal):
    """The agreement failed or is revoked already."""

    state: str
    code = "payment.agreement_not_revocable"


@dataclass
class BankAccountUnreadable(Refusal):
    """Not a bank account number."""

    code = "payment.bank_account_unreadable"


@dataclass
class NameNotWritable(Refusal):
    """The network's encoding cannot write the payer's name and nobody has given one that it can;
    the agency can."""

    name: str
    code = "payment.name_not_writable"


@dataclass
class NothingToPay(Refusal):
    """No declaration was chosen."""

    code = "payment.nothing_chosen"


@dataclass
class OfficesDiffer(Refusal):
    """One debit goes to one tax office's treasury; the declarations are of several."""

    code = "payment.offices_differ"


@dataclass
class BeingPaid(Refusal):
    """A debit for one of them is under way; its outcome is not known yet."""

    code = "payment.being_paid"


@dataclass
class PaidAlready(Refusal):
    """One of them is paid."""

    code = "payment.paid_already"


@dataclass
class VoidedAlready(Refusal):
    """One of them has been voided."""

    code = "payment.voided"


@dataclass
class PaymentKeyReused(Refusal):
    """The request's key was used before for something else."""

    code = "payment.key_reused"


@dataclass
class OrderUnknown(Refusal):
    """There is no such order, or it is another payer's."""

    code = "payment.order_unknown"


@dataclass
class NothingCleared(Refusal):
    """No payment of that voucher that the treasury has received is this person's."""

    code = "payment.nothing_cleared"


@dataclass
class CreditedBeforeReceipt(Refusal):
    """An agency says that it had credited money before the treasury had it."""

    received_on: date
    code = "payment.credited_before_receipt"


@dataclass
class CreditedOnOtherDay(Refusal):
    """The agency has named another day before, which the payer was told."""

    credited_on: date
    code = "payment.credited_on_other_day"


def content_hash(*parts: object) -> bytes:
    """What a request consists of."""
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).digest()


def order_content(declaration_ids: Sequence[int], agreement_id: int) -> bytes:
    """What a request to pay consists of."""
    return content_hash(agreement_id, *sorted(declaration_ids))

"""Why a payment or an agreement is refused; what an answer can say. Pure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum

from openlevy.kernel.errors import Refusal

BANK_ACCOUNT_DIGITS_LEAST = 10
BANK_ACCOUNT_DIGITS_MOST = 30


def effective_on(verified_on: date) -> date:
    """From which day on an agreement signed on our pages counts: the next (S2 3.1)."""
    return verified_on + timedelta(days=1)


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
class AgreementSignedAtBank(Refusal):
    """The place has agreements signed at its cooperating banks, and not on our pages (S3 ch3)."""

    place: str
    code = "payment.agreement_signed_at_bank"


@dataclass
class AgreementEndedAtBank(Refusal):
    """It was signed at a bank, and is ended there."""

    bank: str
    code = "payment.agreement_ended_at_bank"


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
class CollectionOver(Refusal):
    """What was declared was to be paid by ``last_day`` (D3: declaring and paying end together)."""

    last_day: date
    code = "payment.collection_over"


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


class Told(StrEnum):
    """What a bank tells of an agreement with a customer."""

    SIGNED = "signed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankTold:
    """What a bank has told of an agreement, under the key (``sender``, ``entrusted_on``,
    ``request_no``) that it gave. Holds whole numbers: to be digested or sealed, never kept so.

    ``sender`` is the bank as it clears; ``id_no`` the number of the payer's ID document, whose type
    the network does not name.
    """

    told: Told
    sender: str
    entrusted_on: date
    request_no: str
    protocol_no: str
    tax_office: str
    open_bank: str
    clearing_bank: str
    bank_account: str
    holder_name: str
    payer_name: str
    id_no: str

    @property
    def content(self) -> str:
        """By what it is the same, told twice."""
        return "\0".join(str(getattr(self, name)) for name in self.__dataclass_fields__)


class NotAccepted(StrEnum):
    """Why what a bank has told is not acted upon."""

    KEY_REUSED = "key_reused"
    NOT_OF_SENDER = "not_of_sender"
    OFFICE_UNKNOWN = "office_unknown"
    NOT_SIGNED_AT_BANKS = "not_signed_at_banks"
    BANK_NOT_COOPERATING = "bank_not_cooperating"
    BRANCH_UNKNOWN = "branch_unknown"
    ACCOUNT_UNREADABLE = "account_unreadable"
    PAYER_UNKNOWN = "payer_unknown"
    NAME_DIFFERS = "name_differs"
    ACCOUNT_AGREED = "account_agreed"
    PROTOCOL_TAKEN = "protocol_taken"
    AGREEMENT_UNKNOWN = "agreement_unknown"
    NOT_IN_FORCE = "not_in_force"


def content_hash(*parts: object) -> bytes:
    """What a request consists of."""
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).digest()


def order_content(
    declaration_ids: Sequence[int], agreement_id: int, for_another: int | None
) -> bytes:
    """What a request to pay consists of. How much it is stands in the declarations, which never
    change. ``for_another`` is the payer whose agreement pays what is somebody else's, else None."""
    by = [] if for_another is None else [f"by {for_another}"]
    return content_hash(agreement_id, *sorted(declaration_ids), *by)

"""缴费协议 signed on our pages: verified with the bank, effective the next day, revoked. Those
signed at a bank are in ``told_by_banks``."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from openlevy.access.services import tell_payer
from openlevy.history.services import BANK, TREASURY, Actor, advance
from openlevy.kernel.text import compact
from openlevy.messages.services import enqueue
from openlevy.parties.queries import person
from openlevy.payment.models import Agreement
from openlevy.payment.rules import (
    BANK_ACCOUNT_DIGITS_LEAST,
    BANK_ACCOUNT_DIGITS_MOST,
    AgreementEndedAtBank,
    AgreementExists,
    AgreementNotRevocable,
    AgreementSignedAtBank,
    AgreementUnknown,
    BankAccountUnreadable,
    NameNotWritable,
    PaymentKeyReused,
    effective_on,
)
from openlevy.payment.states import AGREEMENT, AgreementOrigin, AgreementState
from openlevy.privacy.services import digest, last4, seal
from openlevy.reference import queries as reference
from openlevy.statements.services import next_record_id

VERIFY, REVOKE = "9114", "9114-revoke"


@dataclass(frozen=True, slots=True)
class Signing:
    """What a payer enters: the tax office's code, the branch's CNAPS code, the account number."""

    tax_office: str
    open_bank: str
    bank_account: str


def sign_agreement(
    *, payer_id: int, signing: Signing, actor: Actor, request_key: UUID, today: date
) -> int:
    """Write an agreement down and have the bank verify it; its id. For oneself only: the holder's
    name is the payer's (S2 3.1). The same request again gives the same answer.

    Raises:
        NameNotWritable, CodeUnknown (no such tax office or branch), AgreementSignedAtBank,
        BankAccountUnreadable, AgreementExists, PaymentKeyReused
    """
    number = account_number(signing.bank_account)
    before = Agreement.objects.filter(payer_id=payer_id, request_key=request_key).first()
    if before is not None:
        return _same(before, signing, number)
    row = _row(payer_id, signing, number, request_key, today)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            _tell_bank(row, VERIFY)
    except IntegrityError:
        again = Agreement.objects.filter(payer_id=payer_id, request_key=request_key).first()
        if again is None:
            raise AgreementExists from None
        return _same(again, signing, number)
    return row.id


def account_number(text: str) -> str:
    """The digits of a bank account, however they are written.

    Raises:
        BankAccountUnreadable
    """
    number = compact(text).replace("-", "")
    fits = BANK_ACCOUNT_DIGITS_LEAST <= len(number) <= BANK_ACCOUNT_DIGITS_MOST
    if not (fits and number.isascii() and number.isdigit()):
        raise BankAccountUnreadable
    return number


def _same(before: Agreement, signing: Signing, number: str) -> int:
    same = (
        before.tax_office == signing.tax_office
        and f"{before.open_bank:012d}" == signing.open_bank
        and bytes(before.bank_account_digest) == digest("bank_account", number)
    )
    if not same:
        raise PaymentKeyReused
    return before.id


def _row(payer_id: int, signing: Signing, number: str, request_key: UUID, today: date) -> Agreement:
    who = person(payer_id)
    if who.wire_name is None:
        raise NameNotWritable(name=who.name)
    office = reference.tax_office(signing.tax_office)
    at = reference.place_of(office.region)
    if at.agreements.at_bank:
        raise AgreementSignedAtBank(place=at.name)
    branch = reference.branch(signing.open_bank)
    number_of_record = next_record_id()
    return Agreement(
        payer_id=payer_id,
        id=number_of_record,
        protocol_no=f"{office.code}{number_of_record:012d}",
        tax_office=office.code,
        treasury_code=int(office.treasury),
        open_bank=int(branch.code),
        clearing_bank=int(branch.bank),
        bank_name=branch.name,
        bank_account=seal(number, purpose="payment.bank_account"),
        bank_account_digest=digest("bank_account", number),
        bank_account_tail=last4(number),
        holder_name=who.wire_name,
        request_key=request_key,
        signed_on=today,
    )


def _tell_bank(row: Agreement, topic: str) -> None:
    enqueue(party="treasury", topic=topic, payer_id=row.payer_id, record_id=row.id)


@transaction.atomic
def agreement_answered(protocol_no: str, passed: bool, words: str, *, today: date) -> str:
    """The bank has verified the agreement or not (9115); verified, it is effective the next day.
    An answer to what is not asked any more changes nothing. What it did, for the inbox.

    Raises:
        AgreementUnknown
    """
    row = _locked(protocol_no)
    if row.state != AgreementState.SUBMITTED:
        return "repeated"
    told = {"answer_words": words}
    if passed:
        from_day = effective_on(today)
        told_dates = {"effective_on": from_day}
        advance(row, AGREEMENT, "verify", BANK, today=today, also=told | told_dates)
        tell_signer(row, "agreement.effective", {"day": from_day.isoformat()})
    else:
        advance(row, AGREEMENT, "fail", BANK, today=today, also=told)
        tell_signer(row, "agreement.failed", {})
    return "moved"


def tell_signer(row: Agreement, kind: str, facts: dict[str, str]) -> None:
    """Tell whoever has signed what has become of it, once, in the transaction of that."""
    facts = {"bank": row.bank_name, **facts}
    tell_payer(row.payer_id, key=f"{kind}:{row.id}", kind=kind, facts=facts)


@transaction.atomic
def agreement_not_taken(agreement_id: int, words: str, *, today: date) -> None:
    """The network cannot read what asks for the verification (9120), and never will: it has failed.
    The payer may sign another. One that is answered already stays as it is."""
    row = Agreement.objects.select_for_update().filter(id=agreement_id).first()
    if row is not None and row.state == AgreementState.SUBMITTED:
        advance(row, AGREEMENT, "fail", TREASURY, today=today, also={"answer_words": words})
        tell_signer(row, "agreement.failed", {})


@transaction.atomic
def revoke_agreement(*, payer_id: int, agreement_id: int, actor: Actor, today: date) -> None:
    """End an agreement: from this moment no payment and no batch uses it. A debit under way runs
    to its end. Revoking what is revoked changes nothing. One signed at a bank is ended there: the
    guide (S3 ch3) lets it be signed there alone, and says nothing of ending it here.

    Raises:
        AgreementUnknown, AgreementEndedAtBank, AgreementNotRevocable
    """
    row = Agreement.objects.select_for_update().filter(payer_id=payer_id, id=agreement_id).first()
    if row is None:
        raise AgreementUnknown
    if row.state in (AgreementState.REVOKING, AgreementState.REVOKED):
        return
    if row.origin == AgreementOrigin.BANK:
        raise AgreementEndedAtBank(bank=row.bank_name)
    if "revoke" not in AGREEMENT.actions(AgreementState(row.state), actor.role):
        raise AgreementNotRevocable(state=row.state)
    advance(row, AGREEMENT, "revoke", actor, today=today, also={"ended_on": today})
    _tell_bank(row, REVOKE)


@transaction.atomic
def revocation_answered(protocol_no: str, words: str, *, today: date) -> str:
    """The bank has taken note of the revocation (9115). What it did, for the inbox.

    Raises:
        AgreementUnknown
    """
    row = _locked(protocol_no)
    if row.state != AgreementState.REVOKING:
        return "repeated"
    told = {"answer_words": words}
    advance(row, AGREEMENT, "confirm_revocation", BANK, today=today, also=told)
    return "moved"


def _locked(protocol_no: str) -> Agreement:
    row = Agreement.objects.select_for_update().filter(protocol_no=protocol_no).first()
    if row is None:
        raise AgreementUnknown
    return row

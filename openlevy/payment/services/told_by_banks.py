"""两方协议: signed by a payer at the counter or in the app of a cooperating bank, told by the bank,
used like any other, ended at the bank (S3 ch3)."""

from collections.abc import Callable
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from django.db import IntegrityError, transaction

from openlevy.history.services import BANK, advance
from openlevy.parties.queries import payers_of_id_no, person
from openlevy.payment.models import Agreement, BankNotice
from openlevy.payment.queries import verdict
from openlevy.payment.rules import BankAccountUnreadable, BankTold, NotAccepted, Told
from openlevy.payment.services.agreements import account_number, tell_signer
from openlevy.payment.states import AGREEMENT, AgreementKind, AgreementOrigin, AgreementState
from openlevy.privacy.services import digest, last4, seal
from openlevy.reference import queries as reference
from openlevy.reference.queries import CodeUnknown
from openlevy.reference.tables import TaxOffice
from openlevy.statements.services import next_record_id


class _Refused(Exception):
    """What the bank has told is not acted upon."""

    def __init__(self, why: NotAccepted) -> None:
        super().__init__(why)
        self.why = why


def told_by_bank(told: BankTold, *, today: date) -> NotAccepted | None:
    """Act upon what a bank tells of an agreement with a customer; None, or why not.

    Signed, it counts from the day on that the place's data name; ended, no payment begins by it any
    more, and a debit under way runs to its end. Told again under its key it has its first answer;
    other content under that key is ``KEY_REUSED`` and changes nothing.
    """
    before = verdict(told)
    if before is not None:
        return before.refused_because
    act = _sign if told.told is Told.SIGNED else _end
    try:
        return _once(told, act, today)
    except IntegrityError:
        # Another worker has had the same message in hand, or one under the same key.
        before = verdict(told)
        if before is None:
            raise
        return before.refused_because


@transaction.atomic
def _once(told: BankTold, act: Callable[[BankTold, date], int], today: date) -> NotAccepted | None:
    agreement_id, why = None, None
    try:
        _require_own(told)
        agreement_id = act(told, today)
    except _Refused as refused:
        why = refused.why
    BankNotice.objects.create(
        sender=told.sender,
        entrusted_on=told.entrusted_on,
        request_no=told.request_no,
        content_digest=digest("content", told.content),
        agreement_id=agreement_id,
        refused_because=why,
    )
    return why


def _require_own(told: BankTold) -> None:
    """A bank speaks of its own customers only."""
    if told.sender != told.clearing_bank:
        raise _Refused(NotAccepted.NOT_OF_SENDER)


def _sign(told: BankTold, today: date) -> int:
    office = _office(told)
    at = reference.place_of(office.region).agreements
    if not at.at_bank:
        raise _Refused(NotAccepted.NOT_SIGNED_AT_BANKS)
    if told.clearing_bank not in at.banks:
        raise _Refused(NotAccepted.BANK_NOT_COOPERATING)
    # A bank's day may be ahead of the day our books are open for.
    signed_on = min(told.entrusted_on, today)
    row = _row(told, office, signed_on)
    _keep(row)
    also = {"effective_on": at.effective_on(signed_on)}
    advance(row, AGREEMENT, "verify", BANK, today=today, also=also)
    tell_signer(row, "agreement.effective", {"day": also["effective_on"].isoformat()})
    return row.id


def _office(told: BankTold) -> TaxOffice:
    try:
        office = reference.tax_office(told.tax_office)
        reference.place_of(office.region)
    except CodeUnknown:
        raise _Refused(NotAccepted.OFFICE_UNKNOWN) from None
    return office


def _row(told: BankTold, office: TaxOffice, signed_on: date) -> Agreement:
    number, payer_id = _account(told), _payer(told)
    return Agreement(
        payer_id=payer_id,
        id=next_record_id(),
        protocol_no=told.protocol_no,
        tax_office=office.code,
        treasury_code=int(office.treasury),
        open_bank=int(told.open_bank),
        clearing_bank=int(told.clearing_bank),
        bank_name=_branch_name(told),
        bank_account=seal(number, purpose="payment.bank_account"),
        bank_account_digest=digest("bank_account", number),
        bank_account_tail=last4(number),
        holder_name=told.holder_name,
        request_key=uuid5(
            NAMESPACE_OID, f"{told.sender} {told.entrusted_on} {told.request_no} {told.protocol_no}"
        ),
        signed_on=signed_on,
        kind=AgreementKind.BILATERAL,
        origin=AgreementOrigin.BANK,
        state=AgreementState.SUBMITTED,
    )


def _branch_name(told: BankTold) -> str:
    try:
        branch = reference.branch(told.open_bank)
    except CodeUnknown:
        raise _Refused(NotAccepted.BRANCH_UNKNOWN) from None
    if branch.bank != told.clearing_bank:
        raise _Refused(NotAccepted.BRANCH_UNKNOWN)
    return branch.name


def _account(told: BankTold) -> str:
    try:
        return account_number(told.bank_account)
    except BankAccountUnreadable:
        raise _Refused(NotAccepted.ACCOUNT_UNREADABLE) from None


def _payer(told: BankTold) -> int:
    """Whose it is: with this document, and holding the account under the name that banks have."""
    found = payers_of_id_no(told.id_no)
    if not found:
        raise _Refused(NotAccepted.PAYER_UNKNOWN)
    for payer_id in found:
        who = person(payer_id)
        if told.holder_name == who.wire_name and told.payer_name in (who.name, who.wire_name):
            return payer_id
    raise _Refused(NotAccepted.NAME_DIFFERS)


def _keep(row: Agreement) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        taken = Agreement.objects.filter(protocol_no=row.protocol_no).exists()
        why = NotAccepted.PROTOCOL_TAKEN if taken else NotAccepted.ACCOUNT_AGREED
        raise _Refused(why) from None


def _end(told: BankTold, today: date) -> int:
    """Whoever signed it, on our pages or at the bank: the bank will not debit by it any more."""
    row = Agreement.objects.select_for_update().filter(protocol_no=told.protocol_no).first()
    if row is None or not _is_meant(row, told):
        raise _Refused(NotAccepted.AGREEMENT_UNKNOWN)
    match row.state:
        case AgreementState.VERIFIED:
            advance(row, AGREEMENT, "end", BANK, today=today, also={"ended_on": today})
            tell_signer(row, "agreement.ended", {})
        case AgreementState.REVOKING:
            advance(row, AGREEMENT, "confirm_revocation", BANK, today=today)
        case AgreementState.REVOKED:
            pass
        case _:
            raise _Refused(NotAccepted.NOT_IN_FORCE)
    return row.id


def _is_meant(row: Agreement, told: BankTold) -> bool:
    """Whether it is of this bank and account. Of the person nothing is asked: a document that has
    been corrected since must not keep alive what the payer has ended."""
    return f"{row.clearing_bank:012d}" == told.clearing_bank and bytes(
        row.bank_account_digest
    ) == digest("bank_account", told.bank_account)

"""What a cooperating bank of Shanxi tells of its customers' agreements, for tests."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from openlevy.parties.queries import id_number, person
from openlevy.parties.tests.people import TODAY, Resident, a_resident
from openlevy.payment import queries
from openlevy.payment.rules import BankTold, NotAccepted, Told
from openlevy.payment.services import told_by_bank
from openlevy.payment.tests.accounts import a_bank_account
from openlevy.reference import queries as reference

XIAODIAN = "140105"
ICBC, ICBC_BRANCH = "102100099996", "102161091014"
NOT_COOPERATING, ITS_BRANCH = "104100000004", "104161091013"
_number = count(1)


def somebody(**changes: Any) -> Resident:
    """A resident of 太原市小店区."""
    return a_resident(region=XIAODIAN, **changes)


def signing(who: Resident, **changes: Any) -> BankTold:
    """That somebody has signed at the counter, under a new key."""
    return replace(signing_of(who.payer_id, who.tax_office), **changes)


def signing_of(payer_id: int, tax_office: str, **changes: Any) -> BankTold:
    """The same of a payer."""
    number, seen = next(_number), person(payer_id)
    told = BankTold(
        told=Told.SIGNED,
        sender=ICBC,
        entrusted_on=TODAY,
        request_no=f"{number:08d}",
        protocol_no=f"1021610{number:010d}",
        tax_office=tax_office,
        open_bank=ICBC_BRANCH,
        clearing_bank=ICBC,
        bank_account=a_bank_account(),
        holder_name=seen.wire_name or seen.name,
        payer_name=seen.name,
        id_no=id_number(payer_id),
    )
    return replace(told, **changes)


def ending(signed: BankTold, **changes: Any) -> BankTold:
    """That it has been ended at the counter, under a new key."""
    number = f"{next(_number):08d}"
    return replace(replace(signed, told=Told.ENDED, request_no=number), **changes)


def bank_ends(who: Resident, agreement_id: int, today: date) -> NotAccepted | None:
    """Its bank says that an agreement has been ended there, wherever it was signed."""
    told = queries.agreement_told(agreement_id)
    bank = f"{told.clearing_bank:012d}"
    end = ending(
        signing(who),
        protocol_no=told.protocol_no,
        bank_account=told.bank_account,
        clearing_bank=bank,
        sender=bank,
    )
    return told_by_bank(end, today=today)


def bank_tells(told: BankTold, today: date = TODAY) -> NotAccepted | None:
    """The bank's message has its effect."""
    return told_by_bank(told, today=today)


def is_signed_at_bank(tax_office: str) -> bool:
    """Whether residents of the office's place sign at a bank."""
    return reference.place_of(reference.tax_office(tax_office).region).agreements.at_bank


def signed_at_bank(who: Resident, today: date = TODAY) -> int:
    """An agreement signed at the counter; its id."""
    assert bank_tells(signing(who), today) is None
    return queries.agreements(who.payer_id)[0].id

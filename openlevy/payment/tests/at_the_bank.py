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
from openlevy.payment.tests.paying import a_bank_account

XIAODIAN = "140105"
ICBC, ICBC_BRANCH = "102100099996", "102161091014"
NOT_COOPERATING, ITS_BRANCH = "104100000004", "104161091013"
_number = count(1)


def somebody(**changes: Any) -> Resident:
    """A resident of 太原市小店区."""
    return a_resident(region=XIAODIAN, **changes)


def signing(who: Resident, **changes: Any) -> BankTold:
    """That somebody has signed at the counter, under a new key."""
    number, seen = next(_number), person(who.payer_id)
    told = BankTold(
        told=Told.SIGNED,
        sender=ICBC,
        entrusted_on=TODAY,
        request_no=f"{number:08d}",
        protocol_no=f"1021610{number:010d}",
        tax_office=who.tax_office,
        open_bank=ICBC_BRANCH,
        clearing_bank=ICBC,
        bank_account=a_bank_account(),
        holder_name=seen.wire_name or seen.name,
        payer_name=seen.name,
        id_no=id_number(who.payer_id),
    )
    return replace(told, **changes)


def ending(signed: BankTold, **changes: Any) -> BankTold:
    """That it has been ended at the counter, under a new key."""
    number = f"{next(_number):08d}"
    return replace(replace(signed, told=Told.ENDED, request_no=number), **changes)


def bank_tells(told: BankTold, today: date = TODAY) -> NotAccepted | None:
    """The bank's message has its effect."""
    return told_by_bank(told, today=today)


def signed_at_bank(who: Resident, today: date = TODAY) -> int:
    """An agreement signed at the counter; its id."""
    assert bank_tells(signing(who), today) is None
    return queries.agreements(who.payer_id)[0].id

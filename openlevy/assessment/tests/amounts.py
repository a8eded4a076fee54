"""Amounts to be declared, and what the ledger says of a payer."""

from dataclasses import replace
from datetime import date
from itertools import count

from openlevy.assessment import queries
from openlevy.assessment.services import SpecialDelivered, record_special, set_amount
from openlevy.kernel.period import Period
from openlevy.ledger.queries import balances
from openlevy.parties.tests.people import PENSION, TODAY, Resident

TIER_FEN = 100_000
SPECIAL_FEN = 50_120
_serial = count(1)


def a_regular(who: Resident, tier_fen: int = TIER_FEN, today: date = TODAY) -> int:
    """The year's tier, chosen; the payable's id."""
    return set_amount(
        payer_id=who.payer_id,
        enrolment_id=who.enrolment_id,
        year=today.year,
        tier_fen=tier_fen,
        actor=who.actor,
        today=today,
    )


def a_delivery(who: Resident, principal_fen: int = 50_000) -> SpecialDelivered:
    """An agency's assessment of 500 yuan, with 1.00 interest and 0.20 late fee."""
    serial = f"S{next(_serial):07d}"
    return SpecialDelivered(
        agency_code=who.agency_code,
        serial=serial,
        detail="1",
        personal_no=who.personal_no,
        levy_item=PENSION,
        levy_subitem="102100100",
        special_kind="2",
        kind_words="补收",
        period=Period.year(2025),
        principal_fen=principal_fen,
        interest_fen=100,
        late_fee_fen=20,
        assessed_on=TODAY,
        due_on=TODAY,
        remark="",
    )


def a_special(who: Resident, principal_fen: int = 50_000) -> int:
    """A special payable as assessed; its id."""
    return record_special(a_delivery(who, principal_fen), today=TODAY)


def dearer(told: SpecialDelivered) -> SpecialDelivered:
    """The same serial number with another amount."""
    return replace(told, principal_fen=told.principal_fen + 10_000)


def state_of(who: Resident, payable_id: int) -> str:
    """The payable's state; WITHDRAWN when it is not listed any more."""
    listed = queries.payables(who.payer_id, open_only=False)
    return next((p.state for p in listed if p.id == payable_id), "WITHDRAWN")


def books(who: Resident) -> dict[str, int]:
    """The accounts that the payer's postings leave with something on them, by name."""
    sums: dict[str, int] = {}
    for balance in balances(who.payer_id):
        name = balance.account.name.lower()
        sums[name] = sums.get(name, 0) + balance.amount_fen
    return {name: fen for name, fen in sums.items() if fen}

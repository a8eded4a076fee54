"""A window reopened for an invented resident, and what they do in it."""

from datetime import date
from uuid import uuid4

from openlevy.access.tests.officers import Post
from openlevy.assessment.services import (
    Proposal,
    confirm_reopening,
    propose_reopening,
    set_amount,
)
from openlevy.declaration.services import draw_up
from openlevy.parties.tests.people import TODAY, Resident

UNTIL = date(2026, 12, 15)
LAST_YEAR = 2025
TIER_FEN = 100_000


def propose(who: Resident, by: Post, *, year: int = LAST_YEAR, until: date = UNTIL) -> int:
    """Proposed by the officer; its number."""
    return propose_reopening(
        Proposal(who.payer_id, who.enrolment_id, year, until, "住院期间未能缴费"),
        officer=by.actor,
        request_key=uuid4(),
        today=TODAY,
    )


def confirmed(who: Resident, window: Post, review: Post, **what: int) -> int:
    """Proposed by one and confirmed by the other; its number."""
    number = propose(who, window, **what)  # type: ignore[arg-type]
    confirm_reopening(number, officer=review.actor, today=TODAY)
    return number


def choose(who: Resident, today: date = TODAY, year: int = LAST_YEAR) -> int:
    """The year's amount is chosen; the payable."""
    return set_amount(
        payer_id=who.payer_id,
        enrolment_id=who.enrolment_id,
        year=year,
        tier_fen=TIER_FEN,
        actor=who.actor,
        today=today,
    )


def declare(who: Resident, payable: int, today: date = TODAY) -> int:
    """The payable is declared; the declaration."""
    [made] = draw_up(
        payer_id=who.payer_id,
        payable_ids=[payable],
        channel="portal",
        actor=who.actor,
        request_key=uuid4(),
        today=today,
    )
    return made

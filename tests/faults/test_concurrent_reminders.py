"""X6: many workers walk the same day, send at once, and people pay meanwhile; nobody is told twice,
nobody is passed over, and nothing that is paid holds a reminder up or is held up by one."""

from datetime import date
from functools import partial
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from openlevy.access.tests.officers import an_officer
from openlevy.assessment.services import Proposal, confirm_reopening, propose_reopening
from openlevy.assessment.tests.amounts import a_regular
from openlevy.declaration.services import remind
from openlevy.declaration.tests.declaring import declare
from openlevy.gateways.notices import delivery
from openlevy.gateways.posting import Answer as Posted
from openlevy.gateways.signed import Signed
from openlevy.gateways.treasury.signing import ensure_node_keys
from openlevy.kernel.flow import Role
from openlevy.messages.models import Outgoing
from openlevy.parties.tests.people import Resident, a_resident
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_agreement, bank_says, order
from openlevy.payment.tests.test_whoever_paid_is_told_by_phone import with_phone
from openlevy.privacy.services import ensure_keys
from tests.faults.racing import Racers, count, refusals

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 12, 24)
OVER, WEEK_BEFORE, UNTIL = date(2027, 1, 5), date(2027, 1, 13), date(2027, 1, 20)
PEOPLE, PAYING, _TURNS = 9, 6, 6
_REMINDERS = "notices_notice WHERE kind LIKE 'window.%%clos%%'"


def users() -> list[Resident]:
    return [with_phone(a_resident(), f"139{n:08d}", f"payer_{n:04d}") for n in range(PEOPLE)]


def walk(day: date) -> int:
    """Some turns of the station's; how many enrolments it looked at. A worker that finds another at
    it comes again later."""
    return sum(remind(today=day, most=3) for _ in range(_TURNS))


def the_rest(day: date) -> None:
    """What the racers have left, until there is nothing more to do."""
    while remind(today=day, most=3):
        pass


def _reopen(people: list[Resident]) -> None:
    window, review = (an_officer(role, people[0].tax_office) for role in (Role.WINDOW, Role.REVIEW))
    for one in people:
        wanted = Proposal(one.payer_id, one.enrolment_id, 2026, UNTIL, "住院")
        number = propose_reopening(wanted, officer=window.actor, request_key=uuid4(), today=OVER)
        confirm_reopening(number, officer=review.actor, today=OVER)


@pytest.mark.parametrize("reopened", [False, True])
def test_twenty_workers_tell_everybody_once(racers: Racers, reopened: bool) -> None:
    people, day = users(), DAY
    if reopened:
        _reopen(people)
        day = WEEK_BEFORE
    came = racers.race(*[partial(walk, day)] * 20)
    the_rest(day)
    assert refusals(came) == []
    assert count("declaration_reminder") == count(_REMINDERS) == PEOPLE
    of_reminders = f"record_id IN (SELECT id FROM {_REMINDERS})"
    assert count(f"messages_outbox WHERE party = 'notices' AND {of_reminders}") == PEOPLE
    assert walk(day) == 0, "whoever comes last finds nobody left"


def test_payments_and_the_walk_do_not_hold_each_other_up(racers: Racers) -> None:
    people = users()
    orders = [
        order(who, declare(who, a_regular(who)), an_agreement(who)) for who in people[:PAYING]
    ]
    confirm = [partial(bank_says, number, Answer.DONE) for number in orders]
    came = racers.race(*confirm, *[partial(walk, DAY)] * 8)
    the_rest(DAY)
    assert refusals(came) == []
    assert count("payment_order WHERE state = 'CONFIRMED'") == len(orders)
    # Whoever has begun to pay has nothing to do: those are not told, whichever came first.
    assert count(_REMINDERS) == PEOPLE - len(orders)


def deliver() -> int:
    """The sending station, with a gateway that takes everything."""
    taken = Posted(202, Signed(b"", b""))
    with patch.object(delivery, "post", return_value=taken):
        return sum(delivery.deliver(4, today=DAY) for _ in range(6))


def test_paying_at_the_moment_of_the_sending(racers: Racers) -> None:
    ensure_keys()
    ensure_node_keys(settings.OPENLEVY_KEYS_DIR / "nodes", settings.OPENLEVY_NODE, timezone.now())
    people = users()
    ready = [(who, declare(who, a_regular(who)), an_agreement(who)) for who in people[:PAYING]]
    Outgoing.objects.all().delete()
    the_rest(DAY)
    assert count(f"{_REMINDERS} AND state = 'WAITING'") == PEOPLE
    came = racers.race(*(partial(order, *one) for one in ready), *[deliver] * 6)
    Outgoing.objects.update(due_at=timezone.now())  # what a slow racer had in hand and left
    deliver()
    assert refusals(came) == []
    assert count("payment_order WHERE state = 'IN_FLIGHT'") == len(ready)
    # Each is either told before it is paid or withdrawn, and the unpaid are told.
    assert count(f"{_REMINDERS} AND state IN ('TAKEN', 'LATE')") == PEOPLE
    unpaid = [who.payer_id for who in people[PAYING:]]
    assert count(f"{_REMINDERS} AND state = 'TAKEN' AND payer_id = ANY(%s)", unpaid) == len(unpaid)
    sent = "history_transition WHERE subject = 'notices_notice' AND action = 'hand_over'"
    assert count(sent) == count(f"{_REMINDERS} AND state = 'TAKEN'")

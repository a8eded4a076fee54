"""Nobody is enrolled in one insurance at two places for a month. Where two agencies say so, each
knows its own row only: both are asked once, and whichever changes its row ends the matter."""

from datetime import date
from itertools import combinations

from django.db import transaction

from openlevy.history.services import AGENCY, advance
from openlevy.messages.services import enqueue
from openlevy.parties.models import Overlap
from openlevy.parties.queries import EnrolmentSeen, enrolments
from openlevy.parties.rules import Months, shared_months
from openlevy.parties.services.naming import ASKED, hold
from openlevy.parties.states import OVERLAP, OverlapState
from openlevy.statements.services import next_record_id

Pair = tuple[int, int]


@transaction.atomic
def compare_enrolments(payer_id: int, levy_item: str, *, today: date) -> None:
    """Find what overlaps now among a person's enrolments in an insurance, ask both agencies of
    what is new, and end what has ended. To compare again changes nothing."""
    # Agencies that enrol somebody at once are heard one by one, or neither would see the other.
    hold(payer_id)
    rows = enrolments(payer_id, levy_item)
    now = _overlapping(rows, today)
    state = OverlapState.OPEN
    known = Overlap.objects.filter(payer_id=payer_id, levy_item=levy_item, state=state)
    for before in known.order_by("id"):
        if now.pop((before.first_id, before.second_id), None) is None:
            advance(before, OVERLAP, "end", AGENCY, today=today, also={"ended_on": today})
    agencies = {row.id: row.agency_code for row in rows}
    for (first, second), months in now.items():
        found = _found(payer_id, levy_item, (first, second), months, today)
        for agency in sorted({agencies[first], agencies[second]}):
            topic = f"{ASKED}:{agency}"
            enqueue(party="agency", topic=topic, payer_id=payer_id, record_id=found.id)


def _overlapping(rows: list[EnrolmentSeen], today: date) -> dict[Pair, Months]:
    """Pairs that are both 正常参保 for months of this year or later: earlier years are not paid any
    more, and what was paid of them is one history."""
    found = {}
    active = sorted((row for row in rows if row.is_active), key=lambda row: row.id)
    for one, other in combinations(active, 2):
        months = shared_months(
            (one.first_month, one.last_month), (other.first_month, other.last_month)
        )
        if months and (months[1] is None or months[1].year >= today.year):
            found[one.id, other.id] = months
    return found


def _found(payer_id: int, levy_item: str, pair: Pair, months: Months, today: date) -> Overlap:
    return Overlap.objects.create(
        payer_id=payer_id,
        id=next_record_id(),
        levy_item=levy_item,
        first_id=pair[0],
        second_id=pair[1],
        first_month=months[0],
        last_month=months[1],
        found_on=today,
        state=OverlapState.OPEN,
    )

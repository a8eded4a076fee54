"""Nobody is enrolled in one insurance at two places for a month. Where two agencies say so, each
knows its own row only: both are asked once, and whichever changes its row ends the matter."""

from datetime import date
from itertools import combinations

from django.db import transaction

from openlevy.history.services import AGENCY, CLOCK, advance
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
    what is new, keep the months of what goes on, and end what has ended. To compare again changes
    nothing."""
    # Agencies that enrol somebody at once are heard one by one, or neither would see the other.
    hold(payer_id)
    rows = enrolments(payer_id, levy_item)
    shared = _shared(rows)
    now = {pair: months for pair, months in shared.items() if not _is_past(months[1], today)}
    known = _open_ones(payer_id, levy_item)
    _keep_months([one for one in known if _pair(one) in now], now)
    gone = [one for one in known if _pair(one) not in now]
    # Nobody has touched what only lies behind: both rows share the months still, as was known.
    lapsed = [one for one in gone if _pair(one) in shared and _is_past(one.last_month, today)]
    _end(lapsed, [one for one in gone if one not in lapsed], is_last=not now, today=today)
    agencies = {row.id: row.agency_code for row in rows}
    for first, second in sorted(now.keys() - {_pair(one) for one in known}):
        found = _found(payer_id, levy_item, (first, second), now[first, second], today)
        for agency in sorted({agencies[first], agencies[second]}):
            topic = f"{ASKED}:{agency}"
            enqueue(party="agency", topic=topic, payer_id=payer_id, record_id=found.id)


def _open_ones(payer_id: int, levy_item: str) -> list[Overlap]:
    state = OverlapState.OPEN
    known = Overlap.objects.filter(payer_id=payer_id, levy_item=levy_item, state=state)
    return list(known.order_by("id"))


def _pair(one: Overlap) -> Pair:
    return one.first_id, one.second_id


def _keep_months(staying: list[Overlap], now: dict[Pair, Months]) -> None:
    """What is asked from now on is about the months as they are."""
    for one in staying:
        months = now[_pair(one)]
        if months != (one.first_month, one.last_month):
            Overlap.objects.filter(payer_id=one.payer_id, id=one.id).update(
                first_month=months[0], last_month=months[1]
            )


def _end(lapsed: list[Overlap], ended: list[Overlap], *, is_last: bool, today: date) -> None:
    """End what a year has, and what an agency has. ``is_last``: no two are left in the insurance,
    which the payer is told, once."""
    also = {"ended_on": today}
    for one in lapsed:
        advance(one, OVERLAP, "lapse", CLOCK, today=today, also=also)
    for one in ended:
        action = "end" if is_last and one is ended[-1] else "end_beside"
        advance(one, OVERLAP, action, AGENCY, today=today, also=also)


def _is_past(last_month: date | None, today: date) -> bool:
    """Earlier years are not paid any more, and what was paid of them is one history."""
    return last_month is not None and last_month.year < today.year


def _shared(rows: list[EnrolmentSeen]) -> dict[Pair, Months]:
    """Pairs that are both 正常参保 for some months, and which."""
    found = {}
    active = sorted((row for row in rows if row.is_active), key=lambda row: row.id)
    for one, other in combinations(active, 2):
        months = shared_months(
            (one.first_month, one.last_month), (other.first_month, other.last_month)
        )
        if months:
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

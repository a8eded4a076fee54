"""Windows that officers have reopened, or are to; plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from openlevy.assessment.models import Reopening
from openlevy.assessment.states import ReopeningState
from openlevy.kernel.period import Period
from openlevy.privacy.services import unseal_text
from openlevy.statements.services import Fragment, columns, read

REASON, NOTE = "assessment.reopening_reason", "assessment.reopening_note"
"""What the two texts of a reopening are sealed for."""


@dataclass(frozen=True, slots=True)
class ReopeningSeen:
    """A window reopened, or to be. The reason and the note are read for one alone."""

    payer_id: int
    id: int
    enrolment_id: int
    levy_item: str
    tax_office: str
    year: int
    period_start: date
    period_end: date
    until_on: date
    proposed_by: int
    proposed_on: date
    proposed_at: datetime
    decided_by: int | None
    decided_on: date | None
    state: str

    def is_open(self, today: date) -> bool:
        """Whether the payer can declare in it."""
        return self.state == ReopeningState.CONFIRMED and self.until_on >= today


_REOPENINGS = f"SELECT {columns(ReopeningSeen)} FROM assessment_reopening"
_REOPENING = f"{_REOPENINGS} WHERE id = %(id)s"
_OF_OFFICES = f"""
    {_REOPENINGS}
    WHERE tax_office = ANY(%(offices)s)
        AND (%(states)s::text[] IS NULL OR state = ANY(%(states)s::text[]))
        AND (%(since)s::date IS NULL OR until_on >= %(since)s::date)
    ORDER BY id DESC
    LIMIT %(most)s OFFSET %(offset)s
"""
_OPEN_ONES = f"""
    {_REOPENINGS}
    WHERE payer_id = %(payer_id)s AND state = 'CONFIRMED' AND until_on >= %(today)s
    ORDER BY period_start, id
"""
_UNTIL = """
    SELECT max(until_on) FROM assessment_reopening
    WHERE payer_id = %(payer_id)s AND enrolment_id = %(enrolment_id)s
        AND period_start = %(start)s AND state = 'CONFIRMED' AND until_on >= %(today)s
"""


def reopening(number: int) -> ReopeningSeen | None:
    """One reopening, whoever it is for."""
    rows = read(_REOPENING, {"id": number})
    return ReopeningSeen(*rows[0]) if rows else None


def reopening_words(number: int) -> tuple[str, str]:
    """Why it was proposed, and what was noted against it; empty where nothing was."""
    reason, note = Reopening.objects.values_list("reason", "decision_note").get(id=number)
    return (
        unseal_text(bytes(reason), purpose=REASON),
        unseal_text(bytes(note), purpose=NOTE) if note else "",
    )


def reopenings(
    offices: list[str],
    *,
    states: list[str] | None = None,
    since: date | None = None,
    offset: int = 0,
    most: int = 20,
) -> list[ReopeningSeen]:
    """Those of these tax offices, newest first; with ``since`` only those whose last day is not
    before it."""
    values = {
        "offices": offices,
        "states": states,
        "since": since,
        "most": most,
        "offset": offset,
    }
    return [ReopeningSeen(*row) for row in read(_OF_OFFICES, values)]


def reopened(payer_id: int, today: date) -> list[ReopeningSeen]:
    """The windows that are open again for a payer, the oldest period first."""
    return [ReopeningSeen(*row) for row in read(_OPEN_ONES, {"payer_id": payer_id, "today": today})]


def open_reopening(payer_id: int, enrolment_id: int, period: Period, today: date) -> date | None:
    """Until when the window of the period is open again; None when it is not."""
    values = {
        "payer_id": payer_id,
        "enrolment_id": enrolment_id,
        "start": period.start,
        "today": today,
    }
    day: date | None = read(_UNTIL, values)[0][0]
    return day


def reopenings_sql(name: str) -> Fragment:
    """Every reopening of a window as a ``WITH`` item: payer_id, id, state."""
    return Fragment({name: "SELECT payer_id, id, state FROM assessment_reopening"})

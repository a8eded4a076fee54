"""Declarations as screens and payment need them; plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from openlevy.assessment.queries import AmountParts, amount_parts_sql
from openlevy.kernel.money import Fen
from openlevy.statements.services import Fragment, columns, compose, read


@dataclass(frozen=True, slots=True)
class DeclarationSeen(AmountParts):
    """One declaration, with the parts of its payable."""

    payer_id: int
    id: int
    payable_id: int
    enrolment_id: int
    kind: str
    kind_words: str
    levy_item: str
    levy_subitem: str
    tax_office: str
    agency_code: str
    period_start: date
    period_end: date
    amount_fen: Fen
    channel: str
    declared_on: date
    declared_at: datetime
    declared_by: int | None
    """The payer who drew it up, where that is not whose it is."""
    state: str
    last_day: date | None

    def over_on(self, day: date) -> bool:
        """Whether it waits to be paid and can be no longer: what is regular is collected until its
        ``last_day``."""
        return self.state == "DECLARED" and self.last_day is not None and self.last_day < day


_KNOWN = f"""
    SELECT {columns(DeclarationSeen)}
    FROM (SELECT d.*, {columns(AmountParts, "o")},
            CASE WHEN o.kind = 'regular' THEN o.due_on END AS last_day
        FROM declaration_declaration d
        LEFT JOIN owed o ON o.payer_id = d.payer_id AND o.id = d.payable_id) AS known
"""
_DECLARATIONS, _ = compose(
    amount_parts_sql("owed"),
    answer=f"""{_KNOWN}
    WHERE payer_id = %(payer_id)s
        AND (%(ids)s::bigint[] IS NULL OR id = ANY(%(ids)s::bigint[]))
        AND (%(levy_item)s = '' OR levy_item = %(levy_item)s)
        AND (%(first)s::date IS NULL OR declared_on >= %(first)s::date)
        AND (%(last)s::date IS NULL OR declared_on <= %(last)s::date)
        AND (%(states)s::text[] IS NULL OR state = ANY(%(states)s::text[]))
    ORDER BY id DESC
    LIMIT %(most)s OFFSET %(offset)s
""",
)
"""One text for all callers, so prepared once. A payer has few rows, and their key begins with the
payer."""
_UNPAID, _ = compose(
    amount_parts_sql("owed"),
    answer=f"""{_KNOWN}
    WHERE payer_id = ANY(%(ids)s) AND state IN ('DECLARED', 'PAYING')
    ORDER BY payer_id, id DESC
    LIMIT %(most)s
""",
)


def declarations(
    payer_id: int,
    *,
    ids: list[int] | None = None,
    levy_item: str = "",
    declared_from: date | None = None,
    declared_to: date | None = None,
    states: list[str] | None = None,
    offset: int = 0,
    most: int = 20,
) -> list[DeclarationSeen]:
    """A payer's declarations over all channels, newest first. Ask for one more than a page to
    know whether there is a next."""
    values = {
        "payer_id": payer_id,
        "ids": ids,
        "levy_item": levy_item,
        "first": declared_from,
        "last": declared_to,
        "states": states,
        "offset": offset,
        "most": most,
    }
    return [DeclarationSeen(*row) for row in read(_DECLARATIONS, values)]


def unpaid_of(payer_ids: list[int], *, most: int) -> list[DeclarationSeen]:
    """What is declared and not paid, or being paid, of several payers at once; each payer's newest
    first."""
    return [DeclarationSeen(*row) for row in read(_UNPAID, {"ids": payer_ids, "most": most})]


def declaration(payer_id: int, declaration_id: int) -> DeclarationSeen | None:
    """One declaration, if it is this payer's."""
    found = declarations(payer_id, ids=[declaration_id], most=1)
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class ReminderSeen:
    """That a payer was reminded of the end of a collection; ``reopening_id`` is 0 unless it was
    opened for them alone."""

    enrolment_id: int
    levy_item: str
    year: int
    period_start: date
    period_end: date
    last_day: date
    amount_fen: Fen
    declared: bool
    reopening_id: int
    told_on: date
    told_at: datetime


_REMINDERS = f"""
    SELECT {columns(ReminderSeen)} FROM declaration_reminder
    WHERE payer_id = %(payer_id)s AND last_day >= %(since)s
    ORDER BY told_at DESC, id DESC LIMIT %(most)s
"""


def reminders(payer_id: int, *, since: date = date.min, most: int = 20) -> list[ReminderSeen]:
    """What a payer was reminded of, newest first: of collections that end on ``since`` or later."""
    values = {"payer_id": payer_id, "since": since, "most": most}
    return [ReminderSeen(*row) for row in read(_REMINDERS, values)]


def declarations_sql(name: str) -> Fragment:
    """Every declaration as a ``WITH`` item: payer_id, id, payable_id, kind, state, amount_fen,
    attempts."""
    return Fragment(
        {
            name: "SELECT payer_id, id, payable_id, kind, state, amount_fen, attempts"
            " FROM declaration_declaration"
        }
    )

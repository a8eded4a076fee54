"""What happened to a payer's records, newest first."""

from dataclasses import dataclass
from datetime import date, datetime

from openlevy.history.models import Transition
from openlevy.kernel.flow import Role
from openlevy.statements.services import Fragment


@dataclass(frozen=True, slots=True)
class Happening:
    """One transition, as pages show it."""

    subject: str
    record_id: int
    action: str
    from_state: str
    to_state: str
    role: Role
    business_date: date
    at: datetime


def of_payer(
    payer_id: int, *, actions: list[str], before_id: int | None = None, most: int = 20
) -> list[Happening]:
    """The payer's transitions by the named actions, newest first."""
    rows = Transition.objects.filter(payer_id=payer_id, action__in=actions)
    if before_id is not None:
        rows = rows.filter(id__lt=before_id)
    return [_happening(row) for row in rows.order_by("-id")[:most]]


def of_record(payer_id: int, record_id: int) -> list[Happening]:
    """One record's whole history, oldest first."""
    rows = Transition.objects.filter(payer_id=payer_id, record_id=record_id).order_by("id")
    return [_happening(row) for row in rows]


def steps_sql(name: str, subject: str) -> Fragment:
    """Every transition of one table's records as a ``WITH`` item: payer_id, record_id, action,
    from_state, to_state, before (the state that the step before led to, null for the first),
    is_last."""
    sql = f"""
        SELECT payer_id, record_id, action, from_state, to_state, lag(to_state) OVER way AS before,
            lead(id) OVER way IS NULL AS is_last
        FROM history_transition WHERE subject = '{subject}'
        WINDOW way AS (PARTITION BY payer_id, record_id ORDER BY id)"""
    return Fragment({name: sql})


def _happening(row: Transition) -> Happening:
    return Happening(
        subject=row.subject,
        record_id=row.record_id,
        action=row.action,
        from_state=row.from_state,
        to_state=row.to_state,
        role=Role(row.role),
        business_date=row.business_date,
        at=row.at,
    )

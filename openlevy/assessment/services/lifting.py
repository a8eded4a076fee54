"""The days of the month on which a place's residents declare and pay, lifted for whom a window was
reopened (S3 ch. 3 and D3)."""

from collections.abc import Sequence
from datetime import date

from openlevy.reference.queries import OutsideDays, Shut, outside_days
from openlevy.statements.services import read

_BARRED = """
    SELECT t.tax_office, CASE t.kind WHEN 'regular' THEN t.due_on END FROM assessment_payable t
    WHERE t.payer_id = %(payer_id)s AND t.id = ANY(%(payable_ids)s) AND NOT EXISTS (
        SELECT FROM assessment_reopening r
        WHERE r.payer_id = t.payer_id AND r.enrolment_id = t.enrolment_id
            AND r.period_start = t.period_start AND t.kind = 'regular'
            AND r.state = ANY(%(states)s) AND r.until_on >= %(today)s)
"""
"""What is ended early lets nothing more be declared, and what was declared be paid as was said."""


def days_lifted(payer_id: int, payable_ids: Sequence[int], today: date, *, declared: bool) -> bool:
    """Whether reopened windows lift the days of the month for all of these payables.

    Args:
        declared: whether they are declared and to be paid, or to be declared.
    """
    return bool(payable_ids) and not _barred(payer_id, payable_ids, today, declared)


def why_closed(
    payer_id: int, payable_ids: Sequence[int], today: date, *, declared: bool
) -> Shut | None:
    """Why one of these can be neither declared nor paid today, where the days are the reason: of
    several reasons that its collection has ended."""
    barred = _barred(payer_id, payable_ids, today, declared)
    shut = [outside_days(office, today, until) for office, until in barred]
    found = [one for one in shut if one is not None]
    return min(found, key=lambda one: isinstance(one, OutsideDays), default=None)


def _barred(
    payer_id: int, payable_ids: Sequence[int], today: date, declared: bool
) -> list[tuple[str, date | None]]:
    """The office and the last day of each for which no reopened window lifts the days; what an
    agency has assessed has no last day."""
    states = ["CONFIRMED", "ENDED"] if declared else ["CONFIRMED"]
    values = {
        "payer_id": payer_id,
        "payable_ids": list(payable_ids),
        "states": states,
        "today": today,
    }
    return [(office, until) for office, until in read(_BARRED, values)]

"""What stands of a payer, and which of their windows are open again, in one statement: the first
page asks for both, and most people have nothing of the second."""

from dataclasses import fields
from datetime import date

from openlevy.assessment.queries.payables import PayableSeen
from openlevy.assessment.queries.reopenings import ReopeningSeen
from openlevy.statements.services import columns, read

_OF_PAYABLES = len(fields(PayableSeen))
_NOTHING_BEFORE = ", ".join(["NULL"] * _OF_PAYABLES)
_NOTHING_BEHIND = ", ".join(["NULL"] * len(fields(ReopeningSeen)))
_BOTH = f"""
    (
        SELECT {columns(PayableSeen)}, {_NOTHING_BEHIND}
        FROM assessment_payable
        WHERE payer_id = %(payer_id)s AND state <> 'WITHDRAWN'
        ORDER BY period_start, id LIMIT 500
    )
    UNION ALL
    (
        SELECT {_NOTHING_BEFORE}, {columns(ReopeningSeen)}
        FROM assessment_reopening
        WHERE payer_id = %(payer_id)s AND state = 'CONFIRMED' AND until_on >= %(today)s
        ORDER BY period_start, id
    )
"""


def standing_and_reopened(
    payer_id: int, today: date
) -> tuple[list[PayableSeen], list[ReopeningSeen]]:
    """A payer's payables in whatever state but withdrawn, and the windows that are open again for
    them, each as ``payables`` and ``reopened`` have it."""
    standing, again = [], []
    for row in read(_BOTH, {"payer_id": payer_id, "today": today}):
        if row[0] is None:
            again.append(ReopeningSeen(*row[_OF_PAYABLES:]))
        else:
            standing.append(PayableSeen(*row[:_OF_PAYABLES]))
    return standing, again

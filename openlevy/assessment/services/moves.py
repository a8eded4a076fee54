"""The moves of payables that others compose into their own statements."""

from datetime import date

from openlevy.assessment.states import PAYABLE
from openlevy.history.services import Actor, advance_sql
from openlevy.statements.services import Fragment

TABLE = "assessment_payable"


def move_sql(
    name: str, action: str, actor: Actor, *, where: str, today: date, returning: str = ""
) -> Fragment:
    """Payables moved by whoever acts on them: ``declare``, ``reopen``, ``settle``, ``unsettle``."""
    return advance_sql(
        name, TABLE, PAYABLE, action, actor, where=where, today=today, returning=returning
    )

"""The moves that payment makes of declarations, offered as fragments."""

from datetime import date

from openlevy.assessment.services import move_sql as move_payables_sql
from openlevy.declaration.states import DECLARATION
from openlevy.history.services import Actor, advance_sql
from openlevy.statements.services import Fragment

TABLE = "declaration_declaration"


def move_sql(
    name: str,
    action: str,
    actor: Actor,
    *,
    where: str,
    today: date,
    also: str = "",
    returning: str = "",
) -> Fragment:
    """Declarations moved by whoever acts on them; payment composes these."""
    return advance_sql(
        name,
        TABLE,
        DECLARATION,
        action,
        actor,
        where=where,
        today=today,
        also=also,
        returning=returning,
    )


def settle_sql(actor: Actor, *, action: str, of: str, today: date) -> Fragment:
    """Declarations and their payables moved together: ``settle`` or ``prove`` to paid,
    ``disprove`` back. ``of`` is a SELECT of payer_id, declaration_id.

    The items are called ``declarations`` and ``payables``, each one row per declaration.
    """
    payable_action = "unsettle" if action == "disprove" else "settle"
    moved = move_sql(
        "declarations",
        action,
        actor,
        today=today,
        where=f"(t.payer_id, t.id) IN ({of})",
        returning=", t.payable_id",
    )
    followed = move_payables_sql(
        "payables",
        payable_action,
        actor,
        today=today,
        where="(t.payer_id, t.id) IN (SELECT payer_id, payable_id FROM declarations)",
    )
    return Fragment({**moved.items, **followed.items}, {**moved.values, **followed.values})

"""The verbs of declaration: draw up and void; the moves that payment makes are offered as
fragments."""

from openlevy.declaration.services.closing import REMINDERS, as_it_stands
from openlevy.declaration.services.drawing import draw_up
from openlevy.declaration.services.moves import TABLE, move_sql, settle_sql
from openlevy.declaration.services.reminding import remind
from openlevy.declaration.services.voiding import void, void_outdated

__all__ = [
    "REMINDERS",
    "TABLE",
    "as_it_stands",
    "draw_up",
    "move_sql",
    "remind",
    "settle_sql",
    "void",
    "void_outdated",
]

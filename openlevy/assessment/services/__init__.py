"""The verbs of assessment: amounts chosen by residents and flat by group, what agencies deliver,
windows reopened, and the moves that others compose."""

from openlevy.assessment.rules import FLAT_KIND
from openlevy.assessment.services.chosen import set_amount
from openlevy.assessment.services.flat import (
    assess_flat,
    follow_enrolment,
    hold_regular,
    is_owed_so,
)
from openlevy.assessment.services.lifting import days_lifted, why_closed
from openlevy.assessment.services.moves import TABLE, move_sql
from openlevy.assessment.services.regular import lock_enrolment, year_elsewhere
from openlevy.assessment.services.reopening import (
    Proposal,
    confirm_reopening,
    end_reopening,
    propose_reopening,
    reject_reopening,
    withdraw_reopening,
)
from openlevy.assessment.services.special import (
    SpecialDelivered,
    amend_special,
    record_special,
    withdraw_special,
)

__all__ = [
    "FLAT_KIND",
    "TABLE",
    "Proposal",
    "SpecialDelivered",
    "amend_special",
    "assess_flat",
    "confirm_reopening",
    "days_lifted",
    "end_reopening",
    "follow_enrolment",
    "hold_regular",
    "is_owed_so",
    "lock_enrolment",
    "move_sql",
    "propose_reopening",
    "record_special",
    "reject_reopening",
    "set_amount",
    "why_closed",
    "withdraw_reopening",
    "withdraw_special",
    "year_elsewhere",
]

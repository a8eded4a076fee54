"""Whether what the first page leads to can be done today, and the sentence where it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openlevy.assessment.queries import ReopeningSeen
from openlevy.portals.payer import daily_words
from openlevy.reference import queries as reference


@dataclass(frozen=True, slots=True)
class OpenDays:
    """``again`` are the payer's windows that officers have reopened: the days of the month and the
    end of the collection are in the way of none of them (D3)."""

    today: date
    again: Sequence[ReopeningSeen]

    def why_shut(
        self, enrolment_id: int, period_start: date, tax_office: str, until: date | None
    ) -> str:
        """Why an enrolment's premium can be neither declared nor paid today; empty where it can.

        Args:
            until: the last day of its collection; None of what is bound to none.
        """
        meant = (enrolment_id, period_start)
        if any((one.enrolment_id, one.period_start) == meant for one in self.again):
            return ""
        if until is not None and until < self.today:
            return daily_words.shut_today(reference.CollectionEnded(until))
        shut = reference.outside_days(tax_office, self.today, until)
        return daily_words.shut_today(shut) if shut else ""


def all_shut(reasons: Sequence[str]) -> str:
    """Of things that one button leads to: empty where one of them can be done, else why not, each
    reason once."""
    return "".join(dict.fromkeys(reasons)) if all(reasons) else ""

"""Which closed windows officers may open again, and why not. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from openlevy.kernel.errors import Refusal
from openlevy.kernel.period import Period

YEARS_BACK = 3
"""Windows of so many years before this one may be reopened; what is older is a back payment that
the agency assesses. Ours: S3 D3 knows the reopening, not its bounds."""

LONGEST_DAYS = 92
"""A window is reopened for so many days at most. Ours, as above."""


@dataclass
class WindowStillOpen(Refusal):
    """The premium of the year is collected now: there is nothing to reopen."""

    year: int
    last_day: date
    code = "assessment.window_still_open"


@dataclass
class WindowAhead(Refusal):
    """The collection of the year has not begun."""

    year: int
    first_day: date
    code = "assessment.window_ahead"


@dataclass
class YearTooOld(Refusal):
    """Closed for so long that it is the agency's to assess, as a back payment."""

    year: int
    first_year: int
    code = "assessment.year_too_old"


@dataclass
class UntilUnfit(Refusal):
    """A window is reopened until one of these days."""

    first_day: date
    last_day: date
    code = "assessment.until_unfit"


@dataclass
class ReopeningPending(Refusal):
    """The same has been proposed and is not decided."""

    year: int
    code = "assessment.reopening_pending"


@dataclass
class AlreadyReopened(Refusal):
    """The window is open again already."""

    year: int
    until_on: date
    code = "assessment.already_reopened"


@dataclass
class NothingToReopen(Refusal):
    """The year is declared or paid."""

    year: int
    code = "assessment.nothing_to_reopen"


@dataclass
class ReopeningUnknown(Refusal):
    """There is no such reopening, or it is another office's."""

    code = "assessment.reopening_unknown"


@dataclass
class ReopeningDecided(Refusal):
    """It was decided, withdrawn or ended before; ``state`` is where it stands."""

    state: str
    code = "assessment.reopening_decided"


@dataclass
class ReopeningLapsed(Refusal):
    """Its last day has passed undecided."""

    until_on: date
    code = "assessment.reopening_lapsed"


@dataclass
class OwnProposal(Refusal):
    """Who proposes does not decide."""

    code = "assessment.own_proposal"


@dataclass
class NotAtThisOffice(Refusal):
    """The officer does not hold the role at the office of the case, or not any more."""

    code = "assessment.not_at_this_office"


@dataclass
class EnrolmentMoved(Refusal):
    """The agency has given the enrolment to another tax office meanwhile."""

    code = "assessment.enrolment_moved"


@dataclass
class KeyReused(Refusal):
    """The request's key was used before for something else."""

    code = "assessment.key_reused"


def check_reopening(year: int, window: Period, today: date) -> None:
    """Refuse to reopen what is not closed, or closed too long.

    Raises:
        WindowStillOpen, WindowAhead, YearTooOld
    """
    if today in window:
        raise WindowStillOpen(year=year, last_day=window.end)
    if today < window.start:
        raise WindowAhead(year=year, first_day=window.start)
    if year < today.year - YEARS_BACK:
        raise YearTooOld(year=year, first_year=today.year - YEARS_BACK)


def check_until(until_on: date, today: date) -> None:
    """Refuse to open for days that are over, or for too long.

    Raises:
        UntilUnfit
    """
    last = today + timedelta(days=LONGEST_DAYS)
    if not today <= until_on <= last:
        raise UntilUnfit(first_day=today, last_day=last)

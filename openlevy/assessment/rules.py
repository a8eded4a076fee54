"""What may be chosen. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from openlevy.kernel.errors import Refusal
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period

FLAT_KIND = "41"
"""定额 (AAE143): what an agency assesses of a year instead of the flat amount."""


@dataclass
class NotATier(Refusal):
    """The amount is not among the place's tiers of the year."""

    amount_fen: Fen
    year: int
    code = "assessment.not_a_tier"


@dataclass
class EnrolmentUnknown(Refusal):
    """There is no such enrolment for the insurance, or it is another payer's."""

    code = "assessment.enrolment_unknown"


@dataclass
class EnrolmentClosed(Refusal):
    """The enrolment is suspended or ended, or does not cover the year."""

    year: int
    code = "assessment.enrolment_closed"


@dataclass
class YearNotOpen(Refusal):
    """Only the current year's amount can be chosen."""

    year: int
    open_year: int
    code = "assessment.year_not_open"


@dataclass
class OutsideWindow(Refusal):
    """The premium of the year is collected on other days."""

    year: int
    first_day: date
    last_day: date
    code = "assessment.outside_window"


@dataclass
class AmountByAgency(Refusal):
    """The group has no fixed amount in the year: its agency assesses what each of them pays."""

    year: int
    code = "assessment.amount_by_agency"


@dataclass
class YearElsewhere(Refusal):
    """The year is declared or paid under another enrolment: nobody is insured twice in a year.
    ``place`` is the tax office that has it, ``kept_by`` the agency of that enrolment, with its
    telephone."""

    year: int
    place: str
    kept_by: str
    kept_by_phone: str
    code = "assessment.year_elsewhere"


@dataclass
class YearTaken(Refusal):
    """The agency assesses a year that the payer has declared or paid already."""

    serial: str
    detail: str
    code = "assessment.year_taken"


@dataclass
class NotAYear(Refusal):
    """定额 is assessed of a part of a year, or of more than one, ``first`` to ``last`` being the
    months of the year it begins in: it stands for the flat amount, which is a year's."""

    serial: str
    detail: str
    first: str
    last: str
    code = "assessment.not_a_year"


@dataclass
class GroupPaysFlat(Refusal):
    """The agency assesses the year of a person whose group has a flat amount."""

    serial: str
    detail: str
    code = "assessment.group_pays_flat"


@dataclass
class AmountDeclared(Refusal):
    """The year has been declared; the amount can change only after the declaration is voided."""

    year: int
    code = "assessment.amount_declared"


@dataclass
class AmountPaid(Refusal):
    """The year has been paid; its tier is settled for good (S3 ch. 3, D6)."""

    year: int
    code = "assessment.amount_paid"


@dataclass
class SerialTaken(Refusal):
    """The agency's serial number is known with other content, or was withdrawn."""

    serial: str
    detail: str
    code = "assessment.serial_taken"


@dataclass
class SerialUnknown(Refusal):
    """The agency never delivered this serial number."""

    serial: str
    detail: str
    code = "assessment.serial_unknown"


@dataclass
class InUse(Refusal):
    """Declared or paid; the agency cannot change it any more."""

    serial: str
    detail: str
    code = "assessment.in_use"


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


YEARS_BACK = 3
"""Windows of so many years before this one may be reopened; what is older is a back payment that
the agency assesses. Ours: S3 D3 knows the reopening, not its bounds."""

LONGEST_DAYS = 92
"""A window is reopened for so many days at most. Ours, as above."""


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


def check_tier(amount_fen: Fen, tiers: Sequence[Fen], year: int) -> None:
    """Refuse an amount that the place does not offer.

    Raises:
        NotATier
    """
    if amount_fen not in tiers:
        raise NotATier(amount_fen=amount_fen, year=year)

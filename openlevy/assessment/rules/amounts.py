"""What may be chosen, and why not. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openlevy.kernel.errors import Refusal
from openlevy.kernel.money import Fen


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
class AmountDeclared(Refusal):
    """The year has been declared; the amount can change only after the declaration is voided."""

    year: int
    code = "assessment.amount_declared"


@dataclass
class AmountPaid(Refusal):
    """The year has been paid; its tier is settled for good (S3 ch. 3, D6)."""

    year: int
    code = "assessment.amount_paid"


def check_tier(amount_fen: Fen, tiers: Sequence[Fen], year: int) -> None:
    """Refuse an amount that the place does not offer.

    Raises:
        NotATier
    """
    if amount_fen not in tiers:
        raise NotATier(amount_fen=amount_fen, year=year)

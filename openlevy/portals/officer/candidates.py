"""Which closed windows of somebody may be proposed to be reopened."""

from datetime import date

from openlevy.assessment.queries import open_reopening, regular_payable, window_of
from openlevy.assessment.rules import YEARS_BACK
from openlevy.kernel.money import Fen
from openlevy.parties.queries import EnrolmentSeen
from openlevy.portals.officer import words
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.queries import AmountNotSet, TiersNotSet


def offered(enrolments: list[EnrolmentSeen], today: date) -> list[tuple[str, str]]:
    """Enrolment and year of each, as the form sends them, with the words for it; the latest year
    first."""
    years = range(today.year, today.year - YEARS_BACK - 1, -1)
    return [
        (f"{under.id}:{year}", _worded(under, year))
        for under in enrolments
        for year in years
        if _is_shut(under, year, today)
    ]


def chosen(value: str) -> tuple[int, int]:
    """Enrolment and year that the form has sent; only what was offered is valid there."""
    enrolment, _colon, year = value.partition(":")
    return int(enrolment), int(year)


def amount_words(under: EnrolmentSeen, year: int) -> str:
    """What the year costs: the amount of the group, or that the payer chooses."""
    amount_fen = _amount_fen(under, year)
    if amount_fen is None:
        return _("由缴费人在档次中选择")
    return formats.yuan(amount_fen)


def _worded(under: EnrolmentSeen, year: int) -> str:
    told = {"insurance": words.insurance(under.levy_item), "year": year}
    return _("%(insurance)s %(year)s年度") % told + f"（{under.township_name}）"


def _is_shut(under: EnrolmentSeen, year: int, today: date) -> bool:
    period, window = window_of(under, year)
    shut_now = window.end < today or (
        today in window and reference.outside_days(under.tax_office, today) is not None
    )
    if not shut_now or not under.may_pay_for(period) or not _has_amount(under, year):
        return False
    row = regular_payable(under.payer_id, under.id, period)
    if row is not None and row.state == "SETTLED":
        return False
    return open_reopening(under.payer_id, under.id, period, today) is None


def _has_amount(under: EnrolmentSeen, year: int) -> bool:
    place = reference.place_of(under.region)
    try:
        if under.levy_item == place.medical.levy_item:
            reference.medical_group(place.key, year, under.group)
        else:
            reference.pension_tiers(place.key, year, under.levy_item)
    except (AmountNotSet, TiersNotSet):
        return False
    return True


def _amount_fen(under: EnrolmentSeen, year: int) -> Fen | None:
    place = reference.place_of(under.region)
    if under.levy_item != place.medical.levy_item:
        return None
    return reference.medical_group(place.key, year, under.group).amount_fen

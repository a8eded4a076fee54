"""Two enrolments of one insurance at the same time: what each costs, that one of them is owed, and
which agencies say which (R7)."""

from collections.abc import Sequence
from datetime import date

from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, OverlapSeen
from openlevy.portals.payer import words
from openlevy.portals.payer.sections import MEDICAL
from openlevy.portals.shared import formats
from openlevy.portals.shared.phones import agency_phone, healthcare_phone
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.queries import AmountNotSet


def overlapping(
    enrolled: Sequence[EnrolmentSeen], today: date, *, another: bool = False
) -> list[str]:
    """One sentence for each insurance in which several enrolments may pay the same year. Of
    ``another`` person no more than the places, which tell their rows apart anyway."""
    found = []
    for item in dict.fromkeys(under.levy_item for under in enrolled):
        mine = [one for one in enrolled if one.levy_item == item and _may_pay(one, today)]
        if len(mine) > 1:
            found.append(_sentence(mine, today, another=another))
    return found


def asked(enrolled: Sequence[EnrolmentSeen], found: Sequence[OverlapSeen]) -> list[tuple[str, str]]:
    """Of each pair on which the agencies have been asked: what is in question, and since when who
    is to answer."""
    by_id = {under.id: under for under in enrolled}
    said = []
    for one in found:
        pair = [by_id[number] for number in (one.first_id, one.second_id) if number in by_id]
        agencies = dict.fromkeys(under.agency_code for under in pair)
        told = {
            "insurance": words.insurance(one.levy_item),
            "places": _("、").join(words.region(under.region) for under in pair),
            "day": formats.day(one.found_on),
            "agencies": _("、").join(words.agency(code) for code in agencies),
        }
        says = _("%(day)s已请%(agencies)s核对以哪一处为准，等待经办机构更正。")
        said.append((_("%(insurance)s：%(places)s") % told, says % told))
    return said


def cost(under: EnrolmentSeen, today: date) -> str:
    """What the year would cost under an enrolment; empty where its agency assesses it."""
    place, year = reference.place_of(under.region), _year(under, today)
    if under.levy_item == MEDICAL.levy_item:
        try:
            fen = reference.medical_group(place.key, year, under.group).amount_fen
        except AmountNotSet:
            return ""
        mark = _mark(reference.medical_amounts_key(place.key, year))
        return _("%(year)s年度 %(yuan)s") % {"year": year, "yuan": formats.yuan(fen) + mark}
    tiers = reference.pension_tiers(place.key, year, under.levy_item)
    told: dict[str, object] = {"year": year, "mark": _mark(tiers.key)}
    amounts: Sequence[Fen] = tiers.amounts_fen
    told |= {"least": formats.yuan(min(amounts)), "most": formats.yuan(max(amounts))}
    return _("%(year)s年度可选 %(least)s 至 %(most)s%(mark)s") % told


def _sentence(mine: Sequence[EnrolmentSeen], today: date, *, another: bool) -> str:
    agencies = dict.fromkeys(under.agency_code for under in mine)
    told = {
        "insurance": words.insurance(mine[0].levy_item),
        "places": _("、").join(words.region(under.region) for under in mine),
        "year": _year(mine[0], today),
        "agencies": _("、").join(words.agency_to_call(code) for code in agencies),
    }
    if another:
        told["phone"] = agency_phone()
        if mine[0].levy_item == MEDICAL.levy_item:
            told["phone"] = healthcare_phone()
        return (
            _(
                "这位缴费人在%(places)s同时有%(insurance)s参保登记，%(year)s年度只需在其中一处缴费，"
                "不重复缴纳。以哪一处为准由经办机构确定，请先联系参保地经办机构核对，"
                "咨询电话 %(phone)s。"
            )
            % told
        )
    return (
        _(
            "您在%(places)s同时有%(insurance)s参保登记，%(year)s年度只需在其中一处缴费，不重复缴纳。"
            "以哪一处为准由经办机构确定，请先联系%(agencies)s核对。"
        )
        % told
    )


def _year(under: EnrolmentSeen, today: date) -> int:
    """The year that is paid now, or next."""
    medical = reference.place_of(under.region).medical
    if under.levy_item != medical.levy_item:
        return today.year
    years = medical.open_years(today)
    return max(years) if years else medical.next_year(today)


def _may_pay(under: EnrolmentSeen, today: date) -> bool:
    year, medical = _year(under, today), reference.place_of(under.region).medical
    own = under.levy_item == medical.levy_item
    return under.may_pay_for(medical.year.of(year) if own else Period.year(year))


def _mark(key: str) -> str:
    return _("（示例）") if reference.is_unverified(key) else ""

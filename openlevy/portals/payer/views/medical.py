"""城乡居民医疗: 缴费信息提交 (S2 2.1). What a year costs follows from the group."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from openlevy.access.guards import payer_required
from openlevy.assessment.queries import PayableSeen, payables, regular_payable
from openlevy.assessment.rules import AmountDeclared, AmountPaid
from openlevy.assessment.services import assess_flat
from openlevy.parties.queries import EnrolmentSeen, enrolment
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import words
from openlevy.portals.payer.pages import Due
from openlevy.portals.payer.sections import MEDICAL
from openlevy.portals.payer.submitting import declare, shown, special_due
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.queries import AmountNotSet

_FIRST_YEAR, _LAST_YEAR = 2009, 2199
"""Of those that a place's data can be about."""
_YEAR = "year"
"""Ticked instead of a payable's number: what the group pays for the year that follows the word."""


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def amounts(request: HttpRequest, number: int) -> HttpResponse:
    """The years that are collected now, and what the agency has assessed; 「提交」."""
    who, today = at.desk(request), at.today(request)
    under = enrolment(who.payer_id, number)
    if under is None or under.levy_item != MEDICAL.levy_item:
        raise at.RecordUnknown
    wrong = ""
    if request.method == "POST":
        key = at.key_of(request)
        sent = list(dict.fromkeys(request.POST.getlist("due")))
        if sent:
            shown_fen = shown(request, sent)
            chosen = [_assessed(who.payer_id, under, text, today) for text in sent]
            return declare(request, at.numbers(chosen), key, shown_fen, today)
        wrong = _("请先勾选要缴费的数据，再点击“提交”。")
    return render(request, "payer/medical_amounts.html", _page(under, today, wrong))


def _page(under: EnrolmentSeen, today: date, wrong: str) -> dict[str, object]:
    specials = payables(under.payer_id, enrolment_ids=[under.id], kind="special")
    dues = [*_regular(under, today), *map(special_due, specials)]
    insurance, office = words.insurance(under.levy_item), words.tax_office(under.tax_office)
    return {
        "area": MEDICAL,
        "dues": dues,
        "under": f"{insurance} · {office}",
        "why_not": "" if dues else _why_nothing(under, today),
        "key": at.new_key(),
        "wrong": wrong,
        "anything_open": any(due.open for due in dues),
        "ticked_fen": sum(due.amount_fen for due in dues if due.open and due.ticked),
    }


def _regular(under: EnrolmentSeen, today: date) -> list[Due]:
    """One for each year that is collected today and has an amount for the group."""
    medical = reference.place_of(under.region).medical
    found = [_of_year(under, year) for year in medical.open_years(today)]
    return [due for due in found if due is not None]


def _of_year(under: EnrolmentSeen, year: int) -> Due | None:
    place = reference.place_of(under.region)
    period = place.medical.year.of(year)
    row = regular_payable(under.payer_id, under.id, period)
    if row is not None and row.state != "OPEN":
        return _done(row)
    try:
        group = reference.medical_group(place.key, year, under.group)
    except AmountNotSet:
        return None
    if not under.may_pay_for(period):
        return None
    rate = _("%(group)s，每人每年 %(yuan)s") % {
        "group": group.name,
        "yuan": formats.yuan(group.amount_fen),
    }
    return Due(
        value=f"{_YEAR}{year}",
        name=words.item(under.levy_item),
        amount_fen=group.amount_fen,
        details=[
            (_("缴费年度"), _("%(year)s年度") % {"year": year}),
            (_("费款所属期"), formats.span(period)),
            (_("缴费标准"), rate),
            (_("缴款期限"), formats.day(place.medical.window.of(year).end)),
        ],
        ticked=True,
        unverified=reference.is_unverified(reference.medical_amounts_key(place.key, year)),
    )


def _done(row: PayableSeen) -> Due:
    settled = row.state == "SETTLED"
    return Due(
        value=row.id,
        name=words.item(row.levy_item),
        amount_fen=row.amount_fen,
        details=[(_("费款所属期"), formats.span(words.period_of(row)))],
        open=False,
        state=_("已缴费") if settled else _("已申报"),
        tone="good" if settled else "wait",
        href=MEDICAL.page("payments" if settled else "declarations"),
        action=_("缴费记录查询") if settled else words.declarations_title(row.levy_item),
    )


def _why_nothing(under: EnrolmentSeen, today: date) -> str:
    """Why there is nothing to pay now: the enrolment, the days, or the group."""
    medical = reference.place_of(under.region).medical
    years = medical.open_years(today)
    if not under.is_active:
        return _("这条参保登记的状态为“%(state)s”。") % {"state": words.enrolment_state(under)}
    if not years:
        window = medical.window.of(medical.next_year(today))
        told = {
            "year": medical.next_year(today),
            "first": formats.day(window.start),
            "last": formats.day(window.end),
        }
        return _("现在不在缴费期内。%(year)s年度的缴费期为%(first)s至%(last)s。") % told
    if under.group in medical.paid_in_full:
        told = {"group": words.group(under)}
        return _("参保人员类别为“%(group)s”，费用由财政全额资助，个人不需要缴费。") % told
    if under.group in medical.special_groups:
        told = {"group": words.group(under)}
        return _("参保人员类别为“%(group)s”，应缴费额由医保经办机构核定后传递到这里。") % told
    return _("%(year)s年度没有这条参保登记的应缴费额。") % {"year": years[0]}


def _assessed(payer_id: int, under: EnrolmentSeen, sent: str, today: date) -> str:
    """The number of the payable that is meant: a year's is made now, or was made before by the same
    form, in this window or another.

    Raises:
        Refusal: of ``assess_flat``.
        RecordUnknown: no year.
    """
    if not sent.startswith(_YEAR):
        return sent
    digits = sent.removeprefix(_YEAR)
    if not (digits.isascii() and digits.isdigit() and len(digits) == len("2026")):
        raise at.RecordUnknown
    year = int(digits)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise at.RecordUnknown
    try:
        made = assess_flat(payer_id=payer_id, enrolment_id=under.id, year=year, today=today)
    except (AmountDeclared, AmountPaid):
        period = reference.place_of(under.region).medical.year.of(year)
        row = regular_payable(payer_id, under.id, period)
        if row is None:
            raise
        made = row.id
    return str(made)

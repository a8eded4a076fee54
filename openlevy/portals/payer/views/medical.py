"""城乡居民医疗: 缴费信息提交 (S2 2.1). What a year costs follows from the group."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from openlevy.access.guards import payer_required
from openlevy.assessment.queries import PayableSeen, payables, regular_payable, reopened
from openlevy.assessment.rules import AmountDeclared, AmountPaid
from openlevy.assessment.services import assess_flat
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, enrolment
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import elsewhere, words
from openlevy.portals.payer.amount_parts import nothing_to_pay, parts
from openlevy.portals.payer.drawn_for_another import drawn_for_another
from openlevy.portals.payer.pages import Due
from openlevy.portals.payer.sections import MEDICAL
from openlevy.portals.payer.submitting import (
    declare,
    shown,
    special_due,
    special_due_of_another,
)
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.queries import AmountNotSet

_YEAR = "year"
"""Ticked instead of a payable's number: what the group pays for the year that follows the word."""


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def amounts(request: HttpRequest, number: int, principal: int = 0) -> HttpResponse:
    """The years that are collected now, and what the agency has assessed; 「提交」. For a
    ``principal`` as for oneself, but not why the amount is what it is."""
    whose, today = at.insured(request, principal, MEDICAL.levy_item), at.today(request)
    under = enrolment(whose.payer_id, number)
    if under is None or under.levy_item != MEDICAL.levy_item:
        raise at.RecordUnknown
    if whose.principal and not under.is_active:
        raise at.RecordUnknown
    wrong = ""
    if request.method == "POST":
        key = at.key_of(request)
        sent = list(dict.fromkeys(request.POST.getlist("due")))
        if sent:
            shown_fen = shown(request, sent)
            chosen = [_assessed(request, under, text, today) for text in sent]
            return declare(request, at.numbers(chosen), key, shown_fen, today, whose)
        wrong = _("请先勾选要缴费的数据，再点击“提交”。")
    return render(request, "payer/medical_amounts.html", _page(request, under, today, wrong, whose))


def _page(
    request: HttpRequest, under: EnrolmentSeen, today: date, wrong: str, whose: at.Insured
) -> dict[str, object]:
    standing = payables(under.payer_id, open_only=False)
    specials = [row for row in _own(under, standing) if row.kind == "special"]
    waiting = [row for row in specials if row.state == "OPEN" and not row.shut_on(today)]
    dues = _regular(under, today, whose, standing)
    if whose.principal:
        dues += map(special_due_of_another, waiting)
        if any(row.state == "DECLARED" for row in _own(under, standing)):
            dues += drawn_for_another(under, whose, by=at.desk(request).payer_id, today=today)
    else:
        dues += map(special_due, waiting)
    insurance, office = words.insurance(under.levy_item), words.tax_office(under.tax_office)
    return {
        "area": MEDICAL,
        "whose": whose.principal,
        "dues": dues,
        "under": f"{insurance} · {office}",
        "why_not": "" if dues else _why_nothing(under, today, whose),
        "paid_already": _paid_already(dues, whose),
        "key": at.new_key(),
        "wrong": wrong,
        "anything_open": any(due.open for due in dues),
        "ticked_fen": sum(due.amount_fen for due in dues if due.open and due.ticked),
    }


def _paid_already(dues: Sequence[Due], whose: at.Insured) -> str:
    """That nothing more is to be done for another, where all that there is of theirs is paid."""
    if whose.principal is None or not dues or not all(due.paid_for for due in dues):
        return ""
    told = {
        "name": whose.principal.name,
        "spans": "、".join(due.paid_for for due in dues),
        "insurance": words.insurance(MEDICAL.levy_item),
    }
    return _("%(name)s%(spans)s的%(insurance)s已经缴费，不需要再办理。") % told


def _own(under: EnrolmentSeen, standing: Sequence[PayableSeen]) -> list[PayableSeen]:
    return [row for row in standing if row.enrolment_id == under.id]


def _regular(
    under: EnrolmentSeen, today: date, whose: at.Insured, standing: Sequence[PayableSeen]
) -> list[Due]:
    """One for each year that is collected today and has an amount for the group, or is declared or
    paid already. The current one stands first; the first that can be paid is ticked."""
    medical = reference.place_of(under.region).medical
    last_days = {
        one.year: one.until_on
        for one in reopened(under.payer_id, today)
        if one.enrolment_id == under.id
    }
    last_days |= {year: medical.window.of(year).end for year in medical.open_years(today)}
    current = medical.current_year(today)
    dues: list[Due] = []
    for year in sorted(last_days, key=lambda one: (one != current, one)):
        taken = _taken(under, medical.year.of(year), standing)
        if taken is not None and whose.principal:
            dues += _done_of_another(taken, under)
        elif taken is not None:
            here = taken.enrolment_id == under.id
            dues.append(_done(taken) if here else elsewhere.due(taken))
        elif not _by_agency(under, medical.year.of(year), standing):
            ticked = not any(due.open for due in dues)
            dues += _of_year(under, year, last_days[year], whose, ticked=ticked)
    return dues


def _taken(
    under: EnrolmentSeen, period: Period, standing: Sequence[PayableSeen]
) -> PayableSeen | None:
    """What of the year is declared or paid, under this enrolment before any other: nobody is
    insured twice in a year."""
    found = [
        row
        for row in standing
        if row.levy_item == under.levy_item
        and row.state in ("DECLARED", "SETTLED")
        and row.is_the_years(period)
    ]
    found.sort(key=lambda row: row.enrolment_id != under.id)
    return found[0] if found else None


def _by_agency(under: EnrolmentSeen, period: Period, standing: Sequence[PayableSeen]) -> bool:
    """Whether the agency itself has assessed the year."""
    return any(row.kind == "special" and row.is_the_years(period) for row in _own(under, standing))


def _of_year(
    under: EnrolmentSeen, year: int, last_day: date, whose: at.Insured, *, ticked: bool
) -> list[Due]:
    place = reference.place_of(under.region)
    period, window = place.medical.year.of(year), place.medical.window.of(year)
    try:
        group = reference.medical_group(place.key, year, under.group)
    except AmountNotSet:
        return []
    if not under.may_pay_for(period):
        return []
    told = {"group": group.name, "yuan": formats.yuan(group.amount_fen)}
    rate = _("每人每年 %(yuan)s") if whose.principal else _("%(group)s，每人每年 %(yuan)s")
    due = Due(
        value=f"{_YEAR}{year}",
        name=words.item(under.levy_item),
        amount_fen=group.amount_fen,
        details=[
            (_("缴费年度"), _("%(year)s年度") % {"year": year}),
            (_("费款所属期"), formats.span(period)),
            (_("缴费标准"), rate % told),
            (_("缴款期限"), formats.day(last_day)),
            *([(_("说明"), _("缴费期已重新开放"))] if last_day != window.end else []),
        ],
        ticked=ticked,
        unverified=reference.is_unverified(reference.medical_amounts_key(place.key, year)),
    )
    return [due]


def _done(row: PayableSeen) -> Due:
    settled = row.state == "SETTLED"
    return Due(
        value=row.id,
        name=words.item(row.levy_item, row.kind_words),
        amount_fen=row.amount_fen,
        details=[
            (_("费款所属期"), formats.span(words.period_of(row))),
            *parts(row, row.tax_office),
        ],
        open=False,
        state=_("已缴费") if settled else _("已申报"),
        tone="good" if settled else "wait",
        href=MEDICAL.page("payments" if settled else "declarations"),
        action=_("缴费记录查询") if settled else words.declarations_title(row.levy_item),
    )


def _done_of_another(row: PayableSeen, under: EnrolmentSeen) -> list[Due]:
    """That the year is paid, or declared elsewhere; what is declared here and not paid is shown as
    that."""
    settled = row.state == "SETTLED"
    if not settled and row.enrolment_id == under.id:
        return []
    span = formats.span(words.period_of(row))
    due = Due(
        value=row.id,
        name=words.item(row.levy_item),
        amount_fen=row.amount_fen,
        details=[(_("费款所属期"), span)],
        paid_for=span if settled else "",
        open=False,
        state=_("已缴费") if settled else _("已申报"),
        tone="good" if settled else "wait",
    )
    return [due]


def _why_nothing(under: EnrolmentSeen, today: date, whose: at.Insured) -> str:
    """Why there is nothing to pay now: the enrolment, the days, or the group. Of another only the
    days are told."""
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
    if whose.principal:
        return _("这位缴费人现在没有需要缴纳的费款。")
    special = medical.special_groups.get(under.group)
    if special and special.in_full:
        return nothing_to_pay(special, under.region)
    if special:
        told = {"group": words.group(under)}
        return _("参保人员类别为“%(group)s”，应缴费额由医保经办机构核定后传递到这里。") % told
    return _("%(year)s年度没有这条参保登记的应缴费额。") % {"year": years[0]}


def _assessed(request: HttpRequest, under: EnrolmentSeen, sent: str, today: date) -> str:
    """The number of the payable that is meant: a year's is made now, or was made before by the same
    form, in this window or another.

    Raises:
        Refusal: of ``assess_flat``.
        RecordUnknown: no year, and nothing that the agency has assessed under the enrolment.
    """
    if not sent.startswith(_YEAR):
        specials = payables(
            under.payer_id, enrolment_ids=[under.id], kind="special", open_only=False
        )
        if sent not in [str(row.id) for row in specials]:
            raise at.RecordUnknown
        return sent
    year = at.year(sent.removeprefix(_YEAR))
    try:
        made = assess_flat(
            payer_id=under.payer_id,
            enrolment_id=under.id,
            year=year,
            today=today,
            by=at.desk(request).payer_id,
        )
    except (AmountDeclared, AmountPaid):
        period = reference.place_of(under.region).medical.year.of(year)
        row = regular_payable(under.payer_id, under.id, period)
        if row is None:
            raise
        made = row.id
    return str(made)

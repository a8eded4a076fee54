"""批量扣款缴费金额设置: the amount of the year, chosen per enrolment (S2 1.4)."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access.guards import payer_of, payer_required
from openlevy.assessment.queries import (
    PayableSeen,
    SettingSeen,
    last_setting,
    open_reopening,
    payables,
    regular_payable,
    reopened,
    settings,
)
from openlevy.assessment.rules import YearNotOpen
from openlevy.assessment.services import set_amount
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, enrolment, enrolments
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import elsewhere, words
from openlevy.portals.payer.opened_again import opened_again
from openlevy.portals.payer.overlapping import overlapping
from openlevy.portals.payer.pages import AmountPage, EnrolmentCard
from openlevy.portals.payer.sections import PENSION, section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.fields import Picked
from openlevy.portals.shared.links import url
from openlevy.portals.shared.phones import agency_phone
from openlevy.portals.shared.translated import gettext as _
from openlevy.portals.shared.translated import gettext_lazy, language
from openlevy.reference import queries as reference
from openlevy.reference.places import Tiers


class AmountForm(forms.Form):
    """缴费金额: one of the tiers of the place where the person is enrolled."""

    tier = Picked(label=gettext_lazy("缴费金额"), missing=gettext_lazy("请选择缴费金额。"))

    def __init__(self, tiers: Tiers, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        mark = _("（示例）") if reference.is_unverified(tiers.key) else ""
        field = self.fields["tier"]
        assert isinstance(field, Picked)
        field.offer((str(fen), formats.yuan(fen) + mark) for fen in tiers.amounts_fen)


@lru_cache(256)
def _blank(tiers: Tiers, chosen_fen: int | None, _language: str) -> AmountForm:
    """The form as it is opened: nobody changes one that was never sent."""
    chosen = {} if chosen_fen is None else {"tier": str(chosen_fen)}
    return AmountForm(tiers, initial=chosen)


@payer_required
@require_safe
def choose_enrolment(request: HttpRequest) -> HttpResponse:
    """Whose amount: one of the payer's enrolments."""
    today = at.today(request)
    chosen = settings(payer_of(request), today.year)
    found = enrolments(payer_of(request), PENSION.levy_item)
    cards = [_card(under, chosen.get(under.id), today) for under in found]
    earlier = [
        one for one in reopened(payer_of(request), today) if one.levy_item == PENSION.levy_item
    ]
    page = {
        "enrolments": cards,
        "overlapping": overlapping(found, today),
        "reopened": [opened_again(one) for one in earlier],
    }
    return render(request, "payer/amount.html", page)


def _card(under: EnrolmentSeen, setting: SettingSeen | None, today: date) -> EnrolmentCard:
    if not under.may_pay_in(today.year):
        says = words.closed_state(under)
    elif setting is None:
        says = _("尚未设置%(year)s年度缴费金额") % {"year": today.year}
    else:
        says = _("%(year)s年度缴费金额 %(yuan)s") % {
            "year": today.year,
            "yuan": formats.yuan(setting.tier_fen),
        }
    return words.enrolment_card(under, amount_words=says)


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_amount(request: HttpRequest, number: int) -> HttpResponse:
    """「缴费金额」 and 「提交」; locked once the year is declared or paid."""
    who = at.desk(request)
    today = at.today(request)
    under = enrolment(who.payer_id, number)
    if under is None or under.levy_item != PENSION.levy_item:
        raise at.RecordUnknown
    year, until = _open_year(request, under, today)
    tiers = reference.pension_tiers(reference.place_of(under.region).key, year)
    form = AmountForm(tiers, request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        tier_fen = int(form.cleaned_data["tier"])
        set_amount(
            payer_id=who.payer_id,
            enrolment_id=number,
            year=year,
            tier_fen=tier_fen,
            actor=who.actor,
            today=today,
        )
        return redirect(url("payer:amount_done", number) + _asking(year, today))
    standing = payables(who.payer_id, open_only=False)
    mine = (one for one in standing if one.enrolment_id == number and one.kind == "regular")
    row = next((one for one in mine if one.period_start.year == year), None)
    there = elsewhere.taken(under, Period.year(year), standing)
    last = None if row else last_setting(who.payer_id, number, year)
    chosen_fen = row.amount_fen if row else last.tier_fen if last else None
    page = {
        "form": form or _blank(tiers, chosen_fen, language()),
        "key": at.new_key(),
        "setting": _page(
            under, row, year, today, until, unverified=reference.is_unverified(tiers.key)
        )
        if there is None
        else _page_of_elsewhere(under, there, year, today, until),
    }
    return render(request, "payer/amount_enrolment.html", page)


@payer_required
@require_safe
def done(request: HttpRequest, number: int) -> HttpResponse:
    """The prompt after 「提交」; 「确定」 leads back to 城乡居民养老."""
    year = _asked_year(request, at.today(request))
    row = regular_payable(payer_of(request), number, Period.year(year))
    if row is None:
        raise at.RecordUnknown
    page = {"amount_fen": row.amount_fen, "year": year}
    return render(request, "payer/amount_done.html", page)


def _asked_year(request: HttpRequest, today: date) -> int:
    """The year that the address names; this one when it names none.

    Raises:
        RecordUnknown
    """
    return at.year(request.GET["year"]) if "year" in request.GET else today.year


def _asking(year: int, today: date) -> str:
    return "" if year == today.year else f"?year={year}"


def _open_year(request: HttpRequest, under: EnrolmentSeen, today: date) -> tuple[int, date]:
    """The year whose amount can be chosen, and until when: this one, or one that is open again.

    Raises:
        RecordUnknown, YearNotOpen
    """
    year = _asked_year(request, today)
    if year == today.year:
        return year, Period.year(year).end
    until = open_reopening(under.payer_id, under.id, Period.year(year), today)
    if until is None:
        raise YearNotOpen(year=year, open_year=today.year)
    return year, until


def _page(
    under: EnrolmentSeen,
    row: PayableSeen | None,
    year: int,
    today: date,
    until: date,
    *,
    unverified: bool,
) -> AmountPage:
    locked, href, action = _lock(under, row, year)
    current = formats.yuan(row.amount_fen) if row else _("尚未设置")
    return AmountPage(
        details=[
            (_("险种"), words.insurance(under.levy_item)),
            (_("参保地"), words.enrolment_place(under)),
            (_("主管税务机关"), words.tax_office(under.tax_office)),
            (_("缴费年度"), _("%(year)s年") % {"year": year}),
            *([] if year == today.year else [(_("重新开放至"), formats.day(until))]),
            (_("当前缴费金额"), current),
        ],
        locked=locked,
        href=href,
        action=action,
        unverified=unverified,
        valid_from=row.assessed_on if row else today,
        valid_until=until,
    )


def _page_of_elsewhere(
    under: EnrolmentSeen, there: PayableSeen, year: int, today: date, until: date
) -> AmountPage:
    """The year is declared or paid under another enrolment."""
    section = section_of(there.levy_item)
    return replace(
        _page(under, None, year, today, until, unverified=False),
        locked=elsewhere.says(there),
        href=section.page("payments" if there.state == "SETTLED" else "declarations"),
        action=_("缴费记录查询") if there.state == "SETTLED" else _("申报记录查询"),
    )


def _lock(under: EnrolmentSeen, row: PayableSeen | None, of_year: int) -> tuple[str, str, str]:
    """Why the amount cannot be changed any more, and where to go instead."""
    year = {"year": of_year}
    if row is not None and row.state == "SETTLED":
        return (
            _("%(year)s年度已经缴费，本年度的缴费金额不能再更改。") % year,
            url("payer:payments"),
            _("缴费记录查询"),
        )
    if row is not None and row.state == "DECLARED":
        return (
            _("%(year)s年度已经申报。要更改缴费金额，请先在申报记录查询中作废未缴费的申报。")
            % year,
            url("payer:declarations"),
            _("申报记录查询"),
        )
    if not under.may_pay_in(of_year):
        told = {**year, "state": words.closed_state(under), "phone": agency_phone()}
        return (
            _(
                "这条参保登记的状态为“%(state)s”，%(year)s年度不能设置缴费金额。"
                "如需恢复参保，请联系参保地社保经办机构，咨询电话 %(phone)s。"
            )
            % told,
            "",
            "",
        )
    return "", "", ""

"""缴费办理 up to 「提交」: who, under which enrolment, what (S2 1.1)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access.guards import payer_of, payer_required
from openlevy.assessment.queries import PayableSeen, last_setting, payables, regular_payable
from openlevy.assessment.rules import AmountDeclared, AmountPaid
from openlevy.assessment.services import set_amount
from openlevy.declaration.rules import AmountChanged, NotOpen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, enrolment, enrolments, person
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import elsewhere, naming, words
from openlevy.portals.payer.overlapping import cost, overlapping
from openlevy.portals.payer.pages import Due, EnrolmentCard
from openlevy.portals.payer.sections import MEDICAL, PENSION, Section
from openlevy.portals.payer.submitting import declare, shown, special_due
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference

_CARRIED = "carried"
"""Ticked instead of a payable's number: this year's is made in the amount of an earlier year."""


@payer_required
@require_safe
def identity(request: HttpRequest, section: Section) -> HttpResponse:
    """Is it you?"""
    who = person(payer_of(request))
    page = {
        "identity": words.identity(who),
        "in_question": naming.in_question(who),
        "area": section,
        "for_others": section.levy_item in reference.place(at.desk(request).place).for_others,
    }
    return render(request, "payer/payment_identity.html", page)


@payer_required
@require_safe
def choose_enrolment(request: HttpRequest, section: Section) -> HttpResponse:
    """参保信息选择: tick one, 「下一步」."""
    today = at.today(request)
    found = enrolments(payer_of(request), section.levy_item)
    ticked = at.numbers(request.GET.getlist("enrolment"))[:1]
    for under in found:
        if "next" in request.GET and under.id in ticked:
            return redirect(_first_page(under, today), under.id)
    wrong = _("请先勾选一条参保登记，再点击“下一步”。") if "next" in request.GET else ""
    twice = overlapping(found, today)
    cards = [
        replace(
            _card(under, today, chosen=len(found) == 1 or under.id in ticked),
            amount_words=cost(under, today) if twice and under.is_active else "",
        )
        for under in found
    ]
    page = {"enrolments": cards, "wrong": wrong, "area": section, "overlapping": twice}
    return render(request, "payer/payment_enrolments.html", page)


def _first_page(under: EnrolmentSeen, today: date) -> str:
    if under.levy_item == MEDICAL.levy_item:
        return "payer:medical_payment_amounts"
    return "payer:payment_regular" if under.may_pay_in(today.year) else "payer:payment_special"


def _card(under: EnrolmentSeen, today: date, *, chosen: bool) -> EnrolmentCard:
    if under.levy_item == MEDICAL.levy_item or under.may_pay_in(today.year):
        return words.enrolment_card(under, chosen=chosen)
    why_not = _("%(year)s年度不能正常缴费，只能办理特殊缴费。") % {"year": today.year}
    return words.enrolment_card(under, chosen=chosen, why_not=why_not)


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def regular(request: HttpRequest, number: int) -> HttpResponse:
    """正常缴费: this year's premium in the amount that was set."""
    today = at.today(request)
    answer = _submitted(request, number, today)
    if answer is not None:
        return answer
    standing = _of_pension(payables(payer_of(request), open_only=False))
    mine = [row for row in standing if row.enrolment_id == number and row.kind == "regular"]
    rows = [row for row in mine if _is_shown(row, today)]
    under = enrolment(payer_of(request), number) if standing else None
    dues = _regular_dues(rows, under, standing, today) if under else []
    dues = dues or _carried_dues(request, number, today)
    return _amounts(request, number, "regular", dues, rows, today)


def _regular_dues(
    rows: Sequence[PayableSeen],
    under: EnrolmentSeen,
    standing: Sequence[PayableSeen],
    today: date,
) -> list[Due]:
    """What there is under the enrolment; of a year that is done elsewhere, that it is."""
    dues = [
        _regular_due(row, _closed_for(row, under))
        for row in rows
        if row.state != "OPEN" or not elsewhere.taken(under, words.period_of(row), standing)
    ]
    there = elsewhere.taken(under, Period.year(today.year), standing)
    return [*dues, elsewhere.due(there)] if there else dues


def _is_shown(row: PayableSeen, today: date) -> bool:
    """This year's, and what an officer has opened again: it is due on a day to come."""
    return row.period_start.year == today.year or row.due_on >= today


def _closed_for(row: PayableSeen, under: EnrolmentSeen) -> str:
    """The word for the state of an enrolment under which this one cannot be paid."""
    return "" if under.may_pay_for(words.period_of(row)) else words.closed_state(under)


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def special(request: HttpRequest, number: int) -> HttpResponse:
    """特殊缴费: what the agency has assessed."""
    today = at.today(request)
    answer = _submitted(request, number, today)
    if answer is not None:
        return answer
    rows = _of_pension(payables(payer_of(request), enrolment_ids=[number], kind="special"))
    return _amounts(request, number, "special", [special_due(row) for row in rows], rows, today)


def _of_pension(rows: Sequence[PayableSeen]) -> list[PayableSeen]:
    return [row for row in rows if row.levy_item == PENSION.levy_item]


def _submitted(request: HttpRequest, number: int, today: date) -> HttpResponse | None:
    """The answer to 「提交」; None when nothing is ticked, or nothing was sent."""
    sent = list(dict.fromkeys(request.POST.getlist("due"))) if request.method == "POST" else []
    if not sent:
        return None
    key = at.key_of(request)
    shown_fen = shown(request, sent)
    if sent == [_CARRIED]:
        sent = [str(_carry_over(request, number, shown_fen, today))]
    return declare(request, at.numbers(sent), key, shown_fen, today)


def _amounts(
    request: HttpRequest,
    number: int,
    kind: str,
    dues: Sequence[Due],
    rows: Sequence[PayableSeen],
    today: date,
) -> HttpResponse:
    closed = "" if rows else _closed(payer_of(request), number, today)
    ticked = [due for due in dues if due.open and due.ticked]
    nothing_ticked = request.method == "POST"
    page = {
        "number": number,
        "kind": kind,
        "dues": dues,
        "under": _under(rows),
        "closed": closed,
        "specials": _specials(request, number) if kind == "regular" and not dues else 0,
        "year": today.year,
        "key": at.new_key(),
        "wrong": _("请先勾选要缴费的数据，再点击“提交”。") if nothing_ticked else "",
        "changeable": any(due.open for due in dues),
        "anything_open": any(due.open for due in dues),
        "ticked_fen": sum(due.amount_fen for due in ticked),
    }
    return render(request, "payer/payment_amounts.html", page)


def _carried_dues(request: HttpRequest, number: int, today: date) -> list[Due]:
    """What was set for an earlier year, offered for this one (S2 1.1, 历史应缴费额)."""
    under = enrolment(payer_of(request), number)
    if under is None or not under.may_pay_in(today.year):
        return []
    last = last_setting(payer_of(request), number, today.year)
    tiers = reference.pension_tiers(reference.place_of(under.region).key, today.year)
    if last is None or last.tier_fen not in tiers.amounts_fen:
        return []
    carried = _("沿用您为%(year)s年度设置的缴费金额") % {"year": last.year}
    return [
        Due(
            value=_CARRIED,
            name=words.item(under.levy_item),
            amount_fen=last.tier_fen,
            details=[
                (_("费款所属期"), formats.span(Period.year(today.year))),
                (_("说明"), carried),
            ],
            ticked=True,
            unverified=reference.is_unverified(tiers.key),
        )
    ]


def _carry_over(request: HttpRequest, number: int, shown_fen: int, today: date) -> int:
    """The year's payable in the amount that was offered; the same form again finds it made.

    Raises:
        AmountChanged: that amount is not offered.
        NotOpen: nothing is.
    """
    who = at.desk(request)
    made = regular_payable(who.payer_id, number, Period.year(today.year))
    if made is not None:
        return made.id
    offered = _carried_dues(request, number, today)
    if not offered:
        raise NotOpen
    if offered[0].amount_fen != shown_fen:
        raise AmountChanged(now_fen=offered[0].amount_fen)
    try:
        return set_amount(
            payer_id=who.payer_id,
            enrolment_id=number,
            year=today.year,
            tier_fen=shown_fen,
            actor=who.actor,
            today=today,
        )
    except (AmountDeclared, AmountPaid):
        # The same form in two windows: the other was a moment faster. What it made answers both.
        made = regular_payable(who.payer_id, number, Period.year(today.year))
        if made is None:
            raise
        return made.id


def _specials(request: HttpRequest, number: int) -> int:
    """How many special payables wait: whoever finds nothing regular is told of them."""
    return len(payables(payer_of(request), enrolment_ids=[number], kind="special"))


def _under(rows: Sequence[PayableSeen]) -> str:
    """Which insurance and office the page is about; nothing while there is nothing to pay."""
    if not rows:
        return ""
    return f"{words.insurance(rows[0].levy_item)} · {words.tax_office(rows[0].tax_office)}"


def _closed(payer_id: int, number: int, today: date) -> str:
    """Why nothing can be paid regularly under this enrolment; empty when an amount is missing."""
    under = enrolment(payer_id, number)
    if under is None or under.levy_item != PENSION.levy_item:
        raise at.RecordUnknown
    return "" if under.may_pay_in(today.year) else words.closed_state(under)


def _regular_due(row: PayableSeen, closed: str) -> Due:
    """Of an enrolment that is ``closed`` (the word for its state) the amount is seen, not paid."""
    declared, settled = row.state == "DECLARED", row.state == "SETTLED"
    payable = row.state == "OPEN" and not closed
    place = reference.place_of(row.tax_office[1:7]).key
    tiers = reference.pension_tiers(place, row.period_start.year)
    return Due(
        value=row.id,
        name=words.item(row.levy_item),
        amount_fen=row.amount_fen,
        details=[
            (_("费款所属期"), formats.span(words.period_of(row))),
            (_("缴款期限"), formats.day(row.due_on)),
            *([(_("说明"), _("缴费期已重新开放"))] if row.due_on > row.period_end else []),
        ],
        open=payable,
        ticked=payable,
        unverified=reference.is_unverified(tiers.key),
        state=_("已申报") if declared else _("已缴费") if settled else closed,
        closed=bool(closed) and row.state == "OPEN",
        tone="good" if settled else "wait",
        href=url("payer:payments") if settled else url("payer:declarations") if declared else "",
        action=_("缴费记录查询") if settled else _("申报记录查询"),
    )

"""首页, 消息 and 我的."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openlevy.access.guards import payer_of, payer_required
from openlevy.assessment.queries import PayableSeen, payables
from openlevy.certificate.queries import kinds
from openlevy.declaration.queries import DeclarationSeen, declarations
from openlevy.history.queries import of_payer
from openlevy.parties.queries import all_enrolments, person
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import happenings, words
from openlevy.portals.payer.news import MessageDay, Owed, Progress
from openlevy.portals.payer.pay_links import pay_again_href
from openlevy.portals.payer.sections import MEDICAL, PENSION, section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _

_MESSAGES_MOST = 50


@payer_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is owed, what is under way, and the ways most taken."""
    who = at.desk(request)
    today = at.today(request)
    standing = payables(who.payer_id, open_only=False)
    open_ones = [
        row
        for row in standing
        if row.state == "OPEN" and (row.kind == "special" or row.due_on >= today)
    ]
    drawn = declarations(who.payer_id, states=["DECLARED", "PAYING"], most=100)
    owed = _owed(open_ones, [row for row in drawn if row.state == "DECLARED"])
    page = {
        "greeting": _("%(name)s，您好") % {"name": who.name},
        "today": today,
        "owed": owed,
        "unset_year": 0 if owed or _is_set(standing, today.year) else today.year,
        "in_progress": [_progress(row) for row in drawn if row.state == "PAYING"],
    }
    return render(request, "payer/home.html", page)


def _is_set(standing: list[PayableSeen], year: int) -> bool:
    """Whether an amount was chosen for the year, whatever has become of it."""
    mine = [row for row in standing if row.levy_item == PENSION.levy_item]
    return any(row.kind == "regular" and row.period_start.year == year for row in mine)


def _owed(open_ones: list[PayableSeen], drawn: list[DeclarationSeen]) -> Owed | None:
    """What there is to pay, and the nearest page to pay it on."""
    rows: list[PayableSeen | DeclarationSeen] = [*drawn, *open_ones]
    if not rows:
        return None
    if drawn:
        href, action = section_of(drawn[0].levy_item).page("declarations"), _("继续缴费")
        if len(drawn) == 1:
            href = pay_again_href([drawn[0].id], drawn[0].levy_item)
    else:
        section = section_of(open_ones[0].levy_item)
        kind, under = open_ones[0].kind, open_ones[0].enrolment_id
        href, action = section.page("payment"), _("缴费办理")
        alone = len({row.enrolment_id for row in open_ones}) == 1
        if alone and section is MEDICAL:
            href = url("payer:medical_payment_amounts", under)
        elif alone and kind == "special":
            href = url("payer:payment_special", under)
    first = f"{words.item(rows[0].levy_item, rows[0].kind_words)} {_span(rows[0])}"
    more = _("%(first)s 等 %(count)s 笔") % {"first": first, "count": len(rows)}
    return Owed(
        total_fen=sum(row.amount_fen for row in rows),
        words=first if len(rows) == 1 else more,
        href=href,
        action=action,
    )


def _span(row: PayableSeen | DeclarationSeen) -> str:
    return formats.span(words.period_of(row))


def _progress(row: DeclarationSeen) -> Progress:
    return Progress(
        words=_("%(yuan)s 正在缴费，请勿重复缴费。") % {"yuan": formats.yuan(row.amount_fen)},
        href=url("payer:declaration", row.id),
        action=_("查看"),
    )


@payer_required
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """What happened to the payer's payments, agreements and records, newest first."""
    who = at.desk(request)
    found = of_payer(who.payer_id, actions=happenings.ACTIONS, most=_MESSAGES_MOST)
    papers = kinds(who.payer_id, happenings.certificates_in(found))
    messages = (happenings.message(one, papers.get(one.record_id, "")) for one in found)
    worded = [one for one in messages if one is not None]
    days = [MessageDay(day, list(group)) for day, group in groupby(worded, key=lambda one: one.day)]
    shown = {"days": days, "more": len(found) == _MESSAGES_MOST, "most": _MESSAGES_MOST}
    return render(request, "payer/messages.html", shown)


@payer_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Who one is and what one is enrolled in."""
    payer_id = payer_of(request)
    cards = [words.enrolment_card(row) for row in all_enrolments(payer_id)]
    page = {
        "identity": words.identity(person(payer_id)),
        "enrolments": cards,
        "note": _("密码已修改，其他设备上的登录已经结束。") if "changed" in request.GET else "",
    }
    return render(request, "payer/me.html", page)

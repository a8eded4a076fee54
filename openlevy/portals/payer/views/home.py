"""首页, 消息 and 我的."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openlevy.access.guards import payer_of, payer_required
from openlevy.access.queries import mailbox_shown
from openlevy.assessment.queries import PayableSeen, reopened, standing_and_reopened
from openlevy.certificate.queries import CertificateSeen, certificates_of
from openlevy.declaration.queries import DeclarationSeen, declarations
from openlevy.history.queries import Happening, of_payer, of_records
from openlevy.parties.queries import all_enrolments, names_of, open_overlaps, person
from openlevy.payment.queries import OrderTold, orders_told
from openlevy.portals.payer import closing, happenings, naming, words
from openlevy.portals.payer import desk as at
from openlevy.portals.payer.news import Message, MessageDay, Progress
from openlevy.portals.payer.open_days import OpenDays
from openlevy.portals.payer.opened_again import opened_again
from openlevy.portals.payer.overlapping import asked, overlapping
from openlevy.portals.payer.owing import all_owed, span, to_declare, unset
from openlevy.portals.payer.papers import PROOFS, RECORDS
from openlevy.portals.payer.sections import PENSION, section_of
from openlevy.portals.payer.subjects import subjects
from openlevy.portals.payer.views.place import offer
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference

_MESSAGES_MOST = 50


@payer_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is owed, what is under way, and the ways most taken."""
    who = at.desk(request)
    today = at.today(request)
    enrolled = {row.id: row for row in all_enrolments(who.payer_id)}
    standing, again = standing_and_reopened(who.payer_id, today)
    drawn: list[DeclarationSeen] = []
    if any(row.state == "DECLARED" for row in standing):
        drawn = declarations(who.payer_id, states=["DECLARED", "PAYING"], most=100)
    told, days = [row for row in drawn if row.state == "DECLARED"], OpenDays(today, again)
    page = {
        "greeting": _("%(name)s，您好") % {"name": who.name},
        "today": today,
        "owed": all_owed(
            to_declare(enrolled, standing, again, today),
            [row for row in told if not row.over_on(today)],
            days,
        ),
        "unset": unset(enrolled, standing, again, today),
        "records": _records(standing),
        "in_progress": [
            *(_progress(row) for row in drawn if row.state == "PAYING"),
            *(_over(row) for row in told if row.over_on(today)),
            *closing.still_due(enrolled, standing, drawn, payer_id=who.payer_id, days=days),
        ],
        "papers": _papers(who.place),
    }
    return render(request, "payer/home.html", page)


def _papers(place: str) -> list[tuple[str, str, str]]:
    """The ways to both papers, by the labels of the place's menu; none where it has one only."""
    if (
        reference.issued(place, PROOFS.kind) is None
        or reference.issued(place, RECORDS.kind) is None
    ):
        return []
    return [
        (PROOFS.page("printing"), PROOFS.menu(place), "patch-check"),
        (RECORDS.entrance, RECORDS.menu(place), "file-earmark-text"),
    ]


def _records(standing: list[PayableSeen]) -> str:
    """Where the payments are listed that are looked for first: those of the insurance paid last."""
    paid = [row for row in standing if row.state == "SETTLED"]
    latest = max(paid, key=lambda row: row.id, default=None)
    return section_of(latest.levy_item if latest else PENSION.levy_item).page("payments")


def _over(row: DeclarationSeen) -> Progress:
    told = {"item": words.item(row.levy_item, row.kind_words), "span": span(row)}
    return Progress(
        words=_("%(item)s %(span)s 已申报未缴费，缴费期已经过了。") % told,
        href=url("payer:declaration", row.id),
        action=_("查看怎么办"),
        tone="warn",
        sign="exclamation-triangle-fill",
    )


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
    paid = happenings.orders_in(found)
    orders = orders_told(who.payer_id, paid, most=_MESSAGES_MOST)
    papers = certificates_of(who.payer_id, happenings.certificates_in(found))
    about = subjects(who.payer_id, found, orders, papers)
    worded = [
        replace(one, about=about.get(happening.record_id, ""))
        for happening in found
        if (one := happenings.message(happening, _kind(papers, happening)))
    ]
    others = [one for one in orders.values() if one.payer_id != who.payer_id]
    worded += _of_others(others, about)
    worded += closing.messages(who.payer_id, _MESSAGES_MOST)
    worded = sorted(worded, key=lambda one: one.at, reverse=True)[:_MESSAGES_MOST]
    days = [MessageDay(day, list(group)) for day, group in groupby(worded, key=lambda one: one.day)]
    shown = {"days": days, "more": len(found) == _MESSAGES_MOST, "most": _MESSAGES_MOST}
    return render(request, "payer/messages.html", shown)


def _kind(papers: Mapping[int, CertificateSeen], one: Happening) -> str:
    return papers[one.record_id].kind if one.record_id in papers else ""


def _of_others(orders: Sequence[OrderTold], about: Mapping[int, str]) -> list[Message]:
    """What became of what the payer has paid for others."""
    if not orders:
        return []
    paid = {one.id: one.payer_id for one in orders}
    whose = names_of(list(set(paid.values())))
    found = of_records(list(whose), list(paid), actions=happenings.ACTIONS, most=_MESSAGES_MOST)
    return [
        replace(one, about=about[happening.record_id])
        for happening in found
        if (one := happenings.message_for(whose[paid[happening.record_id]], happening))
    ]


@payer_required
@require_safe
def opened(request: HttpRequest) -> HttpResponse:
    """Closed windows that officers have opened again, each with its last day and the way on."""
    found = reopened(payer_of(request), at.today(request))
    return render(request, "payer/opened.html", {"entries": [opened_again(one) for one in found]})


@payer_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Who one is and what one is enrolled in."""
    payer_id = payer_of(request)
    who = person(payer_id)
    enrolled, place = all_enrolments(payer_id), at.desk(request).place
    cards = [words.enrolment_card(row) for row in enrolled]
    twice = overlapping(enrolled, at.today(request))
    page = {
        "identity": words.identity(who),
        "in_question": naming.in_question(who),
        "names": naming.past(who),
        "elsewhere": offer(enrolled, place),
        "place": reference.place(place).name,
        "enrolments": cards,
        "overlapping": twice,
        "asked": asked(enrolled, open_overlaps(payer_id)) if twice else [],
        "mailbox": mailbox_shown(request.user.pk or 0),
        "note": _note(request),
    }
    return render(request, "payer/me.html", page)


def _note(request: HttpRequest) -> str:
    if "changed" in request.GET:
        return _("密码已修改，其他设备上的登录已经结束。") + _told_by(request)
    if "place" in request.GET:
        return _("服务地区已更改。")
    if "mailbox" in request.GET:
        return _("电子邮箱已保存，今后的通知同时发到这个邮箱。")
    if "no_mailbox" in request.GET:
        return _("电子邮箱已删除，今后不再用邮件通知您。")
    return _("手机号已更换，今后用新手机号登录和接收验证码。") if "phone" in request.GET else ""


def _told_by(request: HttpRequest) -> str:
    """On which ways whoever asks was told of it."""
    by_phone = getattr(request.user, "phone", None) is not None
    by_mail = getattr(request.user, "mailbox", None) is not None
    if by_phone and by_mail:
        return _("已发短信和邮件通知您。")
    if by_mail:
        return _("已发邮件通知您。")
    return _("已发短信通知您。") if by_phone else ""

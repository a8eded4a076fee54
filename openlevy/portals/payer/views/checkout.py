"""「选择支付方式」, 「确认缴费」: from declared to a debit (S2 1.1, 1.2).

From 申报记录查询 the guide has other words: 「继续缴费」 leads to the agreements at once, 「缴费」
by way of 「选择支付方式」 and its 「确定」; what pays is 「确定缴费」. The address says so by
``again``.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access.guards import payer_of, payer_required
from openlevy.declaration.queries import DeclarationSeen, declarations
from openlevy.kernel.errors import Refusal
from openlevy.payment.queries import agreements
from openlevy.payment.rules import (
    BeingPaid,
    CollectionOver,
    NothingToPay,
    OfficesDiffer,
    PaidAlready,
    VoidedAlready,
)
from openlevy.payment.services import pay
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import words
from openlevy.portals.payer.agreement_choices import choices_for, too_late
from openlevy.portals.payer.amount_parts import parts
from openlevy.portals.payer.pages import Ask, ToPay
from openlevy.portals.payer.pay_links import AGAIN, WHOSE, query
from openlevy.portals.payer.sections import insurance_of, section_of
from openlevy.portals.payer.where_to_sign import place_of_office, where_to_sign
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.phones import about
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference

_CLOSED = {"PAYING": BeingPaid, "PAID": PaidAlready, "VOIDED": VoidedAlready}


@payer_required
@require_safe
def choose_method(request: HttpRequest) -> HttpResponse:
    """「选择支付方式」."""
    return render(request, "payer/pay_method.html", {"to_pay": _to_pay(request)})


@payer_required
@require_safe
def confirmation(request: HttpRequest) -> HttpResponse:
    """The prompt that stands before the agreements in 城乡居民医疗 (S2 2.1)."""
    to_pay = _to_pay(request)
    ask = Ask(
        title=_("请确认缴费信息"),
        words=_(
            "城乡居民基本医疗保险费按年度缴纳，缴费成功后申报不能作废。"
            "已参加职工基本医疗保险的，请勿重复缴费。请核对无误后点击“确定”。"
        ),
        details=[*to_pay.details, (_("缴费金额"), formats.yuan(to_pay.amount_fen))],
        go=f"{url('payer:pay_agreement')}?{to_pay.query}",
        back=to_pay.back if to_pay.again else _method(to_pay),
        yes=_("确定"),
        no=_("取消"),
        section=to_pay.area.mark,
    )
    by_htmx = request.headers.get("HX-Request") == "true"
    template = "payer/_question.html" if by_htmx else "payer/question.html"
    return render(request, template, {"ask": ask})


def _method(to_pay: ToPay) -> str:
    return f"{url('payer:pay')}?{to_pay.query}"


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_agreement(request: HttpRequest) -> HttpResponse:
    """The agreements that can pay for it, and 「确认缴费」."""
    today = at.today(request)
    wrong = ""
    if request.method == "POST":
        key = at.key_of(request)
        chosen = at.numbers(request.POST.getlist("agreement"))
        if chosen:
            return redirect("payer:outcome", _pay(request, chosen[0], key, today))
        wrong = _("请先选择一条缴费协议，再点击“%(button)s”。") % {"button": _button(request)}
    to_pay = _to_pay(request)
    choices = choices_for(to_pay, agreements(payer_of(request)), today)
    page = {
        "to_pay": to_pay,
        "agreements": choices,
        "button": _button(request),
        "anything_usable": any(choice.usable for choice in choices),
        "too_late": too_late(to_pay, today),
        "where": where_to_sign(place_of_office(to_pay.tax_office_code)),
        "key": at.new_key(),
        "wrong": wrong,
    }
    return render(request, "payer/pay_agreement.html", page)


def _button(request: HttpRequest) -> str:
    return _("确定缴费") if AGAIN in request.GET else _("确认缴费")


def _pay(request: HttpRequest, agreement_id: int, key: UUID, today: date) -> int:
    who = at.desk(request)
    whose = _whose(request)
    try:
        return pay(
            payer_id=whose.payer_id,
            paid_by=who.payer_id,
            declaration_ids=at.numbers(request.GET.getlist("declaration")),
            agreement_id=agreement_id,
            channel=who.channel,
            actor=who.actor,
            request_key=key,
            today=today,
        )
    except Refusal as refusal:
        if isinstance(refusal, tuple(_CLOSED.values())):
            _to_pay(request)  # of several it says which one
        _tell_about(request, whose.payer_id)
        raise


def _tell_about(request: HttpRequest, payer_id: int) -> None:
    """Which insurance a refusal is about."""
    numbers = at.numbers(request.GET.getlist("declaration"))
    seen = declarations(payer_id, ids=numbers[:1], most=1) if numbers else []
    if seen:
        about(request, insurance_of(seen[0].levy_item))


def _whose(request: HttpRequest) -> at.Insured:
    """Whose declarations the address names.

    Raises:
        PrincipalNotNamed
    """
    number = at.numbers([one for one in request.GET.getlist(WHOSE)[:1] if one])
    return at.insured(request, number[0] if number else 0)


def _to_pay(request: HttpRequest) -> ToPay:
    """What is to be paid.

    Raises:
        NothingToPay: nothing was ticked.
        RecordUnknown: something that is not this payer's.
        OfficesDiffer: more than one debit can pay.
        BeingPaid, PaidAlready, VoidedAlready, OneOfSeveral, CollectionOver: a stale page; what now
            holds.
    """
    named = request.GET.getlist("declaration")
    if not named:
        raise NothingToPay
    ids, whose = at.numbers(named), _whose(request)
    seen = declarations(whose.payer_id, ids=ids, most=len(ids))
    if whose.principal:  # of another person not why anything was assessed
        seen = [replace(row, kind_words="") for row in seen]
    if len(seen) < len(ids) or (whose.principal and not _for_others(seen)):
        raise at.RecordUnknown
    area = section_of(seen[0].levy_item)
    about(request, insurance_of(seen[0].levy_item))
    _refuse_stale(request, seen)
    return ToPay(
        numbers=ids,
        query=query(ids, again=AGAIN in request.GET, whose=whose.number),
        amount_fen=sum(row.amount_fen for row in seen),
        last_day=min((row.last_day for row in seen if row.last_day), default=None),
        tax_office=words.tax_office(seen[0].tax_office),
        tax_office_code=seen[0].tax_office,
        details=[
            *([(_("参保人"), whose.principal.name)] if whose.principal else []),
            *_lines(seen, another=whose.principal is not None),
            (_("税务机关"), words.tax_office(seen[0].tax_office)),
        ],
        area=area,
        back=area.others("enrolments", whose.number) if whose.number else area.page("declarations"),
        whose=whose.number,
        again=AGAIN in request.GET,
    )


def _refuse_stale(request: HttpRequest, seen: Sequence[DeclarationSeen]) -> None:
    for row in seen:
        if row.state in _CLOSED:
            raise _one_of_several(request, row) if len(seen) > 1 else _CLOSED[row.state]
        if row.last_day is not None and row.over_on(at.today(request)):
            raise CollectionOver(last_day=row.last_day)
    if len({row.tax_office for row in seen}) > 1:
        raise OfficesDiffer


def _for_others(seen: Sequence[DeclarationSeen]) -> bool:
    return all(row.levy_item in reference.place_of(row.tax_office[1:7]).for_others for row in seen)


def _one_of_several(request: HttpRequest, row: DeclarationSeen) -> at.OneOfSeveral:
    return at.OneOfSeveral(
        which=_item_and_period(row),
        now=words.state(at.desk(request).place, "declaration", row.state),
    )


def _item_and_period(row: DeclarationSeen) -> str:
    return f"{words.item(row.levy_item, row.kind_words)} {formats.span(words.period_of(row))}"


def _lines(seen: Sequence[DeclarationSeen], *, another: bool) -> list[tuple[str, object]]:
    """Of another person not why anything was assessed."""
    seen = [replace(row, kind_words="") for row in seen] if another else seen
    if len(seen) == 1:
        row = seen[0]
        return [
            (_("征收项目"), words.item(row.levy_item, row.kind_words)),
            (_("费款所属期"), formats.span(words.period_of(row))),
            *([] if another else parts(row, row.tax_office)),
        ]
    return [(_item_and_period(row), formats.yuan(row.amount_fen)) for row in seen]

"""申报记录查询: what was declared, over all channels; 「作废」 and 「继续缴费」 (S2 1.2)."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access.guards import payer_required
from openlevy.declaration.queries import DeclarationSeen, declaration, declarations
from openlevy.declaration.services import void
from openlevy.kernel.period import Period
from openlevy.payment.queries import latest_orders
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import words
from openlevy.portals.payer.amount_parts import parts
from openlevy.portals.payer.pages import Ask, DeclarationRow, Page
from openlevy.portals.payer.pay_links import pay_again_href
from openlevy.portals.payer.ranges import DeclaredRange, asked
from openlevy.portals.payer.sections import MEDICAL, Section, insurance_of, section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.phones import about
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference


@payer_required
@require_safe
def search(request: HttpRequest, section: Section) -> HttpResponse:
    """The list, newest first; of medical insurance what is not paid yet (S2 2.2, 已申报作废)."""
    who = at.desk(request)
    today = at.today(request)
    told = asked(request, DeclaredRange, _usual(section, who.place, today))
    page, unpaid = None, []
    if told.period is not None:
        number = at.page_number(request)
        seen = declarations(
            who.payer_id,
            levy_item=section.levy_item,
            states=["DECLARED", "PAYING"] if section is MEDICAL else None,
            declared_from=told.period.start,
            declared_to=told.period.end,
            offset=(number - 1) * at.PAGE_ROWS,
            most=at.PAGE_ROWS + 1,
        )
        rows = [row_of(row, who.place, today) for row in seen[: at.PAGE_ROWS]]
        unpaid = [row for row in rows if row.unpaid]
        page = Page(rows, number, has_next=len(seen) > at.PAGE_ROWS)
    shown = {
        "area": section,
        "title": words.declarations_title(section.levy_item),
        "form": told.form,
        "note": told.note,
        "query": told.query,
        "page": page,
        "unpaid": len(unpaid),
        "of_offices": len({row.tax_office for row in (page.rows if page else [])}) > 1,
    }
    return render(request, "payer/declarations.html", shown)


def _usual(section: Section, place: str, today: date) -> Period:
    """This year; of medical insurance since its collection began, which was last year in spring."""
    first = today.replace(month=1, day=1)
    if section is MEDICAL:
        first = min(first, reference.place(place).medical.collected_since(today))
    return Period(first, today)


@payer_required
@require_safe
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """One declaration, and what can still be done with it."""
    who = at.desk(request)
    seen = _mine(who.payer_id, number)
    orders = latest_orders(who.payer_id, [number])
    order = orders[number].id if number in orders else None
    page = {
        "area": section_of(seen.levy_item),
        "list_title": words.declarations_title(seen.levy_item),
        "declaration": row_of(seen, who.place, at.today(request), order=order),
        "note": _("申报已作废。") if "voided" in request.GET and seen.state == "VOIDED" else "",
    }
    return render(request, "payer/declaration.html", page)


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def voiding(request: HttpRequest, number: int) -> HttpResponse:
    """「作废」: asks, then takes the declaration back. Twice is once."""
    who = at.desk(request)
    about(request, insurance_of(_mine(who.payer_id, number).levy_item))
    if request.method == "POST":
        void(
            payer_id=who.payer_id,
            declaration_id=number,
            actor=who.actor,
            today=at.today(request),
        )
        return redirect(url("payer:declaration", number) + "?voided=1")
    ask = _ask(_mine(who.payer_id, number))
    by_htmx = request.headers.get("HX-Request") == "true"
    template = "payer/_question.html" if by_htmx else "payer/question.html"
    return render(request, template, {"ask": ask})


def row_of(
    row: DeclarationSeen, place: str, today: date, *, order: int | None = None
) -> DeclarationRow:
    """A declaration in the words of the list and of its own page."""
    over = row.over_on(today)
    return DeclarationRow(
        number=row.id,
        name=words.item(row.levy_item, row.kind_words),
        declared_on=row.declared_on,
        period=words.period_of(row),
        channel=words.channel(place, row.channel),
        amount_fen=row.amount_fen,
        tax_office=words.tax_office(row.tax_office),
        state=words.state(place, "declaration", row.state),
        tone=words.declaration_tone(row.state),
        unpaid=row.state == "DECLARED" and not over,
        over=over,
        paid=row.state == "PAID",
        pay_href=pay_again_href([row.id], row.levy_item),
        order=order if row.state in ("PAYING", "PAID") else None,
        words=_says(row, over),
        details=[
            (_("申报时间"), formats.instant(row.declared_at)),
            (_("申报渠道"), words.channel(place, row.channel)),
            *([(_("申报人"), _("他人代为申报"))] if row.declared_by else []),
            (_("费款所属期"), formats.span(words.period_of(row))),
            (_("税务机关"), words.tax_office(row.tax_office)),
            *parts(row, row.tax_office),
        ],
    )


def row_of_another(row: DeclarationSeen, place: str, today: date) -> DeclarationRow:
    """The same as somebody who pays for another sees it: not why it was assessed, nor of what it
    is a part."""
    return replace(row_of(row, place, today), name=words.item(row.levy_item), details=())


def _says(row: DeclarationSeen, over: bool) -> str:
    match row.state:
        case "DECLARED" if over:
            said = _(
                "缴费期到%(last_day)s为止，已经过了，这条申报不能再缴费。需要缴费的，"
                "请带身份证件到%(office)s申请重新开放缴费期；不需要缴费的，可以作废。"
            )
            assert row.last_day is not None
            office = words.tax_office(row.tax_office)
            return said % {"last_day": formats.day(row.last_day), "office": office}
        case "DECLARED":
            return _("申报成功，尚未缴费。可以继续缴费，也可以作废后重新申报。")
        case "PAYING":
            return _("正在缴费，结果确定前不能作废，也请勿重复缴费。")
        case "VOIDED":
            return _("这条申报已经作废，需要缴费请重新办理。")
        case _other:
            return ""


def _mine(payer_id: int, number: int) -> DeclarationSeen:
    seen = declaration(payer_id, number)
    if seen is None:
        raise at.RecordUnknown
    return seen


def _ask(seen: DeclarationSeen) -> Ask:
    return Ask(
        title=_("确认作废这条申报？"),
        words=_("作废后应缴数据恢复为未申报，需要缴费时可重新办理。"),
        details=[
            (_("征收项目"), words.item(seen.levy_item, seen.kind_words)),
            (_("费款所属期"), formats.span(words.period_of(seen))),
            (_("应缴费额"), formats.yuan(seen.amount_fen)),
        ],
        action=url("payer:declaration_voiding", seen.id),
        back=url("payer:declaration", seen.id),
        yes=_("作废"),
        no=_("取消"),
        key=at.new_key(),
        section=section_of(seen.levy_item).mark,
    )

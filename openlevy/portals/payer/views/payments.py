"""缴费记录查询: what was paid, over all channels, and where the money is now (S2 1.3)."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openlevy.access.guards import payer_required
from openlevy.kernel.period import Period
from openlevy.payment.queries import PaidLine, lines_paid_by, order, paid_lines
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import proving, words
from openlevy.portals.payer.amount_parts import parts
from openlevy.portals.payer.pages import Page
from openlevy.portals.payer.paid_pages import PaymentPage, PaymentRow, Stop
from openlevy.portals.payer.ranges import PeriodRange, asked, payable_by
from openlevy.portals.payer.sections import MEDICAL, PENSION, Section, section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _


@payer_required
@require_safe
def search(request: HttpRequest, section: Section) -> HttpResponse:
    """The list by premium period, newest first."""
    who = at.desk(request)
    told = asked(request, PeriodRange, _usual(section, who.place, at.today(request)))
    page = None
    if told.period is not None:
        number = at.page_number(request)
        seen = paid_lines(
            who.payer_id,
            first=told.period.start,
            last=told.period.end,
            levy_item=section.levy_item,
            offset=(number - 1) * at.PAGE_ROWS,
            most=at.PAGE_ROWS + 1,
        )
        rows = [row_of(line) for line in seen[: at.PAGE_ROWS]]
        page = Page(rows, number, has_next=len(seen) > at.PAGE_ROWS)
    shown = {
        "area": section,
        "list_title": words.declarations_title(section.levy_item),
        "form": told.form,
        "note": told.note,
        "query": told.query,
        "page": page,
        "offers": proving.offers((row.collected_by for row in page.rows), told.query)
        if page
        else [],
    }
    return render(request, "payer/payments.html", shown)


def _usual(section: Section, place: str, today: date) -> Period:
    """The period that is asked for first: this year, and for medical insurance what has been
    collected since as well, which may be next year's."""
    return payable_by(today, [] if section is PENSION else [place])


def row_of(line: PaidLine) -> PaymentRow:
    """A paid line in the words of a list."""
    return PaymentRow(
        number=line.order_id,
        name=words.item(line.levy_item, line.kind_words),
        period=words.period_of(line),
        paid_on=line.paid_on,
        received_on=line.received_on,
        tax_office=words.tax_office(line.tax_office),
        collected_by=line.tax_office,
        amount_fen=line.amount_fen,
    )


@payer_required
@require_safe
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """One payment with its four times."""
    who = at.desk(request)
    lines = lines_paid_by(who.payer_id, number)
    if not lines:
        raise at.RecordUnknown
    seen = order(who.payer_id, number)
    by_another = seen is not None and seen.paid_by is not None
    page = {
        "payment": _page(lines, who.place, at.today(request), by_another=by_another),
        "area": section_of(lines[0].levy_item),
    }
    return render(request, "payer/payment_record.html", page)


def _page(lines: list[PaidLine], place: str, today: date, *, by_another: bool) -> PaymentPage:
    """``by_another``: somebody else's agreement has paid, of which nothing is shown."""
    seen = lines[0]
    first = min(line.period_start for line in lines)
    last = max(line.period_end for line in lines)
    query = urlencode({"start": first.isoformat(), "end": last.isoformat()})
    return PaymentPage(
        name=_title(lines),
        amount_fen=sum(line.amount_fen for line in lines),
        details=[
            *_lines(lines),
            (_("税务机关"), words.tax_office(seen.tax_office)),
            (_("缴费渠道"), words.channel(place, seen.channel)),
            (_("支付方式"), _("协议支付")),
            *([(_("付款人"), _("他人代为缴费"))] if by_another else []),
            (_("电子税票号码"), seen.voucher_no),
        ],
        trail=[*_trail(seen, by_another=by_another), *_credited(lines)],
        offers=proving.offers([seen.tax_office], query) if seen.state == "CLEARED" else [],
        why_not=_why_not(seen, today),
    )


def _title(lines: list[PaidLine]) -> str:
    """One that fits all that the debit has paid."""
    items = list(dict.fromkeys(line.levy_item for line in lines))
    return words.item(items[0]) if len(items) == 1 else _("城乡居民社会保险费")


def _why_not(seen: PaidLine, today: date) -> list[str]:
    """Why it cannot be certified yet, when it can be expected (C5), and what serves until then."""
    place = proving.place_of(seen.tax_office)
    days = {"expected": proving.expected(place, seen.paid_on or seen.declared_on, today)}
    reason = _("费款入库并销号后才能申请证明，%(expected)s。") % days
    return [one for one in (reason, proving.meanwhile(place)) if one]


def _lines(lines: list[PaidLine]) -> list[tuple[str, object]]:
    if len(lines) == 1:
        [line] = lines
        made_of = parts(line.parts, line.tax_office) if line.parts else []
        return [(_("费款所属期"), formats.span(words.period_of(line))), *made_of]
    return [
        (
            f"{words.item(line.levy_item, line.kind_words)} {formats.span(words.period_of(line))}",
            formats.yuan(line.amount_fen),
        )
        for line in lines
    ]


def _trail(seen: PaidLine, *, by_another: bool) -> list[Stop]:
    """缴款, 上解, 入库: each from whoever knows it, none guessed; a debit that was found, and whose
    day nobody told, has that of the finding."""
    debited = _("他人代为缴费，银行已经扣款") if by_another else _("银行从您的账户扣款")
    days = [
        (_("缴款"), seen.paid_on, debited),
        (_("上解"), seen.remitted_on, _("银行将费款报解至国库")),
        (_("入库"), seen.received_on, _("国库收到费款")),
    ]
    last = max((place for place, (_name, day, _says) in enumerate(days) if day), default=-1)
    return [
        Stop(name, formats.short_day(day) if day else _("未另行通知") if place < last else "", says)
        for place, (name, day, says) in enumerate(days)
    ]


def _credited(lines: list[PaidLine]) -> list[Stop]:
    """到账: each agency's own word on its own part; of several they are told apart by name."""
    agencies = dict.fromkeys(line.agency_code for line in lines)
    parts = [[line for line in lines if line.agency_code == code] for code in agencies]
    return [_credited_by(part, several=len(parts) > 1) for part in parts]


def _credited_by(lines: list[PaidLine], *, several: bool) -> Stop:
    """Of one agency, since it has credited the last of its lines."""
    medical = lines[0].levy_item == MEDICAL.levy_item
    name, says = _("到账"), _("医保经办机构记账") if medical else _("社保经办机构记账")
    silent = _("医保经办机构尚未告知") if medical else _("社保经办机构尚未告知")
    if several:
        insurances = dict.fromkeys(words.insurance(line.levy_item) for line in lines)
        told = {"agency": words.agency(lines[0].agency_code), "what": _("、").join(insurances)}
        says = _("%(agency)s记账：%(what)s") % told
    days = [line.credited_on for line in lines if line.credited_on]
    if len(days) == len(lines):
        return Stop(name, formats.short_day(max(days)), says)
    if days:
        part = _("%(done)s 笔已记账，共 %(all)s 笔") % {"done": len(days), "all": len(lines)}
        return Stop(name, "", says, part)
    return Stop(name, "", says, silent if lines[0].state == "CLEARED" else "")

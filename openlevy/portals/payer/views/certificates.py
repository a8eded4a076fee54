"""缴费记录 and 缴费证明: applied for, listed, and 「查看」 (S2 4.1, 4.2, S3 chapter 3 三)."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access.guards import background, payer_required
from openlevy.certificate.queries import CertificateSeen, certificates, paid_in, pdf
from openlevy.certificate.services import EVERY_INSURANCE, Asking, apply
from openlevy.kernel.period import Period
from openlevy.portals.payer import certifying, proving, words
from openlevy.portals.payer import desk as at
from openlevy.portals.payer.pages import Page
from openlevy.portals.payer.paper_pages import CertificateRow
from openlevy.portals.payer.papers import Papers
from openlevy.portals.payer.ranges import (
    AppliedRange,
    Asked,
    CertifiedRange,
    asked,
    payable_by,
    read,
)
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.loaded import CodeUnknown

_POLL_SECONDS = 2
_TONES = {"MAKING": "wait", "MADE": "good", "FAILED": "bad"}


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def printing(request: HttpRequest, papers: Papers) -> HttpResponse:
    """「查询」 by period, 「确定」, the table, 「证明申请」 or 「申请开具」."""
    who = at.desk(request)
    today = at.today(request)
    # Payments are listed wherever they were made.
    usual = payable_by(today, [place.key for place in reference.places()])
    if request.method == "POST":
        told = read(CertifiedRange, request.POST, usual)
        if told.period is not None:
            return _apply(request, papers, told.period, today)
    else:
        told = asked(request, CertifiedRange, usual)
    page = {
        "papers": papers,
        "form": told.form,
        "title": papers.printing_title(who.place),
        "of_others": proving.of_others(who.place),
        "no_refunds": certifying.no_refunds(papers),
        "asked": told.period is not None and bool({"start", "end"} & set(request.GET)),
    }
    if told.period is not None and page["asked"]:
        page |= _table(request, papers, told, told.period)
    else:
        page["hints"] = certifying.hints(papers, who.place)
    return render(request, "payer/certificate_printing.html", page)


def _table(request: HttpRequest, papers: Papers, told: Asked, period: Period) -> dict[str, object]:
    """What was paid, of one insurance or all, by place."""
    who = at.desk(request)
    paid = paid_in(who.payer_id, EVERY_INSURANCE, period)
    insurances = dict.fromkeys(line.levy_item for line in paid)
    chosen = request.GET.get("insurance", EVERY_INSURANCE)
    chosen = chosen if chosen in insurances else EVERY_INSURANCE
    lines = [line for line in paid if chosen in (EVERY_INSURANCE, line.levy_item)]
    return {
        "note": told.note,
        "period": period,
        "insurance": chosen,
        "filters": certifying.filters(papers, insurances, chosen, told.query),
        "parts": certifying.parts(papers, lines, who.place, told.query, at.today(request)),
    }


def _apply(request: HttpRequest, papers: Papers, period: Period, today: date) -> HttpResponse:
    apply(
        payer_id=at.desk(request).payer_id,
        asking=Asking(_asked_place(request), _asked_insurance(request), period, papers.kind),
        request_key=at.key_of(request),
        today=today,
        at=timezone.now(),
    )
    return redirect(papers.page("downloads"))


def _asked_place(request: HttpRequest) -> str:
    """The place whose authority is to certify.

    Raises:
        FormBroken: no place of ours.
    """
    place = request.POST.get("place", "")
    if place not in {known.key for known in reference.places()}:
        raise at.FormBroken
    return place


def _asked_insurance(request: HttpRequest) -> str:
    """The levy item that is to be certified, or every insurance.

    Raises:
        FormBroken: no levy item.
    """
    insurance = request.POST.get("insurance", EVERY_INSURANCE)
    try:
        return insurance and reference.levy_item(insurance).code
    except CodeUnknown:
        raise at.FormBroken from None


@payer_required
@require_safe
def downloads(request: HttpRequest, papers: Papers) -> HttpResponse:
    """What was applied for, by the day of the application; resolves itself."""
    told, page = _applied(request, papers)
    shown = {
        "papers": papers,
        "form": told.form,
        "note": told.note,
        "query": told.query,
        "page": page,
        "printing_title": papers.printing_title(at.desk(request).place),
    }
    return render(request, "payer/certificate_downloads.html", shown)


@background
@payer_required
@require_safe
def downloads_state(request: HttpRequest, papers: Papers) -> HttpResponse:
    """The table of ``downloads`` that the page asks for while something is being made."""
    told, page = _applied(request, papers)
    shown = {"papers": papers, "page": page or Page([]), "query": told.query}
    return render(request, "payer/_certificate_rows.html", shown)


def _applied(request: HttpRequest, papers: Papers) -> tuple[Asked, Page | None]:
    who = at.desk(request)
    today = at.today(request)
    told = asked(request, AppliedRange, Period(today.replace(month=1, day=1), today))
    if told.period is None:
        return told, None
    number = at.page_number(request)
    seen = certificates(
        who.payer_id,
        kind=papers.kind,
        applied_from=told.period.start,
        applied_to=told.period.end,
        offset=(number - 1) * at.PAGE_ROWS,
        most=at.PAGE_ROWS + 1,
    )
    making = any(row.state == "MAKING" for row in seen)
    rows = [_row(row, papers, who.place) for row in seen[: at.PAGE_ROWS]]
    return told, Page(rows, number, len(seen) > at.PAGE_ROWS, _POLL_SECONDS if making else 0)


def _row(row: CertificateSeen, papers: Papers, place: str) -> CertificateRow:
    issued = reference.issued(row.jurisdiction, papers.kind)
    return CertificateRow(
        number=row.id,
        title=issued.title if issued else papers.name,
        place="" if row.jurisdiction == place else reference.place(row.jurisdiction).name,
        applied_on=row.applied_on,
        period=words.period_of(row),
        state=words.state(place, "certificate", row.state),
        tone=_TONES[row.state],
        made=row.state == "MADE",
        words=_("请重新申请") if row.state == "FAILED" else "",
    )


@payer_required
@require_safe
def document(request: HttpRequest, papers: Papers, number: int) -> HttpResponse:
    """「查看」: the signed PDF, shown in the browser."""
    paper = pdf(at.desk(request).payer_id, number, papers.kind)
    if paper is None:
        raise at.RecordUnknown
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{papers.mark}-{number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response

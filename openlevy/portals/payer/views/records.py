"""开具社保缴费记录: 「证明申请」, 记录下载, 「查看」 (S2 4.1, 4.2)."""

from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access.guards import background, payer_required
from openlevy.certificate.queries import (
    CertificateSeen,
    certificates,
    expected_cleared,
    paid_in,
    pdf,
)
from openlevy.certificate.services import EVERY_INSURANCE, Asking, apply
from openlevy.kernel.period import Period
from openlevy.payment.queries import PaidLine
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import words
from openlevy.portals.payer.pages import CertificateRow, Page, RecordPart
from openlevy.portals.payer.ranges import AppliedRange, Asked, CertifiedRange, asked, read
from openlevy.portals.payer.views.payments import row_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference

_ROWS_MOST = 100
_POLL_SECONDS = 2
_TONES = {"MAKING": "wait", "MADE": "good", "FAILED": "bad"}


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def printing(request: HttpRequest) -> HttpResponse:
    """记录打印: 「查询」 by period, 「确定」, the table, 「证明申请」."""
    who = at.desk(request)
    today = at.today(request)
    this_year = Period.year(today.year)
    if request.method == "POST":
        told = read(CertifiedRange, request.POST, this_year)
        if told.period is not None:
            return _apply(request, told.period, today)
    else:
        told = asked(request, CertifiedRange, this_year)
    if told.period is None or not ({"start", "end"} & set(request.GET)):
        return render(request, "payer/record_printing.html", {"asked": False, "form": told.form})
    return render(request, "payer/record_printing.html", _table(who, told, told.period))


def _table(who: at.Desk, told: Asked, period: Period) -> dict[str, object]:
    """What was paid, by place: each has its own tax authority, which certifies its own, whatever
    insurance it was for."""
    lines = paid_in(who.payer_id, EVERY_INSURANCE, period)
    lines.sort(key=lambda line: (_place(line) != who.place, _place(line)))
    return {
        "asked": True,
        "form": told.form,
        "note": told.note,
        "period": period,
        "parts": [_part(place, list(paid)) for place, paid in groupby(lines, key=_place)],
    }


def _place(line: PaidLine) -> str:
    return reference.place_of(line.tax_office[1:3]).key


def _part(place: str, lines: list[PaidLine]) -> RecordPart:
    ready = [line for line in lines if line.state == "CLEARED"]
    return RecordPart(
        place=place,
        name=reference.place(place).name,
        page=Page([row_of(line) for line in ready[:_ROWS_MOST]]),
        count=len(ready),
        pending=[_pending(line, place) for line in lines if line.state != "CLEARED"],
        total_fen=sum(line.amount_fen for line in ready),
        key=at.new_key(),
    )


def _pending(line: PaidLine, place: str) -> str:
    expected = expected_cleared(place, line.debited_on or line.declared_on)
    told = {
        "what": f"{formats.span(words.period_of(line))}{words.item(line.levy_item)}",
        "yuan": formats.yuan(line.amount_fen),
        "first": formats.day(expected.first),
        "last": formats.day(expected.last),
    }
    return (
        _("%(what)s %(yuan)s 已缴款，尚未入库，预计%(first)s至%(last)s入库，入库后可以开具。")
        % told
    )


def _apply(request: HttpRequest, period: Period, today: date) -> HttpResponse:
    who = at.desk(request)
    apply(
        payer_id=who.payer_id,
        asking=Asking(_asked_place(request), EVERY_INSURANCE, period),
        request_key=at.key_of(request),
        today=today,
        at=timezone.now(),
    )
    return redirect("payer:record_downloads")


def _asked_place(request: HttpRequest) -> str:
    """The place whose authority is to certify.

    Raises:
        FormBroken: no place of ours.
    """
    place = request.POST.get("place", "")
    if place not in {known.key for known in reference.places()}:
        raise at.FormBroken
    return place


@payer_required
@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    """记录下载: what was applied for, by the day of the application; resolves itself."""
    told, page = _applied(request)
    shown = {"form": told.form, "note": told.note, "query": told.query, "page": page}
    return render(request, "payer/record_downloads.html", shown)


@background
@payer_required
@require_safe
def downloads_state(request: HttpRequest) -> HttpResponse:
    """The table of 记录下载 that the page asks for while something is being made."""
    told, page = _applied(request)
    shown = {"page": page or Page([]), "query": told.query}
    return render(request, "payer/_certificate_rows.html", shown)


def _applied(request: HttpRequest) -> tuple[Asked, Page | None]:
    who = at.desk(request)
    today = at.today(request)
    told = asked(request, AppliedRange, Period(today.replace(month=1, day=1), today))
    if told.period is None:
        return told, None
    number = at.page_number(request)
    seen = certificates(
        who.payer_id,
        applied_from=told.period.start,
        applied_to=told.period.end,
        offset=(number - 1) * at.PAGE_ROWS,
        most=at.PAGE_ROWS + 1,
    )
    making = any(row.state == "MAKING" for row in seen)
    rows = [_row(row, who.place) for row in seen[: at.PAGE_ROWS]]
    return told, Page(rows, number, len(seen) > at.PAGE_ROWS, _POLL_SECONDS if making else 0)


def _row(row: CertificateSeen, place: str) -> CertificateRow:
    return CertificateRow(
        number=row.id,
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
def document(request: HttpRequest, number: int) -> HttpResponse:
    """「查看」: the signed PDF, shown in the browser."""
    paper = pdf(at.desk(request).payer_id, number)
    if paper is None:
        raise at.RecordUnknown
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="record-{number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response

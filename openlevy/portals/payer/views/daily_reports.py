"""费款缴纳 and 报表作废: what was declared and is not paid yet (S3 ch. 3)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openlevy.access.guards import payer_required
from openlevy.declaration.queries import DeclarationSeen, declarations
from openlevy.portals.payer import desk as at
from openlevy.portals.payer.views.declarations import row_of
from openlevy.portals.shared import formats
from openlevy.reference import queries as reference


@payer_required
@require_safe
def paying(request: HttpRequest) -> HttpResponse:
    """「获取缴款信息」 brings what is to be paid, 「缴款」 leads to the agreements."""
    who, today = at.desk(request), at.today(request)
    fetched = "fetch" in request.GET
    days = reference.place(who.place).days
    shut = days is not None and today not in days
    seen = _unpaid(who.payer_id, ["DECLARED", "PAYING"]) if fetched else []
    rows = [row_of(row, who.place, today) for row in seen]
    to_pay = [row for row in rows if row.unpaid]
    one_office = len({row.tax_office for row in to_pay}) == 1
    page = {
        "fetched": fetched,
        "rows": rows,
        "days": days,
        "opens_on": formats.day(days.next_open(today)) if days and shut else "",
        "payable": bool(to_pay) and not shut,
        "one_office": one_office,
        "ticked_fen": sum(row.amount_fen for row in to_pay) if one_office else 0,
    }
    return render(request, "payer/daily_paying.html", page)


@payer_required
@require_safe
def voiding(request: HttpRequest) -> HttpResponse:
    """What can be voided: 申报成功且未缴款的申报信息."""
    who = at.desk(request)
    today = at.today(request)
    rows = [row_of(row, who.place, today) for row in _unpaid(who.payer_id, ["DECLARED"])]
    return render(request, "payer/daily_voiding.html", {"rows": rows})


def _unpaid(payer_id: int, states: list[str]) -> list[DeclarationSeen]:
    return declarations(payer_id, states=states, most=at.MOST_CHOSEN)

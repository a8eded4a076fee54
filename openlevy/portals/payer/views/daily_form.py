"""城乡居民社会保险费日常申报表: 险种, 缴费年限, 缴费档次, 「报表申报」, 申报结果 (S3 ch. 3)."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openlevy.access.guards import payer_required
from openlevy.parties.queries import person
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import naming, words
from openlevy.portals.payer.daily_declaring import declare_each, lines_sent, tiers_sent
from openlevy.portals.payer.daily_rows import FormRow, form_rows, overlaid
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """All insurances on one page; what fails says why in its own row."""
    who, today = at.desk(request), at.today(request)
    if request.method != "POST":
        return _page(request, form_rows(who.payer_id, who.place, today), today)
    key = at.key_of(request)
    names = list(dict.fromkeys(request.POST.getlist("row")))
    if len(names) > at.MOST_CHOSEN:
        raise at.TooManyChosen(at.MOST_CHOSEN)
    tiers = tiers_sent(request, names)
    wrong = {name: _("请选择缴费档次。") for name, tier in tiers.items() if not tier}
    failed: dict[str, str] = {}
    if names and not wrong:
        lines = lines_sent(request, who.payer_id, names, tiers, today)
        failed = declare_each(request, who, lines, key, today)
        if not failed:
            return redirect(url("payer:daily") + "?declared=1")
    rows = overlaid(form_rows(who.payer_id, who.place, today), failed | wrong, tiers, names)
    return _page(request, rows, today, wrong=_wrong(names, wrong, failed))


def _wrong(names: Sequence[str], wrong: dict[str, str], failed: dict[str, str]) -> str:
    if not names:
        return _("请先勾选要申报的险种，再点击“报表申报”。")
    if wrong:
        return _("勾选的险种没有选择缴费档次，这次没有申报。")
    told = {"failed": len(failed), "done": len(names) - len(failed)}
    if told["done"]:
        return _("%(done)s 条申报成功，%(failed)s 条申报失败，原因见申报结果。") % told
    return _("申报失败，原因见申报结果。")


def _page(
    request: HttpRequest, rows: Sequence[FormRow], today: date, *, wrong: str = ""
) -> HttpResponse:
    who = at.desk(request)
    days = reference.place(who.place).days
    shut = days is not None and today not in days
    person_seen = person(who.payer_id)
    page = {
        "identity": words.identity(person_seen),
        "in_question": naming.in_question(person_seen),
        "rows": rows,
        "several": len({row.where for row in rows if row.where}) > 1,
        "days": days,
        "opens_on": formats.day(days.next_open(today)) if days and shut else "",
        "anything_open": any(row.open for row in rows) and not shut,
        "declared": "declared" in request.GET and any(row.tone == "good" for row in rows),
        "unverified": any(row.unverified for row in rows),
        "wrong": wrong,
        "key": at.new_key(),
    }
    return render(request, "payer/daily_form.html", page)

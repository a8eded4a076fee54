"""城乡居民社会保险费日常申报表: 险种, 缴费年限, 缴费档次, 「报表申报」, 申报结果 (S3 ch. 3); for
oneself and, one after another, for one's 常用缴费人."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openlevy.access.guards import payer_required
from openlevy.parties.queries import PersonSeen, all_enrolments, person
from openlevy.portals.payer import daily_words as say
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import naming, words
from openlevy.portals.payer.daily_declaring import declare_each, lines_sent, tiers_sent
from openlevy.portals.payer.daily_rows import form_rows, overlaid
from openlevy.portals.payer.daily_standing import FormRow
from openlevy.portals.payer.family import family
from openlevy.portals.payer.overlapping import overlapping
from openlevy.portals.shared.translated import gettext as _


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, principal: int = 0) -> HttpResponse:
    """All insurances on one page; what fails says why in its own row. ``principal`` is the payer's
    number for whom they pay for; 0 for themselves."""
    whose, today = at.insured(request, principal), at.today(request)
    if request.method != "POST":
        return _page(request, whose, today)
    key = at.key_of(request)
    names = list(dict.fromkeys(request.POST.getlist("row")))
    if len(names) > at.MOST_CHOSEN:
        raise at.TooManyChosen(at.MOST_CHOSEN)
    tiers = tiers_sent(request, names)
    wrong = {name: _("请选择缴费档次。") for name, tier in tiers.items() if not tier}
    failed: dict[str, str] = {}
    if names and not wrong:
        lines = lines_sent(request, whose, names, tiers, today)
        failed = declare_each(request, whose, lines, key, today)
        if not failed:
            return redirect(request.path + "?declared=1")
    sent = partial(overlaid, failed=failed | wrong, sent=request.POST.dict(), ticked=names)
    return _page(request, whose, today, sent, wrong=_wrong(names, wrong, failed))


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
    request: HttpRequest,
    whose: at.Insured,
    today: date,
    sent: Callable[[list[FormRow]], list[FormRow]] = list,
    *,
    wrong: str = "",
) -> HttpResponse:
    """The form as it stands now, with what was ``sent`` still in it."""
    who, members = at.desk(request), family(request, whose.number)
    unpaid = next(one.unpaid for one in members if one.here)
    enrolled = all_enrolments(whose.payer_id)
    rows = sent(form_rows(whose, enrolled, who.payer_id, who.place, today, unpaid))
    anything_open = any(row.open for row in rows)
    shut = [] if anything_open else [row.shut for row in rows if row.shut]
    seen = whose.principal or person(whose.payer_id)
    page = {
        "family": members,
        "whose": whose.principal,
        "identity": words.identity(seen),
        "in_question": naming.in_question(seen) if isinstance(seen, PersonSeen) else [],
        "overlapping": overlapping(enrolled, today, another=whose.principal is not None),
        "rows": rows,
        "several": len({row.where for row in rows if row.where}) > 1,
        "shut": say.nothing_today(shut, paying=False),
        "anything_open": anything_open,
        "declared": "declared" in request.GET and any(row.tone == "good" for row in rows),
        "unverified": any(row.unverified for row in rows),
        "wrong": wrong,
        "key": at.new_key(),
    }
    return render(request, "payer/daily_form.html", page)

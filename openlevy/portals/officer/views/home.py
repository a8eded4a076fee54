"""首页: what one can do; and what one has done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openlevy.access.guards import officer_of, officer_required
from openlevy.assessment.queries import reopenings
from openlevy.history.queries import Done, of_officer
from openlevy.kernel.flow import Role
from openlevy.parties.queries import names_of
from openlevy.portals.officer import desk as at
from openlevy.portals.officer import words
from openlevy.portals.officer.pages import ActRow, Page
from openlevy.portals.shared.links import url
from openlevy.portals.shared.sending import PAGE_ROWS, page_number
from openlevy.portals.shared.translated import gettext as _

_MOST_COUNTED = 99


@officer_required()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Who one is here, what waits, and the ways on."""
    officer, today = officer_of(request), at.today(request)
    waiting = reopenings(
        officer.offices(Role.REVIEW), states=["PROPOSED"], since=today, most=_MOST_COUNTED
    )
    others = [one for one in waiting if one.proposed_by != officer.user_id]
    page = {
        "greeting": _("%(name)s，您好") % {"name": officer.display_name},
        "today": today,
        "posts": [
            (words.roles(granted), words.tax_office(office))
            for office, granted in sorted(officer.roles.items())
        ],
        "waiting": len(others),
        "may": _may(officer.role),
        "changed": "changed" in request.GET,
    }
    return render(request, "officer/home.html", page)


def _may(role: Role) -> dict[str, bool]:
    return {
        "hand_out": bool(role & Role.WINDOW),
        "propose": bool(role & Role.WINDOW),
        "decide": bool(role & Role.REVIEW),
    }


@officer_required()
@require_safe
def acts(request: HttpRequest) -> HttpResponse:
    """What the officer has done, newest first."""
    number = page_number(request)
    found = of_officer(
        officer_of(request).user_id, offset=(number - 1) * PAGE_ROWS, most=PAGE_ROWS + 1
    )
    names = names_of([one.payer_id for one in found if one.payer_id is not None])
    rows = [_act_row(one, names) for one in found[:PAGE_ROWS]]
    page = Page(rows, number, len(found) > PAGE_ROWS)
    return render(request, "officer/acts.html", {"page": page})


def _act_row(one: Done, names: dict[int, str]) -> ActRow:
    whom = names.get(one.payer_id, "") if one.payer_id is not None else ""
    of_reopening = one.subject == "assessment_reopening" or one.action == "propose_reopening"
    href = url("officer:reopening", one.record_id) if of_reopening else ""
    return ActRow(words.act(one.subject, one.action), whom, one.at, href)

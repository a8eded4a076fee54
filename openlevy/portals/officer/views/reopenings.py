"""重新开放缴费期: the offices' work list, and a proposal in two steps: who, then what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access.guards import officer_of, officer_required
from openlevy.access.queries import names_of as officers_called
from openlevy.assessment.queries import ReopeningSeen, reopenings
from openlevy.assessment.services import Proposal, propose_reopening
from openlevy.kernel.errors import Refusal
from openlevy.kernel.flow import Role
from openlevy.parties.queries import names_of
from openlevy.portals.officer import candidates, words
from openlevy.portals.officer import desk as at
from openlevy.portals.officer.forms import PersonForm, ReopeningForm
from openlevy.portals.officer.pages import Page, ReopeningRow
from openlevy.portals.officer.people import Present, by_document, by_number
from openlevy.portals.shared import formats
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.sending import PAGE_ROWS, key_of, new_key, page_number
from openlevy.portals.shared.translated import gettext as _

READERS = Role.WINDOW | Role.REVIEW
_SHOWN: dict[str, list[str] | None] = {
    "waiting": ["PROPOSED"],
    "open": ["CONFIRMED"],
    "all": None,
}


@officer_required(READERS)
@require_safe
def work_list(request: HttpRequest) -> HttpResponse:
    """Those of one's own offices: what waits, what is open, everything."""
    officer, today = officer_of(request), at.today(request)
    shown = request.GET.get("show", "waiting")
    if shown not in _SHOWN:
        shown = "waiting"
    number = page_number(request)
    found = reopenings(
        officer.offices(READERS),
        states=_SHOWN[shown],
        since=None if shown == "all" else today,
        offset=(number - 1) * PAGE_ROWS,
        most=PAGE_ROWS + 1,
    )
    rows = found[:PAGE_ROWS]
    payers = names_of([one.payer_id for one in rows])
    officers = officers_called([one.proposed_by for one in rows])
    page = {
        "shown": shown,
        "page": Page(
            [_row(one, payers, officers, words.reopening_state(one, today)) for one in rows],
            number,
            len(found) > PAGE_ROWS,
        ),
        "may_propose": bool(officer.role & Role.WINDOW),
    }
    return render(request, "officer/reopenings.html", page)


def _row(
    one: ReopeningSeen, payers: dict[int, str], officers: dict[int, str], says: tuple[str, str]
) -> ReopeningRow:
    return ReopeningRow(
        number=one.id,
        name=payers.get(one.payer_id, "—"),
        insurance=words.insurance(one.levy_item),
        year=one.year,
        until_on=one.until_on,
        tax_office=words.tax_office(one.tax_office),
        proposed_by=officers.get(one.proposed_by, "—"),
        proposed_at=one.proposed_at,
        state=says[0],
        tone=says[1],
    )


@sensitive_post_parameters("id_no")
@officer_required(Role.WINDOW)
@require_http_methods(["GET", "HEAD", "POST"])
def who(request: HttpRequest) -> HttpResponse:
    """Whose window: by the document shown, which never stands in an address."""
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm()
    status = 200
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        offices = officer_of(request).offices(Role.WINDOW)
        try:
            found = by_document(told["id_type"], told["id_no"], told["name"], offices)
        except Refusal as refusal:
            fault = say(refusal)
            form.add_error(None, f"{fault.words}{fault.next_step}")
            status = fault.status
        else:
            return redirect("officer:reopening_new", found.who.payer_id)
    return render(request, "officer/reopening_who.html", {"form": form}, status=status)


@officer_required(Role.WINDOW)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """Which year, until when, and why; 「提交审核」."""
    found = by_number(number, officer_of(request).offices(Role.WINDOW))
    offered = candidates.offered(found.enrolments, at.today(request))
    form = ReopeningForm(offered, request.POST) if request.method == "POST" else None
    status = 200
    if form is not None and form.is_valid():
        try:
            made = _proposed(request, form, number)
        except Refusal as refusal:
            fault = say(refusal)
            form.add_error(None, f"{fault.words}{fault.next_step}")
            status = fault.status
        else:
            return redirect("officer:reopening", made)
    page = {
        "form": form or ReopeningForm(offered),
        "person": _person(found),
        "nothing": not offered,
        "key": request.POST.get("key") if form is not None else new_key(),
    }
    return render(request, "officer/reopening_new.html", page, status=status)


def _proposed(request: HttpRequest, form: ReopeningForm, payer_id: int) -> int:
    enrolment_id, year = candidates.chosen(form.cleaned_data["what"])
    proposal = Proposal(
        payer_id, enrolment_id, year, form.cleaned_data["until"], form.cleaned_data["reason"]
    )
    return propose_reopening(
        proposal,
        officer=at.acting(request, Role.WINDOW),
        request_key=key_of(request),
        today=at.today(request),
    )


def _person(found: Present) -> list[tuple[str, object]]:
    return [
        (_("姓名"), found.who.name),
        (_("证件类型"), words.id_type(found.who.id_type)),
        (_("证件号码"), formats.tail(found.who.id_tail)),
    ]

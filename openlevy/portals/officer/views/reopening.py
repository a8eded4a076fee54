"""One reopening: all it takes to decide on it, and the decision."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openlevy.access.guards import officer_of, officer_required
from openlevy.access.officer_sessions import Officer
from openlevy.access.queries import names_of as officers_called
from openlevy.assessment.queries import (
    ReopeningSeen,
    regular_payable,
    reopening,
    reopening_words,
    window_of,
)
from openlevy.assessment.rules import ReopeningUnknown
from openlevy.assessment.services import (
    confirm_reopening,
    end_reopening,
    reject_reopening,
    withdraw_reopening,
)
from openlevy.assessment.states import REOPENING, ReopeningState
from openlevy.kernel.flow import Role
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, enrolment, person
from openlevy.portals.officer import candidates, words
from openlevy.portals.officer import desk as at
from openlevy.portals.officer.forms import NoteForm
from openlevy.portals.officer.pages import Facts, ReopeningPage
from openlevy.portals.officer.views.reopenings import READERS
from openlevy.portals.shared import formats
from openlevy.portals.shared.sending import FormBroken
from openlevy.portals.shared.translated import gettext as _
from openlevy.privacy.rules import masked


@dataclass(frozen=True, slots=True)
class _Decision:
    """What a button does, in which role, and whether it has to be explained."""

    role: Role
    take: Callable[..., None]
    explained: bool = False


_DECISIONS = {
    "confirm": _Decision(Role.REVIEW, confirm_reopening),
    "reject": _Decision(Role.REVIEW, reject_reopening, explained=True),
    "withdraw": _Decision(Role.WINDOW, withdraw_reopening),
    "end": _Decision(Role.REVIEW, end_reopening, explained=True),
}


@officer_required(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """The case with its buttons; a button's answer is the case as it stands then."""
    officer = officer_of(request)
    one = reopening(number)
    if one is None or one.tax_office not in officer.offices(READERS):
        raise ReopeningUnknown
    form = NoteForm()
    if request.method == "POST":
        decision = _DECISIONS.get(request.POST.get("action", ""))
        if decision is None:
            raise FormBroken
        form = NoteForm(request.POST)
        if form.is_valid() or not decision.explained:
            note = {"note": form.cleaned_data["note"]} if decision.explained else {}
            acting = at.acting(request, decision.role)
            decision.take(number, officer=acting, today=at.today(request), **note)
            return redirect("officer:reopening", number)
    page = {"case": _page(request, one, officer), "form": form}
    return render(request, "officer/reopening.html", page)


def _page(request: HttpRequest, one: ReopeningSeen, officer: Officer) -> ReopeningPage:
    today = at.today(request)
    state, tone = words.reopening_state(one, today)
    reason, note = reopening_words(one.id)
    who = person(one.payer_id)
    under = enrolment(one.payer_id, one.enrolment_id)
    lapsed = one.until_on < today and one.state in ("PROPOSED", "CONFIRMED")
    own = one.proposed_by == officer.user_id
    actions = [] if lapsed else _open_to(one, officer)
    return ReopeningPage(
        number=one.id,
        state=state,
        tone=tone,
        person=[
            (_("姓名"), who.name),
            (_("证件类型"), words.id_type(who.id_type)),
            (_("证件号码"), formats.tail(who.id_tail)),
        ],
        case=_case(one, under),
        course=_course(one),
        reason=masked(reason),
        note=masked(note),
        actions=[one for one in actions if not own or one == "withdraw"],
        why_not=_why_not(one, officer, own=own, lapsed=lapsed),
    )


def _open_to(one: ReopeningSeen, officer: Officer) -> list[str]:
    granted = officer.roles.get(one.tax_office, Role(0))
    return REOPENING.actions(ReopeningState(one.state), granted)


def _why_not(one: ReopeningSeen, officer: Officer, *, own: bool, lapsed: bool) -> str:
    """Why somebody who reviews finds no buttons."""
    reviews = bool(officer.roles.get(one.tax_office, Role(0)) & Role.REVIEW)
    if lapsed or one.state != "PROPOSED" or not reviews:
        return ""
    return _("这是您本人提出的申请，须由其他审核人员审核。") if own else ""


def _case(one: ReopeningSeen, under: EnrolmentSeen | None) -> Facts:
    period = Period(one.period_start, one.period_end)
    facts: list[tuple[str, object]] = [
        (_("险种"), words.insurance(one.levy_item)),
        (_("缴费年度"), _("%(year)s年度") % {"year": one.year}),
        (_("费款所属期"), formats.span(period)),
        (_("主管税务机关"), words.tax_office(one.tax_office)),
    ]
    if under is not None:
        window = window_of(under, one.year)[1]
        row = regular_payable(one.payer_id, one.enrolment_id, period)
        amount = formats.yuan(row.amount_fen) if row else candidates.amount_words(under, one.year)
        facts += [
            (_("参保地"), under.township_name + under.community_name),
            (_("原缴费期"), _("%(first)s至%(last)s") % _days(window)),
            (_("应缴费额"), amount),
            (_("缴费情况"), _standing(row.state if row else "")),
        ]
    return [*facts, (_("开放至"), formats.day(one.until_on))]


def _days(window: Period) -> dict[str, str]:
    return {"first": formats.day(window.start), "last": formats.day(window.end)}


def _standing(state: str) -> str:
    return {"DECLARED": _("已申报，未缴费"), "SETTLED": _("已缴费")}.get(state, _("未申报"))


def _course(one: ReopeningSeen) -> Facts:
    """Who did what when."""
    called = officers_called([one.proposed_by, one.decided_by or 0])
    facts: list[tuple[str, object]] = [
        (_("申请人"), called.get(one.proposed_by, "—")),
        (_("申请时间"), formats.instant(one.proposed_at)),
    ]
    if one.decided_by is not None:
        facts += [
            (_("审核人"), called.get(one.decided_by, "—")),
            (_("审核日期"), formats.day(one.decided_on)),
        ]
    return facts

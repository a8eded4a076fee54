"""注册码: handed to the person who shows their document at the window, shown once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openlevy.access.guards import officer_of, officer_required
from openlevy.access.queries import (
    CodeHandedOut,
    codes_handed_out,
    names_of,
    user_of_payer,
)
from openlevy.access.rules import REGISTRATION_CODE_LIFE
from openlevy.access.services import hand_out_registration_code, tell_payer
from openlevy.history.services import record_act
from openlevy.kernel.errors import Refusal
from openlevy.kernel.flow import Role
from openlevy.portals.officer import desk as at
from openlevy.portals.officer import words
from openlevy.portals.officer.forms import PersonForm
from openlevy.portals.officer.pages import CodeRow
from openlevy.portals.officer.people import by_document
from openlevy.portals.shared import formats
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.translated import gettext as _

_MOST = 20


@sensitive_post_parameters("id_no")
@officer_required(Role.WINDOW)
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """The form, and the latest that the offices handed out; 「发放」 shows a code, this once."""
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm()
    status = 200
    if form.is_bound and form.is_valid():
        try:
            page = _handed_out(request, form)
        except Refusal as refusal:
            fault = say(refusal)
            form.add_error(None, f"{fault.words}{fault.next_step}")
            status = fault.status
        else:
            return render(request, "officer/code.html", page)
    rows = [row for office in officer_of(request).offices(Role.WINDOW) for row in _rows(office)]
    rows.sort(key=lambda row: row.handed_out_at, reverse=True)
    page = {"form": form, "rows": rows[:_MOST]}
    return render(request, "officer/codes.html", page, status=status)


def _handed_out(request: HttpRequest, form: PersonForm) -> dict[str, object]:
    """A code for the person, and what is printed beside it.

    Raises:
        PersonUnknown
        RegistrationCodeOver: another officer's came at this very moment.
    """
    told, officer = form.cleaned_data, at.acting(request, Role.WINDOW)
    found = by_document(
        told["id_type"], told["id_no"], told["name"], officer_of(request).offices(Role.WINDOW)
    )
    office, now = found.enrolments[0].tax_office, timezone.now()
    code = hand_out_registration_code(
        id_type=told["id_type"],
        id_no=told["id_no"],
        name=found.who.name,
        officer=officer,
        office=office,
        now=now,
    )
    record_act(officer, "hand_out_code", office=office, payer_id=found.who.payer_id)
    # The code can set another password and phone: who has both is told.
    tell_payer(
        found.who.payer_id,
        key=f"code-handed-out:{found.who.payer_id}:{now.isoformat()}",
        kind="account.code_handed_out",
    )
    return {
        "has_account": user_of_payer(found.who.payer_id) is not None,
        "code": f"{code[:4]} {code[4:]}",
        "details": [
            (_("姓名"), found.who.name),
            (_("证件类型"), words.id_type(found.who.id_type)),
            (_("证件号码"), formats.tail(found.who.id_tail)),
            (_("发放机关"), words.tax_office(office)),
            (_("发放时间"), formats.instant(now)),
            (_("有效期至"), formats.instant(now + REGISTRATION_CODE_LIFE)),
        ],
    }


def _rows(office: str) -> list[CodeRow]:
    found = codes_handed_out(office, _MOST)
    officers = names_of([one.officer_id for one in found if one.officer_id is not None])
    return [_row(one, officers) for one in found]


def _row(one: CodeHandedOut, officers: dict[int, str]) -> CodeRow:
    state, tone = _("可以使用"), "good"
    if one.used_at is not None:
        state, tone = _("已使用"), ""
    elif one.withdrawn_at is not None:
        state, tone = _("已被新码代替"), ""
    elif one.expires_at <= timezone.now():
        state, tone = _("已过期"), ""
    return CodeRow(
        name=one.name,
        document=f"{words.id_type(one.id_type)} {formats.tail(one.id_tail)}",
        officer=officers.get(one.officer_id or 0, "—"),
        handed_out_at=one.handed_out_at,
        expires_at=one.expires_at,
        state=state,
        tone=tone,
    )

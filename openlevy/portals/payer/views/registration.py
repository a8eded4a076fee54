"""用户注册: who one says to be, the proof of it, and the account (S3 ch3).

The same pages lead whoever has lost the phone of an account as well to another phone and password.
A proof has an address of its own: it can be left and gone on with.
"""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access import rules
from openlevy.access import services as access
from openlevy.access.guards import background
from openlevy.access.queries import ProofSeen, is_code_refused, is_registered, proof_of
from openlevy.access.states import ProofState
from openlevy.kernel.errors import Refusal
from openlevy.portals.payer.account_forms import (
    AccountForm,
    CardForm,
    IdentityForm,
    NewPasswordForm,
    RegistrationCodeForm,
)
from openlevy.portals.payer.identifying import enrolled, own_numbers
from openlevy.portals.shared.refusals import say
from openlevy.reference.queries import business_date

_FIELDS = {
    "access.card_unusable": "card_no",
    "notices.address_unusable": "phone",
    "access.registration_code_wrong": "code",
    "access.registration_code_over": "code",
    "access.phone_code_wrong": "code",
    "access.phone_code_over": "code",
    "access.username_unusable": "username",
    "access.username_taken": "username",
    "access.phone_taken": "phone",
    "access.password_weak": "new",
    "access.password_like_name": "new",
    "access.password_own_number": "new",
}
"""Beside which field a refusal is said."""


@sensitive_post_parameters("name", "id_no")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, purpose: str) -> HttpResponse:
    """Who one says to be; unknown people are told where to enrol."""
    form = IdentityForm(purpose, request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            return _begun(request, purpose, form.cleaned_data)
        except Refusal as refusal:
            status = told(form, refusal)
    page = {"form": form, "regains": purpose == rules.REGAIN}
    return render(request, "payer/registration.html", page, status=status)


def _begun(request: HttpRequest, purpose: str, typed: dict[str, Any]) -> HttpResponse:
    document = {"id_type": typed["id_type"], "id_no": typed["id_no"]}
    found = enrolled(request, **document, name=typed["name"])
    if found is None:
        return render(request, "payer/registration_unknown.html", status=404)
    if is_registered(**document) != (purpose == rules.REGAIN):
        page = {"registered": purpose == rules.REGISTRATION}
        return render(request, "payer/registration_known.html", page, status=409)
    key = access.begin_proof(
        purpose=purpose,
        way=typed["way"],
        payer_id=found.person.payer_id,
        place=found.place,
        name=found.person.name,
        wire_name=found.for_bank,
        **document,
    )
    return redirect("payer:registration_proof", key)


@sensitive_post_parameters("card_no", "phone", "code", "new", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest, key: UUID) -> HttpResponse:
    """Whatever comes next: the card or the 注册码, the wait for the bank, the account."""
    seen = _seen(key)
    form, status, refused = _form(request, seen), 200, ""
    takes = request.POST.get("takes", "")
    if request.method == "POST":
        try:
            if _act(request, key, seen, form):
                return redirect("payer:registration_proof", key)
        except access.TooManyGuesses as refusal:
            status, refused = say(refusal).status, say(refusal).words
        except access.PhoneTaken as refusal:
            status, takes = say(refusal).status, refusal.holder or "?"  # "?": to be asked once more
        except Refusal as refusal:
            if form is None or not form.is_bound:
                raise
            status = told(form, refusal)
    page = {**_page(key, seen, form), "refused": refused, "takes": takes}
    return render(request, "payer/registration_proof.html", page, status=status)


@never_cache
@background
@require_safe
def state(request: HttpRequest, key: UUID) -> HttpResponse:
    """The part of the waiting page that asks again; an answer brings the whole page anew."""
    seen = _seen(key)
    response = render(request, "payer/_registration_wait.html", _page(key, seen, None))
    if seen.state is not ProofState.ASKED:
        response["HX-Refresh"] = "true"
    return response


def told(form: forms.Form, refusal: Refusal) -> int:
    """Say a refusal beside the field it is about, or above the form; the status."""
    fault = say(refusal)
    field = _FIELDS.get(refusal.code, "")
    form.add_error(field if field in form.fields else None, fault.words + fault.next_step)
    return fault.status


def _seen(key: UUID) -> ProofSeen:
    seen = proof_of(key)
    if seen is None:
        raise Http404
    if seen.is_over(timezone.now()) and seen.state is not ProofState.DONE:
        raise access.ErrandOver
    return seen


def _form(request: HttpRequest, seen: ProofSeen) -> forms.Form | None:
    """What there is to fill in now; None where there is nothing."""
    if seen.state in (ProofState.OPEN, ProofState.DIFFERS):
        kind: type[forms.Form] = CardForm if seen.way == rules.CARD else RegistrationCodeForm
    elif seen.state is ProofState.PROVED and seen.phone_code is not None:
        kind = AccountForm if seen.purpose == rules.REGISTRATION else NewPasswordForm
    else:
        return None
    sent = request.method == "POST" and request.POST.get("do") != "send"
    return kind(request.POST if sent else None)


def _act(request: HttpRequest, key: UUID, seen: ProofSeen, form: forms.Form | None) -> bool:
    """Do what was sent; False when the form says what is wrong with it."""
    if request.POST.get("do") == "send":
        access.send_proof_code(key, source=access.source_of(request))
        return True
    if form is None:
        return True  # sent twice: the page shows what came of it
    if not form.is_valid():
        return False
    typed, today = form.cleaned_data, business_date()
    takes = request.POST.get("takes", "")
    if isinstance(form, CardForm):
        access.ask_bank(key, card_no=typed["card_no"], phone=typed["phone"], today=today)
    elif isinstance(form, RegistrationCodeForm):
        access.show_registration_code(key, code=typed["code"], phone=typed["phone"], today=today)
        with suppress(access.TooManyGuesses):  # the page has a button for it
            access.send_proof_code(key, source=access.source_of(request))
    elif isinstance(form, AccountForm):
        access.register_proved(
            key,
            code=typed["code"],
            username=typed["username"],
            password=typed["new"],
            today=today,
            takes_from=takes,
            numbers_of=own_numbers,
        )
    else:
        access.regain(
            key,
            code=typed["code"],
            password=typed["new"],
            today=today,
            takes_from=takes,
            numbers_of=own_numbers,
        )
    return True


def _page(key: UUID, seen: ProofSeen, form: forms.Form | None) -> dict[str, object]:
    return {
        "key": key,
        "form": form,
        "seen": seen,
        "state": seen.state.value,
        "regains": seen.purpose == rules.REGAIN,
        "by_card": seen.way == rules.CARD,
        "differs": bool(seen.differs),
        "unreachable": seen.phone_code is not None and is_code_refused(seen.phone_code),
        "poll_seconds": _poll_seconds(seen),
        "step": 2 if seen.state is not ProofState.PROVED else 3,
    }


def _poll_seconds(seen: ProofSeen) -> int:
    """At once, then ever more patiently; 0 when nothing is waited for."""
    if seen.state is not ProofState.ASKED or seen.asked_at is None:
        return 0
    waited = (timezone.now() - seen.asked_at).total_seconds()
    return 2 if waited < 60 else 5 if waited < 600 else 30

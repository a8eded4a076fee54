"""Coming in: user name and password, then the code of the telephone; and going out."""

import base64
from urllib.parse import quote, urlencode

import zxingcpp
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from openlevy.access import officer_sessions
from openlevy.access import services as access
from openlevy.access.errors import SecondFactorLocked, SecondFactorThere
from openlevy.access.guards import NEXT, safe_officer_next
from openlevy.access.officer_sessions import Officer, officer_behind, token_of
from openlevy.access.second_factor import offered_second_factor
from openlevy.access.services.officers import officer_comes, officer_leaves, officer_proves
from openlevy.kernel.errors import Refusal
from openlevy.kernel.one_time import in_letters
from openlevy.portals.officer.forms import FactorForm, SignInForm
from openlevy.portals.shared.links import url
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.translated import gettext as _

_ISSUER = "OpenLevy"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first door; behind it is the second."""
    asked = request.POST.get(NEXT) if request.method == "POST" else request.GET.get(NEXT)
    target = safe_officer_next(asked, url("officer:home"))
    officer = officer_behind(request)
    if officer is not None and officer.proved and request.method != "POST":
        return redirect(target)
    form = SignInForm(request.POST) if request.method == "POST" else SignInForm()
    status = 200
    if form.is_bound and form.is_valid():
        try:
            token = officer_comes(
                request, form.cleaned_data["login"], form.cleaned_data["password"]
            )
        except Refusal as refusal:
            form.add_error(None, _why_not(refusal))
            status = say(refusal).status
        else:
            rotate_token(request)
            return _given(redirect(_second_door(target)), token)
    ended = target != url("officer:home") and not form.is_bound
    page = {"form": form, "next": target, "ended": ended}
    return render(request, "officer/sign_in.html", page, status=status)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The second door: the telephone's code. Who has set none up yet is shown what a telephone
    needs, and its first code sets it up."""
    asked = request.POST.get(NEXT) if request.method == "POST" else request.GET.get(NEXT)
    target = safe_officer_next(asked, url("officer:home"))
    officer = officer_behind(request)
    if officer is None:
        return redirect(settings.OFFICER_LOGIN_URL)
    if officer.proved:
        return redirect(target)
    form = FactorForm(request.POST) if request.method == "POST" else FactorForm()
    status = 200
    if form.is_bound and form.is_valid():
        try:
            token = officer_proves(officer, token_of(request), form.cleaned_data["code"])
        except Refusal as refusal:
            fault, locked = say(refusal), isinstance(refusal, SecondFactorLocked)
            form.add_error(None if locked else "code", f"{fault.words}{fault.next_step}")
            status = fault.status
        else:
            rotate_token(request)
            return _given(redirect(target), token)
    offered = _offered(officer, token_of(request))
    page = {"form": form, "next": target, "name": officer.display_name} | offered
    return render(request, "officer/second_factor.html", page, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End every session of the officer; twice is once."""
    officer = officer_behind(request)
    if officer is not None:
        officer_leaves(officer)
    response = redirect("officer:sign_in")
    officer_sessions.take(response)
    return response


def _second_door(target: str) -> str:
    door = url("officer:second_factor")
    return door if target == url("officer:home") else f"{door}?{urlencode({NEXT: target})}"


def _given(response: HttpResponse, token: str) -> HttpResponse:
    officer_sessions.give(response, token)
    return response


def _why_not(refusal: Refusal) -> str:
    """The sentence for an officer, where a payer's would lead elsewhere."""
    if isinstance(refusal, access.WrongCredentials):
        said = _("用户名与密码不符，还可以再试 %(attempts_left)s 次。")
        return said % refusal.facts()
    if isinstance(refusal, access.AccountLocked):
        return _("账户已停用，请联系本单位的系统管理员。")
    return say(refusal).words


def _offered(officer: Officer, token: str) -> dict[str, object]:
    """What the telephone needs, while it has not been set up."""
    try:
        secret = in_letters(offered_second_factor(officer.user_id, token))
    except SecondFactorThere:
        return {"secret": "", "picture": ""}
    label = quote(f"{_ISSUER}:{officer.username}")
    told = urlencode({"secret": secret.replace(" ", ""), "issuer": _ISSUER})
    return {"secret": secret, "picture": _drawn(f"otpauth://totp/{label}?{told}")}


def _drawn(address: str) -> str:
    """The QR code as a data image, with the white around it that readers need."""
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn: str = zxingcpp.write_barcode_to_svg(code, add_quiet_zones=True)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()

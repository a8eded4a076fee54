"""「自然人业务」: coming in and going out."""

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from openlevy.access import services as access
from openlevy.access.guards import NEXT, safe_next
from openlevy.access.queries import phone_left
from openlevy.kernel.errors import Refusal
from openlevy.portals.shared.fields import Typed
from openlevy.portals.shared.links import url
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.translated import gettext_lazy as _
from openlevy.portals.shared.widgets import Password


class SignInForm(forms.Form):
    """Any of the three names, and the password."""

    login = Typed(
        label=_("证件号码 / 手机号 / 用户名"),
        missing=_("请填写证件号码、手机号或用户名。"),
        attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = Typed(
        label=_("密码"),
        missing=_("请填写密码。"),
        longest=200,
        strip=False,
        widget=Password,
        attrs={"autocomplete": "current-password"},
    )


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; whoever is let in goes on to the page they came for."""
    came_for = request.POST.get(NEXT) if request.method == "POST" else request.GET.get(NEXT)
    target = safe_next(came_for)
    status = 200
    if request.method == "POST":
        form = SignInForm(request.POST)
        refusal = _refusal(request, form)
        if refusal is None and form.is_valid():
            return redirect(_first(request, target))
        if refusal is not None:
            fault = say(refusal)
            form.add_error(None, fault.words)
            status = fault.status
    else:
        form = SignInForm()
        if request.user.is_authenticated and request.user.payer_id is not None:
            return redirect(target)
    page = {"form": form, "next": target, "ended": target != "/" and not form.is_bound}
    return render(request, "payer/sign_in.html", page, status=status)


def _first(request: HttpRequest, target: str) -> str:
    """Where to: whose phone its new owner has taken is asked for another before."""
    user = request.user
    if not user.is_authenticated or user.payer_id is None or not phone_left(user.pk):
        return target
    return f"{url('payer:phone')}?{urlencode({NEXT: target})}"


def _refusal(request: HttpRequest, form: SignInForm) -> Refusal | None:
    """Why the door stays shut; None when it opens, or when the form is not filled in."""
    if not form.is_valid():
        return None
    try:
        access.sign_in(request, form.cleaned_data["login"], form.cleaned_data["password"])
    except Refusal as refusal:
        return refusal
    return None


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, on every device; twice is once."""
    access.leave(request)
    return redirect("payer:sign_in")

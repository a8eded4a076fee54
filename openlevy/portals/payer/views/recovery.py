"""忘记密码: a code to the registered phone, and another password. Whether there is an account
shows on none of these pages."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openlevy.access import services as access
from openlevy.kernel.errors import Refusal
from openlevy.portals.payer.account_forms import NewPasswordForm, RecoveryForm
from openlevy.portals.payer.identifying import own_numbers
from openlevy.portals.payer.views.registration import told
from openlevy.portals.shared.refusals import say


@sensitive_post_parameters("login")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Whose password is forgotten."""
    form = RecoveryForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            source = access.source_of(request)
            key = access.begin_recovery(form.cleaned_data["login"], source=source)
            return redirect("payer:recovery_code", key)
        except Refusal as refusal:
            status = told(form, refusal)
    return render(request, "payer/recovery.html", {"form": form}, status=status)


@sensitive_post_parameters("code", "new", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, key: UUID) -> HttpResponse:
    """The code and the new password; or another code."""
    wants_another = request.POST.get("do") == "send"
    form = NewPasswordForm(request.POST if request.method == "POST" and not wants_another else None)
    status, refused = 200, ""
    if wants_another:
        try:
            access.resend_phone_code(key, source=access.source_of(request))
            return redirect("payer:recovery_code", key)
        except access.TooManyGuesses as refusal:
            status, refused = say(refusal).status, say(refusal).words
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            access.recover(key, code=typed["code"], password=typed["new"], numbers_of=own_numbers)
            return render(request, "payer/recovery_done.html")
        except Refusal as refusal:
            status = told(form, refusal)
    page = {"form": form, "refused": refused}
    return render(request, "payer/recovery_code.html", page, status=status)

"""修改密码: the old one, the new one twice."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openlevy.access import services as access
from openlevy.access.guards import payer_required
from openlevy.portals.payer.identifying import own_numbers
from openlevy.portals.shared.links import url
from openlevy.portals.shared.new_password import PasswordForm, changed
from openlevy.portals.shared.refusals import say


@sensitive_post_parameters("current", "new", "again")
@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """The form; changed, every other session has ended and this one goes on."""
    status = 200
    form = PasswordForm(request.POST) if request.method == "POST" else PasswordForm()
    if form.is_bound and form.is_valid():
        refusal = changed(form, lambda current, new: _change(request, current, new))
        if refusal is None:
            return redirect(url("payer:me") + "?changed=1")
        status = say(refusal).status
    return render(request, "payer/password.html", {"form": form}, status=status)


def _change(request: HttpRequest, current: str, new: str) -> None:
    user = request.user
    access.change_password(user, current=current, new=new, numbers_of=own_numbers)  # type: ignore[arg-type]
    update_session_auth_hash(request, request.user)  # type: ignore[arg-type]

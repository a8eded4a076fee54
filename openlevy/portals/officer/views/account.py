"""修改密码 of an officer: who made the account knows the first one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openlevy.access import officer_sessions
from openlevy.access.guards import officer_of, officer_required
from openlevy.access.services.officers import officer_changes_password
from openlevy.portals.shared.links import url
from openlevy.portals.shared.new_password import PasswordForm, changed
from openlevy.portals.shared.refusals import say


@sensitive_post_parameters("current", "new", "again")
@officer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """The form; changed, every other session has ended and this one goes on."""
    status = 200
    form = PasswordForm(request.POST) if request.method == "POST" else PasswordForm()
    if form.is_bound and form.is_valid():
        officer, tokens = officer_of(request), list[str]()
        refusal = changed(
            form,
            lambda current, new: tokens.append(officer_changes_password(officer, current, new)),
        )
        if refusal is None:
            response = redirect(url("officer:home") + "?changed=1")
            officer_sessions.give(response, tokens[0])
            return response
        status = say(refusal).status
    return render(request, "officer/password.html", {"form": form}, status=status)

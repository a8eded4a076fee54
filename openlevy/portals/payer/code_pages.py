"""The page on which a code that was sent is typed, or another asked for."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openlevy.access import services as access
from openlevy.access.queries import is_code_refused
from openlevy.kernel.errors import Refusal
from openlevy.portals.payer.views.registration import told
from openlevy.portals.shared.refusals import say


def code_page(
    request: HttpRequest,
    key: UUID,
    form: type[forms.Form],
    act: Callable[[str], object],
    *,
    template: str,
    shown: str,
    done: str,
) -> HttpResponse:
    """The form; ``act`` with the code that was typed, and on to ``done``.

    Args:
        template: the page, which says where the code was sent by ``shown``.
    """
    wants_another = request.POST.get("do") == "send"
    bound = form(request.POST if request.method == "POST" and not wants_another else None)
    status, refused, taken = 200, "", False
    if wants_another:
        try:
            access.resend_phone_code(key, source=access.source_of(request))
            return redirect(request.path)
        except access.TooManyGuesses as refusal:
            status, refused = say(refusal).status, say(refusal).words
    if bound.is_bound and bound.is_valid():
        try:
            act(bound.cleaned_data["code"])
            return redirect(done)
        except Refusal as refusal:
            status, taken = told(bound, refusal), isinstance(refusal, access.PhoneTaken)
    page = {
        "form": bound,
        "shown": shown,
        "unreachable": is_code_refused(key),
        "refused": refused,
        "taken": taken,
    }
    return render(request, template, page, status=status)

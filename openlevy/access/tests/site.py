"""A site of a few pages, for requests that go through the whole stack of middleware."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from openlevy.access import services
from openlevy.access.guards import (
    background,
    payer_of,
    payer_required,
    safe_next,
)
from openlevy.kernel.errors import Refusal


def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return HttpResponse("form")
    try:
        services.sign_in(request, request.POST["identifier"], request.POST["password"])
    except Refusal as refusal:
        return HttpResponse(refusal.code, status=422)
    return HttpResponseRedirect(safe_next(request.GET.get("next"), "/home"))


def sign_out(request: HttpRequest) -> HttpResponse:
    services.leave(request)
    return HttpResponseRedirect("/")


@payer_required
def change_password(request: HttpRequest) -> HttpResponse:
    user = request.user
    assert user.is_authenticated
    services.change_password(user, current=request.POST["current"], new=request.POST["new"])
    update_session_auth_hash(request, user)
    return HttpResponse("changed")


@payer_required
def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"payer {payer_of(request)}")


@background
@payer_required
def poll(request: HttpRequest) -> HttpResponse:
    return HttpResponse("still going on")


def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("anybody")


urlpatterns = [
    path("sign-in", sign_in),
    path("sign-out", sign_out),
    path("change-password", change_password),
    path("home", home),
    path("poll", poll),
    path("", public),
]

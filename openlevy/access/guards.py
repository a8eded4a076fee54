"""Views that only some may open, and where to come back to after signing in.

The check is the view's first line by decoration, so a list of addresses and who may open them can
be enumerated: ``audience`` on a guarded view says for whom it is.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from openlevy.access.officer_sessions import COOKIE_PATH, Officer, officer_behind
from openlevy.kernel.flow import OFFICERS, Role

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

NEXT = "next"


def payer_required(view: View[P]) -> View[P]:
    """Open to signed-in users who act for a payer; ``payer_of`` then names it.

    Others: to the sign-in when signed out (by ``HX-Redirect`` when htmx asks), 403 when signed in
    without a payer. What is shown is never kept by a cache, so Back after signing out shows none
    of it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        user = request.user
        if not user.is_authenticated:
            response: HttpResponseBase = to_sign_in(request)
        elif user.payer_id is None:
            raise PermissionDenied
        else:
            response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    guarded.audience = "payer"  # type: ignore[attr-defined]
    return guarded


def payer_of(request: HttpRequest) -> int:
    """The payer that the signed-in user acts for.

    Raises:
        PermissionDenied: nobody is signed in, or acts for no payer.
    """
    payer_id: int | None = getattr(request.user, "payer_id", None)
    if payer_id is None:
        raise PermissionDenied
    return payer_id


def officer_required(roles: Role = OFFICERS) -> Callable[[View[P]], View[P]]:
    """Open to officers who have come in by both factors and hold one of ``roles`` at some office;
    ``officer_of`` then names them. What they may see there is a matter of the record's office.

    Others: to the officers' sign-in without a session of an officer, whoever else they are; to the
    second factor before it is proved; 403 without the role.
    """

    def required(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            officer = officer_behind(request)
            if officer is None:
                response: HttpResponseBase = to_sign_in(request, settings.OFFICER_LOGIN_URL)
            elif not officer.proved:
                response = HttpResponseRedirect(resolve_url(settings.OFFICER_FACTOR_URL))
            elif not officer.role & roles:
                raise PermissionDenied
            else:
                response = view(request, *args, **kwargs)
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.audience = "officer"  # type: ignore[attr-defined]
        guarded.roles = roles  # type: ignore[attr-defined]
        return guarded

    return required


def officer_of(request: HttpRequest) -> Officer:
    """The officer who has come in by both factors.

    Raises:
        PermissionDenied: nobody has.
    """
    officer = officer_behind(request)
    if officer is None or not officer.proved:
        raise PermissionDenied
    return officer


def safe_officer_next(target: str | None, default: str) -> str:
    """``target`` when it is a page of the officers' own, else ``default``."""
    sent_on = safe_next(target, default)
    path = urlsplit(sent_on).path
    outside = not path.startswith(COOKIE_PATH) or ".." in path
    return default if outside or path == settings.OFFICER_LOGIN_URL else sent_on


def background(view: View[P]) -> View[P]:
    """A view the page asks by itself, again and again: it does not keep the session alive."""

    @wraps(view)
    def quiet(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        leave_idle: Callable[[], None] | None = getattr(request.session, "leave_idle", None)
        if leave_idle is not None:
            leave_idle()
        return response

    return quiet


def to_sign_in(request: HttpRequest, door: str = "") -> HttpResponse:
    """Send the browser to the sign-in (``door``: another than the payers'), and back to the page it
    is on afterwards."""
    came_from = safe_next(_page(request), "")
    address = resolve_url(door or settings.LOGIN_URL)
    if came_from:
        address = f"{address}?{urlencode({NEXT: came_from})}"
    if _by_htmx(request):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def safe_next(target: str | None, default: str = "/") -> str:
    """``target`` when it is a path on this site that a browser takes for one, else ``default``.

    A browser reads ``//host``, ``/\\host`` and ``/<tab>/host`` as other sites.
    """
    if not target or not target.startswith("/") or not target.isprintable():
        return default
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return default
    return default if urlsplit(target).path == resolve_url(settings.LOGIN_URL) else target


def _page(request: HttpRequest) -> str:
    """The page in the browser's bar: of a fragment or a form it is not the address asked for."""
    if _by_htmx(request):
        return _path_here(request, request.headers.get("HX-Current-URL"))
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return _path_here(request, request.headers.get("Referer"))


def _path_here(request: HttpRequest, address: str | None) -> str:
    """Path and query of ``address`` when it is on the host asked for."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return ""
    if parts.netloc != request.get_host():
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _by_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"

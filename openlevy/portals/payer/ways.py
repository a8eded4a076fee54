"""Pages of a way of declaring: insurance by insurance, or all of them on one form.

A place has one of the two. Whoever comes to a page of the other, by a saved address or after having
moved, is led to what their own place offers, and nothing of what they sent is done.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from openlevy.portals.shared.links import url
from openlevy.portals.shared.placed import by_form

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

_ASKED = ("GET", "HEAD", "POST")
"""What else is asked of a page, the view itself answers: which methods there are."""


def where_declared(view: View[P], *, on_form: bool) -> View[P]:
    """The view, for payers of places that declare that way; others are led to their own menu."""

    @wraps(view)
    def led(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        acts = getattr(request.user, "payer_id", None) is not None
        asked = request.method in _ASKED
        if acts and asked and by_form() is not on_form:
            return HttpResponseRedirect(url("payer:premium_services"))
        return view(request, *args, **kwargs)

    return led

"""Headers that let the pages load from here alone; and the worker's bell after every order."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sandbox.worker import bell

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)


class StrictHeaders:
    """Adds the headers, and wakes the workers when something was posted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its headers."""
        response = self._get_response(request)
        response["Content-Security-Policy"] = _POLICY
        response["X-Content-Type-Options"] = "nosniff"
        response["Referrer-Policy"] = "same-origin"
        response.setdefault("Cache-Control", "no-store")
        if request.method == "POST":
            bell.arrived.ring()
            bell.leaving.ring()
        return response

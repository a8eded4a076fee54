"""What every answer gets: the one content policy, and a page where it would be bare."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from openlevy.kernel.errors import Refusal
from openlevy.portals.shared.errors import fault_of, show
from openlevy.portals.shared.phones import answering
from openlevy.portals.shared.refusals import say

_PAGES_OF_THEIR_OWN = ("/exchange/", "/api/")
"""Below these, programs ask; they are answered in their own form."""


class OnePolicy(CSPMiddleware):
    """The policy of the settings on every answer, put together once: no view may loosen it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self._policy = build_policy()

    def process_request(self, request: HttpRequest) -> None:
        """No page has a script of its own that would need a nonce; what this thread answers from
        now on is noted for sentences that name a telephone."""
        answering(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The answer with its policy."""
        response[HEADER] = self._policy
        return response


class RefusalPages:
    """Last in ``MIDDLEWARE``, so that everything else sees the page like any other answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with a page for a method that an address does not take."""
        response = self._get_response(request)
        bare = response.status_code == 405 and not getattr(response, "content", b"")
        if not bare or request.path.startswith(_PAGES_OF_THEIR_OWN):
            return response
        page = show(request, fault_of(405))
        page["Allow"] = response.get("Allow", "")
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal's page; anything else is not ours to word."""
        if not isinstance(exception, Refusal) or request.path.startswith(_PAGES_OF_THEIR_OWN):
            return None
        return show(request, say(exception))

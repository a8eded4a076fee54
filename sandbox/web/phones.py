"""Phones and mailboxes: what comes over the wire, the page that shows it, JSON for scripts."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from sandbox.phones import inbox
from sandbox.web import incoming, lists

_REFUSED = 422


@csrf_exempt
@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Takes a notice: 202, 400 unreadable, 403 signature wrong, 422 with the gateway's signed word
    that there is no such address. A browser is led to the page."""
    if request.method == "GET":
        return redirect("phones")
    try:
        return incoming.signed_json(request, inbox.take)
    except inbox.Refused as refused:
        response = HttpResponse(
            refused.content, status=_REFUSED, content_type="application/json; charset=utf-8"
        )
        response["X-Signature"] = refused.signed
        return response


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What arrived, newest first; ``q`` is a phone number or a mailbox."""
    query = request.GET.get("q", "").strip()[:120]
    before = lists.whole(request.GET.get("before"), 0)
    rows = inbox.arrived(query, before, lists.USUAL)
    shown = {"page": "phones", "rows": rows, "query": query, "size": lists.USUAL}
    return render(request, "phones.html", shown)


@require_safe
def arrived(request: HttpRequest) -> HttpResponse:
    """The same for scripts."""
    size = lists.limit(request.GET.get("limit"))
    before = lists.whole(request.GET.get("before"), 0)
    found = inbox.arrived(request.GET.get("q", "")[:120], before, size)
    return JsonResponse({"notices": found}, json_dumps_params={"ensure_ascii": False})

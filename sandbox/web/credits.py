"""What the agencies were told of payments, and what they have credited: page, button, JSON."""

import datetime as dt
import json

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sandbox import store
from sandbox.agency import crediting, payments
from sandbox.network import day
from sandbox.web import forms, lists
from sandbox.web.forms import Order


@forms.order
def credit(_order: Order) -> object:
    """Credits at once what the agencies were told of, on the network's work date."""
    return _credited()


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """The agencies' book of persons, newest first; ``q`` is a personal or a voucher number."""
    size = lists.limit(request.GET.get("limit"))
    before = lists.whole(request.GET.get("before"), 0)
    found = crediting.entries(request.GET.get("q", "")[:40], before, size)
    content = {"totals": crediting.totals(), "entries": found}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The book of persons, and the button that credits at once."""
    query = request.GET.get("q", "").strip()[:40]
    before = lists.whole(request.GET.get("before"), 0)
    shown = {
        "page": "payments",
        "rows": crediting.entries(query, before, lists.USUAL),
        "totals": crediting.totals(),
        "query": query,
        "size": lists.USUAL,
        "done": lists.whole(request.GET.get("done"), -1),
    }
    return render(request, "payments.html", shown)


@require_safe
def notice_page(request: HttpRequest, notice: int) -> HttpResponse:
    """One message of payments as it came."""
    try:
        found = payments.opened(notice)
    except store.NotThere as fault:
        raise Http404 from fault
    text = json.dumps(found, ensure_ascii=False, indent=2)
    return render(request, "payment.html", {"page": "payment", "found": found, "text": text})


@require_POST
def credit_now(_request: HttpRequest) -> HttpResponseRedirect:
    """The button."""
    done = _credited()
    return HttpResponseRedirect(f"{redirect('payments').url}?done={done['entries']}")


@transaction.atomic
def _credited() -> dict[str, object]:
    on: dt.date = day.work_date()
    return crediting.credit_all(on)

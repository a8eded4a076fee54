"""The pages for people; they work without scripts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sandbox import store
from sandbox.agency import crediting, desk
from sandbox.banks import accounts, books
from sandbox.network import day, post
from sandbox.web import lists
from sandbox.wire import envelope
from sandbox.world import making, showing

_STYLE = Path(__file__).parent / "style.css"


def messages_or(take: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """POST goes to the network, GET to the page that shows what it got."""

    def chosen(request: HttpRequest) -> HttpResponse:
        return redirect("messages") if request.method == "GET" else take(request)

    chosen.csrf_exempt = True  # type: ignore[attr-defined]
    return chosen


@require_safe
def style(_request: HttpRequest) -> HttpResponse:
    """The one style sheet."""
    response = HttpResponse(_STYLE.read_bytes(), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "max-age=60"
    return response


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The work date, what there is, and the buttons of the day."""
    return _page(
        request, "overview", facts=lists.overview(), progress=making.progress(),
        totals=books.totals(), recent=lists.messages("", "", 0, 8), done=request.GET.get("done"),
    )  # fmt: skip


@require_POST
def move_day(request: HttpRequest) -> HttpResponseRedirect:
    """Closes the session or cuts the day."""
    if request.POST.get("do") == "cut":
        day.cut()
        return _back("overview", "cut")
    day.close_session()
    return _back("overview", "session")


@require_safe
def bank_accounts(request: HttpRequest) -> HttpResponse:
    """Bank accounts: those of sample people first, or all; searched by number or holder."""
    query = request.GET.get("q", "").strip()
    everyone = request.GET.get("all") == "1"
    rows = _searched(query) if query else accounts.listed(
        lists.USUAL, lists.whole(request.GET.get("after"), 0), only_special=not everyone
    )  # fmt: skip
    return _page(
        request, "accounts", rows=rows, query=query, everyone=everyone, size=lists.USUAL,
        done=request.GET.get("done"),
    )  # fmt: skip


@require_POST
def behave(request: HttpRequest, account_id: int) -> HttpResponseRedirect:
    """Switches an account's behaviour."""
    mode = request.POST.get("mode", "")
    try:
        accounts.behave(
            account_id, mode.removesuffix("-unbooked"),
            lists.whole(request.POST.get("seconds"), 0), not mode.endswith("-unbooked"),
        )  # fmt: skip
    except (accounts.BehaviourRefused, accounts.NoSuchAccount) as fault:
        raise Http404 from fault
    query = request.POST.get("back", "")
    everyone = "&all=1" if request.POST.get("all") == "1" else ""
    address = _back("accounts", f"{account_id}{everyone}").url
    return HttpResponseRedirect(f"{address}&q={query}" if query.isalnum() else address)


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """Messages, newest first."""
    query, direction = request.GET.get("q", ""), request.GET.get("direction", "")
    before = lists.whole(request.GET.get("before"), 0)
    rows = lists.messages(query, direction, before, lists.USUAL)
    return _page(request, "messages", rows=rows, query=query, direction=direction, size=lists.USUAL)


@require_safe
def message(request: HttpRequest, message_id: int) -> HttpResponse:
    """One message in full."""
    row = lists.message(message_id)
    if row is None:
        raise Http404
    text = envelope.pretty(post.content_of(message_id))
    return _page(request, "message", row=row, text=text, related=lists.related(row))


@require_safe
def packages(request: HttpRequest) -> HttpResponse:
    """Packages of the agencies, newest first."""
    rows = lists.packages(lists.whole(request.GET.get("before"), 0), lists.USUAL)
    return _page(
        request, "packages", rows=rows, progress=making.progress(), size=lists.USUAL,
        done=request.GET.get("done"),
    )  # fmt: skip


@require_safe
def package(request: HttpRequest, package_id: int) -> HttpResponse:
    """One package, its feedback, and what was rejected."""
    row = lists.package(package_id)
    if row is None:
        raise Http404
    answers = [
        {**one, "rejects": _rejected(desk.opened("feedback", one["id"]))}
        for one in lists.feedback_of(package_id)
    ]
    content = json.dumps(desk.opened("package", package_id), ensure_ascii=False, indent=2)
    return _page(request, "package", row=row, answers=answers, content=content)


@require_POST
def redeliver(_request: HttpRequest, package_id: int) -> HttpResponseRedirect:
    """Delivers a package once more."""
    try:
        desk.redeliver(str(package_id))
    except store.NotThere as fault:
        raise Http404 from fault
    return _back("packages", str(package_id))


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The sample people."""
    return _page(request, "people", people=showing.sample_people())


@require_safe
def books_page(request: HttpRequest) -> HttpResponse:
    """Totals of all books, and the vouchers of the banks' and the treasury's."""
    rows = books.vouchers(request.GET.get("after", "")[:18], lists.USUAL)
    return _page(
        request, "books", totals=books.totals() | crediting.totals(),
        faults=books.faults() + crediting.faults(), rows=rows, size=lists.USUAL,
    )  # fmt: skip


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    return render(request, f"{name}.html", {"page": name, **context})


def _back(name: str, done: str) -> HttpResponseRedirect:
    address = redirect(name).url
    return HttpResponseRedirect(f"{address}?done={done}")


def _searched(query: str) -> list[store.Row]:
    row = accounts.by_number_unlocked(query)
    return [row] if row else accounts.listed(lists.USUAL, holder=query)


def _rejected(feedback: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in feedback["rows"] if row["returnCode"] != "000"][:200]

"""What scripts read: JSON of the same rows that the pages show."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from sandbox import store
from sandbox.agency import crediting, desk
from sandbox.banks import accounts, books
from sandbox.network import post
from sandbox.web import lists
from sandbox.wire import envelope
from sandbox.world import making, showing


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """That the process and its database live, and the work date."""
    return _json(lists.overview())


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """Messages, newest first: ``q`` (number, MsgID, or an account, ID or voucher number),
    ``direction``, ``before`` (an id), ``limit``."""
    found = lists.messages(
        request.GET.get("q", ""), request.GET.get("direction", ""),
        lists.whole(request.GET.get("before"), 0), lists.limit(request.GET.get("limit")),
    )  # fmt: skip
    return _json({"messages": found})


@require_safe
def message(_request: HttpRequest, message_id: int) -> HttpResponse:
    """One message with its text and its delivery."""
    row = lists.message(message_id)
    if row is None:
        return _json({"error": "not there"}, 404)
    content = post.content_of(message_id)
    return _json(
        {
            **row,
            "text": content.decode("gbk", errors="replace"),
            "pretty": envelope.pretty(content),
        }
    )


@require_safe
def bank_accounts(request: HttpRequest) -> HttpResponse:
    """Bank accounts in the order they were opened, from ``after`` on."""
    after = lists.whole(request.GET.get("after"), 0)
    rows = accounts.listed(lists.limit(request.GET.get("limit")), after)
    shown = [
        {
            "id": row["id"],
            "number": accounts.number_of(row),
            **{
                name: row[name]
                for name in (
                    "bank_cnaps", "clearing_cnaps", "bank_name", "holder_name", "balance_fen",
                    "mode", "mode_seconds", "mode_books", "special",
                )
            },
        }
        for row in rows
    ]  # fmt: skip
    return _json({"bank_accounts": shown, "next": rows[-1]["id"] if rows else None})


@require_safe
def book_totals(request: HttpRequest) -> HttpResponse:
    """The banks', the treasury's and the agencies' books: totals, and per voucher from ``after`` on
    what moved at the banks and the treasury."""
    size = lists.limit(request.GET.get("limit"), most=10_000, usual=10_000)
    found = books.vouchers(request.GET.get("after", ""), size)
    return _json(
        {
            "totals": books.totals() | crediting.totals(),
            "faults": books.faults() + crediting.faults(),
            "vouchers": found,
            "next": found[-1]["voucher_no"] if len(found) == size else None,
        }
    )


@require_safe
def packages(request: HttpRequest) -> HttpResponse:
    """Packages, newest first, with what the last feedback said."""
    before = lists.whole(request.GET.get("before"), 0)
    return _json({"packages": lists.packages(before, lists.limit(request.GET.get("limit")))})


@require_safe
def package(_request: HttpRequest, package_id: int) -> HttpResponse:
    """One package and all feedback to it, as they travelled."""
    try:
        content = desk.opened("package", package_id)
    except store.NotThere:
        return _json({"error": "not there"}, 404)
    found = [desk.opened("feedback", row["id"]) for row in lists.feedback_of(package_id)]
    return _json({"package": content, "feedback": found})


@require_safe
def progress(_request: HttpRequest) -> HttpResponse:
    """How far the world is made, delivered and answered."""
    return _json(making.progress())


@require_safe
def sample_people(_request: HttpRequest) -> HttpResponse:
    """The sample people; the world must have been asked for."""
    return _json({"accounts": showing.sample_people()})


def _json(content: Any, status: int = 200) -> HttpResponse:
    return JsonResponse(
        content, status=status, safe=False, json_dumps_params={"ensure_ascii": False}
    )

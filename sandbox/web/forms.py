"""Orders from scripts: a JSON object, whose values are checked one by one."""

import datetime as dt
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sandbox.agency.telling import OrderRefused
from sandbox.banks.accounts import BehaviourRefused, NoSuchAccount
from sandbox.network.counters import CounterRefused
from sandbox.network.day import DateRefused
from sandbox.store import NotThere
from sandbox.world.making import WorldRefused

Order = dict[str, Any]
_MOST_BYTES = 100_000


class OrderMalformed(ValueError):
    """The body is no JSON object, or a value is missing or of another kind."""


def order(view: Callable[[Order], object]) -> Callable[[HttpRequest], HttpResponse]:
    """A view that takes a JSON object and gives one; refusals are told in its ``error``.

    Only ``application/json`` is taken: no foreign page can post that without asking first.
    """

    @csrf_exempt
    @require_POST
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        if request.content_type != "application/json":
            return JsonResponse({"error": "Content-Type must be application/json"}, status=415)
        try:
            return JsonResponse(view(_read(request)), safe=False)
        except (NoSuchAccount, NotThere) as fault:
            return JsonResponse({"error": f"not there: {fault}"}, status=404)
        except DateRefused as fault:
            return JsonResponse({"error": str(fault)}, status=409)
        except (
            OrderMalformed,
            OrderRefused,
            BehaviourRefused,
            WorldRefused,
            CounterRefused,
        ) as fault:
            return JsonResponse({"error": str(fault)}, status=400)

    return wrapped


def text(order: Order, name: str, default: str | None = None) -> str:
    """A text of the order."""
    value = order.get(name, default)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > 200:
        raise OrderMalformed(f"{name} must be a text")
    return value


def whole(order: Order, name: str, default: int | None = None) -> int:
    """A whole number of the order."""
    value = order.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 10**15:
        raise OrderMalformed(f"{name} must be a whole number")
    return value


def amounts(order: Order, name: str) -> tuple[tuple[str, int], ...]:
    """Whole numbers by code, in the order written; none where it is left out."""
    value = order.get(name, {})
    if not isinstance(value, dict):
        raise OrderMalformed(f"{name} must be amounts by code")
    return tuple((str(code), whole(value, code)) for code in value)


def flag(order: Order, name: str, default: bool) -> bool:
    """True or false."""
    value = order.get(name, default)
    if not isinstance(value, bool):
        raise OrderMalformed(f"{name} must be true or false")
    return value


def date(order: Order, name: str) -> dt.date | None:
    """A date as 2026-03-01, or None."""
    value = order.get(name)
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise OrderMalformed(f"{name} must be a date like 2026-03-01") from error


def _read(request: HttpRequest) -> Order:
    content = request.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise OrderMalformed("the order is too long")
    try:
        found = json.loads(content or b"{}")
    except (ValueError, RecursionError) as error:
        raise OrderMalformed("the order is not JSON") from error
    if not isinstance(found, dict):
        raise OrderMalformed("the order is no JSON object")
    return found

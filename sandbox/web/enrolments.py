"""The agencies' windows: a clerk corrects a name, changes, ends, begins or moves an enrolment,
assesses and withdraws; what was sent and what came back stands below."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sandbox import config
from sandbox.agency import changes, desk, orders, questions, register
from sandbox.agency.telling import OrderRefused, the_enrolment
from sandbox.web import lists
from sandbox.world import making
from sandbox.world.people import SUBSIDISERS
from sandbox.world.places import places
from sandbox.world.records import Person

STATES = {"1": "正常", "2": "暂停", "4": "终止"}
ITEMS = {"10210": "城乡居民养老", "10215": "补充养老", "10212": "城乡居民医疗"}
GROUPS = {
    "10210": {"00": "普通", "01": "重度残疾人", "02": "低保对象", "03": "特困人员",
              "04": "返贫致贫人口"},
    "10215": {"00": "普通"},
    "10212": {"11": "城乡老年人", "12": "学生儿童", "13": "劳动年龄内居民", "20": "城乡居民",
              "31": "特困人员", "32": "低保对象", "33": "返贫致贫人口"},
}  # fmt: skip
_LATELY = 20


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Somebody's enrolments with the clerk's forms, what was changed, and what was asked."""
    query = request.GET.get("q", "").strip()[:40]
    person = register.find(query) if query else None
    if "person" in request.GET:
        person = register.at(lists.whole(request.GET["person"], -1))
    rows = changes.changes(person, _LATELY)
    shown = {
        "page": "enrolments",
        "person": person,
        "query": query,
        "desks": _desks(person) if person else [],
        "places": [one for one in places(config.REFERENCE_DIR) if one.townships],
        "items": ITEMS,
        "groups": GROUPS,
        "states": STATES,
        "kinds": orders.KINDS,
        "subsidisers": SUBSIDISERS,
        "months": _months(),
        "changes": [{**row, "why": _why(row["feedback"])} for row in rows],
        "asked": questions.asked(_LATELY),
        "done": request.GET.get("done", ""),
        "wrong": request.GET.get("wrong", ""),
    }
    return render(request, "enrolments.html", shown)


@require_POST
def act(request: HttpRequest, index: int) -> HttpResponseRedirect:
    """A button of a form."""
    person, verb = register.at(index), _VERBS.get(request.POST.get("do", ""))
    if person is None or verb is None:
        raise Http404
    try:
        verb(person, request.POST)
    except OrderRefused:
        return HttpResponseRedirect(f"{redirect('enrolments').url}?person={index}&wrong=1")
    return HttpResponseRedirect(f"{redirect('enrolments').url}?person={index}&done=1")


def _name(person: Person, told: Any) -> None:
    changes.correct_name(
        person, told.get("agency", ""), told.get("name", ""), told.get("wire_name", "")
    )


def _change(person: Person, told: Any) -> None:
    columns = {name: told[name] for name in changes.CHANGEABLE if name in told}
    changes.change_enrolment(person, told.get("agency", ""), told.get("insurance", ""), **columns)


def _enrol(person: Person, told: Any) -> None:
    changes.enrol(
        person, told.get("region", ""), told.get("insurance", ""), told.get("from_month", "")
    )


def _move(person: Person, told: Any) -> None:
    changes.move(
        person, told.get("region", ""), told.get("to_region", ""), told.get("last_month", "")
    )


def _assess(person: Person, told: Any) -> None:
    maker = making.current()
    under = the_enrolment(person, told.get("insurance", ""), agency=told.get("agency", ""))
    assert maker is not None  # or there was no person
    orders.assess(
        person, under, lists.whole(told.get("year"), 0),
        lists.whole(told.get("yuan"), 0) * 100, maker.made_on.replace(month=12, day=31),
        maker.made_on, told.get("kind", ""), _subsidies(told),
    )  # fmt: skip


def _subsidies(told: Any) -> tuple[tuple[str, int], ...]:
    """Who pays how much beside the person, as far as the clerk has filled it in."""
    found = ((code, lists.whole(told.get(f"subsidy-{code}"), 0) * 100) for code in SUBSIDISERS)
    return tuple((code, fen) for code, fen in found if fen)


def _withdraw(person: Person, told: Any) -> None:
    orders.withdraw(person, told.get("ZJTZLSH", ""), told.get("MXXH", ""))


_VERBS: dict[str, Callable[[Person, Any], None]] = {
    "name": _name,
    "change": _change,
    "enrol": _enrol,
    "move": _move,
    "assess": _assess,
    "withdraw": _withdraw,
}


def _desks(person: Person) -> list[dict[str, Any]]:
    """What each agency holds of a person."""
    found: dict[str, dict[str, Any]] = {}
    for one in register.rows_of(person):
        at = found.setdefault(
            one.agency.code,
            {"agency": one.agency, "person": {}, "enrolments": [], "payables": []},
        )
        if one.grid == register.PERSONS:
            at["person"] = one.row
        elif one.grid == register.ENROLMENTS:
            at["enrolments"].append(one.row)
        elif not one.withdrawn:
            at["payables"].append(one.row)
    return list(found.values())


def _months() -> dict[str, str]:
    """The last month and this one, as the forms propose them."""
    today = dt.datetime.now(desk.BEIJING).date()
    before = today.replace(day=1) - dt.timedelta(days=1)
    return {"last": f"{before:%Y%m}", "this": f"{today:%Y%m}"}


def _why(feedback: int | None) -> list[str]:
    """Why rows were rejected, in the product's words."""
    if feedback is None:
        return []
    rows = desk.opened("feedback", feedback)["rows"]
    return [f"{row['returnCode']} {row['returnMsg']}" for row in rows if row["returnCode"] != "000"]

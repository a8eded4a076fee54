"""The banks' counters: a clerk signs or ends an agreement for an account's holder."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sandbox import config
from sandbox.banks import accounts
from sandbox.network import counters
from sandbox.network.counters import CounterRefused
from sandbox.store import Row
from sandbox.web import forms, lists
from sandbox.web.forms import Order, OrderMalformed
from sandbox.world import making
from sandbox.world.places import places
from sandbox.world.records import Person
from sandbox.world.samples import PARTS, sample

_REFUSED = {
    "account": "没有这个账户",
    "document": "证件号码或税务机关不正确",
    "ended": "该协议已不在有效状态",
}


@forms.order
def order(told: Order) -> object:
    """``do``: ``sign`` (``account``, ``id_number``, ``tax_office``), ``end`` (``account``,
    ``id_number``: its latest agreement), ``again`` and ``look`` (``visit``: told once more; how it
    stands)."""
    match forms.text(told, "do"):
        case "sign":
            account = accounts.find(forms.text(told, "account"))
            visit = counters.sign(
                account, forms.text(told, "id_number"), forms.text(told, "tax_office")
            )
        case "end":
            account = accounts.find(forms.text(told, "account"))
            agreement = counters.live_agreement(account)
            visit = counters.end(agreement, forms.text(told, "id_number"))
        case "again":
            visit = counters.tell_again(forms.whole(told, "visit"))
        case "look":
            visit = counters.visit_of(forms.whole(told, "visit"))
        case other:
            raise OrderMalformed(f"do must be sign, end, again or look, not {other}")
    names = ("id", "protocol_no", "state", "word", "agreement_state")
    return {name: visit[name] for name in names}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The clerk's form for one account, and what was done at counters lately."""
    account = _account(request.GET.get("account", ""))
    holder = _holder(account) if account else None
    shown = {
        "page": "counter",
        "account": account,
        "id_number": holder.id_number if holder else "",
        "own_office": holder.enrolments[0].place.tax_office if holder else "",
        "offices": places(config.REFERENCE_DIR),
        "live": counters.live_agreements(account["id"]) if account else [],
        "visits": counters.visits(lists.USUAL),
        "query": request.GET.get("account", "")[:40],
        "done": request.GET.get("done", ""),
        "wrong": _REFUSED.get(request.GET.get("wrong", ""), ""),
    }
    return render(request, "counter.html", shown)


@require_POST
def sign(request: HttpRequest) -> HttpResponseRedirect:
    """The button of the form."""
    account = lists.whole(request.POST.get("account"), 0)
    try:
        visit = counters.sign(account, _number(request), request.POST.get("tax_office", "").strip())
    except accounts.NoSuchAccount:
        return _back(0, wrong="account")
    except CounterRefused:
        return _back(account, wrong="document")
    return _back(account, done=str(visit["id"]))


@require_POST
def end(request: HttpRequest) -> HttpResponseRedirect:
    """The button beside an agreement that holds."""
    account = lists.whole(request.POST.get("account"), 0)
    agreement = lists.whole(request.POST.get("agreement"), 0)
    try:
        visit = counters.end(agreement, _number(request))
    except CounterRefused:
        return _back(account, wrong="document" if not _number(request) else "ended")
    return _back(account, done=str(visit["id"]))


def _number(request: HttpRequest) -> str:
    return "".join(request.POST.get("id_number", "").split())


def _account(reference: str) -> Row | None:
    """By its id, its number or its last four digits."""
    digits = "".join(reference.split())
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return accounts.by_id(accounts.find(digits))
    except accounts.NoSuchAccount:
        pass
    try:
        return accounts.by_id(int(digits[:18]))
    except accounts.NoSuchAccount:
        return None


def _holder(account: Row) -> Person | None:
    """Whose card lies on the counter, when it is a sample person's: their document lies beside."""
    maker = making.current()
    if maker is None or not account["special"]:
        return None
    number = accounts.number_of(account)
    people = (sample(maker, index) for index in range(len(PARTS)))
    return next((one for one in people if number in {a.number for a in one.accounts}), None)


def _back(account: int, **told: str) -> HttpResponseRedirect:
    query = "&".join(f"{name}={value}" for name, value in told.items())
    return HttpResponseRedirect(f"{redirect('counter').url}?account={account}&{query}")

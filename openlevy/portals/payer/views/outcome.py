"""缴费完成: what became of a debit (S2 1.1)."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from openlevy.access.guards import background, payer_of, payer_required
from openlevy.parties.queries import person, principal_of
from openlevy.payment.queries import OrderSeen, lines_of_order, order
from openlevy.portals.payer import desk as at
from openlevy.portals.payer.family import family, next_of
from openlevy.portals.payer.outcomes import PaidFor, outcome_of
from openlevy.portals.payer.paying_again import why_not_again
from openlevy.portals.payer.sections import section_of


@payer_required
@require_safe
def outcome(request: HttpRequest, number: int) -> HttpResponse:
    """缴费完成: how the debit stands; resolves itself."""
    return render(request, "payer/outcome.html", _outcome(request, number))


@background
@payer_required
@require_safe
def outcome_state(request: HttpRequest, number: int) -> HttpResponse:
    """The part of 缴费完成 that the page asks for again and again."""
    return render(request, "payer/_outcome_state.html", _outcome(request, number))


def _outcome(request: HttpRequest, number: int) -> dict[str, object]:
    who = at.desk(request)
    seen = order(who.payer_id, number)
    if seen is None:
        raise at.RecordUnknown
    lines = lines_of_order(seen.payer_id, number)
    whose = _paid_for(request, seen)
    area, today = section_of(lines[0].levy_item), at.today(request)
    stuck = why_not_again(seen, lines, today)
    made = outcome_of(seen, lines, who.place, whose, today=today, why_not_again=stuck)
    if not (area.on_form and made.tone == "good"):
        return {"outcome": made, "area": area, "family": ()}
    members = family(request, whose.number if whose else 0)
    onward = next_of(members)
    if onward is not None:
        made = replace(made, actions=[onward, *made.actions[:1]])
    return {"outcome": made, "area": area, "family": members}


def _paid_for(request: HttpRequest, seen: OrderSeen) -> PaidFor | None:
    """The person for whom the payer has paid; None for who paid for themselves, or looks at what
    another has paid for them."""
    if seen.payer_id == payer_of(request):
        return None
    found = principal_of(payer_of(request), seen.payer_id, now=timezone.now())
    if found is None:
        return PaidFor(person(seen.payer_id).name)
    return PaidFor(found.name, found.number)

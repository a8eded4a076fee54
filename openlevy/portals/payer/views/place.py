"""服务地区: whose words, menu and telephones the payer's pages have. By the payer's own choice,
among the places where they are enrolled: who has moved goes over when they like."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openlevy.access.guards import payer_of, payer_required
from openlevy.access.services import choose_place
from openlevy.parties.queries import EnrolmentSeen, all_enrolments
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import words
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference


@dataclass(frozen=True, slots=True)
class Region:
    """A place to choose, with what the payer is enrolled in there."""

    key: str
    name: str
    enrolled: list[str]
    chosen: bool


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The places, one of them ticked."""
    who = at.desk(request)
    found = regions(all_enrolments(payer_of(request)), who.place)
    sent = request.POST.get("place", "") if request.method == "POST" else ""
    if sent and sent in {one.key for one in found}:
        choose_place(int(request.user.pk or 0), sent)
        return redirect(url("payer:me") + "?place=1")
    wrong = _("请选择一个您有参保登记的地区。") if request.method == "POST" else ""
    return render(request, "payer/place.html", {"regions": found, "wrong": wrong})


def regions(enrolled: list[EnrolmentSeen], now: str) -> list[Region]:
    """The place the payer is served at now, and those of their active enrolments."""
    there: dict[str, list[str]] = {now: []}
    for under in enrolled:
        if under.is_active:
            told = f"{words.insurance(under.levy_item)} · {words.region(under.region)}"
            there.setdefault(reference.place_of(under.region).key, []).append(told)
    return [Region(key, reference.place(key).name, told, key == now) for key, told in there.items()]


def offer(enrolled: list[EnrolmentSeen], now: str) -> str:
    """The sentence for who is enrolled elsewhere than where they are served; empty for others."""
    others = [one for one in regions(enrolled, now) if not one.chosen]
    if not others:
        return ""
    told = {
        "there": _("、").join(one.name for one in others),
        "here": reference.place(now).name,
    }
    return (
        _("您在%(there)s有正常参保登记，现在的服务地区是%(here)s，可以改为参保地所在的地区。")
        % told
    )

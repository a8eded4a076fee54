"""Whatever the first page and the menu of a place lead to is there: no link of its pages is dead,
nor leads back to the menu because the page is another place's."""

import pytest

from tests.journeys.crowd import Account
from tests.journeys.payer import Payer
from tests.journeys.town import Town

PLACES = ("beijing", "shanxi", "hubei", "neimenggu")
ENTRANCES = ("/", "/services/", "/services/premiums/", "/messages/", "/me/")
DEEP = 3
"""So many links from an entrance."""
SIGNED_IN = ("/sign-in", "/")
"""Where the public check's way to sign in leads somebody who has."""


@pytest.mark.parametrize("place", PLACES)
def test_every_link_opens_before_and_after_the_year_is_paid(town: Town, place: str) -> None:
    town.open_in_shanxi()
    person = town.somebody() if place == "beijing" else town.somebody_of(place)
    payer = Payer(town.url, person)
    payer.sign_in()
    before = _walked(payer)
    _pay(town, payer, person)
    town.resolve()
    after = _walked(payer)
    wrong = {one: said for walked in (before, after) for one, said in walked.items() if said}
    assert wrong == {}, f"of {len(before)} and {len(after)} addresses"
    assert len(before) > 20
    assert len(set(after) - set(before)) > 3, "there are records now, and their pages"


def _walked(payer: Payer) -> dict[str, str]:
    """Every address that was reached, and what is wrong with it: nothing, or from which page it
    was linked and how it was answered."""
    found: dict[str, str] = {}
    level = dict.fromkeys(ENTRANCES, "")
    for deep in range(DEEP + 1):
        below: dict[str, str] = {}
        for address, linked_on in level.items():
            page = payer.open(address)
            right = page.status == 200 or (address, page.location) == SIGNED_IN
            found[address] = "" if right else f"{page.status} {page.location} from {linked_on}"
            below |= {one: address for one in page.links if deep < DEEP}
        level = {
            one: linked_on
            for one, linked_on in below.items()
            if one not in found and not one.startswith("/assets/")
        }
    return found


def _pay(town: Town, payer: Payer, person: Account) -> None:
    if person["jurisdiction"] != "shanxi":
        enrolment = payer.enrolments()[0]
        payer.set_amount(enrolment)
        payer.pay(payer.declare(enrolment))
        return
    form = payer.open("/daily/").form("row")
    chosen = next(name for name in form.choices if name.endswith("-fen"))
    tier = next(fen for fen in form.choices[chosen] if fen)
    told = form.filled(**{"row": chosen.removesuffix("-fen"), chosen: tier})
    assert payer.send("/daily/", told).status == 302
    payer.pay(str(town.declarations(person)[-1][0]))

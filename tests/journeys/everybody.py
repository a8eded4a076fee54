"""Who asks beside payers: people of every role, and officers at their posts."""

import re

from openlevy.kernel.flow import Role
from tests.journeys.audiences import ELSEWHERE, POSTS
from tests.journeys.officer import OfficerClient
from tests.journeys.town import Town
from tests.stack.payer_client import PayerClient


def without_payer(town: Town) -> dict[str, PayerClient]:
    """Somebody of each role who has come in by the payers' door and acts for no payer."""
    return {
        role.name: PayerClient(town.url, town.officer(role.name)).sign_in()
        for role in Role
        if role.name
    }


def at_posts(town: Town, office: str) -> dict[str, OfficerClient]:
    """An officer of each role at the office, and one of all roles at another."""
    elsewhere = "11101110000" if office != "11101110000" else "11101050000"
    told = {
        post: town.post("+".join(POSTS[:4]), elsewhere)
        if post == ELSEWHERE
        else town.post(post, office)
        for post in POSTS
    }
    return {post: OfficerClient(town.url, one).sign_in() for post, one in told.items()}


def a_reopening(window: OfficerClient, numbers: dict[str, str]) -> str:
    """A case that waits: the payer's last year, whatever it is."""
    address = f"/officer/reopenings/new/{numbers['payer']}/"
    form = window.open(address).form("what")
    until = window.open("/officer/").source
    day = re.search(r"(\d{4})年(\d+)月(\d+)日", until)
    assert day
    told = form.filled(
        what=next(one for one in form.choices["what"] if one),
        until="-".join(day.groups()),
        reason="住院期间未能缴费",
    )
    found = re.search(r"/reopenings/(\d+)/$", window.send(address, told).location)
    assert found
    return found[1]

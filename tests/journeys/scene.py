"""Who asks for every address: a payer with a record of every kind, another payer, and officers."""

from typing import NamedTuple

import pytest

from tests.journeys.audiences import SIGN_IN, WINDOW
from tests.journeys.everybody import a_reopening, at_posts, without_payer
from tests.journeys.officer import OfficerClient
from tests.journeys.payer import Payer
from tests.journeys.town import HOLDER, Town
from tests.stack.payer_client import PayerClient, declaration_in


class Scene(NamedTuple):
    """Who asks, and the payer's real numbers."""

    url: str
    payer: Payer
    other: Payer
    officers: dict[str, PayerClient]
    posts: dict[str, OfficerClient]
    numbers: dict[str, str]


@pytest.fixture(scope="module")
def scene(running: Town) -> Scene:
    """A payer with a record of every kind, and the others."""
    running.forget_guesses()
    payer = Payer(running.url, running.paper().holder)
    payer.sign_in()
    special = str(running.assess(HOLDER, 30_000))
    enrolment = payer.enrolments()[0]
    declared = declaration_in(payer.send(*_ticking(payer, enrolment, special)))
    number = running.payer_of(payer.account)
    numbers = {
        **_of_the_person(running, payer, number),
        "enrolment": enrolment,
        "medical": payer.insured()[0],
        **_acting_for(running, payer, number),
        "declaration": declared,
        "payable": special,
        "order": _latest(running, "payment_order", number),
        "agreement": _latest(running, "payment_agreement", number),
        "certificate": _latest(running, "certificate_certificate", number),
    }
    posts = at_posts(running, numbers["office"])
    numbers["reopening"] = a_reopening(posts[WINDOW], numbers)
    other = Payer(running.url, running.somebody())
    other.sign_in()
    return Scene(
        running.url,
        payer,
        other,
        without_payer(running),
        posts,
        numbers,
    )


def _of_the_person(town: Town, payer: Payer, number: int) -> dict[str, str]:
    return {
        "payer": str(number),
        "user": str(town.count("SELECT id FROM access_user WHERE payer_id = %s", number)),
        "username": payer.account["username"],
        "password": payer.account["password"],
        "office": payer.account["enrolments"][0]["tax_office"],
        "bank": payer.account["bank_accounts"][0]["bank_cnaps"],
        "name": payer.account["name"],
        "id_number": payer.account["id_number"],
    }


def _acting_for(town: Town, payer: Payer, number: int) -> dict[str, str]:
    """A child whom the payer has saved as 常用缴费人, and the child's enrolment."""
    child = town.account("child")
    form = payer.open("/medical/others/").form("id_no")
    told = form.filled(name=child["name"], id_no=child["id_number"])
    page = payer.send("/medical/others/", [*told, ("saved", "on")])
    assert page.status == SIGN_IN, page.text
    acts = "FROM parties_acts_for WHERE payer_id = %s"
    enrolled = f"SELECT id FROM parties_enrolment WHERE payer_id = (SELECT principal_id {acts})"
    return {
        "principal": str(town.count(f"SELECT id {acts}", number)),
        "child": str(town.count(enrolled, number)),
    }


def _ticking(client: PayerClient, enrolment: str, due: str) -> tuple[str, list[tuple[str, str]]]:
    address, sent = client.prepared_declaration(enrolment, "special")
    return address, [pair for pair in sent if pair[0] != "due"] + [("due", due)]


def _latest(town: Town, table: str, payer: int) -> str:
    return str(town.count(f"SELECT max(id) FROM {table} WHERE payer_id = %s", payer))

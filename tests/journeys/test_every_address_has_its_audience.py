"""Every address × everybody who may ask: nobody signed in, the payer, another payer who knows the
payer's real numbers, and an officer of each role, who acts for no payer. A new address without an
entry fails, and a form without one: what takes a POST is asked of the program."""

import http.client
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.journeys.audiences import (
    ADDRESSES,
    DESK_FORMS,
    ELSEWHERE,
    FORMS,
    MACHINES,
    OF_A_KEY,
    OPEN,
    OPEN_FORMS,
    PAYERS,
    REFUSED,
    SIGN_IN,
    UNKNOWN,
    WINDOW,
    Expected,
)
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
        "enrolment": enrolment,
        "medical": payer.insured()[0],
        "declaration": declared,
        "payable": special,
        "order": _latest(running, "payment_order", number),
        "agreement": _latest(running, "payment_agreement", number),
        "certificate": _latest(running, "certificate_certificate", number),
        "payer": str(number),
        "user": str(running.count("SELECT id FROM access_user WHERE payer_id = %s", number)),
        "username": payer.account["username"],
        "password": payer.account["password"],
        "office": payer.account["enrolments"][0]["tax_office"],
        "bank": payer.account["bank_accounts"][0]["bank_cnaps"],
        "name": payer.account["name"],
        "id_number": payer.account["id_number"],
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


def test_no_address_is_without_an_entry() -> None:
    assert set(_names()) == set(ADDRESSES)


@pytest.mark.parametrize("name", ADDRESSES)
def test_whoever_asks_gets_what_is_theirs(scene: Scene, name: str) -> None:
    expected = ADDRESSES[name]
    address = _address(name, expected, scene.numbers)
    nobody = PayerClient(scene.url, {})
    for client, status in (
        (nobody, expected.nobody),
        (scene.payer, expected.payer),
        (scene.other, expected.other),
        *((officer, expected.officer) for officer in scene.officers.values()),
    ):
        page = client.open(address)
        assert page.status == status, (address, page.status, page.text)
        if status == SIGN_IN and client is nobody:
            door = "/officer/sign-in" if address.startswith("/officer/") else "/sign-in"
            assert page.location.startswith(door), page.location
        if client is not scene.payer and expected is not OPEN:
            assert scene.payer.account["name"] not in page.source


@pytest.mark.parametrize("name", ADDRESSES)
def test_officers_get_what_is_their_posts(scene: Scene, name: str) -> None:
    expected = ADDRESSES[name]
    address = _address(name, expected, scene.numbers)
    for post, officer in scene.posts.items():
        page = officer.open(address)
        assert page.status == expected.posts.get(post, expected.nobody), (address, post, page.text)
        if not address.startswith("/officer/") or post == ELSEWHERE:
            assert scene.payer.account["name"] not in page.source


def test_no_form_is_without_an_entry(scene: Scene) -> None:
    taking = {
        name
        for name, expected in ADDRESSES.items()
        if "POST" in _asked(scene, name).allowed(_address(name, expected, scene.numbers))
    }
    assert taking == set(FORMS) | set(DESK_FORMS) | OPEN_FORMS | MACHINES


def _asked(scene: Scene, name: str) -> Payer:
    """Who finds out what an address takes: somebody whom it lets in."""
    if not name.startswith("officer:"):
        return scene.payer
    asking = Payer(scene.url, {})
    asking._cookies = scene.posts[WINDOW]._cookies
    return asking


@pytest.mark.parametrize("name", DESK_FORMS)
def test_nobody_acts_in_an_officers_place(scene: Scene, town: Town, name: str) -> None:
    form, before = DESK_FORMS[name], _standing(town, scene)
    address = _address(name, ADDRESSES[name], scene.numbers)
    sent = [("key", uuid4().hex)]
    for field, value in form.sent.items():
        known, _colon, rest = value.partition(":")
        sent.append((field, scene.numbers.get(known, known) + (f":{rest}" if rest else "")))
    for payer in (PayerClient(scene.url, {}), scene.payer, scene.other):
        token = payer.token() if isinstance(payer, Payer) else _token(payer)
        answer = payer.send(address, [*sent, token])
        assert (answer.status, answer.location[:16]) == (SIGN_IN, "/officer/sign-in")
    for post, officer in scene.posts.items():
        expected = form.answer if post == ELSEWHERE else ADDRESSES[name].posts[post]
        if expected != 200:
            answer = officer.send(address, [*sent, _token(officer)])
            assert answer.status == expected, (post, answer.text)
    assert _standing(town, scene) == before


@pytest.mark.parametrize("name", FORMS)
def test_nobody_acts_on_anothers_records(scene: Scene, town: Town, name: str) -> None:
    form = FORMS[name]
    before = _standing(town, scene)
    address = _address(name, ADDRESSES[name], scene.numbers)
    named = {field: scene.numbers.get(value, value) for field, value in form.sent.items()}
    if "shown" in named:
        named["shown"] += ":30000"
    told = {field: scene.numbers[value] for field, value in PAYERS.items()}
    sent = [("key", uuid4().hex), *told.items(), *named.items()]
    answer = scene.other.send(address, [*sent, scene.other.token()])
    assert answer.status == form.answer, answer.text
    nobody = PayerClient(scene.url, {})
    assert nobody.send(address, [*sent, _token(nobody)]).status == SIGN_IN
    for role, officer in scene.officers.items():
        assert officer.send(address, [*sent, _token(officer)]).status == REFUSED, role
    assert _standing(town, scene) == before


def test_nobody_pays_for_another_by_their_own_agreement(scene: Scene, town: Town) -> None:
    before = _standing(town, scene)
    [own, *_] = scene.other.agreements()
    address = _address("payer:pay_agreement", ADDRESSES["payer:pay_agreement"], scene.numbers)
    sent = [("key", "1" * 32), ("agreement", own), scene.other.token()]
    assert scene.other.send(address, sent).status == UNKNOWN
    assert _standing(town, scene) == before


@pytest.mark.parametrize("name", ADDRESSES)
def test_other_methods_change_nothing(scene: Scene, name: str) -> None:
    address = _address(name, ADDRESSES[name], scene.numbers)
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert _status(scene.url, method, address) in (302, 403, 405), (method, address)


def _token(client: PayerClient) -> tuple[str, str]:
    values = dict(client.open("/sign-in").form("login").values)
    return "csrfmiddlewaretoken", values["csrfmiddlewaretoken"]


def _names() -> Iterator[str]:
    """Every address there is, by its name."""
    yield from _under(get_resolver(), "")


def _under(resolver: URLResolver, space: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = entry.namespace or ""
            yield from _under(entry, f"{space}{inner}:" if inner else space)
        else:
            assert isinstance(entry, URLPattern)
            assert entry.name, f"{entry.pattern} has no name"
            yield f"{space}{entry.name}"


def _address(name: str, expected: Expected, numbers: dict[str, str]) -> str:
    if name == "asset":
        from openlevy.portals.shared.assets import static

        return static("openlevy.css")
    if name == "public:verify_picture":
        return reverse(name, args=["0" * 32])
    if name in OF_A_KEY:
        return reverse(name, args=[uuid4()])
    args = [int(numbers[expected.record])] if expected.record else []
    query = f"?declaration={numbers[expected.query]}" if expected.query else ""
    return reverse(name, args=args) + query


def _ticking(client: PayerClient, enrolment: str, due: str) -> tuple[str, list[tuple[str, str]]]:
    address, sent = client.prepared_declaration(enrolment, "special")
    return address, [pair for pair in sent if pair[0] != "due"] + [("due", due)]


def _latest(town: Town, table: str, payer: int) -> str:
    return str(town.count(f"SELECT max(id) FROM {table} WHERE payer_id = %s", payer))


def _standing(town: Town, scene: Scene) -> list[object]:
    payer = town.payer_of(scene.payer.account)
    password = "SELECT password, epoch FROM access_user WHERE payer_id = %s"
    return [town.rows(password, payer)] + [
        town.rows(f"SELECT id, state FROM {table} WHERE payer_id = %s ORDER BY id", payer)
        for table in (
            "assessment_payable",
            "declaration_declaration",
            "payment_order",
            "payment_agreement",
            "assessment_amount_setting",
            "certificate_certificate",
            "assessment_reopening",
        )
    ]


def _status(url: str, method: str, path: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connection.request(method, path)
        return connection.getresponse().status
    finally:
        connection.close()

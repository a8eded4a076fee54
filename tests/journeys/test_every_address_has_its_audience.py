"""Every address × everybody who may ask: nobody signed in, the payer, another payer who knows the
payer's real numbers, and an officer of each role, who acts for no payer. A new address without an
entry fails, and a form without one: what takes a POST is asked of the program."""

import http.client
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from openlevy.kernel.flow import Role
from tests.journeys.payer import Payer
from tests.journeys.town import HOLDER, Town
from tests.stack.payer_client import PayerClient, declaration_in

SIGN_IN, SHOWN, REFUSED, UNKNOWN, NOT_SO = 302, 200, 403, 404, 405


class Expected(NamedTuple):
    """What each gets, and whose record the address or its query names."""

    nobody: int
    payer: int
    other: int
    officer: int
    record: str = ""
    query: str = ""


OWN = Expected(SIGN_IN, SHOWN, SHOWN, REFUSED)
OPEN = Expected(SHOWN, SHOWN, SHOWN, SHOWN)
POSTED = Expected(NOT_SO, NOT_SO, NOT_SO, NOT_SO)


def _of(record: str) -> Expected:
    return Expected(SIGN_IN, SHOWN, UNKNOWN, REFUSED, record)


def _about(record: str) -> Expected:
    return Expected(SIGN_IN, SHOWN, UNKNOWN, REFUSED, query=record)


ADDRESSES = {
    "payer:sign_in": Expected(SHOWN, 302, 302, SHOWN),  # whoever is inside goes to the first page
    "payer:sign_out": POSTED,
    "payer:home": OWN,
    "payer:messages": OWN,
    "payer:me": OWN,
    "payer:services": OWN,
    "payer:premium_services": OWN,
    "payer:pension": OWN,
    "payer:agreement_services": OWN,
    "payer:record_services": OWN,
    "payer:payment": OWN,
    "payer:payment_enrolments": OWN,
    "payer:payment_regular": _of("enrolment"),
    "payer:payment_special": _of("enrolment"),
    "payer:pay": _about("declaration"),
    "payer:pay_agreement": _about("declaration"),
    "payer:outcome": _of("order"),
    "payer:outcome_state": _of("order"),
    "payer:payments": OWN,
    "payer:password": OWN,
    "payer:payment_record": _of("order"),
    "payer:declarations": OWN,
    "payer:declaration": _of("declaration"),
    "payer:declaration_voiding": _of("declaration"),
    "payer:amount": OWN,
    "payer:amount_enrolment": _of("enrolment"),
    "payer:amount_done": _of("enrolment"),
    "payer:agreements": OWN,
    "payer:agreement_new": OWN,
    "payer:agreement_signed": _of("agreement"),
    "payer:agreement_state": _of("agreement"),
    "payer:agreement_revocation": _of("agreement"),
    "payer:record_printing": OWN,
    "payer:record_downloads": OWN,
    "payer:record_downloads_state": OWN,
    "payer:record_document": _of("certificate"),
    "public:verify": OPEN,
    "public:verify_captcha": OPEN,
    "public:verify_picture": Expected(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),  # of none that waits
    "asset": OPEN,
    "treasury-messages": POSTED,
    "agency-packages": POSTED,
}


class Form(NamedTuple):
    """What another payer sends to a form, a field and whose record stands in it, and the answer."""

    answer: int
    field: str = "key"
    record: str = ""


FORMS = {
    "payer:payment_regular": Form(409, "due", "payable"),
    "payer:payment_special": Form(409, "due", "payable"),
    "payer:pay_agreement": Form(404, "agreement", "agreement"),
    "payer:declaration_voiding": Form(404),
    "payer:amount_enrolment": Form(404, "tier"),
    "payer:agreement_revocation": Form(404),
    # these write for whoever sends them, whatever they say
    "payer:agreement_new": Form(SHOWN, "payer", "enrolment"),
    "payer:record_printing": Form(SHOWN, "place"),
    "payer:password": Form(SHOWN, "current"),
}
OPEN_FORMS = {"payer:sign_in", "payer:sign_out", "public:verify"}
"""For anybody, about nobody's records; each has tests of its own."""
MACHINES = {"treasury-messages", "agency-packages"}
"""Where messages come in: signed, or not believed; see the gateways' tests."""


class Scene(NamedTuple):
    """Who asks, and the payer's real numbers."""

    url: str
    payer: Payer
    other: Payer
    officers: dict[str, PayerClient]
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
        "declaration": declared,
        "payable": special,
        "order": _latest(running, "payment_order", number),
        "agreement": _latest(running, "payment_agreement", number),
        "certificate": _latest(running, "certificate_certificate", number),
    }
    other = Payer(running.url, running.somebody())
    other.sign_in()
    return Scene(
        running.url,
        payer,
        other,
        {
            role.name: PayerClient(running.url, running.officer(role.name)).sign_in()
            for role in Role
            if role.name
        },
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
            assert page.location.startswith("/sign-in"), page.location
        if client is not scene.payer and expected is not OPEN:
            assert scene.payer.account["name"] not in page.source


def test_no_form_is_without_an_entry(scene: Scene) -> None:
    taking = {
        name
        for name, expected in ADDRESSES.items()
        if "POST" in scene.payer.allowed(_address(name, expected, scene.numbers))
    }
    assert taking == set(FORMS) | OPEN_FORMS | MACHINES


@pytest.mark.parametrize("name", FORMS)
def test_nobody_acts_on_anothers_records(scene: Scene, town: Town, name: str) -> None:
    form = FORMS[name]
    before = _standing(town, scene)
    address = _address(name, ADDRESSES[name], scene.numbers)
    value = scene.numbers.get(form.record, "100000")
    sent = [("key", "0" * 32), (form.field, value), ("shown", f"{value}:100")]
    assert scene.other.send(address, [*sent, scene.other.token()]).status == form.answer
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
    return [
        town.rows(f"SELECT id, state FROM {table} WHERE payer_id = %s ORDER BY id", payer)
        for table in (
            "assessment_payable",
            "declaration_declaration",
            "payment_order",
            "payment_agreement",
            "assessment_amount_setting",
        )
    ]


def _status(url: str, method: str, path: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connection.request(method, path)
        return connection.getresponse().status
    finally:
        connection.close()

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from openlevy.access import services
from openlevy.access.guards import safe_next
from openlevy.access.tests import site
from openlevy.access.tests.conftest import WANG

pytestmark = pytest.mark.urls("openlevy.access.tests.site")
FORM = {"identifier": "wang_lan", "password": "paddy-field-62"}


def next_of(location: str) -> str | None:
    parts = urlsplit(location)
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", "/sign-in")
    return parse_qs(parts.query).get("next", [None])[0]


def test_somebody_signed_out_comes_back_after_signing_in(wang: int) -> None:
    client = Client()
    answer = client.get("/home?year=2027&x=%E5%A4%A9")
    assert next_of(answer["Location"]) == "/home?year=2027&x=%E5%A4%A9"
    back = client.post(answer["Location"], FORM)
    assert back["Location"] == "/home?year=2027&x=%E5%A4%A9"


def test_somebody_without_a_payer_is_refused(db: None) -> None:
    services.register(**{**WANG, "payer_id": None})  # type: ignore[arg-type]
    client = Client()
    client.post("/sign-in", FORM)
    for page in ("/home", "/poll"):
        assert client.get(page).status_code == 403


def test_a_payer_sees_the_page_and_no_cache_keeps_it(wang: int) -> None:
    client = Client()
    assert "no-store" in client.get("/home")["Cache-Control"]
    client.post("/sign-in", FORM)
    answer = client.get("/home")
    assert answer.content == b"payer 7001"
    assert "no-store" in answer["Cache-Control"]


def test_htmx_is_sent_to_the_page_it_is_on_and_not_to_the_fragment(client: Client) -> None:
    answer = client.get(
        "/poll",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/payments/3?tab=2"},
    )
    assert answer.status_code == 200
    assert "Location" not in answer
    assert next_of(answer["HX-Redirect"]) == "/payments/3?tab=2"


@pytest.mark.parametrize(
    "address", ["http://evil.example/home", "http://testserver//evil.example", "x", "http://[", ""]
)
def test_htmx_is_not_sent_to_another_site(client: Client, address: str) -> None:
    answer = client.get("/poll", headers={"HX-Request": "true", "HX-Current-URL": address})
    assert next_of(answer["HX-Redirect"]) is None


def test_a_form_comes_back_to_the_page_it_was_on(client: Client) -> None:
    answer = client.post("/change-password", headers={"Referer": "http://testserver/mine"})
    assert next_of(answer["Location"]) == "/mine"
    answer = client.post("/change-password", headers={"Referer": "http://evil.example/mine"})
    assert next_of(answer["Location"]) is None


HOSTILE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\x00//evil.example",
    " //evil.example",
    "http://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "/ok\r\nSet-Cookie: a=b",
    "//evil.example\\@testserver",
    "/sign-in",
    "/sign-in?next=/sign-in",
    "",
    None,
]


@pytest.mark.parametrize("target", HOSTILE)
def test_nobody_is_sent_to_another_site_or_round_in_circles(target: str | None) -> None:
    assert safe_next(target, "/start") == "/start"


@pytest.mark.parametrize("target", ["/", "/home", "/a?b=//c", "/a?next=http://x", "/社保#x", "/@x"])
def test_paths_of_this_site_are_kept(target: str) -> None:
    assert safe_next(target) == target


@pytest.mark.parametrize("target", HOSTILE)
def test_a_hostile_next_leads_home(wang: int, target: str | None) -> None:
    client = Client()
    answer = client.post("/sign-in", FORM, query_params={"next": target or ""})
    assert answer["Location"] == "/home"


def test_a_guarded_view_says_for_whom_it_is() -> None:
    audiences = {
        str(pattern.pattern): getattr(pattern.callback, "audience", "anybody")
        for pattern in site.urlpatterns
    }
    assert audiences == {
        "sign-in": "anybody",
        "sign-out": "anybody",
        "change-password": "payer",
        "home": "payer",
        "poll": "payer",
        "": "anybody",
    }

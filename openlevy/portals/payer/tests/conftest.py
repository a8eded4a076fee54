"""A browser in which a payer has signed in."""

from dataclasses import dataclass
from html import unescape
from re import DOTALL, findall, search, sub
from typing import Any, Protocol

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.portals.shared.tests.people import PASSWORD, Payer, a_payer, open_books


class Answer(Protocol):
    """What the client brings back."""

    @property
    def content(self) -> bytes:
        """The page's bytes."""


@dataclass
class Browser:
    """Django's client with an eye for what a page says."""

    client: Client
    who: Payer

    def open(self, name: str, *args: object, query: str = "") -> str:
        """The page's text; it must be there."""
        response = self.client.get(reverse(f"payer:{name}", args=args) + query)
        assert response.status_code == 200, (name, response.status_code, text_of(response))
        return text_of(response)

    def send(self, address: str, **form: object) -> Any:
        """Send a form to the page at ``address``, with the key and amounts that it carries."""
        page = self.client.get(address)
        return self.client.post(address, {"key": key_in(page), "shown": shown_in(page), **form})


def text_of(response: Answer) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(sub(r"<[^>]+>", " ", html_of(response))).split())


def html_of(response: Answer) -> str:
    """The page's source without its head."""
    source = response.content.decode()
    body = search(r"<body.*", source, DOTALL)
    return body[0] if body else source


def key_in(response: Answer) -> str:
    """The key in the page's form; empty where there is none."""
    found = findall(r'name="key" value="([0-9a-f]{32})"', html_of(response))
    return found[0] if found else ""


def shown_in(response: Answer) -> list[str]:
    """The amounts that the page's form says it has shown."""
    return findall(r'name="shown" value="([0-9a-z]+:[0-9]+)"', html_of(response))


@pytest.fixture
def browser(transactional_db: None) -> Browser:
    """A signed-in payer. No transaction around the test: hot verbs need autocommit."""
    open_books()
    who = a_payer()
    client = Client()
    response = client.post("/sign-in", {"login": who.login, "password": PASSWORD})
    assert response.status_code == 302, text_of(response)
    return Browser(client, who)

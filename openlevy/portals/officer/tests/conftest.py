"""Officers before their browsers, and a payer whose last year was not paid."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from openlevy.access.tests.officers import (
    PASSWORD,
    Post,
    an_officer,
    telephone_says,
    with_telephone,
)
from openlevy.kernel.flow import Role
from openlevy.portals.payer.tests.conftest import Browser, key_in, text_of
from openlevy.portals.shared.tests import people
from openlevy.portals.shared.tests.people import OFFICE, a_payer, open_books


@dataclass
class Desk:
    """One officer's browser."""

    client: Client
    post: Post

    def open(self, name: str, *args: object, query: str = "") -> str:
        """The page's text; it must be there."""
        response = self.client.get(reverse(f"officer:{name}", args=args) + query)
        assert response.status_code == 200, (name, response.status_code, text_of(response))
        return text_of(response)

    def send(self, page: str, *args: object, **form: object) -> Any:
        """The answer to the form of a page, with the key that the page carries."""
        address = reverse(f"officer:{page}", args=args)
        return self.client.post(address, {"key": key_in(self.client.get(address)), **form})


def come_in(post: Post) -> Desk:
    """Both factors."""
    client = Client()
    address = reverse("officer:sign_in")
    assert client.post(address, {"login": post.username, "password": PASSWORD}).status_code == 302
    answer = client.post(reverse("officer:second_factor"), {"code": telephone_says()})
    assert answer.status_code == 302, text_of(answer)
    return Desk(client, post)


@pytest.fixture(autouse=True)
def _books(transactional_db: None, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["openlevy.access.tests.counting.LightHasher"]
    open_books()


@pytest.fixture
def window() -> Desk:
    """受理 at the office of 房山."""
    return come_in(with_telephone(an_officer(Role.WINDOW, OFFICE)))


@pytest.fixture
def review() -> Desk:
    """审核 there."""
    return come_in(with_telephone(an_officer(Role.REVIEW, OFFICE, name="方晓")))


@pytest.fixture
def browser() -> Browser:
    """A payer enrolled in 房山, signed in."""
    who, client = a_payer(), Client()
    answer = client.post("/sign-in", {"login": who.login, "password": people.PASSWORD})
    assert answer.status_code == 302
    return Browser(client, who)

"""修改密码 of an officer: proved by the old one, ends every other session, is on record."""

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.access.officer_sessions import COOKIE
from openlevy.access.tests.officers import PASSWORD
from openlevy.portals.officer.tests.conftest import Desk
from openlevy.portals.payer.tests.conftest import text_of

ADDRESS = reverse("officer:password")
NEW = "Xinmima-2027-hao"
FORM = {"current": PASSWORD, "new": NEW, "again": NEW}


def _first_door(window: Desk, password: str) -> int:
    told = {"login": window.post.username, "password": password}
    return Client().post(reverse("officer:sign_in"), told).status_code


def test_the_new_one_opens_and_the_old_one_does_not(window: Desk) -> None:
    assert window.client.get(ADDRESS).status_code == 200
    answer = window.client.post(ADDRESS, FORM)
    assert answer.status_code == 302, text_of(answer)
    assert "密码已修改" in text_of(window.client.get(answer["Location"]))
    assert (_first_door(window, NEW), _first_door(window, PASSWORD)) == (302, 401)
    assert "修改密码" in window.open("acts")


def test_this_session_goes_on_with_another_token_and_every_other_has_ended(window: Desk) -> None:
    other = Client()
    other.cookies[COOKIE] = window.client.cookies[COOKIE].value
    assert other.get(reverse("officer:home")).status_code == 200
    window.client.post(ADDRESS, FORM)
    assert window.client.get(reverse("officer:home")).status_code == 200
    assert other.get(reverse("officer:home")).status_code == 302


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"current": "wrong"}, 401, "当前密码不正确，还可以再试 4 次。"),
        ({"again": NEW + "x"}, 200, "两次填写的新密码不一致。"),
        ({"new": "1234567", "again": "1234567"}, 400, "密码过于简单"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    window: Desk, typed: dict[str, str], status: int, said: str
) -> None:
    answer = window.client.post(ADDRESS, FORM | typed)
    assert (answer.status_code, said in text_of(answer)) == (status, True)
    assert _first_door(window, PASSWORD) == 302
    assert "修改密码" not in window.open("acts")


def test_a_weak_new_one_is_no_guess_at_the_old_one(window: Desk) -> None:
    for current in (PASSWORD, "wrong") * 6:
        form = {"current": current, "new": "1234567", "again": "1234567"}
        assert window.client.post(ADDRESS, form).status_code == 400
    assert window.client.post(ADDRESS, FORM).status_code == 302


def test_it_is_not_guessed_at_without_end(window: Desk) -> None:
    for _ in range(5):
        window.client.post(ADDRESS, FORM | {"current": "wrong"})
    assert "修改密码" not in window.open("acts")
    assert window.client.post(ADDRESS, FORM).status_code == 429
    assert _first_door(window, NEW) != 302

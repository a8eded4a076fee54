import time
from collections.abc import Callable
from datetime import timedelta
from http.cookies import Morsel

import pytest
from django.conf import settings as live
from django.core import signing
from django.test import Client
from pytest_django import Settings

from openlevy.access import services
from openlevy.access.models import User
from openlevy.access.rules import IDLE_SECONDS
from openlevy.statements.tests.counting import counted

pytestmark = pytest.mark.urls("openlevy.access.tests.site")
FORWARD = Callable[[timedelta], None]
FORM = {"identifier": "wang_lan", "password": "paddy-field-62"}


@pytest.fixture
def browser(wang: int) -> Client:
    """Signed in."""
    client = Client()
    assert client.post("/sign-in", FORM).status_code == 302
    return client


def cookie(client: Client) -> "Morsel[str]":
    return client.cookies[live.SESSION_COOKIE_NAME]


def thief_of(client: Client) -> Client:
    other = Client()
    other.cookies[live.SESSION_COOKIE_NAME] = cookie(client).value
    return other


def is_in(client: Client) -> bool:
    status: int = client.get("/home").status_code
    assert status in (200, 302)
    return status == 200


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(browser: Client) -> None:
    thief = thief_of(browser)
    assert is_in(thief)
    browser.post("/sign-out")
    assert not is_in(thief)
    assert not is_in(browser)


def test_signing_out_on_the_phone_ends_the_session_on_the_pc(browser: Client) -> None:
    phone = Client()
    phone.post("/sign-in", FORM)
    phone.post("/sign-out")
    assert not is_in(browser)
    browser.post("/sign-in", FORM)
    assert is_in(browser)


def test_a_lock_works_at_the_next_request(browser: Client, wang: int) -> None:
    services.lock(User.objects.get(pk=wang))
    assert not is_in(browser)
    services.unlock(User.objects.get(pk=wang))
    assert not is_in(browser)


def test_an_account_shut_by_hand_in_the_database_is_shut(browser: Client, wang: int) -> None:
    User.objects.filter(pk=wang).update(is_active=False)
    assert not is_in(browser)


def test_a_new_password_ends_every_session_but_the_one_that_set_it(browser: Client) -> None:
    thief = thief_of(browser)
    answer = browser.post(
        "/change-password", {"current": "paddy-field-62", "new": "lotus-pond-2027"}
    )
    assert answer.content == b"changed"
    assert is_in(browser)
    assert not is_in(thief)


def test_half_an_hour_of_idleness_ends_it(browser: Client, pass_time: FORWARD) -> None:
    pass_time(timedelta(seconds=IDLE_SECONDS - 1))
    thief = thief_of(browser)
    assert is_in(browser)
    pass_time(timedelta(seconds=IDLE_SECONDS - 5))
    assert is_in(browser)
    assert not is_in(thief)
    pass_time(timedelta(seconds=IDLE_SECONDS + 5))
    answer = browser.get("/home")
    assert answer.status_code == 302
    assert answer.cookies[live.SESSION_COOKIE_NAME].value == ""


def test_a_poll_is_no_sign_of_life(browser: Client, pass_time: FORWARD) -> None:
    for _ in range(6):
        pass_time(timedelta(minutes=6))
        answer = browser.get("/poll")
        assert live.SESSION_COOKIE_NAME not in answer.cookies or answer.status_code == 302
    assert not is_in(browser)


def test_the_cookie_is_renewed_once_a_minute(browser: Client, pass_time: FORWARD) -> None:
    assert not browser.get("/home").cookies
    pass_time(timedelta(seconds=61))
    renewed = browser.get("/home")
    assert live.SESSION_COOKIE_NAME in renewed.cookies
    assert not browser.get("/home").cookies


def test_twelve_hours_end_it_however_busy(browser: Client, pass_time: FORWARD) -> None:
    for _ in range(12 * 3 - 1):
        pass_time(timedelta(minutes=20))
        assert is_in(browser)
    pass_time(timedelta(minutes=21))
    assert not is_in(browser)
    browser.post("/sign-in", FORM)
    assert is_in(browser)


def test_signing_in_again_begins_the_twelve_hours_again(
    browser: Client, pass_time: FORWARD
) -> None:
    for _ in range(11 * 3):
        pass_time(timedelta(minutes=20))
        assert is_in(browser)
    browser.post("/sign-in", FORM)
    for _ in range(2 * 3):
        pass_time(timedelta(minutes=20))
        assert is_in(browser)


def test_a_page_of_a_signed_in_user_pays_one_query(browser: Client) -> None:
    with counted() as sent:
        assert is_in(browser)
    assert len(sent) == 1
    with counted() as sent:
        browser.get("/")
    assert sent == []


def test_the_cookie_is_for_the_server_alone(browser: Client) -> None:
    morsel = cookie(browser)
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Lax", "/")
    assert morsel["max-age"] == ""
    assert "wang" not in morsel.value
    assert len(morsel.value) < 500


def test_behind_https_it_goes_over_nothing_else(wang: int, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    client.post("/sign-in", FORM, secure=True)
    assert cookie(client)["secure"] is True


FORGERIES = ["", "x", "a:b:c", ":::", "é", "x" * 5000, '{"_auth_user_id": "1"}']


@pytest.mark.parametrize("value", FORGERIES)
def test_a_forged_cookie_is_nobodys(browser: Client, value: str) -> None:
    browser.cookies[live.SESSION_COOKIE_NAME] = value
    assert not is_in(browser)


def test_a_cookie_signed_for_something_else_is_nobodys(browser: Client, wang: int) -> None:
    session = signing.loads(cookie(browser).value, salt="openlevy.access.sessions")
    for salt in ("django.contrib.sessions.backends.signed_cookies", "", "openlevy.access.session"):
        browser.cookies[live.SESSION_COOKIE_NAME] = signing.dumps(session, salt=salt)
        assert not is_in(browser)


def test_no_byte_of_the_cookie_can_be_changed(browser: Client) -> None:
    value = cookie(browser).value
    for place in range(0, len(value), 7):
        other = "A" if value[place] != "A" else "B"
        browser.cookies[live.SESSION_COOKIE_NAME] = value[:place] + other + value[place + 1 :]
        assert not is_in(browser)


def test_a_session_without_a_beginning_is_none(browser: Client) -> None:
    session = signing.loads(cookie(browser).value, salt="openlevy.access.sessions")
    assert session.pop("began") <= time.time()
    browser.cookies[live.SESSION_COOKIE_NAME] = signing.dumps(
        session, salt="openlevy.access.sessions"
    )
    assert not is_in(browser)


def test_changing_the_servers_secret_signs_nobody_out(browser: Client, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert is_in(browser)
    settings.SECRET_KEY_FALLBACKS = []
    assert is_in(browser)


def test_signing_in_as_another_takes_nothing_along(browser: Client, wang: int) -> None:
    User.objects.create(
        username="li_si", id_type="201", id_digest=bytes(32), payer_id=8, jurisdiction="beijing",
        display_name="李四", password=User.objects.get(pk=wang).password,
    )  # fmt: skip
    browser.post("/sign-in", {**FORM, "identifier": "li_si"})
    assert browser.get("/home").content == b"payer 8"

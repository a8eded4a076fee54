import time

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.access.models import SecondFactor
from openlevy.access.officer_sessions import COOKIE
from openlevy.access.second_factor import offered_second_factor
from openlevy.access.services.officers import grant_office, lock_officer, revoke_office
from openlevy.access.tests.officers import (
    OPERATOR,
    PASSWORD,
    an_officer,
    telephone_says,
    with_telephone,
)
from openlevy.kernel.flow import Role
from openlevy.kernel.one_time import code_of, in_letters, step_at
from openlevy.portals.officer.tests.conftest import Desk
from openlevy.portals.payer.tests.conftest import text_of
from openlevy.portals.shared.tests import people
from openlevy.statements.tests.counting import counted

SIGN_IN, FACTOR, HOME = (reverse(f"officer:{n}") for n in ("sign_in", "second_factor", "home"))


def test_at_the_first_time_the_telephone_is_set_up() -> None:
    post = an_officer()
    client = Client()
    client.post(SIGN_IN, {"login": post.username, "password": PASSWORD})
    page = client.get(FACTOR)
    secret = in_letters(offered_second_factor(post.user_id, client.cookies[COOKIE].value))
    assert secret in text_of(page)
    assert b'src="data:image/svg+xml;base64,' in page.content
    assert client.get(HOME).status_code == 302
    wrong = client.post(FACTOR, {"code": "000000"})
    assert wrong.status_code == 401
    assert "动态验证码不正确" in text_of(wrong)


def test_who_was_shown_another_secret_is_sent_away_once_one_is_set_up() -> None:
    post = an_officer()
    mine, thief = Client(), Client()
    for client in (mine, thief):
        client.post(SIGN_IN, {"login": post.username, "password": PASSWORD})
    shown = [text_of(client.get(FACTOR)) for client in (mine, thief)]
    assert shown[0] != shown[1]
    secret = offered_second_factor(post.user_id, mine.cookies[COOKIE].value)
    code = code_of(secret, step_at(time.time()))
    assert mine.post(FACTOR, {"code": code})["Location"] == HOME
    assert thief.get(FACTOR)["Location"] == SIGN_IN
    assert mine.get(HOME).status_code == 200


def test_a_telephone_that_is_set_up_is_not_shown_again(window: Desk) -> None:
    client = Client()
    client.post(SIGN_IN, {"login": window.post.username, "password": PASSWORD})
    page = client.get(FACTOR)
    assert "密钥" not in text_of(page)
    assert b"base64" not in page.content
    assert client.post(FACTOR, {"code": telephone_says()}).status_code == 401
    answer = client.post(FACTOR, {"code": telephone_says(1)})
    assert answer["Location"] == HOME


def test_whoever_came_for_a_page_comes_to_it() -> None:
    post = with_telephone(an_officer())
    client, page = Client(), reverse("officer:codes")
    door = client.get(page)["Location"]
    assert door == f"{SIGN_IN}?next=%2Fofficer%2Fregistration-codes%2F"
    second = client.post(door, {"login": post.username, "password": PASSWORD, "next": page})
    answer = client.post(second["Location"], {"code": telephone_says(), "next": page})
    assert answer["Location"] == page


@pytest.mark.parametrize(
    "target", ["//evil.example", "/", "/me/", "/officer/../me/", "http://evil.example/officer/", ""]
)
def test_nobody_is_led_away_from_the_officers_pages(target: str) -> None:
    post = with_telephone(an_officer())
    client = Client()
    client.post(SIGN_IN, {"login": post.username, "password": PASSWORD, "next": target})
    answer = client.post(FACTOR, {"code": telephone_says(), "next": target})
    assert answer["Location"] == HOME


def test_neither_session_opens_the_pages_of_the_other(window: Desk) -> None:
    answer = window.client.get(reverse("payer:home"))
    assert answer["Location"].startswith("/sign-in")
    who, payer = people.a_payer(), Client()
    payer.post("/sign-in", {"login": who.login, "password": people.PASSWORD})
    assert payer.get(reverse("payer:home")).status_code == 200
    assert payer.get(HOME)["Location"].startswith(SIGN_IN)
    told = payer.post(SIGN_IN, {"login": who.login, "password": people.PASSWORD})
    assert told.status_code == 401
    assert COOKIE not in told.cookies


def test_the_cookie_goes_to_officers_pages_alone(window: Desk) -> None:
    morsel = window.client.cookies[COOKIE]
    told = morsel["path"], morsel["httponly"], morsel["samesite"], morsel["max-age"]
    assert told == ("/officer/", True, "Strict", "")


def test_a_wrong_password_and_a_locked_account_are_told_to_officers() -> None:
    post = with_telephone(an_officer())
    answer = Client().post(SIGN_IN, {"login": post.username, "password": "wrong"})
    assert answer.status_code == 401
    assert "用户名与密码不符，还可以再试 4 次" in text_of(answer)
    lock_officer(post.username, locked=True, by=OPERATOR)
    answer = Client().post(SIGN_IN, {"login": post.username, "password": PASSWORD})
    assert "账户已停用" in text_of(answer)


def test_signing_out_ends_it_and_twice_is_once(window: Desk) -> None:
    thief = Client()
    thief.cookies[COOKIE] = window.client.cookies[COOKIE].value
    for _ in range(2):
        answer = window.client.post(reverse("officer:sign_out"))
        assert answer["Location"] == SIGN_IN
    assert thief.get(HOME).status_code == 302


def test_a_role_lost_shuts_its_pages_at_once(window: Desk) -> None:
    office = window.post.office
    assert "发放注册码" in window.open("home")
    grant_office(window.post.username, Role.ADMIN, office, by=OPERATOR)
    revoke_office(window.post.username, Role.WINDOW, office, by=OPERATOR)
    assert window.client.get(reverse("officer:codes")).status_code == 403
    assert "发放注册码" not in window.open("home")


def test_what_is_typed_into_the_second_door_does_no_harm() -> None:
    post = with_telephone(an_officer())
    for typed in ("", "x" * 5000, "<b>", "１２３４５６\x00"):
        client = Client()
        client.post(SIGN_IN, {"login": post.username, "password": PASSWORD})
        assert client.post(FACTOR, {"code": typed}).status_code in (200, 401)
        assert client.get(HOME).status_code == 302
    assert SecondFactor.objects.get().confirmed_at is None


def test_a_page_asks_for_the_session_once(window: Desk) -> None:
    window.open("home")
    with counted() as sent:
        window.open("home")
    assert len(sent) <= 2

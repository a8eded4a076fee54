"""「自然人业务」: in, out, wrong, locked, and back to where one was."""

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.shared.tests.people import PASSWORD, Payer, a_payer, open_books


@pytest.fixture
def who(transactional_db: None) -> Payer:
    """Somebody with a way in."""
    open_books()
    return a_payer()


def test_each_of_the_three_names_opens_the_door(who: Payer) -> None:
    for login in (who.id_no, "13800000001", who.login):
        response = Client().post("/sign-in", {"login": login, "password": PASSWORD})
        assert response.status_code == 302, login


def test_a_wrong_password_is_said_in_a_sentence_and_the_name_stays(who: Payer) -> None:
    response = Client().post("/sign-in", {"login": who.login, "password": "wrong"})
    assert response.status_code == 401
    assert "还可以再试 4 次" in text_of(response)
    assert f'value="{who.login}"' in response.content.decode()
    assert "wrong" not in text_of(response)


def test_a_locked_name_is_told_when_to_try_again(who: Payer) -> None:
    for _ in range(5):
        response = Client().post("/sign-in", {"login": who.login, "password": "wrong"})
    assert response.status_code == 429
    assert "请在 15 分钟后再试" in text_of(response)
    response = Client().post("/sign-in", {"login": who.login, "password": PASSWORD})
    assert response.status_code == 429


def test_empty_fields_are_named(who: Payer) -> None:
    page = Client().post("/sign-in", {}).content.decode()
    assert "请填写证件号码、手机号或用户名。" in page
    assert "请填写密码。" in page
    assert page.count('aria-invalid="true"') == 2


def test_whoever_was_sent_away_comes_back_to_the_page(who: Payer) -> None:
    client = Client()
    sent = client.get(reverse("payer:declarations"))["Location"]
    assert "请登录后继续" in text_of(client.get(sent))
    assert "请登录后继续" not in text_of(client.get(client.get("/")["Location"]))
    form = {"login": who.login, "password": PASSWORD, "next": reverse("payer:declarations")}
    assert client.post(sent, form)["Location"] == reverse("payer:declarations")


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "/\\x"])
def test_nobody_is_sent_to_another_site(who: Payer, target: str) -> None:
    form = {"login": who.login, "password": PASSWORD, "next": target}
    assert Client().post("/sign-in", form)["Location"] == "/"


def test_after_signing_out_nothing_opens(browser: Browser) -> None:
    assert browser.client.post(reverse("payer:sign_out")).status_code == 302
    assert browser.client.get("/").status_code == 302


def test_a_part_of_a_page_asked_for_after_the_end_moves_the_whole_page(browser: Browser) -> None:
    browser.client.post(reverse("payer:sign_out"))
    response = browser.client.get(
        reverse("payer:outcome_state", args=[1]), headers={"HX-Request": "true"}
    )
    assert response["HX-Redirect"].startswith("/sign-in")

"""修改密码: proved by the old one, ends every other session, refused with a sentence."""

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.access.models import User
from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.shared.tests.people import PASSWORD

ADDRESS = "/me/password/"
NEW = "Xinmima-2027-hao"


def _form(**typed: str) -> dict[str, str]:
    return {"current": PASSWORD, "new": NEW, "again": NEW} | typed


def _signs_in(login: str, password: str) -> bool:
    response = Client().post("/sign-in", {"login": login, "password": password})
    return response.status_code == 302


def test_the_new_password_opens_and_the_old_one_does_not(browser: Browser) -> None:
    response = browser.client.post(ADDRESS, _form())
    assert response.status_code == 302, text_of(response)
    assert "密码已修改，其他设备上的登录已经结束。已发短信通知您。" in text_of(
        browser.client.get(response["Location"])
    )
    assert _signs_in(browser.who.login, NEW)
    assert not _signs_in(browser.who.login, PASSWORD)


def test_this_session_goes_on_and_every_other_has_ended(browser: Browser) -> None:
    other = Client()
    other.post("/sign-in", {"login": browser.who.login, "password": PASSWORD})
    assert other.get(reverse("payer:me")).status_code == 200
    browser.client.post(ADDRESS, _form())
    assert browser.client.get(reverse("payer:me")).status_code == 200
    assert other.get(reverse("payer:me")).status_code == 302


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"current": ""}, 200, "请填写当前密码。"),
        ({"new": "", "again": ""}, 200, "请填写新密码。"),
        ({"again": ""}, 200, "请再填写一次新密码。"),
        ({"again": NEW + "x"}, 200, "两次填写的新密码不一致。"),
        ({"new": PASSWORD, "again": PASSWORD}, 200, "新密码与当前密码相同，没有更改。"),
        ({"current": "wrong"}, 401, "当前密码不正确，还可以再试 4 次。"),
        ({"new": "1234567", "again": "1234567"}, 400, "密码过于简单：至少 8 位"),
        ({"new": "password1", "again": "password1"}, 400, "密码过于简单"),
        ({"new": "a" * 201, "again": "a" * 201}, 200, "最多填写 200 个字符。"),
        ({"new": "\0" * 12, "again": "\0" * 12}, 200, "含有不能使用的字符，请重新填写。"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    browser: Browser, typed: dict[str, str], status: int, said: str
) -> None:
    response = browser.client.post(ADDRESS, _form(**typed))
    assert response.status_code == status
    assert said in text_of(response)
    assert PASSWORD not in response.content.decode()
    assert _signs_in(browser.who.login, PASSWORD)


def test_why_it_is_refused_is_what_is_wrong_with_it(browser: Browser) -> None:
    """The user name, and what is part of one's number: 「密码过于简单」 was no reason."""
    number, name = browser.who.id_no, User.objects.get(payer_id=browser.who.payer_id).username
    for new, said in (
        (number, "密码含有自己的出生日期，或证件号码、手机号中连续 6 位以上的数字"),
        (number[6:14], "密码含有自己的出生日期"),
        (f"shan{number[11:17]}", "连续 6 位以上的数字"),
        (f"{name.title()}-99", "密码含有用户名，或者是用户名的一部分"),
    ):
        response = browser.client.post(ADDRESS, _form(new=new, again=new))
        assert response.status_code == 400, new
        assert said in text_of(response)
    assert "不能含有用户名、出生日期" in text_of(browser.client.get(ADDRESS)), "the hint"


def test_guessing_the_old_one_is_limited_like_signing_in(browser: Browser) -> None:
    for _ in range(5):
        browser.client.post(ADDRESS, _form(current="wrong"))
    response = browser.client.post(ADDRESS, _form())
    assert response.status_code == 429
    assert "尝试次数过多，请在" in text_of(response)
    assert browser.client.get(reverse("payer:me")).status_code == 200


def test_signed_out_it_leads_to_the_sign_in_and_back(browser: Browser) -> None:
    response = Client().get(ADDRESS)
    assert response.status_code == 302
    assert response["Location"] == "/sign-in?next=%2Fme%2Fpassword%2F"


def test_a_phone_that_is_none_is_called_no_mailbox(browser: Browser) -> None:
    typed = {"password": PASSWORD, "phone": "12345"}
    said = text_of(browser.client.post(reverse("payer:phone"), typed))
    assert "这不是可以接收短信的手机号。请填写 11 位的中国大陆手机号。" in said
    assert "邮箱" not in said

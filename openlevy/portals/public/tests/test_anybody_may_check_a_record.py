"""「记录查验」: open to anybody, guarded by a picture and a limit."""

from re import search

import pytest
from django.test import Client

from openlevy.portals.payer.tests.conftest import text_of
from openlevy.portals.public import views
from openlevy.portals.shared.tests.people import open_books

ADDRESS = "/verify"
CODE = "8C6T49XMQRWY7DKH"
NUMBER = "990111195003100012"


@pytest.fixture
def public(transactional_db: None) -> Client:
    """A browser of nobody."""
    open_books()
    return Client()


def _form(public: Client, **typed: str) -> dict[str, str]:
    key = search(r'name="captcha_key" value="([0-9a-f]+)"', public.get(ADDRESS).content.decode())
    assert key is not None
    return {"taxpayer_no": NUMBER, "code": CODE, "captcha": "XXXXX", "captcha_key": key[1]} | typed


def test_the_page_opens_for_nobody_in_particular(public: Client) -> None:
    page = text_of(public.get(ADDRESS))
    assert "开始校验" in page
    assert "纳税人识别号" in page


def test_a_wrong_picture_is_said_and_what_was_typed_stays(public: Client) -> None:
    page = public.post(ADDRESS, _form(public)).content.decode()
    assert "验证码不正确或已过期" in page
    assert f'value="{NUMBER}"' in page
    assert 'value="XXXXX"' not in page


def test_a_code_no_record_can_have_is_named(public: Client) -> None:
    assert "校验码应为 16 位" in text_of(public.post(ADDRESS, _form(public, code="123")))


def test_nothing_typed_names_every_field(public: Client) -> None:
    form = _form(public, taxpayer_no="", code="", captcha="")
    assert public.post(ADDRESS, form).content.decode().count('aria-invalid="true"') == 3


def test_another_picture_comes_without_a_page(public: Client) -> None:
    first, second = (public.get("/verify/captcha").json() for _ in range(2))
    assert first["key"] != second["key"]
    picture = public.get(first["picture"])
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert "no-store" in picture["Cache-Control"]
    assert public.get("/verify/captcha/" + "0" * 32).status_code == 404


def test_pictures_are_limited_too(public: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PICTURES_MOST", 2)
    address = public.get("/verify/captcha").json()["picture"]
    assert [public.get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_the_limit_is_said_with_the_time_to_wait(
    public: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "CHECKS_MOST", 2)
    form = _form(public)
    answers = [public.post(ADDRESS, form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "尝试次数过多，请在 10 分钟后再试" in text_of(answers[2])


def test_wrong_codes_at_one_number_are_limited_wherever_they_come_from(
    public: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "GUESSES_AT_A_NUMBER", 2)
    monkeypatch.setattr(views, "answer_challenge", lambda *_: True)

    def guess(host: int, number: str = NUMBER) -> int:
        sent = _form(public, taxpayer_no=number)
        return public.post(ADDRESS, sent, REMOTE_ADDR=f"192.0.2.{host}").status_code

    assert [guess(host) for host in (1, 2, 3)] == [200, 200, 429]
    assert guess(3, "990111195003100020") == 200, "another number is not shut"

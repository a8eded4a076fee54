"""用户注册 at the pages: who is found however they write, who is not, and what is said then."""

from datetime import date
from re import findall

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.access.models import Guess, IdentityProof, User
from openlevy.access.queries import card_question
from openlevy.access.services import hand_out_registration_code
from openlevy.access.services.users import sealed_phone
from openlevy.access.tests.sent import code_for
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.kernel.identifiers import resident_id_check_digit
from openlevy.parties.services import PersonDelivered, record_person
from openlevy.portals.payer.tests.conftest import Answer, Browser, text_of
from openlevy.portals.shared.tests.people import (
    AGENCY,
    Payer,
    a_payer,
    an_enrolment,
    in_question,
    open_books,
)
from openlevy.portals.shared.tests.people import PASSWORD as OLD_PASSWORD
from openlevy.privacy.services import digest
from openlevy.statements.tests.counting import counted

FIRST17 = "99011119880707002"
NUMBER = FIRST17 + resident_id_check_digit(FIRST17)
NAME, WIRE_NAME, PHONE = "阿不都·䶮", "阿不都·龑", "15420260301"
BEGIN = "/registration/"
PASSWORD = "stone-bridge-73"  # of an invented person


@pytest.fixture
def client(transactional_db: None) -> Client:
    """A browser in which nobody has signed in, where an agency has enrolled somebody."""
    open_books()
    told = (AGENCY, "N1", NAME, WIRE_NAME, "201", NUMBER, "2", date(1988, 7, 7), "156", "")
    record_person(PersonDelivered(*told))
    an_enrolment("N1")
    return Client()


def typed(**changed: str) -> dict[str, str]:
    return {"way": "code", "name": NAME, "id_type": "201", "id_no": NUMBER} | changed


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"id_no": wide(NUMBER)},
        {"id_no": f" {NUMBER[:6]} {NUMBER[6:].lower()} "},
        {"name": "阿不都•䶮"},
        {"name": "阿不都・䶮"},
        {"name": " 阿不都 . 䶮 "},
        {"name": WIRE_NAME},
    ],
)
def test_an_enrolled_person_is_found_however_they_write(
    client: Client, changed: dict[str, str]
) -> None:
    response = client.post(BEGIN, typed(**changed))
    assert response.status_code == 302, text_of(response)
    assert NUMBER not in client.get(response["Location"]).content.decode()


NEWER = "阿布都·䶮"


@pytest.mark.parametrize(("name", "asked"), [(NAME, WIRE_NAME), (NEWER, NEWER)])
def test_the_bank_is_asked_about_the_name_typed_and_the_account_has_the_one_that_counts(
    client: Client, name: str, asked: str
) -> None:
    in_question(Payer(0, 0, "", NAME, NUMBER), NEWER)
    begun = client.post(BEGIN, typed(way="card", name=name))
    assert begun.status_code == 302, text_of(begun)
    page = client.post(begun["Location"], {"card_no": "9955010000000000079", "phone": PHONE})
    assert page.status_code == 302, text_of(page)
    row = IdentityProof.objects.get()
    question = card_question(row.payer_id, row.id, 1)
    assert question is not None
    assert (question.name, row.name) == (asked, NAME)


OTHER17 = "99011119880707004"


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "阿不都"},
        {"name": "阿不都䶮·"},
        {"id_no": OTHER17 + resident_id_check_digit(OTHER17)},
        {"id_type": "208"},
        {"name": "' OR 1=1 --"},
        {"name": "<b>阿不都·䶮</b>"},
    ],
)
def test_anybody_else_is_told_where_to_enrol_and_nothing_more(
    client: Client, changed: dict[str, str]
) -> None:
    with counted() as asked:
        response = client.post(BEGIN, typed(**changed))
    with counted() as asked_of_nobody:
        nobody = client.post(BEGIN, typed(id_no=OTHER17 + resident_id_check_digit(OTHER17)))
    assert len(asked) == len(asked_of_nobody)  # so that it takes as long
    assert response.status_code == 404
    assert "没有查到参保登记" in text_of(response)
    assert "12333" in text_of(response)
    assert text_of(response) == text_of(nobody)
    assert IdentityProof.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id_no": NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")}, "证件号码有误"),
        ({"id_no": "九九零一"}, "证件号码有误"),
        ({"id_no": ""}, "请填写证件号码。"),
        ({"name": ""}, "请填写姓名。"),
        ({"name": "阿" * 51}, "最多填写 50 个字符。"),
        ({"name": "\0"}, "含有不能使用的字符"),
        ({"way": "wallet"}, "请选择证明方式。"),
        ({"id_type": "999"}, "请选择证件类型。"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    client: Client, changed: dict[str, str], said: str
) -> None:
    response = client.post(BEGIN, typed(**changed))
    assert response.status_code == 200
    assert said in text_of(response)


def test_nobody_tries_names_for_a_number_without_end(client: Client) -> None:
    for name in range(10):
        client.post(BEGIN, typed(name=f"张{name}"))
    response = client.post(BEGIN, typed())
    assert response.status_code == 429
    assert "尝试次数过多" in text_of(response)


def _proof(client: Client) -> str:
    address: str = client.post(BEGIN, typed())["Location"]
    code = hand_out_registration_code(
        id_type="201", id_no=NUMBER, name=NAME, officer=Actor(Role.TAX, 3), office="11101110000"
    )
    assert client.post(address, {"code": code, "phone": PHONE}).status_code == 302
    return address


def _account(**changed: str) -> dict[str, str]:
    told = {"code": code_for(PHONE), "username": "abudu_yan", "new": PASSWORD, "again": PASSWORD}
    return told | changed


def test_the_account_is_made_once_and_a_second_time_shows_it(client: Client) -> None:
    address = _proof(client)
    form = _account()
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    page = client.get(address)
    assert "注册成功" in text_of(page)
    signed_in = client.post("/sign-in", {"login": NUMBER, "password": PASSWORD})
    assert signed_in.status_code == 302
    assert NAME in text_of(client.get(reverse("payer:me")))

    again = Client().post(BEGIN, typed())
    assert again.status_code == 409
    assert "已经注册过" in text_of(again)


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"code": "000000x"}, 403, "验证码不正确"),
        ({"username": "9yan"}, 400, "用户名须为"),
        ({"new": "12345678", "again": "12345678"}, 400, "密码过于简单"),
        ({"again": "other-bridge-73"}, 200, "两次填写的密码不一致。"),
    ],
)
def test_what_does_not_fit_costs_neither_code_nor_proof(
    client: Client, changed: dict[str, str], status: int, said: str
) -> None:
    address = _proof(client)
    response = client.post(address, _account(**changed))
    assert (response.status_code, said in text_of(response)) == (status, True), text_of(response)
    assert client.post(address, _account()).status_code == 302
    assert "注册成功" in text_of(client.get(address))


def test_a_user_name_that_is_taken_is_said_beside_it_and_another_goes_on(client: Client) -> None:
    taken = a_payer().login
    address = _proof(client)
    refused = client.post(address, _account(username=taken))
    assert refused.status_code == 409
    assert "用户名已被使用。请换一个用户名。" in text_of(refused)
    assert "直接登录" not in text_of(refused)
    assert client.post(address, _account()).status_code == 302


def test_a_phone_that_is_anothers_is_said_so(client: Client) -> None:
    who = a_payer()
    address = _proof(client)
    number = digest("phone", PHONE)
    User.objects.filter(payer_id=who.payer_id).update(phone_digest=number)
    refused = client.post(address, _account())
    assert (refused.status_code, "手机号已经绑定其他账户" in text_of(refused)) == (409, True)


def test_another_code_within_a_minute_is_refused_on_the_page(client: Client) -> None:
    address = _proof(client)
    response = client.post(address, {"do": "send"})
    assert response.status_code == 429
    assert "尝试次数过多" in text_of(response)
    Guess.objects.all().delete()
    assert client.post(address, {"do": "send"}).status_code == 302


def test_recovery_says_the_same_of_everybody(browser: Browser) -> None:
    pages = []
    for login in (browser.who.login, "nobody_here", browser.who.id_no):
        response = Client().post("/recovery/", {"login": login})
        assert response.status_code == 302
        page = Client().get(response["Location"])
        wrong = Client().post(
            response["Location"], {"code": "000000", "new": PASSWORD, "again": PASSWORD}
        )
        pages.append((page.status_code, text_of(page), wrong.status_code, text_of(wrong)))
    assert pages[0] == pages[1] == pages[2]


def _held(client: Client) -> tuple[Payer, str]:
    """Somebody who has the phone, and the address of a proof of its new owner's."""
    who, address = a_payer(), _proof(client)
    taken = {"phone": sealed_phone(PHONE), "phone_digest": digest("phone", PHONE)}
    User.objects.filter(payer_id=who.payer_id).update(**taken)
    return who, address


def _mark(page: Answer) -> str:
    (mark,) = findall(r'name="takes" value="([^"]+)"', page.content.decode())
    return str(mark)


def test_what_will_happen_is_said_before_a_phone_is_taken(client: Client) -> None:
    who, address = _held(client)
    assert "绑定其他账户" not in text_of(client.get(address))  # not before the code is told
    wrong = client.post(address, _account(code="000000x"))
    assert "绑定其他账户" not in text_of(wrong)
    refused = client.post(address, _account())
    for said in ("这个手机号已经绑定其他账户。", "继续之后：", "原账户会收到通知"):
        assert said in text_of(refused)
    assert who.name not in text_of(refused)
    mark = _mark(refused)
    again = client.post(address, _account(takes=mark, again="other-bridge-73"))
    assert _mark(again) == mark
    for _ in range(2):
        assert client.post(address, _account(takes=mark)).status_code == 302
    assert "注册成功" in text_of(client.get(address))
    assert client.post("/sign-in", {"login": PHONE, "password": PASSWORD}).status_code == 302


def test_whose_phone_was_taken_is_asked_for_another_and_may_do_it_later(client: Client) -> None:
    who, address = _held(client)
    client.post(address, _account(takes=_mark(client.post(address, _account()))))
    came = {"login": who.login, "password": OLD_PASSWORD, "next": "/messages/"}
    for _ in range(2):
        mine = Client()
        asked = mine.post("/sign-in", came)
        page = mine.get(asked["Location"])
        assert f"原来登记的手机号（尾号 {PHONE[-4:]}）已由新机主" in text_of(page)
        assert 'href="/messages/"' in page.content.decode()
    assert "登记手机号已停用" in text_of(mine.get("/messages/"))
    outside = mine.get(f"{reverse('payer:phone')}?next=//evil.example/")
    assert "evil.example" not in outside.content.decode()
    User.objects.filter(payer_id=who.payer_id).update(phone_digest=digest("phone", "15420260377"))
    assert mine.post("/sign-in", came)["Location"] == "/messages/"

"""Each refusal that a payer can meet on these pages: what holds, what to do, and where to go on."""

from typing import Any

import pytest

from tests.journeys.payer import Payer
from tests.journeys.town import Town
from tests.stack.pages import Page
from tests.stack.payer_client import PayerClient, Sent

pytestmark = pytest.mark.row("D4", "P8")
Account = dict[str, Any]


def test_declared_already(town: Town) -> None:
    client, enrolment = _payer(town)
    sent = client.prepared_declaration(enrolment)
    client.declare(enrolment)
    again = [(name, value) for name, value in sent[1] if name != "key"] + [("key", "0" * 32)]
    _refused(
        client.send(sent[0], again),
        409,
        "所选数据中有的已经申报或缴费（可能通过其他渠道）、已由经办机构更改或撤回，或不能在本年度缴纳，这次没有申报。",
        "请到申报记录查询查看，尚未缴费的可以继续缴费；没有申报的，请返回核对应缴数据。",
        "/pension/declarations/",
    )


def test_a_key_used_for_something_else(town: Town) -> None:
    client, enrolment = _payer(town)
    address, sent = client.prepared_declaration(enrolment)
    client.declare(enrolment)
    key = dict(sent)["key"]
    declared = client.declarations()[0]
    client.void(declared)
    made = client.send(address, sent)
    assert made.status == 302
    _refused(
        client.send(address, _with(sent, due="999999999", shown="999999999:100000", key=key)),
        409,
        "页面上的内容已经过时，这次没有办理。",
        "请重新打开页面再办理；已经办理的不会重复。",
        "/pension/payment/",
    )


def test_paying_what_is_voided(town: Town) -> None:
    client, enrolment = _payer(town)
    declaration = client.declare(enrolment)
    sent = client.prepared_payment(declaration)
    client.void(declaration)
    words = ("这条申报已经作废，不能缴费。", "需要缴费请重新办理。")
    _refused(client.send(*sent), 409, *words, "/pension/payment/")
    _refused(client.open(sent[0]), 409, *words, "/pension/payment/")


def test_paying_what_is_paid(town: Town) -> None:
    client, enrolment = _payer(town)
    declaration = client.declare(enrolment)
    address, sent = client.prepared_payment(declaration)
    client.pay(declaration)
    town.resolve()
    _refused(
        client.send(address, sent),
        409,
        "这笔费款已经缴清，没有重复扣款。",
        "",
        "/pension/payments/",
    )


def test_voiding_what_is_paid(town: Town) -> None:
    client, enrolment = _payer(town)
    declaration = client.declare(enrolment)
    address = f"/declarations/{declaration}/voiding/"
    form = client.open(address).form("key").filled()
    client.pay(declaration)
    town.resolve()
    _refused(
        client.send(address, form),
        409,
        "这条申报正在缴费、已经缴费或已经作废，没有作废。",
        "请查看它现在的状态。",
        "/pension/declarations/",
    )


def test_voiding_twice_is_voiding_once(town: Town) -> None:
    client, enrolment = _payer(town)
    declaration = client.declare(enrolment)
    address = f"/declarations/{declaration}/voiding/"
    form = client.open(address).form("key").filled()
    answers = [client.send(address, form) for _ in range(2)]
    assert answers[0] == answers[1]
    assert "申报已作废。" in client.open(answers[1].location).text
    assert town.story("declaration_declaration", declaration) == ["void DECLARED>VOIDED"]


def test_an_agreement_that_is_not_effective_yet(town: Town) -> None:
    person = town.newcomer()
    client = Payer(town.url, person)
    client.sign_in()
    enrolment = client.enrolments()[0]
    client.set_amount(enrolment)
    declaration = client.declare(enrolment)
    agreement = client.sign_agreement()
    town.settle()
    page = client.open(f"/payment/agreement/?declaration={declaration}")
    sent = [("agreement", agreement), ("key", "1" * 32), client.token()]
    assert "起生效，届时可用。" in page.text
    _refused(
        client.send(page.address, sent),
        409,
        "起生效，没有扣款。",
        "请在生效后再缴费。",
        "/agreements/",
    )


def test_a_name_that_no_bank_can_write(town: Town) -> None:
    client = PayerClient(town.url, town.account("rare-without-wire")).sign_in()
    address, sent = client.prepared_agreement()
    _refused(
        client.send(address, sent),
        409,
        "银行系统无法书写姓名“陈㛃”中的字，暂时不能签订协议或扣款。",
        "请到参保地社保经办机构登记可供银行使用的姓名写法，咨询电话 12333。",
        "/pension/",
    )


def test_revoking_what_was_never_signed(town: Town) -> None:
    person = town.newcomer()
    town.behave(person["bank_accounts"][0]["number"], "closed")
    client = Payer(town.url, person)
    client.sign_in()
    address = f"/agreements/{client.sign_agreement()}/revocation/"
    form = client.open(address).form("key").filled()
    town.settle()
    _refused(
        client.send(address, form),
        409,
        "这条协议没有签订成功，或已经撤销，不需要撤销。",
        "",
        "/agreements/",
    )


def test_revoking_twice_is_revoking_once(town: Town) -> None:
    client, _ = _payer(town)
    number = client.agreements()[0]
    address = f"/agreements/{number}/revocation/"
    form = client.open(address).form("key").filled()
    answers = [client.send(address, form) for _ in range(2)]
    assert [one.status for one in answers] == [302, 302]
    town.settle()
    assert client.send(address, form).location == "/agreements/"
    assert town.story("payment_agreement", number)[-2:] == [
        "revoke VERIFIED>REVOKING",
        "confirm_revocation REVOKING>REVOKED",
    ]


def test_a_certificate_before_anything_is_cleared(town: Town) -> None:
    client, enrolment = _payer(town)
    printing = "/records/print/"
    year = town.today().year
    period = [("start", f"{year}-01-01"), ("end", f"{year}-12-31"), ("place", "beijing")]
    sent = [("key", "2" * 32), client.token(), *period]
    _refused(
        client.send(printing, sent),
        409,
        "这段时间没有缴费记录，没有申请证明。",
        "请更改费款所属日期再查询。",
        printing,
    )
    client.pay(client.declare(enrolment))
    town.resolve()
    _refused(
        client.send(printing, _with(sent, key="3" * 32)),
        409,
        "费款还没有入库，暂时不能开具，预计",
        "请在入库后再申请。",
        printing,
    )


def test_a_form_that_lost_its_key(town: Town) -> None:
    client, enrolment = _payer(town)
    for address, sent in (
        client.prepared_declaration(enrolment),
        client.prepared_payment(client.declare(enrolment)),
        client.prepared_agreement(),
    ):
        _refused(
            client.send(address, _with(sent, key="not-a-key")),
            400,
            "提交的内容不完整。",
            "请返回页面重新提交。",
            "/",
        )


def test_a_form_without_its_token(town: Town) -> None:
    client, enrolment = _payer(town)
    address, sent = client.prepared_declaration(enrolment)
    without = [(name, value) for name, value in sent if name != "csrfmiddlewaretoken"]
    _refused(
        client.send(address, without),
        403,
        "刚才的提交没有办理。",
        "请重新打开页面再提交。",
        address,
    )
    assert town.declarations(client.account) == []


def test_an_address_that_takes_no_such_request(town: Town) -> None:
    client, _ = _payer(town)
    page = client.send("/pension/payments/", [client.token()])
    _refused(page, 405, "这个地址不能直接打开，没有办理任何业务。", "请从首页重新进入。", "/")


def test_signing_in_with_a_wrong_password_counts_down_to_a_pause(town: Town) -> None:
    person = dict(town.newcomer(), password="not-it")
    client = PayerClient(town.url, person)
    for left in (4, 3, 2, 1):
        page = _try(client)
        assert page.status == 401
        assert f"证件号码、手机号或用户名与密码不符，还可以再试 {left} 次。" in page.text
    for _ in range(2):
        page = _try(client)
        assert page.status == 429
        assert "密码错误次数过多，已暂停登录。请在 15 分钟后再试。" in page.text


def _try(client: PayerClient) -> Page:
    form = client.open("/sign-in").form("login")
    told = form.filled(login=client.account["username"], password=client.account["password"])
    return client.send("/sign-in", told)


def _payer(town: Town) -> tuple[Payer, str]:
    """Somebody whose year's amount is set, and their enrolment."""
    client = Payer(town.url, town.somebody())
    client.sign_in()
    enrolment = client.enrolments()[0]
    client.set_amount(enrolment)
    return client, enrolment


def _with(sent: Sent, **changed: str) -> Sent:
    return [(name, value) for name, value in sent if name not in changed] + list(changed.items())


def _refused(page: Page, status: int, words: str, next_step: str, leads_to: str) -> None:
    """The page says what holds and what to do next, and one button leads on."""
    assert page.status == status, page.text
    assert words in page.text, page.text
    assert next_step in page.text, page.text
    assert f'class="btn btn-primary btn-wide" href="{leads_to}"' in page.source, page.source

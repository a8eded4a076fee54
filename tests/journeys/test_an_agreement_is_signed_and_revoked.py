"""S2 3.1 缴费协议: for oneself, verified by the bank, effective the next day, revoked when asked
twice."""

import pytest

from tests.journeys import steps
from tests.journeys.crowd import Account
from tests.journeys.payer import Payer
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.payer_client import PayerClient, Sent

pytestmark = pytest.mark.row("P9")


def test_sample_people_have_agreements_in_effect_from_the_beginning(
    screen: Screen, quiet_town: Town
) -> None:
    """The world begins a day before today, so that nobody has to wait for tomorrow."""
    screen.sign_in(quiet_town.account("agreed-twice")).open("/agreements/")
    assert screen.page.get_by_text("验证成功（生效）", exact=True).count() == 2


def test_an_agreement_lives_from_signing_to_revocation(screen: Screen, town: Town) -> None:
    person = town.newcomer()
    screen.sign_in(person)
    screen.follow("办&查", "社保费办理", "缴费协议办理", "缴费协议")
    screen.see("还没有缴费协议").press("新增协议")
    screen.see("只支持给本人签订扣款协议，缴费人信息不可变更。")
    _fill(screen, person)
    screen.press("提交")
    agreement = screen.number
    screen.until("协议签订成功").see("该协议将于次日生效。")
    assert town.story("payment_agreement", agreement) == ["verify SUBMITTED>VERIFIED"]
    screen.press("缴费协议").see("验证成功（次日生效）")

    steps.declare_the_year(screen)
    declaration = str(screen.number)
    screen.press("确认缴费").see("起生效，届时可用。")
    assert not screen.offers("确认缴费")

    town.advance_day()
    screen.open("/agreements/").see("验证成功（生效）")
    screen.open(f"/payment/agreement/?declaration={declaration}")
    assert screen.offers("确认缴费")
    stale = PayerClient(town.url, person).sign_in().prepared_payment(declaration)

    screen.open("/agreements/").press("撤销").see("确认撤销这条协议？").press("取消")
    assert town.story("payment_agreement", agreement) == ["verify SUBMITTED>VERIFIED"]
    screen.press("撤销").press("确定")
    town.settle()
    screen.open("/agreements/").see("已撤销")
    assert not screen.offers("撤销")
    assert town.story("payment_agreement", agreement) == [
        "verify SUBMITTED>VERIFIED",
        "revoke VERIFIED>REVOKING",
        "confirm_revocation REVOKING>REVOKED",
    ]
    _is_unusable(screen, town, person, stale)


def _is_unusable(screen: Screen, town: Town, person: Account, stale: tuple[str, Sent]) -> None:
    """Neither a fresh page nor one that was open before pays by it."""
    address, form = stale
    screen.open(address).see("没有可用的缴费协议").press("新增协议").see("签约银行信息")
    client = Payer(town.url, person)
    client.sign_in()
    sent = [pair for pair in form if pair[0] != "csrfmiddlewaretoken"]
    refused = client.send(address, [*sent, client.token()])
    assert "所选协议现在不能使用（验证未成功或已撤销），没有扣款。" in refused.text
    assert town.orders(person) == []


def test_an_account_in_another_name_is_not_accepted(screen: Screen, town: Town) -> None:
    person = town.account("mismatch")
    screen.sign_in(person).press("缴费协议").press("新增协议")
    _fill(screen, person)
    screen.press("提交")
    screen.until("协议签订失败").see("原因：户名与账号不符。")
    screen.see("请核对开户银行和银行账号，银行卡必须为本人持有。")
    assert town.story("payment_agreement", screen.number) == ["fail SUBMITTED>FAILED"]
    screen.press("重新签订").see("签约银行信息")
    screen.open("/agreements/").see("验证失败")
    assert not screen.offers("撤销")


def test_an_account_that_is_closed_is_not_accepted(screen: Screen, town: Town) -> None:
    person = town.newcomer()
    town.behave(person["bank_accounts"][0]["number"], "closed")
    screen.sign_in(person).press("缴费协议").press("新增协议")
    _fill(screen, person)
    screen.press("提交")
    screen.until("协议签订失败")
    assert town.story("payment_agreement", screen.number) == ["fail SUBMITTED>FAILED"]


def test_an_agreement_with_another_tax_office_cannot_pay(screen: Screen, town: Town) -> None:
    person = town.newcomer()
    own = person["enrolments"][0]["place"]
    other = "延庆区"  # nobody of this world is enrolled there
    assert own != other
    screen.sign_in(person).press("缴费协议").press("新增协议")
    screen.see("必须与申请缴费的税务机关一致，否则该协议不能用于对应的社保费缴款。")
    assert _chosen_office(screen) == f"国家税务总局北京市{own}税务局"
    _fill(screen, person, office=other)
    screen.press("提交").until("协议签订成功")
    town.advance_day()

    steps.declare_the_year(screen)
    screen.press("确认缴费")
    screen.see("协议的税务机关与本次缴费的税务机关不一致，不能用于本次缴费。")
    assert not screen.offers("确认缴费")
    screen.press("新增协议")
    assert _chosen_office(screen) == f"国家税务总局北京市{own}税务局"


def test_the_form_says_field_by_field_what_is_missing(screen: Screen, town: Town) -> None:
    person = town.newcomer()
    screen.sign_in(person).press("缴费协议").press("新增协议")
    screen.choose("税务机关", "请选择")
    screen.press("提交").see("请选择税务机关。", "请选择开户银行。", "请填写银行账号。")
    _fill(screen, person)
    screen.fill("银行账号", "12 34").press("提交").see("请填写 10 至 30 位数字的银行账号。")

    screen.fill("银行账号", person["bank_accounts"][0]["number"]).press("提交")
    screen.until("协议签订成功")
    screen.press("缴费协议").press("新增协议")
    _fill(screen, person)
    screen.press("提交").see("该银行账号与该税务机关已经有一条验证中或验证成功的协议。")


def _fill(screen: Screen, person: Account, office: str = "") -> None:
    place = office or person["enrolments"][0]["place"]
    bank = person["bank_accounts"][0]
    screen.choose("税务机关", f"国家税务总局北京市{place}税务局")
    screen.choose("开户银行名称", bank["bank"])
    assert screen.page.get_by_text("持卡人姓名").count()
    assert not screen.page.get_by_label("持卡人姓名").count(), "the holder's name is not typed"
    screen.fill("银行账号", bank["number"])


def _chosen_office(screen: Screen) -> str:
    offices = screen.page.get_by_label("税务机关", exact=True)
    return offices.locator("option:checked").inner_text()

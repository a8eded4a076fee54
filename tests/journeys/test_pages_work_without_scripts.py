"""Without JavaScript: the payment from signing in to the outcome, voiding, an agreement, and the
public check. Questions come on pages of their own, outcomes by reloading."""

import pytest

from tests.journeys import steps
from tests.journeys.conftest import NewScreen
from tests.journeys.screen import PHONE, Screen
from tests.journeys.town import Town

pytestmark = pytest.mark.row("D4")


@pytest.fixture
def plain(new_screen: NewScreen) -> Screen:
    """A phone whose browser runs no scripts."""
    return new_screen(width=PHONE, scripts=False)


@pytest.mark.row("P8", "D7")
def test_the_year_is_declared_voided_declared_again_and_paid(plain: Screen, town: Town) -> None:
    person = town.somebody()
    plain.sign_in(person)
    voided = steps.declare_the_year(plain)
    steps.to_pension(plain).press("申报记录查询").press("作废")
    plain.see("确认作废这条申报？").press("作废").see("申报已作废。")
    assert town.declarations(person) == [(voided, "VOIDED")]

    steps.to_pension(plain).follow("缴费办理", "下一步", "下一步", "提交")
    order = steps.pay(plain)
    plain.until("缴费成功", seconds=30)  # the page fetches itself anew
    assert town.orders(person) == [(order, "CONFIRMED")]
    assert town.taken_from(person) == 100_000


@pytest.mark.row("P9")
def test_an_agreement_is_signed_and_revoked(plain: Screen, town: Town) -> None:
    person = town.newcomer()
    bank = person["bank_accounts"][0]
    plain.sign_in(person).press("缴费协议").press("新增协议")
    plain.choose("开户银行名称", bank["bank"]).fill("银行账号", bank["number"]).press("提交")
    plain.until("协议签订成功")
    plain.open("/agreements/").press("撤销").see("确认撤销这条协议？").press("确定")
    plain.see("缴费协议")
    town.settle()
    plain.reload().see("已撤销")


@pytest.mark.row("C3")
def test_a_record_is_verified(plain: Screen, town: Town) -> None:
    paper = town.paper()
    plain.open("/verify")
    first = plain.page.locator("[name=captcha_key]").input_value()
    plain.page.locator(".captcha a").click()  # without scripts another page, another picture
    plain.page.wait_for_load_state("load")
    key = plain.page.locator("[name=captcha_key]").input_value()
    assert key != first
    plain.fill("纳税人识别号", paper.id_number).fill("证明校验码", paper.code)
    plain.fill("验证码", town.read_picture(key)).press("开始校验").see("校验结果正确")


@pytest.mark.row("C2")
def test_the_fold_of_the_printing_page_opens(plain: Screen, town: Town) -> None:
    plain.sign_in(town.account("ordinary"))
    plain.press("记录打印").press("查询")
    plain.fill("费款所属起始日期", "2020-01-01").fill("费款所属截止日期", "2020-12-31").press(
        "确定"
    )
    plain.see("这段时间没有可以开具的缴费记录")

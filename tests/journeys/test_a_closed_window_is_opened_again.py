"""D3, L4: an officer hands out a 注册码; one proposes to open a closed window, another confirms,
and the payer pays the year that had gone by."""

import re

import pytest

from tests.journeys.crowd import Account
from tests.journeys.officer import PASSWORD, telephone
from tests.journeys.screen import Screen
from tests.journeys.steps import AMOUNT, pay
from tests.journeys.town import Town

pytestmark = pytest.mark.journey
NONE_HANDED_OUT = "本单位还没有发放过注册码。"
REASON = "住院期间未能在缴费期内缴费"


def come_in(screen: Screen, officer: Account) -> None:
    """Both factors, by the page's own buttons."""
    screen.open("/officer/sign-in")
    screen.fill("用户名", officer["username"]).fill("密码", PASSWORD).press("下一步")
    screen.see("验证器应用现在显示的验证码")
    screen.fill("动态验证码", telephone(officer["username"])).press("登录")
    assert screen.path == "/officer/", screen.text


def identify(screen: Screen, person: Account) -> None:
    screen.fill("姓名", person["name"]).choose("证件类型", "居民身份证")
    screen.fill("证件号码", person["id_number"])


def posts(town: Town, person: Account) -> tuple[Account, Account]:
    office = person["enrolments"][0]["tax_office"]
    window, review = town.post("WINDOW", office), town.post("REVIEW", office)
    return window, review


def pay_the_year_gone_by(payer: Screen, person: Account, year: int) -> int:
    """From the message to 缴费完成; the number of the order."""
    payer.sign_in(person).open("/messages/").press("缴费期已重新开放")
    payer.see("重新开放的缴费期")
    payer.press(f"城乡居民基本养老保险 {year}年度").see("重新开放至")
    payer.choose("缴费金额", AMOUNT).press("提交").press("确定")
    payer.follow("缴费办理", "下一步", "下一步").see("缴费期已重新开放").press("提交")
    return pay(payer)


@pytest.mark.row("L4", "D3")
def test_one_proposes_another_confirms_and_the_payer_pays(
    town: Town, new_screen: "object", width: int
) -> None:
    person = town.somebody()
    year = town.today().year - 1
    window, review = posts(town, person)
    at_window = new_screen(width=width)  # type: ignore[operator]
    come_in(at_window, window)
    at_window.follow("申请重新开放缴费期")
    at_window.press("下一步").see("请填写姓名。")
    identify(at_window, {**person, "name": "别人"})
    at_window.press("下一步").see("没有找到").fill("姓名", person["name"])
    at_window.press("下一步").see(person["name"])
    option = (
        at_window.field("缴费年度")
        .locator("option")
        .filter(has_text=f"养老保险 {year}年度")
        .first.inner_text()
    )
    at_window.choose("缴费年度", option).fill("开放至", f"{town.today():%Y-%m-%d}")
    at_window.fill("理由", REASON).press("提交审核").see("待审核", REASON, "撤回申请")
    at_window.see_not("审核通过")
    number = at_window.number

    at_review = new_screen(width=width)  # type: ignore[operator]
    come_in(at_review, review)
    at_review.press("去审核").see(person["name"], "待审核").press("查看").see(REASON)
    at_review.press("审核不通过").see("请填写意见")
    at_review.press("审核通过").see("已开放", "提前结束")
    assert at_review.number == number
    at_review.open("/officer/acts/").see("审核通过重新开放缴费期", "登录")

    payer = new_screen(width=width)  # type: ignore[operator]
    order = pay_the_year_gone_by(payer, person, year)
    town.resolve()
    assert town.story("payment_order", order)[-1].endswith("CONFIRMED")
    assert town.story("assessment_reopening", number) == ["confirm PROPOSED>CONFIRMED"]
    at_window.open(f"/officer/reopenings/{number}/").see("已缴费")
    at_window.open("/officer/reopenings/?show=all").see(person["name"])


@pytest.mark.row("L4")
def test_a_code_is_handed_out_and_the_telephone_is_set_up(quiet_town: Town, screen: Screen) -> None:
    person = quiet_town._next_of_the_crowd(1)[0]
    office = person["enrolments"][0]["tax_office"]
    officer = quiet_town.post("WINDOW", office, fresh=True)
    screen.open("/officer/registration-codes/")
    assert screen.path == "/officer/sign-in"
    screen.fill("用户名", officer["username"]).fill("密码", "wrong").press("下一步")
    screen.see("用户名与密码不符")
    screen.fill("密码", PASSWORD).press("下一步").see("设置动态验证码", "密钥")
    secret = screen.facts()["密钥"]
    screen.fill("动态验证码", "000000").press("登录").see("动态验证码不正确")
    screen.fill("动态验证码", telephone(officer["username"], secret)).press("登录")
    assert screen.path == "/officer/registration-codes/"
    handed = quiet_town.count(
        "SELECT count(*) FROM access_registration_code WHERE office = %s", office
    )
    assert (NONE_HANDED_OUT in screen.text) is (handed == 0)
    screen.press("发放").see("请填写证件号码。")
    identify(screen, person)
    screen.press("发放").see("注册码已发放", "有效期至")
    code = screen.page.locator(".told").inner_text()
    assert re.fullmatch(r"[A-Z0-9]{4} [A-Z0-9]{4}", code)
    screen.press("完成").see(person["name"], "可以使用").see_not(code, NONE_HANDED_OUT)
    screen.open("/").see("自然人业务")
    screen.open("/officer/").see("可以办理")
    screen.open("/officer/reopenings/").see("没有待审核的申请")
    screen.open("/officer/reopenings/999999/").see("没有这件申请")

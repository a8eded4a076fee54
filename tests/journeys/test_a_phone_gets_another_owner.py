"""A phone number whose operator has given it to somebody else: its new owner takes it by a proved
identity, for a new account or their own; the old account loses it and is told (S3 ch3; L1, X6)."""

import pytest

from tests.journeys import registrations as at
from tests.journeys.crowd import Account
from tests.journeys.screen import Screen
from tests.journeys.test_people_are_told import give_mailbox, mailbox_of, until_told
from tests.journeys.town import Town

pytestmark = pytest.mark.row("L1")

HELD = (
    "这个手机号已经绑定其他账户。",
    "原账户不能再用这个号码登录",
    "您看不到其中的任何内容",
    "请再填写一次密码",
)


def _come_in(screen: Screen, person: Account) -> Screen:
    """登录, to whatever page comes first."""
    screen.open("/sign-in").fill("证件号码 / 手机号 / 用户名", person["username"])
    return screen.fill("密码", person["password"]).press("登录")


@pytest.mark.row("X6")
def test_a_new_account_takes_it_by_the_card_and_the_old_one_is_told(
    screen: Screen, town: Town
) -> None:
    old, new = town.newcomer_with_phone(), town.stranger()
    phone = new["phone"]
    screen.sign_in(old).press("我的").press("更换手机号")
    screen.fill("当前密码", old["password"]).fill("新手机号", phone).press("获取验证码")
    screen.fill("短信验证码", at.code_on(town, phone)).press("提交").see("手机号已更换")
    give_mailbox(screen, town, mailbox_of(old)).see("电子邮箱已保存").press("退出登录")
    town.forget_guesses()

    at.identify(screen, new, at.CARD)
    screen.fill("银行卡号", new["bank_accounts"][0]["number"])
    screen.fill("银行预留手机号", phone).press("下一步")
    town.settle()
    screen.reload().see("身份已核对一致。").see_not("绑定其他账户").press("获取验证码")
    code = at.code_on(town, phone, 1)
    name = f"xinzhu_{screen.width}_{new['id_number'][-5:-1]}"
    at.fill_account(screen, name, code).press("注册").see(*HELD)
    screen.see_not(old["name"], old["username"])
    screen.fill("密码", at.PASSWORD).fill("确认密码", "bu-yi-yang-2026")
    screen.press("确认使用这个手机号并注册").see("两次填写的密码不一致。", *HELD)
    screen.fill("密码", at.PASSWORD).fill("确认密码", at.PASSWORD)
    screen.press("确认使用这个手机号并注册").see("注册成功").press("去登录")
    screen.sign_in({**new, "username": phone, "password": at.PASSWORD})
    screen.press("我的").see(new["name"]).press("退出登录")

    until_told(town, mailbox_of(old), "登记的手机号", f"尾号 {phone[-4:]}", "新机主")
    _come_in(screen, old).see(f"原来登记的手机号（尾号 {phone[-4:]}）已由新机主", "更换手机号")
    screen.press("以后再说").follow("消息").see("登记手机号已停用")
    screen.press("退出登录") if screen.offers("退出登录") else screen.press("我的").press(
        "退出登录"
    )
    _come_in(screen, old).see("已由新机主")
    another = f"1547{phone[-7:]}"
    screen.fill("当前密码", old["password"]).fill("新手机号", another).press("获取验证码")
    screen.fill("短信验证码", at.code_on(town, another)).press("提交").see("手机号已更换")
    screen.press("退出登录")
    screen.sign_in({**old, "username": another}).see_not("已由新机主")


def test_who_is_registered_is_led_to_it_from_changing_the_phone(screen: Screen, town: Town) -> None:
    old, own = town.newcomer_with_phone(), town.newcomer_with_phone()
    phone = old["phone"]
    screen.sign_in(own).press("我的").press("更换手机号")
    screen.fill("当前密码", own["password"]).fill("新手机号", phone).press("获取验证码")
    screen.fill("短信验证码", at.code_on(town, phone)).press("提交")
    screen.see("这个手机号已经绑定其他账户。").press("重新验证身份，登记这个号码")
    town.forget_guesses()
    at.fill_identity(screen, own, "个人注册码")
    screen.fill("注册码", town.hand_out(own)).fill("手机号", phone).press("下一步")
    screen.fill("短信验证码", at.code_on(town, phone, 1))
    screen.fill("新密码", at.PASSWORD).fill("确认新密码", at.PASSWORD).press("提交").see(*HELD)
    screen.fill("新密码", at.PASSWORD).fill("确认新密码", at.PASSWORD)
    screen.press("确认使用这个手机号").see("手机号和密码已重设").press("去登录")
    screen.sign_in({**own, "username": phone, "password": at.PASSWORD})
    screen.press("我的").see(own["name"])

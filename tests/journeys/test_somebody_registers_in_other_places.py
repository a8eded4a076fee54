"""L1, X6 beyond Beijing: who registers in Shanxi or Inner Mongolia comes to that place's own menu,
finds its lists empty in words, and is told in the portal and on the phone when a bank has taken an
agreement down."""

import pytest

from tests.journeys import registrations as at
from tests.journeys import steps
from tests.journeys.crowd import Account
from tests.journeys.payer import Payer
from tests.journeys.screen import Screen
from tests.journeys.test_people_are_told import until_told
from tests.journeys.town import Town

pytestmark = pytest.mark.row("L1", "X6")
NEVER_PAID, NEVER_DECLARED = "这段时间没有缴费记录", "这段时间没有申报记录"


@pytest.mark.parametrize("place", ["shanxi", "neimenggu"])
def test_lists_are_empty_at_first_and_an_agreement_is_told(
    screen: Screen, town: Town, place: str
) -> None:
    person = _registered(screen, town, town.stranger_of(place))
    screen.sign_in(person)
    _see_empty_lists(screen, place)
    if place == "shanxi":  # S3: at a bank's counter, or in its app
        assert town.sign_at_counter(person)["state"] == "taken"
    else:
        client = Payer(town.url, person)
        client.sign_in().sign_agreement()
    until_told(town, person["phone"], "缴费协议已验证成功")
    screen.press("消息").see("协议签订成功")


def _registered(screen: Screen, town: Town, person: Account) -> Account:
    """立即注册 by a 注册码 (S3 ch. 3 二 4); the person with the name and password they chose."""
    screen.open("/sign-in").see("自然人业务", "自然人登录").press("立即注册").see("用户注册")
    at.fill_identity(screen, person, at.CODE)
    screen.fill("注册码", town.hand_out(person)).fill("手机号", person["phone"]).press("下一步")
    screen.see("身份已核对一致。")
    name = f"zc_{screen.width}_{person['id_number'][-5:-1]}"
    at.fill_account(screen, name, at.code_on(town, person["phone"])).press("注册")
    screen.see("注册成功").press("去登录")
    return {**person, "username": name, "password": at.PASSWORD}


def _see_empty_lists(screen: Screen, place: str) -> None:
    if place == "shanxi":
        steps.in_shanxi(screen, "缴费记录查询").see(NEVER_PAID)
        steps.in_shanxi(screen, "申报记录查询").see(NEVER_DECLARED)
        steps.in_shanxi(screen, "报表作废").see("没有可以作废的申报")
        return
    menu = steps.NEIMENGGU
    screen.follow(*menu.trail, "缴费记录查询").see(NEVER_PAID)
    steps.to_pension(screen, menu).press("申报记录查询").see(NEVER_DECLARED).press(menu.pay)
    screen.follow(*menu.trail, "城乡居民医疗", "已申报作废").see("这段时间没有已申报未缴费的数据")
    screen.follow(*menu.trail, "缴费协议办理", "缴费协议").see("还没有缴费协议")

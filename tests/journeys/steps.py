"""Ways that several journeys take, by the guide's own buttons."""

from typing import Any, NamedTuple

from tests.journeys.screen import PC, PHONE, Screen


class Menu(NamedTuple):
    """What a guide calls the way to the insurances, and the entry under which one pays."""

    trail: tuple[str, ...]
    pay: str


BEIJING = Menu(("办&查", "社保费办理"), "缴费办理")
NEIMENGGU = Menu(("线上办理", "自然人社会保险费申报缴纳"), "申报缴费")
SHANXI = {
    PHONE: ("社保综合", "山西城乡居民社保缴纳"),
    PC: ("我要办税", "社会保险费申报及缴纳"),
}
"""S3 ch. 3 二: in 微信's 城市服务, and on the web."""
AMOUNT = "￥1,000.00（示例）"


def to_pension(screen: Screen, menu: Menu = BEIJING) -> Screen:
    """办&查 → 社保业务 → 社保费办理 → 城乡居民养老, from anywhere."""
    return screen.follow(*menu.trail, "城乡居民养老")


def in_shanxi(screen: Screen, label: str) -> Screen:
    """Down to an entry of shanxi's menu by the guide's way for the width, from anywhere."""
    return screen.follow(*SHANXI[screen.width], label)


def to_medical(screen: Screen) -> Screen:
    """办&查 → 社保业务 → 社保费办理 → 城乡居民医疗, from anywhere."""
    return screen.follow("办&查", "社保费办理", "城乡居民医疗")


def declare_medical(screen: Screen) -> int:
    """S2 2.1 up to 「提交」; the number of the declaration. The browser is at 选择支付方式."""
    to_medical(screen).follow("缴费办理", "下一步", "下一步", "提交")
    return screen.number


def pay_medical(screen: Screen) -> int:
    """From 选择支付方式 over the prompt to 缴费完成; the number of the order."""
    screen.press("确认缴费").see("请确认缴费信息").press("确定")
    screen.see("选择缴费协议").follow("确认缴费")
    assert screen.path.endswith("/outcome/"), screen.text
    return screen.number


def set_amount(screen: Screen, amount: str = AMOUNT, menu: Menu = BEIJING) -> None:
    """S2 1.4, from anywhere: the year's 缴费金额."""
    to_pension(screen, menu).press("批量扣款缴费金额设置")
    screen.press("城乡居民基本养老保险").choose("缴费金额", amount).press("提交")
    screen.press("确定")


def declare_the_year(screen: Screen, amount: str = AMOUNT, menu: Menu = BEIJING) -> int:
    """S2 1.1 up to 「提交」; the number of the declaration. The browser is at 选择支付方式."""
    set_amount(screen, amount, menu)
    screen.follow(menu.pay, "下一步", "下一步", "提交")
    return screen.number


def pay_again(screen: Screen) -> int:
    """From 「继续缴费」 to 缴费完成 by the one agreement there is (S2 1.2)."""
    screen.see("选择缴费协议").follow("确定缴费")
    assert screen.path.endswith("/outcome/"), screen.text
    return screen.number


def pay(screen: Screen) -> int:
    """From 选择支付方式 to 缴费完成 by the one agreement there is; the number of the order."""
    screen.follow("确认缴费", "确认缴费")
    assert screen.path.endswith("/outcome/"), screen.text
    return screen.number


def pay_the_year(
    screen: Screen, person: dict[str, Any], amount: str = AMOUNT, menu: Menu = BEIJING
) -> int:
    """S2 1.1 as a whole; the number of the order."""
    screen.sign_in(person)
    declare_the_year(screen, amount, menu)
    return pay(screen)

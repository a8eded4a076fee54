"""X6: what happens to somebody's affairs is told in the portal, on the phone and in the mailbox."""

import re

import pytest

from tests.journeys import steps
from tests.journeys.crowd import Account
from tests.journeys.registrations import arrived
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.waiting import eventually

pytestmark = pytest.mark.row("X6")
UNKNOWN = "正在确认，请勿重复缴费"


def mailbox_of(person: Account) -> str:
    """An invented one, the person's own in each width."""
    return f"{person['username'].lower()}@mail.example"


def code_in(town: Town, mailbox: str, seen: int = 0) -> str:
    """The code in the e-mail that came last, after ``seen`` earlier ones."""
    found = re.search(r"验证码 (\d{6})", arrived(town, mailbox, seen + 1)[0])
    assert found
    return found[1]


def give_mailbox(screen: Screen, town: Town, mailbox: str) -> Screen:
    """From anywhere to 我的, with the mailbox proved."""
    screen.press("我的").press("电子邮箱").fill("电子邮箱", mailbox).press("获取验证码")
    return screen.fill("邮件验证码", code_in(town, mailbox)).press("提交")


def until_told(town: Town, to: str, *words: str) -> str:
    """Waits for a text on the phone or in the mailbox that says all of this; the text."""

    def texts() -> list[str]:
        found = town.outside.get(f"/notices.json?q={to}")["notices"]
        return [one["text"] for one in found if all(word in one["text"] for word in words)]

    return eventually(lambda: (texts() or [""])[0], 60, f"{words} at {to}")


def test_a_mailbox_is_given_changed_and_removed(screen: Screen, town: Town) -> None:
    person = town.newcomer_with_phone()
    first, second = mailbox_of(person), f"jia.{mailbox_of(person)}"
    screen.sign_in(person).press("我的").see("未填写，可用来接收通知").press("电子邮箱")
    screen.see("不填写也不影响缴费").press("获取验证码").see("请填写电子邮箱。")
    screen.fill("电子邮箱", "王兰@邮箱").press("获取验证码").see("这不是可以使用的邮箱。")
    screen.fill("电子邮箱", first).press("获取验证码").see(f"{first[0]}***@mail.example")
    screen.fill("邮件验证码", "000000").press("提交").see("验证码不正确，还可以再试 4 次。")
    screen.fill("邮件验证码", code_in(town, first)).press("提交")
    screen.see("电子邮箱已保存", f"{first[0]}***@mail.example").see_not(first)

    screen.press("电子邮箱").see("现在的电子邮箱").fill("电子邮箱", first.upper())
    screen.press("获取验证码").see("这就是您现在的电子邮箱，没有更改。")
    screen.fill("电子邮箱", second).press("获取验证码")
    screen.fill("邮件验证码", code_in(town, second)).press("提交").see("电子邮箱已保存")
    left = until_told(town, first, "今后不再用这个邮箱接收通知")
    assert f"{person['name']}，您好！" in left

    screen.press("电子邮箱").press("删除电子邮箱").see("电子邮箱已删除", "未填写")
    until_told(town, second, "今后不再用这个邮箱接收通知")


def test_a_mailbox_that_is_nowhere_is_said_to_be_so(screen: Screen, town: Town) -> None:
    person = town.newcomer_with_phone()
    screen.sign_in(person).press("我的").press("电子邮箱")
    screen.fill("电子邮箱", f"{person['username'].lower()}@nowhere.invalid").press("获取验证码")

    def is_said() -> bool:
        return "邮件没有发出" in screen.reload().text

    eventually(is_said, 30, "that the mailbox is not there")
    screen.press("换一个邮箱").see("电子邮箱")


def test_a_payment_and_its_paper_are_told_on_every_way(screen: Screen, town: Town) -> None:
    person = town.somebody_with_phone()
    mailbox = mailbox_of(person)
    screen.sign_in(person)
    give_mailbox(screen, town, mailbox).see("电子邮箱已保存")
    town.behave(person["bank_accounts"][0]["number"], "silent", seconds=6, books=True)
    steps.declare_the_year(screen.open("/"))
    order = steps.pay(screen)
    screen.until(UNKNOWN)
    ways = (person["phone"], mailbox)
    for to in ways:
        until_told(town, to, "银行暂时没有答复", "1,000.00", "请勿重复缴费")
    town.close_session()
    screen.until("缴费成功", seconds=60)
    for to in ways:
        until_told(town, to, "年度的城乡居民基本养老保险费 1,000.00 元已经确认缴费成功，不用再缴")
    letter = until_told(town, mailbox, "缴费成功")
    assert letter.startswith("【国家税务总局北京市税务局】" + person["name"] + "，您好！")
    assert person["id_number"] not in letter

    town.cut_day()
    eventually(lambda: "clear CONFIRMED>CLEARED" in town.story("payment_order", order), 30)
    year = town.today().year
    screen.open(f"/records/print/?start={year}-01-01&end={year}-12-31").press("证明申请")
    for to in ways:
        until_told(town, to, f"您{year}年度的社会保险费 1,000.00 元的", "已经制作成功")
    screen.open("/messages/").see("制作成功", "缴费成功", UNKNOWN)
    screen.see(f"城乡居民基本养老保险费 {year}年 ￥1,000.00")


def test_a_debit_that_failed_is_told_on_every_way(screen: Screen, town: Town) -> None:
    person = town.somebody_with_phone()
    mailbox = mailbox_of(person)
    screen.sign_in(person)
    give_mailbox(screen, town, mailbox)
    town.behave(person["bank_accounts"][0]["number"], "insufficient")
    steps.declare_the_year(screen.open("/"))
    steps.pay(screen)
    screen.until("缴费失败")
    for to in (person["phone"], mailbox):
        until_told(town, to, "1,000.00 元没有缴费成功，没有扣款")
    assert "怎么办：登录后打开“消息”" in until_told(town, mailbox, "没有缴费成功")
    screen.open("/messages/").see("缴费失败")


def test_a_closing_window_is_told_until_it_is_paid(screen: Screen, town: Town) -> None:
    year = town.near_the_end_of_the_year()
    person = town.newcomer_with_phone()
    town.advance_day()  # the day's walk may have been done before they came
    last = f"{year}年12月31日"
    says = f"{year}年度还没有缴费，缴费期到{last}为止。"
    until_told(town, person["phone"], f"您{year}年度的城乡居民基本养老保险费还没有缴", last)
    screen.sign_in(person).see(says).press("消息").see("缴费期即将结束", says)
    steps.declare_the_year(screen.open("/"))
    screen.open("/").see(f"{year}年度已申报、还没有缴费，缴费期到{last}为止。")

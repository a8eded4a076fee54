"""A resident of 汉川市 in hubei pays medical insurance and the pension: 楚税通 on a phone,
电子税务局 on a computer (S0 1.1, 1.2); the medical year is that of S0 2.2."""

from datetime import date

import pytest

from tests.journeys import papers, steps
from tests.journeys.conftest import NewScreen
from tests.journeys.screen import PC, PHONE, Screen
from tests.journeys.town import Town
from tests.stack.waiting import eventually

WHO = {PHONE: "hubei-second", PC: "hubei-third"}
WAY = {PHONE: ("更多功能", "社保费缴纳"), PC: ("办税中心", "税费申报及缴纳")}
CHANNEL = {PHONE: "楚税通", PC: "电子税务局"}
OTHER = {PHONE: PC, PC: PHONE}


def _to(screen: Screen, label: str) -> Screen:
    """首页 → 更多功能, or 办税中心 → … → the insurance, from anywhere."""
    return screen.follow("首页", *WAY[screen.width], label)


def _current(today: date) -> int:
    """S0 2.2: from the first of September on it is the next."""
    return today.year + (today.month >= 9)


def _record(screen: Screen, insurance: str, order: int) -> Screen:
    """缴费记录查询 → the payment of that order."""
    _to(screen, insurance).press("缴费记录查询").press(f"城乡居民基本{insurance[-2:]}保险费")
    assert screen.number == order
    return screen.see("费款去向", "缴费渠道")


@pytest.mark.row("D5", "A3", "X1")
def test_the_current_medical_year_is_paid_and_certified(
    screen: Screen, new_screen: NewScreen, town: Town
) -> None:
    person = town.sample(WHO[screen.width])
    year = _current(town.today())
    screen.sign_in(person)
    _to(screen, "城乡居民医疗").see_not("退费").press("缴费办理").press("下一步")
    screen.see(person["enrolments"][0]["place"]).press("下一步")
    screen.see(f"{year}年度", "城乡居民，每人每年 ￥400.00", "示例")
    assert screen.facts()["缴费年度"] == f"{year}年度"
    assert screen.facts()["费款所属期"] == f"{year}年"
    assert screen.facts()["缴款期限"] == f"{year}年8月31日"
    screen.see_not(f"{year - 1}年度", f"{year + 1}年度").press("提交")
    order = steps.pay_medical(screen)
    screen.until("缴费成功").see("城乡居民基本医疗保险费", f"{year}年", "￥400.00")
    assert town.orders(person)[-1] == (order, "CONFIRMED")

    screen.open("/")
    _record(screen, "城乡居民医疗", order)
    assert screen.facts()["缴费渠道"] == CHANNEL[screen.width]
    elsewhere = new_screen(width=OTHER[screen.width]).sign_in(person)
    _record(elsewhere, "城乡居民医疗", order)
    assert elsewhere.facts()["缴费渠道"] == CHANNEL[screen.width], "one history over all channels"

    town.settle()
    town.cut_day()
    eventually(lambda: "clear CONFIRMED>CLEARED" in town.story("payment_order", order), 30)
    screen.open(f"/records/print/?start={year}-01-01&end={year}-12-31").press("证明申请")
    screen.see("记录下载", "制作成功")
    pdf = screen.fetch(screen.pressable("查看").get_attribute("href") or "")
    covers = (f"{year}-01", f"{year}-12", "400.00", person["name"])
    assert papers.says(papers.text(pdf), "国家税务总局湖北省税务局", *covers)


@pytest.mark.row("A3", "X1")
def test_a_tier_is_chosen_and_the_pension_is_paid(screen: Screen, town: Town) -> None:
    person = town.sample(WHO[screen.width])
    screen.sign_in(person)
    _to(screen, "城乡居民养老").press("缴费办理").follow("下一步", "下一步")
    screen.see("还没有设置缴费金额").press("缴费档次选择")
    screen.choose("缴费金额", "￥700.00（示例）").press("提交").see("￥700.00").press("确定")
    before = town.taken_from(person)
    screen.press("缴费办理").follow("下一步", "下一步").see("￥700.00", "正常缴费").press("提交")
    declaration = screen.number
    order = steps.pay(screen)
    screen.until("缴费成功").see("缴费完成", "￥700.00")
    assert town.taken_from(person) - before == 70_000

    screen.open(f"/declarations/{declaration}/")
    assert screen.facts()["申报渠道"] == CHANNEL[screen.width]
    _record(screen, "城乡居民养老", order)
    assert screen.facts()["缴费渠道"] == CHANNEL[screen.width]
    assert screen.facts()["费款所属期"] == f"{town.today().year}年"
    _to(screen, "城乡居民养老").press("缴费档次选择").see("年度缴费金额 ￥700.00")
    screen.press("城乡居民基本养老保险").see("已经缴费，本年度的缴费金额不能再更改。")


@pytest.mark.row("A3")
def test_whoever_is_helped_pays_what_the_agency_has_left(screen: Screen, quiet_town: Town) -> None:
    screen.sign_in(quiet_town.account("hubei-assisted"))
    _to(screen, "城乡居民医疗").press("缴费办理").follow("下一步", "下一步")
    screen.see("低保对象个人应缴", "￥100.00")
    parts = {"缴费标准": "￥400.00", "财政资助": "￥300.00", "个人应缴": "￥100.00"}
    assert parts.items() <= screen.facts().items()
    year = int(screen.facts()["费款所属期"].removesuffix("年"))
    assert screen.facts()["缴款期限"] == f"{year}年8月31日"


@pytest.mark.row("R7")
def test_enrolled_in_two_counties_of_the_city_one_picks_one(
    screen: Screen, quiet_town: Town
) -> None:
    screen.sign_in(quiet_town.account("hubei-two-counties"))
    _to(screen, "城乡居民养老").press("缴费办理").press("下一步")
    screen.see("选择登记信息", "湖北省孝感市汉川市", "湖北省孝感市孝南区")
    screen.see("国家税务总局汉川市税务局", "国家税务总局孝感市孝南区税务局")

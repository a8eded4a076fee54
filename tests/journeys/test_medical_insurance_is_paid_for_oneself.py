"""S2 2: 城乡居民医疗 for oneself, next year's premium, and 已申报作废."""

import pytest

from tests.journeys import steps
from tests.journeys.conftest import NewScreen
from tests.journeys.screen import PHONE, Screen
from tests.journeys.town import Town

pytestmark = pytest.mark.row("D4", "A3")
AMOUNTS_FEN = {"城乡老年人": 40_000, "学生儿童": 37_500, "劳动年龄内居民": 70_500}


@pytest.mark.row("P14")
def test_a_resident_pays_next_year_and_the_healthcare_agency_credits_it(
    screen: Screen, town: Town
) -> None:
    year = town.collect_medical()
    person = town.somebody()
    screen.sign_in(person)
    steps.to_medical(screen).press("缴费办理").see("请确认身份信息", "医保经办机构", "12393")
    screen.press("下一步").see("城乡居民基本医疗保险", person["enrolments"][0]["place"])
    screen.press("展开")
    group = screen.facts()["参保人员类别"]
    fen = AMOUNTS_FEN[group]
    yuan = f"￥{fen / 100:,.2f}"
    screen.press("下一步").see(f"{year}年度", f"{group}，每人每年 {yuan}", "合计", "示例")
    screen.press("提交").see("选择支付方式", yuan)

    screen.press("确认缴费").see("请确认缴费信息", f"{year}年", yuan).press("取消")
    assert town.orders(person) == []
    order = steps.pay_medical(screen)
    screen.until("缴费成功").see("城乡居民基本医疗保险费", f"{year}年", yuan)
    assert town.orders(person) == [(order, "CONFIRMED")]
    assert town.taken_from(person) == fen

    steps.to_medical(screen.open("/")).press("缴费办理").follow("下一步", "下一步")
    screen.see("已缴费")
    assert not screen.offers("提交")
    town.settle()
    town.cut_day()
    town.settle()
    steps.to_medical(screen).press("缴费记录查询").press("城乡居民基本医疗保险费")
    screen.see("费款去向", "医保经办机构记账")


@pytest.mark.row("D8")
def test_what_is_declared_and_not_paid_is_voided_and_declared_again(
    screen: Screen, town: Town
) -> None:
    town.collect_medical()
    person = town.somebody()
    screen.sign_in(person)
    voided = steps.declare_medical(screen)
    steps.to_medical(screen.open("/")).press("已申报作废").see("城乡居民基本医疗保险费")
    screen.press("查看明细").see("申报成功", "申报渠道")
    screen.press("作废").see("确认作废这条申报？").press("作废").see("申报已作废。")
    assert town.declarations(person) == [(voided, "VOIDED")]
    steps.to_medical(screen).press("已申报作废").see("这段时间没有已申报未缴费的数据")

    again = steps.declare_medical(screen.open("/"))
    assert again != voided
    steps.pay_medical(screen)
    screen.until("缴费成功")
    assert dict(town.declarations(person)) == {voided: "VOIDED", again: "PAID"}


@pytest.mark.row("D8")
def test_a_declared_year_is_paid_from_the_first_page(screen: Screen, town: Town) -> None:
    town.collect_medical()
    person = town.somebody()
    screen.sign_in(person)
    steps.declare_medical(screen)
    screen.open("/").press("继续缴费").see("请确认缴费信息").press("确定")
    steps.pay_again(screen)
    screen.until("缴费成功")
    assert [state for _number, state in town.orders(person)] == ["CONFIRMED"]


def test_whoever_is_helped_pays_what_the_agency_has_left(screen: Screen, town: Town) -> None:
    """A3: who subsidises what stands beside the amount."""
    person = town.sample("assisted-medical")
    screen.sign_in(person)
    steps.to_medical(screen).follow("缴费办理", "下一步", "下一步")
    if town.declarations(person):  # the other width has been here
        screen.see("已缴费", "低保对象个人应缴")
        return
    parts = {"缴费标准": "￥705.00", "财政资助": "￥605.00", "个人应缴": "￥100.00"}
    assert parts.items() <= screen.see("低保对象个人应缴").facts().items()
    screen.press("提交")
    assert parts.items() <= screen.facts().items()
    steps.pay_medical(screen)
    screen.until("缴费成功").see("￥100.00")
    [declaration] = town.declarations(person)
    assert parts.items() <= screen.open(f"/declarations/{declaration[0]}/").facts().items()


def test_whoever_is_helped_in_full_is_told_that_nothing_is_owed(
    screen: Screen, quiet_town: Town
) -> None:
    screen.sign_in(quiet_town.account("subsidised-medical"))
    steps.to_medical(screen).follow("缴费办理", "下一步", "下一步")
    screen.see("“特困人员”，费用由财政全额资助，个人不需要缴费")


def test_without_scripts_the_prompt_is_a_page(new_screen: NewScreen, town: Town) -> None:
    plain = new_screen(width=PHONE, scripts=False)
    town.collect_medical()
    person = town.somebody()
    plain.sign_in(person)
    steps.declare_medical(plain)
    steps.pay_medical(plain)
    plain.until("缴费成功")
    assert [state for _number, state in town.orders(person)] == ["CONFIRMED"]


def test_pension_and_medical_are_paid_beside_each_other(screen: Screen, town: Town) -> None:
    town.collect_medical()
    person = town.somebody()
    steps.pay_the_year(screen, person)
    screen.until("缴费成功")
    steps.declare_medical(screen.open("/"))
    steps.pay_medical(screen)
    screen.until("缴费成功")
    steps.to_pension(screen).press("申报记录查询").see("城乡居民基本养老保险费")
    screen.see_not("城乡居民基本医疗保险费")

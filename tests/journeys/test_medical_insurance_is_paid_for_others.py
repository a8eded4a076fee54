"""S2 2.1, L5: 为他人缴费, 常用缴费人, and what both parents come to."""

import pytest

from tests.journeys import steps
from tests.journeys.conftest import NewScreen
from tests.journeys.screen import PHONE, Screen
from tests.journeys.town import Town

pytestmark = pytest.mark.row("L5", "D4")
CHILD = "￥375.00"
SAVED = "保存为常用缴费人，下次不用再填写"


def name(screen: Screen, child: dict[str, str]) -> None:
    """Fill in the form of 他人."""
    screen.fill("委托人姓名", child["name"]).choose("身份证件类型", "居民身份证")
    screen.fill("身份证件号码", child["id_number"]).choose("国籍（地区）", "中国")


def test_a_parent_pays_for_two_children_and_does_not_type_the_second_time(
    screen: Screen, town: Town
) -> None:
    year = town.collect_medical()
    first, second = town.child(), town.child()
    parent = town.parent_of(first, second)
    screen.sign_in(parent)
    steps.to_medical(screen).press("缴费办理").see("请确认身份信息").press("他人")
    screen.see("为他人缴费", "填写缴费人信息")
    for child in (first, second):
        name(screen, child)
        screen.press(SAVED).press("下一步").see("请确认缴费人信息", child["name"], child["place"])
        screen.see_not(child["id_number"]).press("上一步").see("常用缴费人", child["name"])
    screen.press("下一步").see("请填写委托人姓名。", "请填写身份证件号码。")

    for child in (first, second):
        screen.page.get_by_role("link", name=child["name"]).first.click()
        screen.see("请确认缴费人信息", child["name"]).press("下一步")
        screen.see(f"为 {child['name']} 缴费", f"{year}年度", f"每人每年 {CHILD}")
        screen.see_not("学生儿童").press("提交").see("选择支付方式", child["name"], CHILD)
        steps.pay_medical(screen)
        screen.until("缴费成功").see("参保人", child["name"], CHILD)
        screen.press("继续为他人缴费").see("常用缴费人")

    screen.press("为他人缴费记录").see(first["name"], second["name"], CHILD)
    steps.to_medical(screen).press("缴费记录查询").see_not(CHILD)
    screen.press("消息").see(f"缴费成功（为{first['name']}缴费）")

    steps.to_medical(screen).follow("缴费办理", "他人")
    screen.press("移除", within=second["name"]).see("移除常用缴费人", "移除后")
    screen.page.get_by_role("button", name="移除").click()
    screen.see("常用缴费人", first["name"]).see_not(second["name"])


def test_who_is_not_known_is_not_told_why(screen: Screen, town: Town) -> None:
    town.collect_medical()
    child = town.child()
    screen.sign_in(town.newcomer())
    steps.to_medical(screen).follow("缴费办理", "他人")
    name(screen, {**child, "name": "王大明"})
    screen.press("下一步").see("没有找到与所填信息一致的参保人", "12393")
    assert screen.field("委托人姓名").input_value() == "王大明"
    screen.fill("身份证件号码", child["id_number"][:-1]).press("下一步").see("应为 18 位")


def test_both_parents_and_the_second_is_told(
    screen: Screen, new_screen: NewScreen, town: Town
) -> None:
    town.collect_medical()
    child = town.child()
    mother, father = town.parent_of(child), town.parent_of(child)
    other = new_screen(width=PHONE)
    for one, parent in ((screen, mother), (other, father)):
        one.sign_in(parent)
        steps.to_medical(one).follow("缴费办理", "他人")
        name(one, child)
        one.follow("下一步", "下一步").see(CHILD)
    screen.press("提交").see("选择支付方式")
    other.press("提交").see("这次没有申报", "请返回“为他人缴费”").press("为他人缴费")
    name(other, child)
    other.follow("下一步", "下一步").see("已申报，待缴费").press("继续缴费")
    other.see("请确认缴费信息", child["name"])
    steps.pay_medical(screen)
    screen.until("缴费成功")
    other.press("确定").see("没有重复扣款")
    assert (
        town.count(
            "SELECT count(*) FROM payment_order o JOIN parties_person p USING (payer_id)"
            " WHERE p.name = %s AND o.paid_by IS NOT NULL AND o.state = 'CONFIRMED'",
            child["name"],
        )
        == 1
    )


def test_without_scripts_it_is_the_same(new_screen: NewScreen, town: Town) -> None:
    plain = new_screen(width=PHONE, scripts=False)
    town.collect_medical()
    child = town.child()
    plain.sign_in(town.parent_of(child))
    steps.to_medical(plain).follow("缴费办理", "他人")
    name(plain, child)
    plain.follow("下一步", "下一步", "提交")
    steps.pay_medical(plain)
    plain.until("缴费成功").see(child["name"])

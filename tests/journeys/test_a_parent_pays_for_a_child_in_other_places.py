"""L5 beyond Beijing: in Hubei and in Inner Mongolia, too, a parent pays a child's medical premium,
by the names of the place's own menu."""

import pytest

from tests.journeys import steps
from tests.journeys.screen import PC, PHONE, Screen
from tests.journeys.town import Town

pytestmark = pytest.mark.row("L5")

WHO = {
    ("hubei", PHONE): ("hubei-second", "hubei-child"),
    ("hubei", PC): ("hubei-third", "hubei-child-second"),
    ("neimenggu", PHONE): ("neimenggu-third", "neimenggu-child"),
    ("neimenggu", PC): ("neimenggu-fourth", "neimenggu-child-second"),
}
WAY = {
    ("hubei", PHONE): ("更多功能", "社保费缴纳", "城乡居民医疗", "缴费办理"),
    ("hubei", PC): ("办税中心", "税费申报及缴纳", "城乡居民医疗", "缴费办理"),
    ("neimenggu", PHONE): (*steps.NEIMENGGU.trail, "城乡居民医疗", steps.NEIMENGGU.pay),
    ("neimenggu", PC): (*steps.NEIMENGGU.trail, "城乡居民医疗", steps.NEIMENGGU.pay),
}


@pytest.mark.parametrize("place", ["hubei", "neimenggu"])
def test_the_childs_year_is_paid_from_the_parents_agreement(
    screen: Screen, town: Town, place: str
) -> None:
    town.collect_medical()
    here = place, screen.width
    parent, child = town.sample(WHO[here][0]), town.account(WHO[here][1])
    before = town.taken_from(parent)
    screen.sign_in(parent).follow(*WAY[here]).press("他人").see("为他人缴费", "填写缴费人信息")
    screen.fill("委托人姓名", child["name"]).choose("身份证件类型", "居民身份证")
    screen.fill("身份证件号码", child["id_number"]).choose("国籍（地区）", "中国")
    screen.press("下一步").see("请确认缴费人信息", child["name"], child["enrolments"][0]["place"])
    screen.see_not(child["id_number"]).press("下一步").see(f"为 {child['name']} 缴费")
    screen.press("提交").see("选择支付方式", child["name"])
    steps.pay_medical(screen)
    screen.until("缴费成功").see("参保人", child["name"]).press("为他人缴费记录")
    screen.see(child["name"], "缴费成功")
    assert town.taken_from(parent) == before, "the order is the child's own"
    paid = town.count(
        "SELECT count(*) FROM payment_order o JOIN parties_person p USING (payer_id)"
        " WHERE p.name = %s AND o.paid_by = %s AND o.state = 'CONFIRMED'",
        child["name"],
        town.payer_of(parent),
    )
    assert paid == 1

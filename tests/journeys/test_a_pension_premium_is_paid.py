"""S2 1.1 缴费办理: who, under which enrolment, what, by which agreement; 缴费完成."""

import pytest

from tests.journeys import papers, steps
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.waiting import eventually

pytestmark = pytest.mark.row("D4")


@pytest.mark.row("D6", "P8")
def test_a_resident_pays_the_year_and_reads_that_it_is_paid(screen: Screen, town: Town) -> None:
    person = town.somebody()
    screen.sign_in(person)
    steps.set_amount(screen, "￥2,000.00（示例）")

    screen.press("缴费办理").see("请确认身份信息")
    assert screen.facts()["姓名"] == person["name"]
    assert screen.facts()["证件号码"] == "*" * 14 + person["id_number"][-4:]
    screen.press("下一步").see("选择登记信息").press("展开")
    assert person["enrolments"][0]["place"] in screen.facts()["参保地"]
    screen.press("下一步").see("正常缴费", "特殊缴费", "￥2,000.00")
    assert screen.facts()["费款所属期"] == f"{town.today().year}年"
    screen.press("提交")
    declaration = screen.number
    screen.see("选择支付方式", "协议支付").press("确认缴费")
    screen.see(person["bank_accounts"][0]["bank"]).press("确认缴费")
    order = screen.number
    screen.until("缴费成功").see("缴费完成", "￥2,000.00")

    assert town.story("declaration_declaration", declaration) == [
        "pay DECLARED>PAYING",
        "settle PAYING>PAID",
    ]
    assert town.story("payment_order", order) == ["confirm IN_FLIGHT>CONFIRMED"]
    assert town.taken_from(person) == 200_000


@pytest.mark.row("R7")
def test_somebody_enrolled_twice_picks_the_enrolment_that_is_meant(
    screen: Screen, town: Town
) -> None:
    person = town.sample("two-places")
    town.assess("two-places", 31_000, region="110111")
    screen.sign_in(person)
    steps.to_pension(screen).follow("缴费办理", "下一步")
    screen.see("选择登记信息", "您有多条参保登记，请勾选本次要缴费的一条。")

    screen.press("下一步").see("请先勾选一条参保登记，再点击“下一步”。")
    screen.press("城乡居民基本养老保险", within="房山区").press("下一步")
    screen.press("特殊缴费")
    screen.see("城乡居民基本养老保险 · 国家税务总局北京市房山区税务局", "￥310.00").press("提交")
    screen.press("确认缴费").see("协议的税务机关与本次缴费的税务机关不一致，不能用于本次缴费。")
    screen.press("确认缴费")
    screen.until("缴费成功")
    assert screen.facts()["税务机关"] == "国家税务总局北京市房山区税务局"
    assert town.orders(person)[-1] == (screen.number, "CONFIRMED")


@pytest.mark.row("R7", "C2")
def test_somebody_enrolled_in_two_provinces_pays_and_is_certified_in_both(
    screen: Screen, town: Town
) -> None:
    person = town.sample("two-provinces")
    town.assess("two-provinces", 23_400, region="420984")
    screen.sign_in(person)
    steps.to_pension(screen).follow("缴费办理", "下一步")
    screen.press("城乡居民基本养老保险", within="汉川市").press("下一步").press("特殊缴费")
    screen.see("国家税务总局汉川市税务局", "￥234.00").press("提交")
    screen.press("确认缴费").press("确认缴费")
    screen.until("缴费成功")
    order = screen.number
    assert screen.facts()["税务机关"] == "国家税务总局汉川市税务局"

    town.cut_day()
    eventually(lambda: "clear CONFIRMED>CLEARED" in town.story("payment_order", order), 30)
    screen.open("/").follow("办&查", "社保费办理", "开具社保缴费记录", "记录打印")
    screen.press("查询")
    screen.fill("费款所属起始日期", "2021-01-01").fill("费款所属截止日期", "2021-12-31")
    screen.press("确定").see("，在湖北省缴纳的费款", "￥234.00").press("证明申请")
    screen.see("记录下载", "制作成功", "（湖北省）")
    pdf = screen.fetch(screen.pressable("查看").get_attribute("href") or "")
    assert papers.says(papers.text(pdf), "国家税务总局湖北省税务局", "234.00", person["name"])


def test_special_payables_are_ticked_one_by_one(screen: Screen, town: Town) -> None:
    person = town.sample("special")
    town.assess("special", 45_600)
    screen.sign_in(person)
    steps.to_pension(screen).press("缴费办理").follow("下一步", "下一步")
    screen.see("笔特殊缴费待缴纳。").press("特殊缴费")
    screen.see("本金", "利息", "核定机构")
    for box in screen.page.get_by_role("checkbox").all():
        box.uncheck()
    screen.see("￥0.00").press("提交").see("请先勾选要缴费的数据，再点击“提交”。")

    for box in screen.page.get_by_role("checkbox").all():
        box.uncheck()
    screen.press("城乡居民基本养老保险费（补缴以前年度）", within="￥456.00").press("提交")
    screen.see("￥456.00").follow("确认缴费", "确认缴费")
    screen.until("缴费成功")
    assert town.rows(
        "SELECT amount_fen, state FROM payment_order WHERE id = %s", screen.number
    ) == [(45_600, "CONFIRMED")]
    screen.open("/").see("待缴纳")  # the others stay owed


@pytest.mark.row("P8")
def test_of_several_agreements_one_is_chosen(screen: Screen, town: Town) -> None:
    person = town.sample("two-banks")
    town.assess("two-banks", 12_345)
    second = person["bank_accounts"][1]
    before = {one["number"]: one["balance_fen"] for one in person["bank_accounts"]}
    screen.sign_in(person)
    steps.to_pension(screen).press("缴费办理").follow(
        "下一步", "下一步", "特殊缴费", "提交", "确认缴费"
    )

    screen.press("确认缴费").see("请先选择一条缴费协议，再点击“确认缴费”。")
    screen.press(second["bank"]).press("确认缴费")
    screen.until("缴费成功")
    after = {
        one["number"]: one["balance_fen"] for one in town.account("two-banks")["bank_accounts"]
    }
    assert before[second["number"]] - after[second["number"]] == 12_345
    assert sum(before.values()) - sum(after.values()) == 12_345


@pytest.mark.row("P8", "D7")
def test_after_a_failed_debit_it_is_paid_again_from_the_declarations(
    screen: Screen, town: Town
) -> None:
    person = town.somebody()
    number = person["bank_accounts"][0]["number"]
    town.behave(number, "insufficient")
    first = steps.pay_the_year(screen, person)
    screen.until("缴费失败").see("原因：银行账户余额不足。没有扣款。")
    screen.see("缴费结果", "请存入足额资金后继续缴费，或换一条协议。").see_not("缴费完成")
    assert town.story("payment_order", first) == ["refuse IN_FLIGHT>REFUSED"]
    assert town.taken_from(person) == 0

    town.behave(number, "ok")
    screen.press("申报记录查询").see("申报成功").press("继续缴费")
    second = steps.pay_again(screen)
    screen.until("缴费成功")
    assert second != first
    assert town.orders(person) == [(first, "REFUSED"), (second, "CONFIRMED")]
    ((declaration, state),) = town.declarations(person)
    assert state == "PAID"
    assert town.story("declaration_declaration", declaration) == [
        "pay DECLARED>PAYING",
        "release PAYING>DECLARED",
        "pay DECLARED>PAYING",
        "settle PAYING>PAID",
    ]
    assert town.taken_from(person) == 100_000

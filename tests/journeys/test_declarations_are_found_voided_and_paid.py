"""S2 1.2 申报记录查询: by the day of the declaration, 「作废」 and 「继续缴费」."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.journeys import steps
from tests.journeys.screen import Screen
from tests.journeys.town import Town

pytestmark = pytest.mark.row("D7")


def test_an_unpaid_declaration_is_voided_after_a_second_question(
    screen: Screen, town: Town
) -> None:
    person = town.somebody()
    screen.sign_in(person)
    declaration = steps.declare_the_year(screen)
    steps.to_pension(screen).press("申报记录查询")
    screen.see("申报成功", "￥1,000.00", "电子税务局")

    screen.press("作废").see("确认作废这条申报？").press("取消")
    assert town.declarations(person) == [(declaration, "DECLARED")]
    screen.press("作废").press("作废")
    screen.see("申报已作废。", "已作废", "这条申报已经作废，需要缴费请重新办理。")
    assert not screen.offers("继续缴费")
    assert town.story("declaration_declaration", declaration) == ["void DECLARED>VOIDED"]

    steps.to_pension(screen).press("申报记录查询").see("已作废")
    assert not screen.offers("作废")
    steps.to_pension(screen.open("/")).press("缴费办理").follow("下一步", "下一步").press("提交")
    assert screen.number != declaration


def test_an_unpaid_declaration_is_gone_on_with_and_paid(screen: Screen, town: Town) -> None:
    person = town.somebody()
    screen.sign_in(person)
    declaration = steps.declare_the_year(screen)
    steps.to_pension(screen.open("/")).press("申报记录查询")
    screen.press("城乡居民基本养老保险费").see(
        "申报成功，尚未缴费。可以继续缴费，也可以作废后重新申报。"
    )

    screen.press("继续缴费").see("选择缴费协议", "￥1,000.00")
    steps.pay_again(screen)
    screen.until("缴费成功")
    steps.to_pension(screen).press("申报记录查询")
    screen.see("申报成功", "已缴费")
    assert not screen.offers("作废")
    assert not screen.offers("继续缴费")
    assert town.story("declaration_declaration", declaration) == [
        "pay DECLARED>PAYING",
        "settle PAYING>PAID",
    ]


def test_several_declarations_are_ticked_and_paid_by_one_debit(screen: Screen, town: Town) -> None:
    person = town.sample("special")
    for fen in (11_100, 22_200):
        town.assess("special", fen)
    screen.sign_in(person)
    steps.to_pension(screen).press("缴费办理").follow("下一步", "下一步", "特殊缴费")
    for box in screen.page.get_by_role("checkbox").all():
        box.uncheck()
    for amount in ("￥111.00", "￥222.00"):
        screen.press("城乡居民基本养老保险费（补缴以前年度）", within=amount)
    screen.press("提交").see("￥111.00", "￥222.00")
    chosen = parse_qs(urlsplit(screen.page.url).query)["declaration"]

    steps.to_pension(screen.open("/")).press("申报记录查询")
    screen.press("缴费").see("没有选择要缴费的申报。").press("申报记录查询")
    for number in chosen:
        screen.page.locator(f"[name=declaration][value='{number}']").check()
    screen.see("合计", "￥333.00").press("缴费").see("选择支付方式", "￥333.00")
    screen.press("确定")
    order = steps.pay_again(screen)
    screen.until("缴费成功")
    assert town.rows("SELECT amount_fen FROM payment_order WHERE id = %s", order) == [(33_300,)]
    states = dict(town.declarations(person))
    assert [states[int(number)] for number in chosen] == ["PAID", "PAID"]


def test_a_declaration_being_paid_can_neither_be_voided_nor_paid_again(
    screen: Screen, town: Town
) -> None:
    person = town.somebody()
    town.behave(person["bank_accounts"][0]["number"], "silent")
    steps.pay_the_year(screen, person)
    declaration = town.declarations(person)[0][0]
    steps.to_pension(screen).press("申报记录查询").see("申报处理中")
    assert not screen.offers("作废")
    assert not screen.offers("继续缴费")

    screen.open(f"/declarations/{declaration}/voiding/").press("作废")
    screen.see("这条申报正在缴费、已经缴费或已经作废，没有作废。").press("申报记录查询")
    screen.open(f"/payment/agreement/?declaration={declaration}")
    screen.see("这笔费款正在缴费，结果尚未确定，没有重复扣款。")
    screen.see("请勿重复缴费，到申报记录查询查看结果。").press("申报记录查询")
    assert len(town.orders(person)) == 1


def test_declarations_of_every_channel_are_found_by_their_day(screen: Screen, town: Town) -> None:
    person = town.somebody()
    screen.sign_in(person)
    steps.set_amount(screen)
    town.declare_at_the_counter(person)
    today = town.today()

    screen.press("申报记录查询").see("办税服务厅", "申报成功")
    screen.fill("申报日期起", f"{today.year}-01-01").fill("申报日期止", f"{today.year}-01-31")
    screen.press("查询").see("这段时间没有申报记录", "可以更改申报日期再查询，或者去办理缴费。")
    screen.fill("申报日期起", f"{today:%Y/%m/%d}").fill("申报日期止", f"{today:%Y%m%d}")
    screen.press("查询").see("办税服务厅").press("继续缴费")
    steps.pay_again(screen)
    screen.until("缴费成功")

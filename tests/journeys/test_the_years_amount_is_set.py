"""S2 1.4 批量扣款缴费金额设置: chosen per enrolment and year, open until the year is declared."""

import pytest

from tests.journeys import steps
from tests.journeys.screen import Screen
from tests.journeys.town import Town

pytestmark = pytest.mark.row("P10", "D6")


def test_the_amount_is_set_changed_and_carried_into_the_payment(screen: Screen, town: Town) -> None:
    person = town.somebody()
    year = town.today().year
    screen.sign_in(person)
    steps.to_pension(screen).press("批量扣款缴费金额设置")
    screen.see(f"尚未设置{year}年度缴费金额").press("城乡居民基本养老保险")
    screen.see("基础信息", "示例").press("提交").see("请选择缴费金额。")
    assert screen.facts()["当前缴费金额"] == "尚未设置"

    screen.choose("缴费金额", "￥3,000.00（示例）").press("提交")
    screen.see("￥3,000.00", f"缴费金额设置成功，已生成{year}年度的缴费信息。").press("确定")
    assert screen.title == "城乡居民养老"
    screen.press("批量扣款缴费金额设置").see(f"{year}年度缴费金额 ￥3,000.00")
    screen.press("城乡居民基本养老保险")
    screen.choose("缴费金额", "￥9,000.00（示例）").press("提交").press("确定")

    screen.press("缴费办理").follow("下一步", "下一步").see("￥9,000.00")
    payer = town.payer_of(person)
    assert town.rows(
        "SELECT tier_fen, state FROM assessment_amount_setting WHERE payer_id = %s ORDER BY id",
        payer,
    ) == [(300_000, "REPLACED"), (900_000, "ACTIVE")]
    assert town.rows(
        "SELECT amount_fen, state FROM assessment_payable WHERE payer_id = %s", payer
    ) == [(900_000, "OPEN")]


def test_the_amount_is_locked_once_declared_open_after_voiding_and_locked_for_good_once_paid(
    screen: Screen, town: Town
) -> None:
    person = town.somebody()
    year = town.today().year
    screen.sign_in(person)
    declaration = steps.declare_the_year(screen)
    _to_the_amount(screen)
    screen.see(f"{year}年度已经申报。要更改缴费金额，请先在申报记录查询中作废未缴费的申报。")
    assert not screen.offers("提交")

    screen.press("申报记录查询").press("作废").press("作废")
    _to_the_amount(screen)
    screen.choose("缴费金额", "￥4,000.00（示例）").press("提交").press("确定")
    screen.press("缴费办理").follow("下一步", "下一步", "提交")
    assert screen.number != declaration
    steps.pay(screen)
    screen.until("缴费成功")

    _to_the_amount(screen)
    screen.see(f"{year}年度已经缴费，本年度的缴费金额不能再更改。").press("缴费记录查询")
    assert town.taken_from(person) == 400_000


def test_a_suspended_enrolment_can_be_given_no_amount_and_the_page_says_whom_to_ask(
    screen: Screen, town: Town
) -> None:
    screen.sign_in(town.account("suspended"))
    _to_the_amount(screen)
    screen.see(f"这条参保登记的状态为“暂停参保”，{town.today().year}年度不能设置缴费金额。")
    screen.see("请联系参保地社保经办机构，咨询电话 12333")
    assert not screen.offers("提交")
    assert screen.page.get_by_label("缴费金额").count() == 0
    screen.open("/pension/payment/enrolments/").see("暂停参保", "只能办理特殊缴费。")


def _to_the_amount(screen: Screen) -> None:
    screen.open("/pension/amount/").press("城乡居民基本养老保险")

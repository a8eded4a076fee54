"""S3 ch. 3, 常用缴费人: one of shanxi pays for the family, one after another."""

from itertools import pairwise

import pytest

from tests.journeys.crowd import Account
from tests.journeys.screen import PC, PHONE, Screen
from tests.journeys.steps import in_shanxi
from tests.journeys.town import Town

pytestmark = pytest.mark.row("D12", "L5", "D4")

FORM = "城乡居民社会保险费日常申报表"
BASIC, SECOND, MEDICAL = "城乡居民基本养老保险", "城乡居民补充养老保险", "城乡居民基本医疗保险"
Family = tuple[Account, ...]


def _to(screen: Screen, label: str) -> Screen:
    return in_shanxi(screen, label)


def _whom(screen: Screen, name: str) -> Screen:
    """Chooses at the head of the form."""
    choice = screen.page.get_by_role("navigation", name="为谁缴费").get_by_role("link", name=name)
    choice.click()
    return screen.see("请确认缴费人信息", name)


def _add(screen: Screen, person: Account) -> None:
    screen.press("添加缴费人").see("添加缴费人")
    screen.fill("姓名", person["name"]).fill("身份证件号码", person["id_number"])
    screen.press("下一步").see("请确认缴费人信息", person["name"]).see_not(person["id_number"])


def _family(town: Town, width: int) -> Family:
    suffix = {PHONE: "", PC: "-second"}[width]
    keys = ("grandmother", "grandfather", "child")
    known = tuple(town.account(f"shanxi-{key}{suffix}") for key in keys)
    return (*known, town.stranger_of("shanxi"))


@pytest.mark.row("R9")
def test_four_of_a_family_of_five_are_paid_for_one_after_another(
    screen: Screen, town: Town
) -> None:
    year = town.open_in_shanxi()
    family = _family(town, screen.width)
    screen.sign_in(town.sample({PHONE: "shanxi", PC: "shanxi-second"}[screen.width]))
    _to(screen, FORM).see("为谁缴费", "本人")
    for one in family:
        _add(screen, one)
    _declare(screen, family, year)
    _pay(screen, family)
    assert _paid(town, family) == [110_000, 50_000, 40_000, 20_000]
    _whom(_to(screen, FORM), family[0]["name"]).see("缴费完成后，不再受理").see_not("￥200.00")
    _to(screen, "报表作废").see("没有可以作废的申报")


def _declare(screen: Screen, family: Family, year: int) -> None:
    """Three insurances for the first, the tier put right; one for each of the others."""
    grandmother, grandfather, child, aunt = (one["name"] for one in family)
    basic = f"{BASIC} {year}年（当年）"
    medical = f"{MEDICAL} {year + 1}年（下一年）"
    _whom(screen, grandmother).see("每人每年").see_not("城乡居民，每人每年")
    screen.choose(f"缴费档次 {basic}", "￥300.00")
    screen.choose(f"缴费档次 {SECOND} {year}年（当年）", "￥500.00")
    screen.press(f"选择 {medical}").see("￥1,200.00").press("报表申报").see("申报成功。")

    _to(screen, "报表作废").see(grandmother)
    screen.press("作废", within=BASIC + "费").see("确认作废这条申报？").press("作废")
    screen.see("申报已作废。")
    _whom(_to(screen, FORM), grandmother)
    screen.choose(f"缴费档次 {basic}", "￥200.00")
    screen.press("报表申报").see("申报成功。")

    _whom(screen, grandfather)
    screen.see("没有这位缴费人可以缴费的参保登记。请先到社保经办机构办理或者核实")
    screen.choose(f"缴费档次 {basic}", "￥500.00")
    screen.press("报表申报").see("申报成功。")
    _whom(screen, child).see("咨询电话 12333")
    screen.press(f"选择 {medical}").press("报表申报").see("申报成功。")
    _whom(screen, aunt).choose(f"缴费档次 {basic}", "￥200.00")
    screen.press("报表申报").see("申报成功。")


def _pay(screen: Screen, family: Family) -> None:
    """Bill after bill, each a press away from the last."""
    grandmother, *others = (one["name"] for one in family)
    _to(screen, "费款缴纳").press("获取缴款信息")
    screen.see(grandmother, "￥1,100.00", *others, "￥400.00")
    hers = screen.page.get_by_role("form", name=grandmother)
    hers.get_by_role("button", name="缴款").click()
    screen.see("参保人", grandmother, "￥1,100.00").follow("确认缴费", "确认缴费")
    for paid, onward in pairwise((grandmother, *others)):
        screen.until("缴款成功").see("参保人", paid)
        screen.press(f"继续为{onward}缴款").see("参保人", onward).press("确定缴费")
    screen.until("缴款成功").see(others[-1], "继续为本人申报缴费")
    screen.press("为他人缴费记录").see(grandmother, *others, "￥1,100.00")


def _paid(town: Town, family: Family) -> list[int]:
    return [
        town.count(
            "SELECT coalesce(sum(o.amount_fen), 0) FROM payment_order o"
            " JOIN parties_person p USING (payer_id)"
            " WHERE p.name = %s AND o.paid_by IS NOT NULL AND o.state = 'CONFIRMED'",
            one["name"],
        )
        for one in family
    ]

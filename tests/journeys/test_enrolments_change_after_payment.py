"""R7, R9, A5: agencies correct a name, move somebody and change an enrolment after it was declared
or paid: one history, a named office, nothing paid twice."""

import pytest

from tests.journeys import agencies, steps
from tests.journeys.crowd import Account
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.waiting import eventually

pytestmark = [pytest.mark.journey, pytest.mark.row("R9")]
SHANXI, SHANXI_OFFICE = "140105", "11401050000"
BASIC = "城乡居民基本养老保险"


def test_a_name_corrected_by_one_agency_counts_once_the_other_has_confirmed(
    screen: Screen, town: Town
) -> None:
    town.collect_medical()
    person = town.somebody()
    [region] = {one["region"] for one in person["enrolments"]}
    old, new = person["name"], f"{person['name'][0]}更{person['name'][-1]}"
    screen.sign_in(person).see(f"{old}，您好")
    agencies.correct_name(town, person, agencies.healthcare(region), new)

    asked = f"将您的姓名更正为“{new}”，尚待"
    screen.press("我的").see(asked, "社会保险", "（电话 12333）确认", "姓名更正记录", "待确认")
    steps.to_pension(screen).press("缴费办理").see(asked, "证件号码有误时请勿缴费")
    assert screen.facts()["姓名"] == old
    steps.declare_the_year(screen)
    first = steps.pay(screen)
    screen.until("缴费成功")
    assert _paid_as(town, first) == old

    agencies.correct_name(town, person, agencies.social(region), new)
    screen.open("/").see(f"{new}，您好")
    screen.press("消息").see("姓名已更正").press("姓名已更正")
    screen.see("姓名更正记录", f"“{old}”更正为“{new}”", "已更正").see_not("尚待")
    assert screen.facts()["姓名"] == new

    steps.declare_medical(screen)
    second = steps.pay_medical(screen)
    screen.until("缴费成功")
    assert _paid_as(town, second) == new
    assert town.orders(person) == [(first, "CONFIRMED"), (second, "CONFIRMED")]


def test_somebody_who_moves_keeps_one_history_and_pays_each_year_once(
    screen: Screen, town: Town
) -> None:
    person = _with_a_cooperating_bank(town)
    [region] = {one["region"] for one in person["enrolments"]}
    there, year = person["enrolments"][0]["place"], town.today().year
    steps.pay_the_year(screen, person)
    screen.until("缴费成功")
    agencies.changes(
        town, person, do="move", region=region, to_region=SHANXI, last_month=f"{year}06"
    )

    screen.press("我的").see("终止参保", "正常参保", "太原市小店区社会保险中心")
    screen.see("您在山西省有正常参保登记").press("更改服务地区")
    screen.see("选择服务地区", "城乡居民基本养老保险 · 山西省太原市小店区").press("确定")
    screen.press("服务地区").press("山西省").press("确定").see("服务地区已更改。")
    _to(screen, "城乡居民社会保险费日常申报表")
    screen.see(f"本年度已在国家税务总局北京市{there}税务局缴费，不需要重复缴费。")
    assert not screen.page.get_by_label("缴费档次").count()

    visit = town.sign_at_counter(person, 0, SHANXI_OFFICE)
    assert visit["state"] == "taken", visit
    town.cli("clock", "set", f"{year + 1}-01-16")
    _to(screen, "城乡居民社会保险费日常申报表")
    row = screen.page.get_by_role("row").filter(has_text="小店区").filter(has_text=BASIC)
    row.get_by_role("combobox").select_option(label="￥300.00")
    screen.press("报表申报").see("申报成功。")
    _to(screen, "费款缴纳").press("获取缴款信息").press("缴款")
    screen.press("确认缴费").see("协议的税务机关与本次缴费的税务机关不一致").press("确认缴费")
    screen.until("缴款成功")
    assert town.taken_from(person) == 100_000 + 30_000

    _has_one_history(screen, there, year)
    offices = town.rows(
        "SELECT tax_office, state FROM declaration_declaration WHERE payer_id = %s ORDER BY id",
        town.payer_of(person),
    )
    office = person["enrolments"][0]["tax_office"]
    assert offices == [(office, "PAID"), (SHANXI_OFFICE, "PAID")]


def _has_one_history(screen: Screen, there: str, year: int) -> None:
    _to(screen, "缴费记录查询").fill("费款所属期起", f"{year}-01-01")
    screen.press("查询").see(there, "太原市小店区", f"{year}年", f"{year + 1}年")
    _to(screen, "申报记录查询").fill("申报日期起", f"{year}-01-01")
    screen.press("查询").see(there, "太原市小店区")


@pytest.mark.row("A5")
def test_an_enrolment_changed_after_the_declaration_is_declared_anew(
    screen: Screen, town: Town
) -> None:
    town.collect_medical()
    person = town.somebody()
    [region] = {one["region"] for one in person["enrolments"]}
    screen.sign_in(person)
    steps.to_medical(screen).follow("缴费办理", "下一步").press("展开")
    was = screen.facts()["参保人员类别"]
    group, fen = ("13", 70_500) if was == "学生儿童" else ("12", 37_500)
    yuan = f"￥{fen / 100:,.2f}"
    first = steps.declare_medical(screen)
    how = {"agency": agencies.healthcare(region), "insurance": agencies.MEDICAL}
    agencies.changes(town, person, do="change", **how, group=group)

    assert town.declarations(person) == [(first, "VOIDED")]
    screen.open("/").see("待缴纳", yuan).press("消息")
    screen.see("申报已作废，请重新办理", "经办机构更正了您的参保信息")
    second = steps.declare_medical(screen)
    screen.see(yuan)
    order = steps.pay_medical(screen)
    screen.until("缴费成功").see(yuan)
    assert town.taken_from(person) == fen
    assert town.declarations(person) == [(first, "VOIDED"), (second, "PAID")]
    agencies.changes(town, person, do="change", **how, group="11")
    assert town.orders(person) == [(order, "CONFIRMED")]
    steps.to_medical(screen.open("/")).follow("缴费办理", "下一步", "下一步").see("已缴费", yuan)
    assert not screen.offers("提交")


def _with_a_cooperating_bank(town: Town) -> Account:
    """Somebody of Beijing with a bank at whose counters agreements are signed in Shanxi too."""
    while True:
        person = town.somebody()
        if person["bank_accounts"][0]["bank_cnaps"][:3] in ("102", "103", "105"):
            return person


def _to(screen: Screen, label: str) -> Screen:
    return steps.in_shanxi(screen, label)


def _paid_as(town: Town, order: int) -> str:
    found = eventually(
        lambda: town.rows("SELECT payer_name FROM payment_order WHERE id = %s", order),
        what="the order",
    )
    name: str = found[0][0]
    return name

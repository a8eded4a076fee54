"""R7: an agency enrols somebody who is enrolled elsewhere: both are told, with what each costs and
whom to ask, one is paid, and the year is not paid again."""

import pytest

from tests.journeys import agencies, steps
from tests.journeys.crowd import Account
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.waiting import eventually

pytestmark = pytest.mark.row("R7", "R9")
BASIC = "城乡居民基本养老保险"
FORM = "城乡居民社会保险费日常申报表"
BEIJINGS = {"110116": "怀柔区", "110118": "密云区"}
SHANXIS = {"140105": "小店区", "140121": "清徐县"}
CALLED = "（电话 12333）"
ONCE = "年度只需在其中一处缴费，不重复缴纳。"


def _enrolled_twice(town: Town, person: Account, among: dict[str, str]) -> tuple[str, str]:
    """Another county's agency enrols the person for the months for which one has already; the
    region, and what it is called."""
    [here] = {one["region"] for one in person["enrolments"]}
    region = next(one for one in among if one != here)
    year = town.today().year
    enrol = {"region": region, "insurance": agencies.PENSION, "from_month": f"{year}01"}
    agencies.changes(town, person, do="enrol", **enrol)
    return region, among[region]


def _set_amount(screen: Screen, county: str, yuan: str) -> None:
    steps.to_pension(screen).press("批量扣款缴费金额设置").press(BASIC, within=county)
    screen.choose("缴费金额", yuan).press("提交").press("确定")


def _choose(screen: Screen, county: str) -> Screen:
    """缴费办理 up to what is to be paid under the enrolment of that county."""
    steps.to_pension(screen).follow("缴费办理", "下一步")
    return screen.press(BASIC, within=county).press("下一步")


def test_in_beijing_both_are_told_and_one_is_paid(screen: Screen, town: Town) -> None:
    person = town.somebody()
    year, here = town.today().year, person["enrolments"][0]["place"]
    screen.sign_in(person).press("我的").see_not(ONCE)
    region, there = _enrolled_twice(town, person, BEIJINGS)

    screen.press("我的").see(f"{year}{ONCE}", f"{here}社会保险", f"{there}社会保险", CALLED)
    screen.see("重复参保核对", "核对以哪一处为准，等待经办机构更正。", "待核对")
    eventually(lambda: _asked(town, person) == 2, what="the questions to both agencies")
    steps.to_pension(screen).follow("缴费办理", "下一步").see(f"{year}{ONCE}", here, there)
    assert screen.text.count(f"{year}年度可选 ￥") == 2
    _set_amount(screen.see("您有多条参保登记"), here, steps.AMOUNT)
    _set_amount(screen, there, "￥2,000.00（示例）")

    _choose(screen, there).see("￥2,000.00")
    left_open = screen.page
    screen.second_tab("/")
    _choose(screen, here).see("￥1,000.00").press("提交")
    steps.pay(screen)
    screen.until("缴费成功")

    paid_in, screen.page = screen.page, left_open
    screen.press("提交").see("同一年度不能重复参保缴费", f"{here}税务局", CALLED)
    screen.page = paid_in
    _choose(screen, there).see(
        "已缴费", f"本年度已在国家税务总局北京市{here}税务局缴费，不需要重复缴费。"
    )
    assert not screen.offers("提交")
    assert town.taken_from(person) == 100_000
    screen.open("/").see_not(f"{BASIC}费")

    ended = {"agency": agencies.social(region), "insurance": agencies.PENSION}
    agencies.changes(town, person, do="change", **ended, state="4", to_month=f"{year}01")
    screen.press("我的").see("终止参保").see_not(ONCE, "重复参保核对")
    screen.press("消息").see("重复参保已更正", "缴费请以现有的参保登记为准。")


def _asked(town: Town, person: Account) -> int:
    """How many questions about the person the agencies have taken."""
    return town.count(
        "SELECT count(*) FROM messages_outbox WHERE payer_id = %s"
        " AND topic LIKE 'question:%%' AND sent_at IS NOT NULL",
        town.payer_of(person),
    )


def test_on_shanxis_form_both_are_told_and_one_is_paid(screen: Screen, town: Town) -> None:
    year = town.open_in_shanxi()
    person = town.somebody_of("shanxi")
    [here] = {one["place"] for one in person["enrolments"]}
    screen.sign_in(person)
    _to(screen, FORM).see_not(ONCE)
    _region, there = _enrolled_twice(town, person, SHANXIS)

    _to(screen, FORM).see(
        f"{year}{ONCE}", "您有多地参保登记", f"{here}社会保险", f"{there}社会保险", CALLED
    )
    _tier(screen, here, "￥300.00")
    _tier(screen, there, "￥500.00")
    screen.press("报表申报").see("1 条申报成功，1 条申报失败", "同一年度不能重复参保缴费")
    _to(screen, "费款缴纳").press("获取缴款信息").press("缴款").follow("确认缴费", "确认缴费")
    screen.until("缴款成功")
    _to(screen, FORM).see("不需要重复缴费。有疑问请联系")
    assert not screen.page.get_by_label(f"缴费档次 {BASIC}").count()
    [(_number, state)] = town.declarations(person)
    assert state == "PAID"
    assert town.taken_from(person) in (30_000, 50_000)


def _to(screen: Screen, label: str) -> Screen:
    return steps.in_shanxi(screen, label)


def _tier(screen: Screen, county: str, yuan: str) -> None:
    """In the row of the basic pension there; whoever chooses an amount means the row."""
    row = screen.page.get_by_role("row").filter(has_text=county).filter(has_text=BASIC)
    row.get_by_role("combobox").select_option(label=yuan)

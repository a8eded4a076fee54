"""Each list: filled, empty, of a range nobody can understand, turned round, and while it loads."""

import pytest

from tests.journeys import steps
from tests.journeys.screen import Screen
from tests.journeys.town import Town

LISTS = {
    "/pension/declarations/": ("申报日期起", "申报日期止", "查询", "这段时间没有申报记录"),
    "/pension/payments/": ("费款所属期起", "费款所属期止", "查询", "这段时间没有缴费记录"),
    "/records/print/": (
        "费款所属起始日期",
        "费款所属截止日期",
        "确定",
        "这段时间没有可以开具的缴费记录",
    ),
    "/records/downloads/": ("申请日期起", "申请日期止", "查询", "这段时间没有申请过缴费记录"),
}

_NOTE_WHAT_IS_BUSY = """() => ["submit", "click"].forEach((act) =>
    document.addEventListener(act, () => setTimeout(() => {
        if (!document.querySelector("main[aria-busy=true]")) return;
        const button = document.querySelector("button[aria-busy=true]");
        sessionStorage.busy = button ? button.innerText.trim() : "";
        sessionStorage.told = document.querySelector("[role=status]").innerText;
    })))"""


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_empty_in_words_and_offers_a_way_on(
    screen: Screen, quiet_town: Town, path: str
) -> None:
    first, last, search, empty = LISTS[path]
    _open(screen, quiet_town, path)
    screen.fill(first, "2003-01-01").fill(last, "2003-12-31").press(search)
    screen.see(empty)
    assert screen.page.locator(".empty a.btn").count() == 1


@pytest.mark.parametrize("path", LISTS)
def test_a_day_nobody_can_understand_is_said_beside_its_field(
    screen: Screen, quiet_town: Town, path: str
) -> None:
    first, last, search, _empty = LISTS[path]
    _open(screen, quiet_town, path)
    screen.fill(first, "2026-02-30").fill(last, "").press(search)
    screen.see("看不懂日期“2026-02-30”，请按 年-月-日 填写，例如 2026-01-01。")
    screen.see("请填写日期，例如 2026-01-01。")
    assert screen.field(first).input_value() == "2026-02-30"
    assert screen.field(first).get_attribute("aria-invalid") == "true"


@pytest.mark.parametrize("path", LISTS)
def test_days_turned_round_are_taken_the_right_way_and_said(
    screen: Screen, quiet_town: Town, path: str
) -> None:
    first, last, search, empty = LISTS[path]
    _open(screen, quiet_town, path)
    screen.fill(first, "２００４年12月31日").fill(last, "2004/1/1").press(search)
    screen.see("起始日期晚于截止日期，已按 2004-01-01 至 2004-12-31 查询。", empty)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_says_that_it_is_being_asked_for(
    screen: Screen, quiet_town: Town, path: str
) -> None:
    first, last, search, empty = LISTS[path]
    _open(screen, quiet_town, path)
    screen.fill(first, "2003-01-01").fill(last, "2003-12-31")
    screen.page.evaluate(_NOTE_WHAT_IS_BUSY)
    screen.press(search).see(empty)
    assert screen.page.evaluate("sessionStorage.told") == "正在查询，请稍候…"
    assert screen.page.locator("[role=status]:not(:empty)").count() == 0


def test_there_is_nothing_yet_for_somebody_who_did_nothing_yet(
    screen: Screen, quiet_town: Town
) -> None:
    screen.sign_in(quiet_town.account("no-account")).see("年度的养老缴费金额。", "缴费办理")
    screen.open("/messages/")
    if not screen.offers("缴费期即将结束"):  # as in the last month of a year
        screen.see("还没有消息").press("去办理缴费")
    screen.open("/agreements/").see("还没有缴费协议")
    screen.open("/pension/payment/enrolments/").press("下一步").see("还没有设置缴费金额")
    screen.press("特殊缴费").see("没有特殊缴费").press("去正常缴费")
    screen.press("批量扣款缴费金额设置").see("基础信息")


def test_enrolments_that_have_ended_cannot_be_paid_for_and_say_why(
    screen: Screen, quiet_town: Town
) -> None:
    screen.sign_in(quiet_town.account("ended"))
    screen.open("/pension/payment/enrolments/").see("终止参保", "只能办理特殊缴费。")
    screen.press("下一步").see("没有特殊缴费").press("正常缴费")
    screen.see("年度不能正常缴费", "请联系参保地社保经办机构，咨询电话 12333")


def test_a_slow_line_shows_that_the_page_is_working(screen: Screen, quiet_town: Town) -> None:
    screen.sign_in(quiet_town.account("ordinary")).open("/pension/amount/")
    screen.press("城乡居民基本养老保险").choose("缴费金额", "￥1,000.00（示例）")
    screen.page.evaluate(_NOTE_WHAT_IS_BUSY)
    screen.press("提交")
    assert screen.path.endswith("/done/")
    assert screen.page.evaluate("sessionStorage.busy") == "提交"
    assert screen.page.evaluate("sessionStorage.told") == "正在提交，请稍候…"


def test_a_line_that_breaks_leaves_the_outcome_page_standing(screen: Screen, town: Town) -> None:
    """While the program is away the page says what it knew, and goes on when it is back."""
    person = town.somebody()
    town.behave(person["bank_accounts"][0]["number"], "slow", seconds=5)
    steps.pay_the_year(screen, person)
    heard = list(screen.noise)
    screen.context.set_offline(True)
    screen.page.wait_for_timeout(2500)
    screen.see("网络不通，正在重试。已经提交的缴费不受影响，请勿重复缴费。")
    screen.context.set_offline(False)
    screen.noise = heard  # a browser without a line says so
    screen.until("缴费成功", seconds=60)
    assert screen.page.locator("[role=status]:not(:empty)").count() == 0


def _open(screen: Screen, town: Town, path: str) -> None:
    screen.sign_in(town.account("ordinary")).open(path)
    if path == "/records/print/":
        screen.press("查询")

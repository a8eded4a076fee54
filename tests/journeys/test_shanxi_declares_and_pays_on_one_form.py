"""S3 ch. 3: a resident of shanxi on the web, from 我要办税 to a paid year in three insurances."""

import pytest

from tests.journeys.conftest import NewScreen
from tests.journeys.crowd import Account
from tests.journeys.screen import PC, PHONE, Screen
from tests.journeys.steps import in_shanxi
from tests.journeys.town import Town

pytestmark = pytest.mark.row("D12", "D5")

FORM = "城乡居民社会保险费日常申报表"
BASIC, SECOND, MEDICAL = "城乡居民基本养老保险", "城乡居民补充养老保险", "城乡居民基本医疗保险"


def _to(screen: Screen, label: str) -> Screen:
    return in_shanxi(screen, label)


def _tier(screen: Screen, insurance: str, year: int, yuan: str) -> None:
    screen.choose(f"缴费档次 {insurance} {year}年（当年）", yuan)


def _tick(screen: Screen, what: str) -> None:
    screen.press(f"选择 {what}")


def _pay(screen: Screen) -> int:
    """费款缴纳 → 获取缴款信息 → 缴款 → the one agreement there is; the number of the order."""
    _to(screen, "费款缴纳").press("获取缴款信息").press("缴款")
    screen.follow("确认缴费", "确认缴费")
    assert screen.path.endswith("/outcome/"), screen.text
    return screen.number


@pytest.mark.row("A3", "R9")
def test_three_insurances_are_declared_voided_declared_anew_and_paid(
    screen: Screen, town: Town
) -> None:
    year = town.open_in_shanxi()
    person = town.sample({PHONE: "shanxi", PC: "shanxi-second"}[screen.width])
    screen.sign_in(person)
    _to(screen, FORM).see("请确认身份信息", person["name"], "证件号码", "社保 12333，医保 12393")
    screen.see(f"{year}年（当年）", f"{year + 1}年（下一年）", "补缴", "特殊人群", "示例")
    screen.press("报表申报").see("请先勾选要申报的险种")

    _tier(screen, BASIC, year, "￥300.00")
    _tier(screen, SECOND, year, "￥500.00")
    _tick(screen, f"{MEDICAL} {year + 1}年（下一年）")
    screen.see("￥1,200.00").press("报表申报").see("申报成功。")
    declared = dict(town.declarations(person))
    assert list(declared.values()) == ["DECLARED"] * 3

    _to(screen, "报表作废").see(BASIC + "费", "申报成功")
    screen.press("作废", within=BASIC + "费").see("确认作废这条申报？").press("作废")
    screen.see("申报已作废。")
    _to(screen, "报表作废").see(SECOND + "费").see_not(BASIC + "费")
    _to(screen, FORM)
    _tier(screen, BASIC, year, "￥200.00")
    screen.press("报表申报").see("申报成功。")
    assert sorted(state for _number, state in town.declarations(person)) == [
        "DECLARED", "DECLARED", "DECLARED", "VOIDED",
    ]  # fmt: skip

    order = _pay(screen)
    screen.until("缴款成功").see("￥1,100.00")
    assert town.orders(person) == [(order, "CONFIRMED")]
    assert town.taken_from(person) == 110_000
    _to(screen, FORM).see("缴费完成后，不再受理本年度缴费档次的调整。")
    _to(screen, "报表作废").see("没有可以作废的申报")
    _to(screen, "费款缴纳").press("获取缴款信息").see("没有应缴款信息")
    _to(screen, "缴费记录查询").see(BASIC + "费", SECOND + "费", MEDICAL + "费")
    _to(screen, "申报记录查询").see("已作废", "已缴费")


def test_a_failed_declaration_says_its_reason_in_its_row(screen: Screen, town: Town) -> None:
    """③: once paid, the year's tier is not changed; another tab has been faster."""
    year = town.open_in_shanxi()
    person = town.sample({PHONE: "shanxi-third", PC: "shanxi-fourth"}[screen.width])
    screen.sign_in(person)
    _to(screen, FORM)
    screen.second_tab("/daily/")
    _tier(screen, BASIC, year, "￥300.00")
    screen.press("报表申报").see("申报成功。")
    _pay(screen)
    screen.until("缴款成功")
    screen.page = screen.context.pages[0]
    _tier(screen, BASIC, year, "￥500.00")
    _tier(screen, SECOND, year, "￥500.00")
    screen.press("报表申报").see("1 条申报成功，1 条申报失败，原因见申报结果。")
    screen.see("申报失败", f"{year}年度已经缴费。缴费完成后，不再受理本年度缴费档次的调整。")
    assert town.taken_from(person) == 30_000


@pytest.mark.row("D3", "R7")
def test_from_the_twenty_sixth_it_is_closed(screen: Screen, town: Town) -> None:
    year = town.open_in_shanxi()
    person = town.sample("shanxi-two-places")
    screen.sign_in(person)
    _to(screen, FORM).see("您有多地参保登记，请选择正确的参保地缴费。", "清徐县")
    boxes = screen.page.get_by_label("缴费档次").all()
    boxes[0].select_option(label="￥300.00")
    today = town.today()
    town.cli("clock", "set", f"{today:%Y-%m}-26")
    screen.press("报表申报").see("申报失败", _when(year, today.month))
    assert town.declarations(person) == []
    _to(screen, FORM).see("今天不能申报", _when(year, today.month))
    assert not screen.offers("报表申报")
    _to(screen, "费款缴纳").see("今天不能缴款", _when(year, today.month))


def _when(year: int, month: int) -> str:
    """From the first of the next month; after December's days the year is collected no more."""
    if month == 12:
        return f"缴费期到{year}年12月25日为止，已经结束"
    return f"请自{year}年{month + 1}月1日起办理。"


def test_back_payments_are_assessed_by_the_agency_and_then_paid(screen: Screen, town: Town) -> None:
    town.open_in_shanxi()
    person = town.sample("shanxi-back")
    year = {PHONE: 2019, PC: 2020}[screen.width]
    screen.sign_in(person)
    town.assess("shanxi-back", 64_200, year=year)
    before = town.taken_from(person)
    _to(screen, FORM).see(f"补缴以前年度 {year}年", "核定机构：太原市小店区社会保险中心")
    screen.page.get_by_role("row").filter(has_text=f"{year}年").get_by_role("checkbox").check()
    screen.press("报表申报").see("申报成功。")
    _pay(screen)
    screen.until("缴款成功").see("￥642.00")
    assert town.taken_from(person) == before + 64_200


def test_special_groups_pay_what_their_agency_has_assessed(screen: Screen, town: Town) -> None:
    town.open_in_shanxi()
    key, fen = {
        PHONE: ("shanxi-assisted", 10_000), PC: ("shanxi-assisted-second", 20_000)
    }[screen.width]  # fmt: skip
    person = town.sample(key)
    screen.sign_in(person)
    subsidy = {PHONE: "财政资助 ￥300.00", PC: "医疗救助基金资助 ￥100.00"}[screen.width]
    _to(screen, FORM).see(_whose_turn(town, person), "缴费标准 ￥400.00", subsidy)
    _tick(screen, f"{MEDICAL} 特殊人群")
    screen.press("报表申报").see("申报成功。")
    _pay(screen)
    screen.until("缴款成功")
    assert town.taken_from(person) == fen


def _whose_turn(town: Town, person: Account) -> str:
    """What the row of the year that is collected says: whether the agency has assessed that year
    depends on where the books are by now."""
    assessed = town.count(
        "SELECT extract(year FROM period_start) FROM assessment_payable"
        " WHERE payer_id = %s AND special_kind = '41'",
        town.payer_of(person),
    )
    if assessed == town.today().year + 1:
        return "这一年度的应缴费额已由医保经办机构核定，请在“特殊人群”中申报。"
    return "应缴费额由医保经办机构核定，请选择“特殊人群”"


@pytest.mark.row("R9")
def test_what_no_agency_has_delivered_is_said(screen: Screen, quiet_town: Town) -> None:
    screen.sign_in(quiet_town.account("shanxi-new"))
    _to(screen, FORM).see("没有收到参保登记。", "信息传递到税务机关后才能缴费，咨询电话 12393。")


def test_a_suspended_pension_cannot_be_declared(screen: Screen, quiet_town: Town) -> None:
    screen.sign_in(quiet_town.account("shanxi-suspended"))
    _to(screen, FORM).see("参保登记的状态为“暂停参保”，不能申报。")


def test_without_scripts_it_is_the_same(new_screen: NewScreen, town: Town) -> None:
    plain = new_screen(width=PHONE, scripts=False)
    year = town.open_in_shanxi()
    person = town.account("shanxi-new")
    plain.sign_in(person)
    _to(plain, FORM)
    _tier(plain, BASIC, year, "￥200.00")
    _tick(plain, f"{BASIC} {year}年（当年）")
    plain.press("报表申报").see("申报成功。")
    _to(plain, "报表作废").press("作废").press("作废").see("申报已作废。")

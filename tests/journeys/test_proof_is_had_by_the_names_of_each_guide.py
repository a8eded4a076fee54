"""The proofs of payment under each guide's own names (S3 chapter 3 三, S4 自然人 一), from paying
to what somebody else finds who holds the paper."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.journeys import papers, steps
from tests.journeys.conftest import NewScreen
from tests.journeys.crowd import Account
from tests.journeys.payer import Payer
from tests.journeys.screen import PC, PHONE, Screen
from tests.journeys.town import Town
from tests.stack.waiting import eventually

pytestmark = pytest.mark.row("C4", "C7")

PROOF, RECORD = "社会保险费缴费证明", "社会保险费缴费记录"
BOTH = f"入库后可以开具《{PROOF}》或《{RECORD}》。"
VALID = "Signature is Valid."


@pytest.mark.row("C5")
def test_shanxi_has_the_proof_on_the_web_and_the_record_on_the_phone(
    screen: Screen, town: Town, new_screen: NewScreen, tmp_path: Path
) -> None:
    year = town.open_in_shanxi()
    person = town.somebody_of("shanxi")
    screen.sign_in(person)
    order = _pay_in_shanxi(screen, year)
    screen.until("缴款成功").see("预计", BOTH)
    screen.see("在此之前，加盖商业银行收讫专用章的收款凭证、缴费专用POS机小票可以作为缴费凭证。")
    _receive(town, order)
    if screen.width == PC:
        steps.in_shanxi(screen.open("/"), "缴费证明").see(f"3 至 5 个工作日可以开具《{PROOF}》")
        screen.see("缴费证明不体现社保、医保部门的退费结果信息。")
        title, apply = PROOF, "申请开具"
    else:
        steps.in_shanxi(screen.open("/"), "缴费记录查询打印").see("确定", "记录下载", "记录查验")
        title, apply = RECORD, "证明申请"
    _ask_for(screen, year)
    screen.press(apply).see(title, "制作成功")
    authority = "国家税务总局山西省税务局"
    _is_what_it_says(screen, town, new_screen, person, (title, authority, "叁佰元整"), tmp_path)


@pytest.mark.row("X1")
def test_inner_mongolia_has_both_by_the_names_of_its_guide(
    screen: Screen, town: Town, new_screen: NewScreen, tmp_path: Path
) -> None:
    person = town.sample({PHONE: "neimenggu", PC: "neimenggu-second"}[screen.width])
    order = steps.pay_the_year(screen, person, "￥500.00（示例）", steps.NEIMENGGU)
    screen.until("缴费成功").see("预计", BOTH)
    year = town.today().year
    _receive(town, order)
    screen.reload().see(f"费款已经入库，可以开具《{PROOF}》或《{RECORD}》。")
    screen.follow(*steps.NEIMENGGU.trail, "缴费记录查询").see("￥500.00")
    screen.press("更多相关操作").see(f"《{PROOF}》：加盖", f"《{RECORD}》：套印")

    told = ("国家税务总局内蒙古自治区税务局", "伍佰元整")
    screen.follow(*steps.NEIMENGGU.trail, "开具社保缴费证明")
    _ask_for(screen, year)
    screen.press("申请开具").see(PROOF, "制作成功")
    _is_what_it_says(screen, town, new_screen, person, (PROOF, *told), tmp_path)

    screen.follow(*steps.NEIMENGGU.trail, "缴费凭证开具", "记录打印").press("查询")
    _ask_for(screen, year)
    screen.press("证明申请").see(RECORD, "制作成功")
    _is_what_it_says(screen, town, new_screen, person, (RECORD, *told), tmp_path)

    screen.open("/messages/").press("费款已入库").see("费款去向", f"《{PROOF}》：加盖")
    screen.press("缴费凭证开具").see("记录打印", "￥500.00")


@pytest.mark.row("C5")
def test_each_place_certifies_what_it_has_collected(
    screen: Screen, town: Town, tmp_path: Path
) -> None:
    person = town.sample("neimenggu-beijing")
    if not town.orders(person):
        _pay_in_both(town, person)
    first, last = _years_paid(town, person)
    screen.sign_in(person)
    screen.follow(*steps.NEIMENGGU.trail, "开具社保缴费证明")
    screen.fill("费款所属起始日期", f"{last + 2}-01-01")
    screen.fill("费款所属截止日期", f"{last + 2}-12-31")
    screen.press("确定").see("这段时间没有可以开具的缴费证明", "可以更改费款所属日期再查询。")
    screen.press("重新查询")
    _ask_for(screen, first, last)
    screen.see(
        "，在内蒙古自治区缴纳的费款",
        "，在北京市缴纳的费款",
        "￥200.00",
        "北京市的税务机关不开具缴费证明",
    )
    screen.press("申请开具").see(PROOF, "制作成功")
    pdf = screen.fetch(screen.pressable("查看").get_attribute("href") or "")
    text = papers.text(pdf)
    assert papers.says(text, "国家税务总局内蒙古自治区税务局", "贰佰元整")
    assert "北京" not in text
    assert papers.signature(pdf, tmp_path) == VALID
    screen.open(f"/proofs/print/?start={first}-01&end={last}-12").press("开具缴费记录")
    screen.see("记录打印", "，在内蒙古自治区缴纳的费款", "，在北京市缴纳的费款", "￥1,000.00")


def _years_paid(town: Town, person: Account) -> tuple[int, int]:
    """The first and the last."""
    return town.rows(  # type: ignore[no-any-return]
        "SELECT min(extract(year FROM period_start))::int, max(extract(year FROM period_end))::int"
        " FROM declaration_declaration WHERE payer_id = %s AND state = 'PAID'",
        town.payer_of(person),
    )[0]


def _pay_in_both(town: Town, person: Account) -> None:
    """One year under one enrolment and the next under the other, by the agreement with the tax
    office of each: a year is owed at one place."""
    client = Payer(town.url, person)
    client.sign_in()
    of_office = (
        "SELECT a.id FROM payment_agreement a JOIN parties_enrolment e USING (payer_id, tax_office)"
        " WHERE a.payer_id = %s AND e.id = %s AND a.state = 'VERIFIED'"
    )
    for enrolment in client.enrolments():
        if town.orders(person):
            town.cli("clock", "set", f"{town.today().year + 1}-01-16")
        agreement = town.count(of_office, town.payer_of(person), enrolment)
        client.set_amount(enrolment)
        client.pay(client.declare(enrolment), str(agreement))
        town.resolve()
        _receive(town, town.orders(person)[-1][0])


def _pay_in_shanxi(screen: Screen, year: int) -> int:
    """S3 ch. 3 二, by the form; the number of the order."""
    steps.in_shanxi(screen, "城乡居民社会保险费日常申报表")
    screen.choose(f"缴费档次 城乡居民基本养老保险 {year}年（当年）", "￥300.00")
    screen.press("报表申报").see("申报成功。")
    steps.in_shanxi(screen, "费款缴纳").press("获取缴款信息").press("缴款")
    return steps.pay(screen)


def _receive(town: Town, order: int) -> None:
    town.cut_day()
    eventually(lambda: "clear CONFIRMED>CLEARED" in town.story("payment_order", order), 30)


def _ask_for(screen: Screen, year: int, last: int = 0) -> None:
    screen.fill("费款所属起始日期", f"{year}-01-01")
    screen.fill("费款所属截止日期", f"{last or year}-12-31")
    screen.press("确定").see("合计")


def _is_what_it_says(
    screen: Screen,
    town: Town,
    new_screen: NewScreen,
    person: Account,
    words: tuple[str, ...],
    folder: Path,
) -> None:
    """The paper behind 「查看」: whose it is, signed, and found by whoever reads its QR code."""
    pdf = screen.fetch(screen.pressable("查看").get_attribute("href") or "")
    text = papers.text(pdf)
    assert papers.says(text, *words, person["name"], person["id_number"])
    assert papers.says(text, "不体现社保、医保部门的退费结果信息")
    assert "小计" not in text
    assert papers.signature(pdf, folder) == VALID
    assert papers.signature(papers.with_one_byte_flipped(pdf), folder) != VALID

    outsider = new_screen(width=screen.width)
    where = urlsplit(papers.qr(pdf))
    outsider.open(f"{where.path}?{where.query}").fill("纳税人识别号", person["id_number"])
    key = outsider.page.locator("[name=captcha_key]").input_value()
    outsider.fill("验证码", town.read_picture(key)).press("开始校验")
    outsider.see("校验结果正确", f"请与手中的《{words[0]}》逐项核对")
    outsider.see("税务机关出具的缴费凭证，不体现社保、医保部门的退费结果信息。")
    assert outsider.facts()["金额合计（大写）"] == words[-1]

"""《社会保险费缴费证明》 (S4 「开具社保缴费证明」): applied for, sealed, and checked."""

from pathlib import Path
from typing import Any

import pytest

from tests.journeys import papers, steps
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.waiting import eventually

pytestmark = pytest.mark.row("C4", "C7")


def test_a_proof_is_made_of_what_is_cleared_and_is_found_by_the_check(
    screen: Screen, town: Town, tmp_path: Path
) -> None:
    person = town.somebody_of("neimenggu")
    order = steps.pay_the_year(screen, person, "￥200.00（示例）", steps.NEIMENGGU)
    screen.until("缴费成功")
    year = town.today().year
    screen.open("/services/premiums/").see("缴费凭证开具").follow("开具社保缴费证明")
    screen.see("个工作日可以开具《社会保险费缴费证明》。")
    _ask_for(screen, year)
    screen.see("￥200.00 已缴款，尚未入库，预计")
    assert not screen.offers("申请开具")

    town.cut_day()
    eventually(lambda: "clear CONFIRMED>CLEARED" in town.story("payment_order", order), 30)
    screen.open("/services/premiums/").follow("开具社保缴费证明")
    _ask_for(screen, year)
    screen.see("￥200.00", "合计", "缴费证明不体现社保、医保部门的退费结果信息。")
    town.kill("worker")
    screen.pressable("申请开具").dblclick()
    screen.see("证明下载", "社会保险费缴费证明", "正在制作")
    town.ensure_running()
    screen.see("制作成功")
    count = "SELECT count(*) FROM certificate_certificate WHERE payer_id = %s"
    assert town.count(count, town.payer_of(person)) == 1

    text = _proves_itself(screen, person, tmp_path)
    screen.open("/messages/").see("缴费证明制作成功")
    _check(screen, town, person["id_number"], papers.code(text))
    screen.see("校验结果正确", "请与手中的《社会保险费缴费证明》逐项核对")
    assert screen.facts()["金额合计（大写）"] == "贰佰元整"


@pytest.mark.row("C5")
def test_a_place_without_proofs_offers_its_records(screen: Screen, town: Town) -> None:
    person = town.somebody()
    steps.pay_the_year(screen, person)
    screen.until("缴费成功")
    screen.open("/services/premiums/").see_not("缴费证明")
    screen.open("/proofs/print/").see("不开具缴费证明，可以开具《社会保险费缴费记录》。")
    _ask_for(screen, town.today().year)
    assert not screen.offers("申请开具")
    screen.press("开具缴费记录").see("记录打印", "已缴款，尚未入库，预计")


def _proves_itself(screen: Screen, person: dict[str, Any], tmp_path: Path) -> str:
    """The paper behind 「查看」 says whose it is, and any change is seen; its text."""
    pdf = screen.fetch(screen.pressable("查看").get_attribute("href") or "")
    text = papers.text(pdf)
    assert papers.says(
        text,
        "社会保险费缴费证明",
        "缴费人姓名",
        person["name"],
        person["id_number"],
        "贰佰元整",
        "国家税务总局内蒙古自治区税务局",
        "加盖税收业务专用章后可作为缴费凭证",
        "不体现社保、医保部门的退费结果信息",
    )
    valid = "Signature is Valid."
    assert papers.signature(pdf, tmp_path) == valid
    assert papers.signature(papers.with_one_byte_flipped(pdf), tmp_path) != valid
    return text


def _ask_for(screen: Screen, year: int) -> None:
    screen.fill("费款所属起始日期", f"{year}-01-01").fill("费款所属截止日期", f"{year}-12-31")
    screen.press("确定")


def _check(screen: Screen, town: Town, number: str, code: str) -> None:
    screen.open("/verify").fill("纳税人识别号", number).fill("证明校验码", code)
    key = screen.page.locator("[name=captcha_key]").input_value()
    screen.fill("验证码", town.read_picture(key)).press("开始校验")

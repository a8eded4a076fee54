"""S2 4.1 记录打印, 4.2 记录下载: what is cleared, applied for, being made, made and opened."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.journeys import papers, steps
from tests.journeys.payer import Payer
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.waiting import eventually

pytestmark = pytest.mark.row("C2", "C5")


@pytest.mark.row("C4")
def test_a_record_is_made_of_what_is_cleared_and_proves_itself(
    screen: Screen, town: Town, tmp_path: Path
) -> None:
    person = town.somebody()
    order = steps.pay_the_year(screen, person, "￥3,000.00（示例）")
    screen.until("缴费成功")
    year = town.today().year
    _ask_for(screen, year)
    paid_on = town.rows("SELECT debited_on FROM payment_order WHERE id = %s", order)[0][0]
    first, last = (_chinese(day) for day in _third_and_fifth_working_day(paid_on))
    screen.see(f"￥3,000.00 已缴款，尚未入库，预计{first}至{last}入库，入库后可以开具。")
    assert not screen.offers("证明申请")

    town.cut_day()
    eventually(lambda: "clear CONFIRMED>CLEARED" in town.story("payment_order", order), 30)
    _ask_for(screen, year)
    screen.see("￥3,000.00", "合计", "缴费记录不体现社保、医保部门的退费结果信息。")
    screen.press("证明申请").see("记录下载")
    eventually(lambda: _state(town, person) == "MADE", 60, "the record")
    screen.see("制作成功", f"{year}年")

    document = screen.pressable("查看")
    assert document.get_attribute("target") == "_blank"
    address = document.get_attribute("href") or ""
    pdf = screen.fetch(address)
    assert papers.says(
        papers.text(pdf),
        "社会保险费缴费记录",
        person["name"],
        person["id_number"],
        "3,000.00",
        "叁仟元整",
        "国家税务总局北京市税务局",
        "不体现社保、医保部门的退费结果信息",
    )
    valid = "Signature is Valid."
    assert papers.signature(pdf, tmp_path) == valid
    assert papers.signature(papers.with_one_byte_flipped(pdf), tmp_path) != valid
    number = int(address.split("/")[2])
    assert town.story("certificate_certificate", number) == ["make MAKING>MADE"]


def test_the_making_is_seen_on_the_page_and_ends_by_itself(screen: Screen, town: Town) -> None:
    person = town.somebody()
    order = steps.pay_the_year(screen, person)
    screen.until("缴费成功")
    town.cut_day()
    eventually(lambda: "clear CONFIRMED>CLEARED" in town.story("payment_order", order), 30)
    _ask_for(screen, town.today().year)

    town.kill("worker")
    screen.press("证明申请").see("正在制作")
    assert not screen.offers("查看")
    town.ensure_running()
    screen.see("制作成功")
    assert screen.offers("查看")

    screen.fill("申请日期起", "2020-01-01").fill("申请日期止", "2020-12-31").press("查询")
    screen.see("这段时间没有申请过缴费记录").press("记录打印")


def test_applying_twice_with_one_page_makes_one_record(screen: Screen, town: Town) -> None:
    """A double click, and the very same form sent again afterwards."""
    person = town.somebody()
    order = steps.pay_the_year(screen, person)
    screen.until("缴费成功")
    town.cut_day()
    eventually(lambda: "clear CONFIRMED>CLEARED" in town.story("payment_order", order), 30)
    year = town.today().year
    count = "SELECT count(*) FROM certificate_certificate WHERE payer_id = %s"

    _ask_for(screen, year)
    screen.pressable("证明申请").dblclick()
    screen.see("记录下载", "制作成功")
    assert town.count(count, town.payer_of(person)) == 1

    client = Payer(town.url, person)
    client.sign_in()
    prepared = client.prepared_record(f"{year}-01", f"{year}-12")
    assert [client.send(*prepared).status for _ in range(2)] == [302, 302]
    assert town.count(count, town.payer_of(person)) == 2, "another page is another application"


def _ask_for(screen: Screen, year: int) -> None:
    screen.open("/").follow("办&查", "社保费办理", "开具社保缴费记录", "记录打印")
    screen.press("查询")
    screen.fill("费款所属起始日期", f"{year}-01-01").fill("费款所属截止日期", f"{year}-12-31")
    screen.press("确定")


def _state(town: Town, person: dict[str, object]) -> str:
    found = town.rows(
        "SELECT state FROM certificate_certificate WHERE payer_id = %s ORDER BY id DESC LIMIT 1",
        town.payer_of(person),
    )
    return str(found[0][0]) if found else ""


def _third_and_fifth_working_day(paid_on: date) -> tuple[date, date]:
    """Counted as S3's notice to persons does, by weekdays."""
    days = [paid_on + timedelta(days=number) for number in range(1, 10)]
    working = [day for day in days if day.isoweekday() <= 5]
    return working[2], working[4]


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

"""S2 1.3 缴费记录查询: by period, with the way of the money and the way to the certificate."""

import pytest

from tests.journeys import steps
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.waiting import eventually

pytestmark = pytest.mark.row("P17", "P14")


def test_receipt_and_clearing_come_from_the_treasury_and_then_the_payment_can_be_certified(
    screen: Screen, town: Town
) -> None:
    person = town.somebody()
    order = steps.pay_the_year(screen, person)
    screen.until("缴费成功")
    year = town.today().year

    steps.to_pension(screen).press("缴费记录查询")
    screen.fill("费款所属期起", f"{year}-01-01").fill("费款所属期止", f"{year}-12-31").press("查询")
    screen.see(f"{year}年", "￥1,000.00", "尚未入库").press("城乡居民基本养老保险费")
    assert _way(screen) == {"缴款": True, "上解": False, "入库": False, "到账": False}
    screen.press("更多相关操作").see("费款入库并销号后才能申请证明")
    assert not screen.offers("证明申请")

    town.close_session()  # the banks' list: confirmed once more, received by nobody yet
    town.settle()
    assert town.story("payment_order", order) == ["confirm IN_FLIGHT>CONFIRMED"]

    town.cut_day()  # the treasury's own message
    eventually(lambda: "clear CONFIRMED>CLEARED" in town.story("payment_order", order), 30)
    way = _way(screen.reload())
    assert way == {"缴款": True, "上解": True, "入库": True, "到账": False}
    assert town.rows(
        "SELECT received_on IS NOT NULL, cleared_at IS NOT NULL FROM payment_order WHERE id = %s",
        order,
    ) == [(True, True)]
    town.settle()
    town.outside.order("/control/credit")  # the agency's own message
    credited = "SELECT count(*) FROM payment_credited WHERE order_id = %s"
    eventually(lambda: town.count(credited, order), 30, "the agency's credit")
    assert _way(screen.reload()) == {"缴款": True, "上解": True, "入库": True, "到账": True}
    screen.press("证明申请").see("记录打印", "￥1,000.00")

    screen.open("/pension/payments/").see_not("尚未入库")
    screen.press("更多相关操作").press("证明申请").see("记录打印")
    assert screen.offers("证明申请")


def test_a_period_in_which_nothing_was_paid_is_said_to_be_empty(screen: Screen, town: Town) -> None:
    screen.sign_in(town.account("no-account"))
    steps.to_pension(screen).press("缴费记录查询")
    screen.fill("费款所属期起", "2019-01-01").fill("费款所属期止", "2019-12-31").press("查询")
    screen.see("这段时间没有缴费记录", "也可以更改费款所属期再查询").press("申报记录查询")


def _way(screen: Screen) -> dict[str, bool]:
    """The four times of the payment: which of them has come, each by its day."""
    stops = screen.page.locator("main ol.trail > li").all()
    told = [" ".join(stop.inner_text().split()).split(" ") for stop in stops]
    return {words[0]: words[1][:2] == "20" for words in told}

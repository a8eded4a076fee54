"""P15: an outcome that nobody knows is said to be so, resolves itself on screen, and is never a
reason to debit twice."""

import pytest

from tests.journeys import steps
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.wire import Fault

pytestmark = pytest.mark.row("P15")
UNKNOWN = "正在确认，请勿重复缴费"


@pytest.mark.parametrize(
    ("mode", "books", "heading", "taken"),
    [
        ("silent", True, "缴费成功", 100_000),
        ("silent", False, "缴费失败", 0),
        ("slow", True, "缴费成功", 100_000),
    ],
    ids=["silent-booked", "silent-unbooked", "slow"],
)
def test_an_unknown_outcome_resolves_itself_on_the_screen(
    screen: Screen, town: Town, mode: str, books: bool, heading: str, taken: int
) -> None:
    person = town.somebody()
    town.behave(person["bank_accounts"][0]["number"], mode, seconds=6, books=books)
    order = steps.pay_the_year(screen, person)
    screen.until(UNKNOWN).see(
        "银行暂时没有答复。系统会继续向国库和银行查询，结果一到就显示在这里。"
    )
    assert not screen.offers("继续缴费")
    assert _may_not_be_paid_again(town, person)

    if mode == "silent":
        town.close_session()
    screen.until(heading, seconds=60)
    assert town.story("payment_order", order)[0] == "lose_sight IN_FLIGHT>UNKNOWN"
    assert len(town.orders(person)) == 1
    town.settle()
    assert town.taken_from(person) == taken


def test_an_answer_that_was_lost_is_asked_for(screen: Screen, town: Town) -> None:
    person = town.somebody()
    town.behave(person["bank_accounts"][0]["number"], "lost")
    order = steps.pay_the_year(screen, person)
    screen.see("请勿重复缴费").until("缴费成功", seconds=60)
    assert town.story("payment_order", order) == [
        "lose_sight IN_FLIGHT>UNKNOWN",
        "confirm UNKNOWN>CONFIRMED",
    ]
    assert town.taken_from(person) == 100_000


def test_a_debit_that_the_bank_denied_and_booked_is_put_right(screen: Screen, town: Town) -> None:
    person = town.somebody()
    town.behave(person["bank_accounts"][0]["number"], "says_refused")
    order = steps.pay_the_year(screen, person)
    screen.until("缴费失败")

    town.close_session()
    town.settle()
    screen.reload().until("缴费成功")
    assert town.story("payment_order", order) == [
        "refuse IN_FLIGHT>REFUSED",
        "apply REFUSED>CONFIRMED",
    ]
    assert town.declarations(person)[0][1] == "PAID"
    assert town.taken_from(person) == 100_000
    screen.open("/messages/").see("缴费失败", "缴费成功")


def test_a_debit_that_the_bank_claimed_and_did_not_book_is_taken_back(
    screen: Screen, town: Town
) -> None:
    person = town.somebody()
    number = person["bank_accounts"][0]["number"]
    town.behave(number, "says_ok")
    first = steps.pay_the_year(screen, person)
    screen.until("缴费成功")

    town.close_session()
    town.settle()
    screen.reload().until("缴费失败").see("对账发现银行没有记账，这笔缴费没有成功。")
    assert town.story("payment_order", first) == [
        "confirm IN_FLIGHT>CONFIRMED",
        "disprove CONFIRMED>RETRACTED",
    ]
    town.behave(number, "ok")
    screen.press("继续缴费")
    steps.pay_again(screen)
    screen.until("缴费成功")
    assert [state for _number, state in town.orders(person)] == ["RETRACTED", "CONFIRMED"]
    assert town.taken_from(person) == 100_000


def test_a_debit_that_the_network_never_saw_is_undone_and_paid_anew(
    screen: Screen, town: Town
) -> None:
    """冲正: the network has taken the instruction and lost it, and is asked to undo it."""
    person = town.somebody()
    screen.sign_in(person)
    steps.declare_the_year(screen)
    town.settle()
    town.to_network.disturb(Fault.SWALLOWED, times=1)
    order = steps.pay(screen)
    screen.until("缴费失败", seconds=60).see("这笔交易已经撤销", "款项已退回原账户")
    assert town.story("payment_order", order) == [
        "lose_sight IN_FLIGHT>UNKNOWN",
        "ask_reversal UNKNOWN>REVERSING",
        "reverse REVERSING>REVERSED",
    ]
    assert town.taken_from(person) == 0
    screen.open("/messages/").see("这笔交易已经撤销，银行如已扣款，款项已退回原账户。")
    screen.open("/").press("继续缴费")
    steps.pay_again(screen)
    screen.until("缴费成功")
    assert town.taken_from(person) == 100_000


def test_an_answer_that_comes_twice_counts_once(screen: Screen, town: Town) -> None:
    person = town.somebody()
    town.behave(person["bank_accounts"][0]["number"], "twice")
    order = steps.pay_the_year(screen, person)
    screen.until("缴费成功")
    town.settle()
    assert town.story("payment_order", order) == ["confirm IN_FLIGHT>CONFIRMED"]
    assert town.taken_from(person) == 100_000


def test_money_booked_after_the_debt_was_settled_becomes_the_payers_credit(
    screen: Screen, town: Town
) -> None:
    person = town.somebody()
    number = person["bank_accounts"][0]["number"]
    town.behave(number, "says_refused")
    first = steps.pay_the_year(screen, person)
    screen.until("缴费失败")
    town.behave(number, "ok")
    screen.press("继续缴费")
    second = steps.pay_again(screen)
    screen.until("缴费成功")

    town.close_session()
    town.settle()
    screen.open(f"/payments/{first}/outcome/").until("已扣款，待处理")
    screen.see("请联系主管税务机关办理退费或抵缴，咨询电话 12366。")
    assert town.story("payment_order", first) == [
        "refuse IN_FLIGHT>REFUSED",
        "credit REFUSED>CREDITED",
    ]
    assert dict(town.orders(person))[second] == "CONFIRMED"
    assert town.taken_from(person) == 200_000


def _may_not_be_paid_again(town: Town, person: dict[str, object]) -> bool:
    """The very same declaration, from another device, while nobody knows."""
    from tests.stack.payer_client import PayerClient

    declaration = town.declarations(person)[0][0]
    page = (
        PayerClient(town.url, person)
        .sign_in()
        .open(f"/payment/agreement/?declaration={declaration}")
    )
    return "这笔费款正在缴费，结果尚未确定，没有重复扣款。" in page.text

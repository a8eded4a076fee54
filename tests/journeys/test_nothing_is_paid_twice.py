"""A double click, Back, a second tab, a reload, a session that ended meanwhile: never paid twice,
and always clear how it stands."""

import threading

import pytest

from tests.journeys import steps
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.payer_client import PayerClient, order_in

pytestmark = pytest.mark.row("P8", "P15")
PAID = "这笔费款已经缴清，没有重复扣款。"
SIGN_IN_NOTE = "请登录后继续。如果登录已经结束，结束后提交的内容没有办理，请登录后查看。"


def test_a_double_click_pays_once(screen: Screen, town: Town) -> None:
    person = town.somebody()
    _up_to_the_button(screen, person)
    screen.pressable("确认缴费").dblclick()
    screen.page.wait_for_url("**/outcome/")
    screen.until("缴费成功")
    _paid_once(town, person)


def test_the_same_form_sent_ten_times_at_once_pays_once(town: Town) -> None:
    person = town.somebody()
    client = PayerClient(town.url, person).sign_in()
    enrolment = client.enrolments()[0]
    client.set_amount(enrolment)
    sent = client.prepared_payment(client.declare(enrolment))
    barrier, orders = threading.Barrier(10), []

    def attempt() -> None:
        barrier.wait()
        orders.append(order_in(client.send(*sent)))

    threads = [threading.Thread(target=attempt) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(orders) == 10
    assert len(set(orders)) == 1
    town.resolve()
    _paid_once(town, person)


def test_back_after_paying_leads_to_what_now_holds(screen: Screen, town: Town) -> None:
    person = town.somebody()
    _up_to_the_button(screen, person)
    screen.press("确认缴费").until("缴费成功")
    screen.back().see(PAID)
    assert not screen.offers("确认缴费")
    screen.press("缴费记录查询").see("￥1,000.00")
    _paid_once(town, person)


def test_a_second_tab_does_not_pay_again(screen: Screen, town: Town) -> None:
    person = town.somebody()
    _up_to_the_button(screen, person)
    first = screen.page
    screen.second_tab(screen.page.url)
    screen.press("确认缴费").until("缴费成功")

    screen.page = first
    screen.press("确认缴费").see(PAID)
    assert screen.status == 409
    _paid_once(town, person)


def test_a_reload_after_paying_shows_the_same_outcome(screen: Screen, town: Town) -> None:
    person = town.somebody()
    _up_to_the_button(screen, person)
    screen.press("确认缴费")
    here = screen.path
    screen.reload().reload().until("缴费成功")
    assert screen.path == here
    _paid_once(town, person)


def test_a_session_that_ended_meanwhile_pays_nothing_and_says_so(
    screen: Screen, town: Town
) -> None:
    person = town.somebody()
    _up_to_the_button(screen, person)
    screen.context.clear_cookies(name="openlevy_session")
    screen.press("确认缴费").see(SIGN_IN_NOTE)
    assert town.orders(person) == []

    screen.fill("证件号码 / 手机号 / 用户名", person["username"]).fill("密码", person["password"])
    screen.press("登录").see("选择缴费协议").press("确认缴费")
    screen.until("缴费成功")
    _paid_once(town, person)


def test_signed_out_in_another_tab_pays_nothing(screen: Screen, town: Town) -> None:
    person = town.somebody()
    _up_to_the_button(screen, person)
    first = screen.page
    screen.second_tab("/me/").press("退出登录").see("自然人业务")

    screen.page = first
    screen.press("确认缴费").see(SIGN_IN_NOTE)
    assert town.orders(person) == []
    screen.back()
    assert not screen.offers("确认缴费") or screen.path == "/sign-in"


def test_signed_in_anew_in_another_tab_the_old_form_is_out_of_date(
    screen: Screen, town: Town
) -> None:
    person = town.somebody()
    _up_to_the_button(screen, person)
    first = screen.page
    screen.second_tab("/me/").press("退出登录")
    screen.sign_in(person)

    screen.page = first
    screen.press("确认缴费").see("页面已过期").press("重新打开页面")
    assert town.orders(person) == []
    screen.press("确认缴费").until("缴费成功")
    _paid_once(town, person)


def _up_to_the_button(screen: Screen, person: dict[str, object]) -> None:
    """The page whose 「确认缴费」 debits."""
    screen.sign_in(person)
    steps.declare_the_year(screen)
    screen.press("确认缴费")


def _paid_once(town: Town, person: dict[str, object]) -> None:
    assert [state for _number, state in town.orders(person)] == ["CONFIRMED"]
    assert town.taken_from(person) == 100_000

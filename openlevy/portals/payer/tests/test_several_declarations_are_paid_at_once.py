"""S2 1.2: from 申报记录查询, the ticked declarations are paid by one debit, or none is."""

import re
from datetime import date
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.urls import reverse

from openlevy.assessment.services import SpecialDelivered, record_special
from openlevy.declaration.services import draw_up
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.kernel.period import Period
from openlevy.payment import queries
from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.shared.tests.people import (
    AGENCY,
    OTHER_AGENCY,
    TODAY,
    a_second_enrolment,
    an_agreement,
    bank_answers,
    next_day,
)

METHOD = "/payment/method/"


def _special(browser: Browser, serial: str, fen: int, agency: str = AGENCY) -> int:
    """An assessed special payable, declared; the declaration's number."""
    payable = record_special(
        SpecialDelivered(
            agency_code=agency,
            serial=serial,
            detail="1",
            personal_no="P0000001" if agency == AGENCY else "D0000001",
            levy_item="10210",
            levy_subitem="102100100",
            special_kind="103",
            kind_words="补缴以前年度",
            period=Period.year(2021),
            principal_fen=fen,
            interest_fen=0,
            late_fee_fen=0,
            assessed_on=TODAY,
            due_on=date(2026, 12, 31),
            remark="",
        ),
        today=TODAY,
    )
    (number,) = draw_up(
        payer_id=browser.who.payer_id,
        payable_ids=[payable],
        channel="portal",
        actor=Actor(Role.PAYER),
        request_key=uuid4(),
        today=TODAY,
    )
    return number


def _ticked(*numbers: int) -> str:
    return f"{METHOD}?{urlencode({'declaration': numbers}, doseq=True)}"


def test_one_debit_pays_all_that_was_ticked(browser: Browser) -> None:
    first, second = _special(browser, "A1", 10_000), _special(browser, "A2", 2_345)
    agreement = an_agreement(browser.who)
    next_day()
    page = browser.client.get(reverse("payer:declarations")).content.decode()
    for number in (first, second):
        assert f'type="checkbox" name="declaration" value="{number}"' in page
    assert f'method="get" action="{METHOD}"' in page
    chosen = text_of(browser.client.get(_ticked(first, second)))
    assert "￥123.45" in chosen
    address = _ticked(first, second).replace("/method/", "/agreement/")
    response = browser.send(address, agreement=agreement)
    assert response.status_code == 302, text_of(response)
    order = queries.order(browser.who.payer_id, int(response["Location"].split("/")[2]))
    assert order is not None
    assert order.amount_fen == 12_345
    bank_answers(order.id, "90000")
    named = "城乡居民基本养老保险费（补缴以前年度） 2021年 等 2 笔 ￥123.45"
    assert f"缴费成功 {named}" in browser.open("messages")


def test_a_single_unpaid_declaration_is_ticked_and_paid_the_same_way(browser: Browser) -> None:
    number = _special(browser, "A1", 10_000)
    page = browser.client.get(reverse("payer:declarations")).content.decode()
    assert f'name="declaration" value="{number}" data-fen="10000" checked>' in page
    assert ">缴费</button>" in page
    assert ">确定</button>" in browser.client.get(f"{_ticked(number)}&again=1").content.decode()


def test_where_nothing_is_unpaid_there_is_nothing_to_tick_or_pay(browser: Browser) -> None:
    number = _special(browser, "A1", 10_000)
    browser.send(reverse("payer:declaration_voiding", args=[number]))
    page = browser.client.get(reverse("payer:declarations")).content.decode()
    assert 'type="checkbox"' not in page
    assert ">缴费</button>" not in page


@pytest.mark.parametrize(("again", "button"), [("", "确认缴费"), ("&again=1", "确定缴费")])
def test_nothing_chosen_is_said_with_the_button_that_stands_there(
    browser: Browser, again: str, button: str
) -> None:
    number = _special(browser, "A1", 10_000)
    an_agreement(browser.who)
    next_day()
    address = f"{_ticked(number)}{again}".replace("/method/", "/agreement/")
    response = browser.client.post(address, {"key": "0" * 32})
    assert f"请先选择一条缴费协议，再点击“{button}”。" in text_of(response)
    assert f">{button}</button>" in response.content.decode()


def test_nothing_ticked_is_said_with_what_to_do(browser: Browser) -> None:
    response = browser.client.get(METHOD)
    assert response.status_code == 400
    assert "没有选择要缴费的申报。" in text_of(response)
    assert "请在申报记录查询中勾选要缴费的申报，再点击“缴费”。" in text_of(response)


@pytest.mark.parametrize("step", ["method", "agreement"])
def test_declarations_of_two_offices_are_paid_apart(browser: Browser, step: str) -> None:
    a_second_enrolment(browser.who)
    here, there = _special(browser, "A1", 10_000), _special(browser, "B1", 500, OTHER_AGENCY)
    response = browser.client.get(_ticked(here, there).replace("/method/", f"/{step}/"))
    assert response.status_code == 409
    assert "所选的申报属于不同的税务机关，不能一次扣款，没有缴费。" in text_of(response)


def test_forced_past_the_page_they_are_refused_whole(browser: Browser) -> None:
    a_second_enrolment(browser.who)
    here, there = _special(browser, "A1", 10_000), _special(browser, "B1", 500, OTHER_AGENCY)
    agreement = an_agreement(browser.who)
    next_day()
    address = _ticked(here, there).replace("/method/", "/agreement/")
    form = {"key": "0" * 32, "agreement": agreement}
    response = browser.client.post(address, form)
    assert response.status_code == 409
    assert "不同的税务机关" in text_of(response)
    assert "申报处理中" not in browser.open("declarations")


def test_one_that_was_voided_in_another_tab_stops_all_and_is_named(browser: Browser) -> None:
    first, second = _special(browser, "A1", 10_000), _special(browser, "A2", 2_345)
    agreement = an_agreement(browser.who)
    next_day()
    browser.send(reverse("payer:declaration_voiding", args=[second]))
    address = _ticked(first, second).replace("/method/", "/agreement/")
    form = {"key": "0" * 32, "agreement": agreement}
    response = browser.client.post(address, form)
    assert response.status_code == 409
    named = "城乡居民基本养老保险费（补缴以前年度） 2021年的状态为“已作废”"
    assert f"所选的申报中，{named}，这次没有缴费。" in text_of(response)
    assert "申报处理中" not in browser.open("declarations")


def test_one_that_is_being_paid_in_another_tab_stops_all(browser: Browser) -> None:
    first, second = _special(browser, "A1", 10_000), _special(browser, "A2", 2_345)
    agreement = an_agreement(browser.who)
    next_day()
    alone = _ticked(second).replace("/method/", "/agreement/")
    assert browser.send(alone, agreement=agreement).status_code == 302
    address = _ticked(first, second).replace("/method/", "/agreement/")
    response = browser.client.post(address, {"key": "0" * 32, "agreement": agreement})
    assert response.status_code == 409
    assert "这次没有缴费。请在申报记录查询中重新勾选。" in text_of(response).replace(" ", "")
    (order,) = queries.latest_orders(browser.who.payer_id, [first, second]).values()
    assert order.amount_fen == 2_345


def test_the_office_stands_with_those_that_are_paid_apart(browser: Browser) -> None:
    a_second_enrolment(browser.who)
    _special(browser, "A1", 10_000)
    assert 'class="under"' not in browser.client.get(reverse("payer:declarations")).content.decode()
    _special(browser, "B1", 500, OTHER_AGENCY)
    page = browser.client.get(reverse("payer:declarations")).content.decode()
    offices = re.findall(r'class="under">([^<]+)<', page)
    assert len(set(offices)) == 2
    assert all("税务" in office for office in offices)


@pytest.mark.parametrize("number", ["999999", "0", "abc", "１", "9" * 30, ""])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_declaration_that_is_nobodys_is_not_found(
    browser: Browser, number: str, method: str
) -> None:
    mine = _special(browser, "A1", 10_000)
    agreement = an_agreement(browser.who)
    next_day()
    query = urlencode({"declaration": [mine, number]}, doseq=True)
    address = f"{METHOD}?{query}".replace("/method/", "/agreement/")
    form = {"key": "0" * 32, "agreement": agreement} if method == "post" else {}
    response = getattr(browser.client, method)(address, form or None)
    assert response.status_code == 404
    assert "没有这条记录，或者它不属于您。" in text_of(response)
    assert "申报处理中" not in browser.open("declarations")


def test_more_than_any_page_offers_are_refused_and_not_cut_short(browser: Browser) -> None:
    mine = _special(browser, "A1", 10_000)
    response = browser.client.get(_ticked(*range(mine, mine + 51)))
    assert response.status_code == 400
    assert "一次最多选择 50 条，这次没有办理。" in text_of(response)

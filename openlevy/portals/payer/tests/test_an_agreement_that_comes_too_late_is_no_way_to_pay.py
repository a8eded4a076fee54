"""On the last day of a collection nobody is led to an agreement that counts only the day after."""

from datetime import date

import pytest
from django.urls import reverse

from openlevy.payment.queries import agreement, agreements
from openlevy.payment.services import agreement_answered
from openlevy.portals.payer.tests.conftest import Browser, html_of, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import (
    agreement_page,
    declare,
    set_amount,
)
from openlevy.portals.payer.tests.test_an_agreement_is_signed_and_revoked import NEW, _sign
from openlevy.portals.shared.tests.people import an_agreement
from openlevy.reference.services import move_business_date

LAST = date(2026, 12, 31)
TOO_LATE = "自2027年1月1日起生效，晚于本次缴费的缴款期限2026年12月31日，不能用于本次缴费。"
ELSE = (
    "现在签订的协议自2027年1月1日起才能使用，来不及用于本次缴费。请最晚在2026年12月31日到"
    "国家税务总局北京市房山区税务局的办税服务厅或银行网点缴费，咨询电话 12366。"
)
PENSION_LATE = "来不及用它缴纳：城乡居民基本养老保险费2026年度（缴费期到2026年12月31日为止）"


def _signed_on(browser: Browser, day: date) -> int:
    move_business_date(day)
    assert _sign(browser).status_code == 302
    number = agreements(browser.who.payer_id)[0].id
    told = agreement(browser.who.payer_id, number)
    assert told is not None
    agreement_answered(told.protocol_no, passed=True, words="", today=day)
    return number


def test_signed_on_the_last_day_it_is_said_where_else_to_pay(browser: Browser) -> None:
    set_amount(browser)
    number = _signed_on(browser, LAST)
    signed = browser.open("agreement_signed", number)
    assert "自2027年1月1日起可以用于缴费。" in signed
    assert PENSION_LATE in signed
    response = browser.client.get(agreement_page(declare(browser)))
    page = text_of(response)
    assert f"该协议{TOO_LATE}" in page
    assert "届时可用" not in page
    assert ELSE in page
    assert f'href="{NEW}' not in html_of(response), "one more would come too late as well"


def test_one_that_is_being_verified_comes_too_late_too(browser: Browser) -> None:
    set_amount(browser)
    move_business_date(LAST)
    assert _sign(browser).status_code == 302
    page = text_of(browser.client.get(agreement_page(declare(browser))))
    assert f"正在与银行验证，最早{TOO_LATE}" in page


def test_one_that_counts_already_is_offered_first(browser: Browser) -> None:
    set_amount(browser)
    an_agreement(browser.who, account="6228480010007654321")
    _signed_on(browser, LAST)
    page = text_of(browser.client.get(agreement_page(declare(browser))))
    assert page.index("7654321"[-4:]) < page.index(TOO_LATE)
    assert "确认缴费" in page
    assert ELSE not in page


@pytest.mark.parametrize("day", [date(2026, 12, 30), LAST])
def test_whoever_has_none_is_led_to_sign_one_only_while_it_is_in_time(
    browser: Browser, day: date
) -> None:
    set_amount(browser)
    move_business_date(day)
    form = text_of(browser.client.get(reverse("payer:agreement_new")))
    assert f"自{day.year + (day == LAST)}年" in form
    response = browser.client.get(agreement_page(declare(browser)))
    late = day == LAST
    assert (PENSION_LATE in form) is late
    assert (ELSE in text_of(response)) is late
    assert (f'href="{NEW}' in html_of(response)) is not late

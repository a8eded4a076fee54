"""X6 in the portal: the reminder stands on the first page while there is something to do about it,
and in 消息 as it was told."""

from datetime import date

import pytest

from openlevy.declaration.services import remind
from openlevy.parties.models import Enrolment
from openlevy.portals.payer.tests.conftest import Browser
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import (
    agreement_page,
    declare,
    order_of,
    set_amount,
)
from openlevy.portals.shared.tests.people import an_agreement, bank_answers
from openlevy.reference.services import move_business_date

DAY = date(2026, 12, 24)
NOT_PAID = "2026年度还没有缴费，缴费期到2026年12月31日为止。"
DECLARED = "2026年度已申报、还没有缴费，缴费期到2026年12月31日为止。"


@pytest.fixture
def reminded(browser: Browser) -> Browser:
    move_business_date(DAY)
    assert remind(today=DAY, most=200)
    return browser


def test_until_it_is_paid(reminded: Browser) -> None:
    assert NOT_PAID in reminded.open("home")
    agreement = an_agreement(reminded.who)
    set_amount(reminded)
    page = agreement_page(declare(reminded))
    home = reminded.open("home")
    assert DECLARED in home
    assert NOT_PAID not in home
    move_business_date(date(2026, 12, 25))
    answer = reminded.send(page, agreement=agreement)
    bank_answers(order_of(answer["Location"]), "90000")
    assert "缴费期到2026年12月31日为止" not in reminded.open("home")
    assert NOT_PAID in reminded.open("messages"), "as it was told"


def test_not_where_the_enrolment_has_ended(reminded: Browser) -> None:
    Enrolment.objects.filter(payer_id=reminded.who.payer_id).update(status="4")
    assert "缴费期到2026年12月31日为止" not in reminded.open("home")


def test_the_message_names_the_sum_where_it_is_known(browser: Browser) -> None:
    set_amount(browser)
    move_business_date(DAY)
    remind(today=DAY, most=200)
    named = "缴费期即将结束 城乡居民基本养老保险费 2026年度 ￥2,000.00 城乡居民基本养老保险费 "
    assert named + NOT_PAID in browser.open("messages")

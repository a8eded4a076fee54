"""A3: groups for whom public money pays; what is left is assessed by their agency, and shown so."""

from datetime import date

import pytest
from django.urls import reverse

from openlevy.assessment.services import SpecialDelivered, record_special
from openlevy.declaration.queries import declarations
from openlevy.kernel.period import Period
from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.payer.tests.test_medical_is_paid_for_the_next_year import (
    MEDICAL,
    amounts,
    said_at,
)
from openlevy.portals.shared.tests.people import HEALTHCARE


def test_a_special_group_waits_for_its_agency(browser: Browser) -> None:
    said = said_at(browser, amounts(browser, "32"))
    assert "低保对象（财政定额资助）" in said
    assert "应缴费额由医保经办机构核定后传递到这里" in said


def test_a_group_that_pays_nothing_is_told_so(browser: Browser) -> None:
    said = said_at(browser, amounts(browser, "31"))
    assert "特困人员（财政全额资助）”，费用由财政全额资助，个人不需要缴费" in said
    assert "核定" not in said


def test_what_the_agency_left_to_pay_is_shown_with_who_pays_the_rest(browser: Browser) -> None:
    address = amounts(browser, "32")
    number = record_special(left_to_pay(), today=date(2026, 11, 20))
    said = said_at(browser, address)
    assert "城乡居民基本医疗保险费（低保对象个人应缴）" in said
    assert "年缴费标准 705.00 元，财政资助 605.00 元，个人应缴 100.00 元" in said
    assert "每人每年" not in said
    response = browser.send(address, due=number)
    assert response.status_code == 302, text_of(response)
    [row] = declarations(browser.who.payer_id)
    assert (row.amount_fen, row.levy_item, row.kind) == (10_000, MEDICAL, "special")


def left_to_pay() -> SpecialDelivered:
    return SpecialDelivered(
        agency_code=HEALTHCARE,
        serial="S1",
        detail="1",
        personal_no="M0000001",
        levy_item=MEDICAL,
        levy_subitem="102120001",
        special_kind="41",
        kind_words="低保对象个人应缴",
        period=Period.year(2027),
        principal_fen=10_000,
        interest_fen=0,
        late_fee_fen=0,
        assessed_on=date(2026, 11, 1),
        due_on=date(2026, 12, 31),
        remark="年缴费标准 705.00 元，财政资助 605.00 元，个人应缴 100.00 元",
    )


@pytest.mark.parametrize("name", ["payment_regular", "payment_special"])
def test_the_pensions_pages_show_no_medical_enrolment(browser: Browser, name: str) -> None:
    address = amounts(browser, "32")
    record_special(left_to_pay(), today=date(2026, 11, 20))
    number = address.strip("/").split("/")[-1]
    assert browser.client.get(reverse(f"payer:{name}", args=[number])).status_code == 404

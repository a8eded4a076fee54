"""A3: groups for whom public money pays; what is left is assessed by their agency, and shown so."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from openlevy.assessment.services import SpecialDelivered, record_special
from openlevy.declaration.queries import declarations
from openlevy.kernel.period import Period
from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of
from openlevy.portals.payer.tests.test_medical_is_paid_for_others import amounts as amounts_of
from openlevy.portals.payer.tests.test_medical_is_paid_for_the_next_year import (
    MEDICAL,
    amounts,
    said_at,
)
from openlevy.portals.shared.tests.people import (
    HEALTHCARE,
    a_child,
    an_agreement,
    bank_answers,
    next_day,
)


def test_a_special_group_waits_for_its_agency(browser: Browser) -> None:
    said = said_at(browser, amounts(browser, "32"))
    assert "低保对象（财政定额资助）" in said
    assert "应缴费额由医保经办机构核定后传递到这里" in said


def test_a_group_that_pays_nothing_is_told_so(browser: Browser) -> None:
    said = said_at(browser, amounts(browser, "31"))
    assert "参保人员类别为“特困人员”，费用由财政全额资助，个人不需要缴费" in said
    assert "核定" not in said
    assert "特困人员（财政全额资助）" in browser.open("medical_payment_enrolments")


def test_what_the_agency_left_to_pay_is_shown_with_who_pays_the_rest(browser: Browser) -> None:
    address = amounts(browser, "32")
    number = record_special(left_to_pay(), today=date(2026, 11, 20))
    said = said_at(browser, address)
    assert "城乡居民基本医疗保险费（低保对象个人应缴）" in said
    assert PARTS in said
    assert "每人每年" not in said
    response = browser.send(address, due=number)
    assert response.status_code == 302, text_of(response)
    [row] = declarations(browser.who.payer_id)
    assert (row.amount_fen, row.levy_item, row.kind) == (10_000, MEDICAL, "special")
    # and wherever the amount stands from then on
    method = str(response["Location"])
    pages = [address, method, method.replace("/method/", "/confirmation/")]
    for page in [*pages, reverse("payer:declaration", args=[row.id])]:
        assert PARTS in said_at(browser, page), page
    agreement = an_agreement(browser.who)
    next_day()
    paid = browser.send(method.replace("/method/", "/agreement/"), agreement=agreement)
    order = order_of(paid["Location"])
    bank_answers(order, "90000")
    for name, key in (("declaration", row.id), ("payment_record", order)):
        assert PARTS in browser.open(name, key), name
    assert "已缴费" in said_at(browser, address)
    assert PARTS in said_at(browser, address)


def test_several_may_pay_and_what_is_added_is_no_part_of_the_standard(browser: Browser) -> None:
    address = amounts(browser, "33")
    assert "返贫致贫人口（财政、医疗救助基金定额资助）" in said_at(browser, address)
    told = replace(
        left_to_pay(), standard_fen=270_500, subsidies=(("02", 60_500), ("01", 200_000)),
        interest_fen=120, late_fee_fen=30, remark="救助证号已核",
    )  # fmt: skip
    record_special(told, today=date(2026, 11, 20))
    said = said_at(browser, address)
    parts = "缴费标准 ￥2,705.00 医疗救助基金资助 ￥605.00 财政资助 ￥2,000.00 个人应缴 ￥100.00"
    assert f"{parts} 利息 ￥1.20 滞纳金 ￥0.30" in said
    assert "应缴费额 ￥101.50" in said
    assert "备注 救助证号已核" in said


def test_what_is_not_told_in_parts_is_not_taken_apart(browser: Browser) -> None:
    address = amounts(browser, "32")
    record_special(replace(left_to_pay(), standard_fen=0, subsidies=()), today=date(2026, 11, 20))
    said = said_at(browser, address)
    assert "￥100.00" in said
    assert not any(one in said for one in ("缴费标准", "财政资助", "个人应缴 ￥"))


def test_whoever_pays_for_another_is_not_told_who_helps_them(browser: Browser) -> None:
    child, agreement = a_child(group="32"), an_agreement(browser.who)
    next_day()
    told = replace(left_to_pay(), personal_no="C0000077")
    number = record_special(told, today=date(2026, 11, 20))
    address = amounts_of(browser, child)
    before = said_at(browser, address)
    response = browser.send(address, due=number)
    assert response.status_code == 302, text_of(response)
    method = str(response["Location"])
    onward = [address, method, method.replace("/method/", "/confirmation/")]
    for said in [before, *(said_at(browser, page) for page in onward)]:
        assert "￥100.00" in said
        assert not any(one in said for one in TELLING), said
    paid = browser.send(method.replace("/method/", "/agreement/"), agreement=agreement)
    assert paid.status_code == 302, text_of(paid)
    bank_answers(order_of(paid["Location"]), "90000")
    news = browser.open("messages")
    assert "缴费成功（为" in news
    assert not any(one in news for one in TELLING), news


TELLING = ("资助", "缴费标准", "个人应缴", "低保")
PARTS = "缴费标准 ￥705.00 财政资助 ￥605.00 个人应缴 ￥100.00"


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
        remark="",
        standard_fen=70_500,
        subsidies=(("01", 60_500),),
    )


@pytest.mark.parametrize("name", ["payment_regular", "payment_special"])
def test_the_pensions_pages_show_no_medical_enrolment(browser: Browser, name: str) -> None:
    address = amounts(browser, "32")
    record_special(left_to_pay(), today=date(2026, 11, 20))
    number = address.strip("/").split("/")[-1]
    assert browser.client.get(reverse(f"payer:{name}", args=[number])).status_code == 404

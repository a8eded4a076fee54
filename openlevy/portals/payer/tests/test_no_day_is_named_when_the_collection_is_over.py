"""办理时间 ends on the 25th, and so does the year's collection in December: nobody is told to come
back on a day on which the year is collected no more (finding of 28 November)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.declaration.queries import declarations
from openlevy.portals.payer.tests.conftest import html_of, text_of
from openlevy.portals.payer.tests.test_shanxi_declares_on_one_form import FORM, send, signed_in
from openlevy.portals.payer.tests.test_shanxi_pays_and_voids_what_it_declared import (
    PAYING,
    _agreement,
)
from openlevy.portals.shared.tests.shanxi_people import PENSION, assessed
from openlevy.reference.services import move_business_date

pytestmark = pytest.mark.django_db(transaction=True)

OVER = date(2026, 12, 26)
ENDED, AGAIN = "缴费期到2026年12月25日为止，已经结束", "申请重新开放缴费期，咨询电话 12366。"
OPENS = "请自2027年1月1日起办理"


def test_the_form_says_that_it_has_ended_and_who_opens_it_again() -> None:
    client, who = signed_in()
    page = client.get(FORM)
    move_business_date(OVER)
    row = f"tier{who.pension}"
    late = text_of(send(client, row, f"year2027of{who.medical}", page=page, **{row: 30_000}))
    assert f"{ENDED}，这次没有办理。需要缴费的，请到主管税务机关{AGAIN}" in late
    now = text_of(client.get(FORM))
    assert f"今天不能申报。{ENDED}。" in now
    assert now.count(ENDED) == 4, "the banner and the three rows"
    assert now.count(AGAIN) == 4
    assert "起办理" not in late + now
    assert declarations(who.payer_id) == []


def test_rows_that_differ_say_so_themselves() -> None:
    client, _who = signed_in()
    assessed(PENSION)
    move_business_date(OVER)
    page = text_of(client.get(FORM))
    assert "今天不能申报，各险种的原因见“申报结果”。" in page
    assert page.count(OPENS) == 1, "what the agency has assessed stands"
    assert page.count(ENDED) == 3


def test_the_page_for_paying_says_it_before_and_after_it_is_asked() -> None:
    client, who, [number] = declared()
    agreement = _agreement(who)
    move_business_date(OVER)
    for query in ("", "?fetch=1"):
        page = client.get(PAYING + query)
        assert text_of(page).count(f"今天不能缴款。{ENDED}。") == 1
        assert text_of(page).count(ENDED) == 1
        assert "起办理" not in text_of(page)
        assert "缴款</button>" not in html_of(page)
    address = reverse("payer:pay_agreement") + f"?declaration={number}"
    refused = client.post(address, {"key": "0" * 32, "agreement": agreement})
    assert refused.status_code == 409
    assert "缴款期限是2026年12月25日，已经过期，没有扣款。" in text_of(refused)
    assert "请到主管税务机关申请重新开放缴费期，或作废这条申报" in text_of(refused)
    assert "起办理" not in text_of(refused)


def test_of_several_debts_each_says_its_own() -> None:
    client, _who, _numbers = declared(special=True)
    move_business_date(OVER)
    page = text_of(client.get(PAYING + "?fetch=1"))
    assert "今天不能缴款，各笔费款的原因见下方。" in page
    assert page.count(ENDED) == 1
    assert page.count(OPENS) == 1
    assert "已过缴费期" in page
    move_business_date(date(2027, 1, 4))
    page = text_of(client.get(PAYING + "?fetch=1"))
    assert "今天不能缴款" not in page
    assert page.count(ENDED) == 1
    assert "￥609.00 缴款" in page, "the sum of what can be paid"


def declared(*, special: bool = False) -> tuple[Client, Any, list[int]]:
    client, who = signed_in()
    row = f"tier{who.pension}"
    more = [str(assessed(PENSION))] if special else []
    assert send(client, row, *more, **{row: 30_000}).status_code == 302
    return client, who, [one.id for one in declarations(who.payer_id)]

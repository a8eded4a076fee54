"""The lists take dates as they are typed, and say so when they cannot."""

import pytest
from django.urls import reverse

from openlevy.portals.payer.tests.conftest import Browser, text_of

LISTS = ["declarations", "payments"]


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_what_to_do(browser: Browser, name: str) -> None:
    assert "可以更改" in browser.open(name)


@pytest.mark.parametrize("name", LISTS)
def test_full_width_and_short_forms_are_taken(browser: Browser, name: str) -> None:
    page = browser.open(name, query="?start=２０２６年３月１日&end=202606")
    assert "看不懂" not in page


@pytest.mark.parametrize("name", LISTS)
def test_days_the_wrong_way_round_are_turned_and_said(browser: Browser, name: str) -> None:
    page = browser.open(name, query="?start=2026-06-30&end=2026-01-01")
    assert "已按 2026-01-01 至 2026-06-30 查询" in page


@pytest.mark.parametrize("name", LISTS)
def test_what_is_no_day_is_refused_and_stays_as_typed(browser: Browser, name: str) -> None:
    address = reverse(f"payer:{name}") + "?start=1/3/2026&end=2026-06-30"
    page = browser.client.get(address).content.decode()
    assert "看不懂日期“1/3/2026”" in page
    assert 'value="1/3/2026"' in page


def test_a_page_far_behind_the_end_is_empty(browser: Browser) -> None:
    assert "没有申报记录" in browser.open("declarations", query="?page=99999")
    assert "没有申报记录" in browser.open("declarations", query="?page=-1")


def test_an_address_no_record_can_have_is_not_found(browser: Browser) -> None:
    for number in ("0", "9" * 18, "9" * 30, "x"):
        response = browser.client.get(f"/declarations/{number}/")
        assert response.status_code == 404
        assert "返回" in text_of(response)


def test_a_method_an_address_does_not_take_has_a_page(browser: Browser) -> None:
    response = browser.client.post(reverse("payer:payments"))
    assert response.status_code == 405
    assert "不能这样打开页面" in text_of(response)
    assert "GET" in response["Allow"]


def test_a_form_without_its_key_is_refused_with_a_page(browser: Browser) -> None:
    address = reverse("payer:payment_regular", args=[browser.who.enrolment_id])
    response = browser.client.post(address, {"due": "1"})
    assert response.status_code == 400
    assert "提交的内容不完整" in text_of(response)

"""缴费协议, page by page."""

import re
from typing import Any

import pytest
from django.urls import reverse

from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.shared.tests.people import (
    BRANCH,
    OFFICE,
    a_second_enrolment,
    bank_verifies,
    next_day,
)

NEW = "/agreements/new/"
HANCHUAN = "14209840000"
ACCOUNT = "6228480010001234567"


def _sign(browser: Browser, **more: str) -> Any:
    form = {"tax_office": OFFICE, "bank": BRANCH, "bank_account": ACCOUNT} | more
    return browser.send(NEW, **form)


def _number(response: Any) -> int:
    assert response.status_code == 302, text_of(response)
    return int(response["Location"].split("/")[2])


def test_the_payer_is_shown_and_cannot_be_changed(browser: Browser) -> None:
    page = browser.client.get(NEW).content.decode()
    assert "石桂兰" in page
    assert 'name="holder' not in page
    assert browser.who.id_no not in page


def test_it_is_verified_effective_the_next_day_and_revoked_once_asked(browser: Browser) -> None:
    number = _number(_sign(browser))
    signed = reverse("payer:agreement_signed", args=[number])
    assert "验证中" in text_of(browser.client.get(signed))
    bank_verifies(browser.who, number)
    page = text_of(browser.client.get(signed))
    assert "协议签订成功" in page
    assert "该协议将于次日生效" in page
    assert "验证成功（次日生效）" in browser.open("agreements")
    next_day()
    assert "验证成功（生效）" in browser.open("agreements")
    address = reverse("payer:agreement_revocation", args=[number])
    assert "确认撤销这条协议" in text_of(browser.client.get(address))
    assert browser.send(address).status_code == 302
    assert browser.send(address).status_code == 302
    assert "撤销中" in browser.open("agreements")


def test_whoever_is_enrolled_in_another_province_signs_there_too(browser: Browser) -> None:
    """Its tax offices and its banks are offered beside those of the place signed in at (R7)."""
    source = browser.client.get(NEW).content.decode()
    assert HANCHUAN not in source
    assert _sign(browser, tax_office=HANCHUAN).status_code == 200, "not offered"
    a_second_enrolment(browser.who, f"{HANCHUAN[1:7]}0000000001", HANCHUAN)
    source = browser.client.get(NEW).content.decode()
    assert f'value="{HANCHUAN}"' in source
    assert f'value="{OFFICE}"' in source
    options = re.findall(r'<option value="(1\d{10})"', source)
    assert options[:2] == [OFFICE, HANCHUAN], "one's own come first"
    assert len(options) > 100
    _number(_sign(browser, tax_office=HANCHUAN))
    assert "国家税务总局汉川市税务局" in browser.open("agreements")


def test_a_refused_verification_says_why(browser: Browser) -> None:
    number = _number(_sign(browser))
    bank_verifies(browser.who, number, passed=False, words="银行账号不存在")
    page = text_of(browser.client.get(reverse("payer:agreement_signed", args=[number])))
    assert "协议签订失败" in page
    assert "原因：银行账号不存在。" in page
    assert "重新签订" in page


@pytest.mark.parametrize("account", ["12345", "abcdefghijklm", "6228 4800 1000 12345 67x"])
def test_what_was_typed_stays_when_the_account_is_refused(browser: Browser, account: str) -> None:
    response = _sign(browser, bank_account=account)
    page = response.content.decode()
    assert "请填写 10 至 30 位数字的银行账号。" in page
    assert f'value="{account}"' in page
    assert f'<option value="{OFFICE}" selected' in page


def test_a_full_width_account_with_spaces_is_taken(browser: Browser) -> None:
    response = _sign(browser, bank_account="６２２８ ４８００ １０００ １２３４ ５６７")
    assert _number(response)
    assert "**** 4567" in browser.open("agreements")


def test_the_same_account_twice_is_refused_in_the_form(browser: Browser) -> None:
    _number(_sign(browser))
    assert "已经有一条验证中或验证成功的协议" in text_of(_sign(browser))


def test_nothing_chosen_names_every_field(browser: Browser) -> None:
    page = browser.send(NEW).content.decode()
    assert page.count('aria-invalid="true"') == 3


def test_an_office_nobody_offered_is_refused(browser: Browser) -> None:
    assert "请选择税务机关。" in text_of(_sign(browser, tax_office="19999999999"))

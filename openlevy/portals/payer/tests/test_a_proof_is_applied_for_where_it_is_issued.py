"""缴费证明 (S3 chapter 3 三): offered where the place issues it, on the pages of the records."""

from datetime import date
from re import search

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.access.models import User
from openlevy.certificate.models import Certificate
from openlevy.certificate.queries import certificates
from openlevy.certificate.services.making import make_waiting
from openlevy.payment.models import Order, OrderLine
from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay
from openlevy.portals.shared.tests.people import (
    PASSWORD,
    TODAY,
    a_payer,
    bank_answers,
    treasury_receives,
)
from openlevy.reference.certificates import Kind

PRINT = "/proofs/print/"
YEAR = {"place": "shanxi", "start": "2026-01-01", "end": "2026-12-31"}
ASKED = "?start=2026&end=2026"
SEARCH = "这段时间没有可以开具的缴费证明"


@pytest.fixture
def paid(browser: Browser) -> int:
    """The order of the year, paid and received; where, is changed by ``_at``."""
    number = order_of(pay(browser))
    bank_answers(number, "90000")
    return number


def _at(browser: Browser, place: str, office: str, *, receive: int = 0) -> None:
    """The payer's own place, and that of the payments."""
    if receive:
        treasury_receives(receive)
    Order.objects.update(tax_office=office)
    User.objects.filter(payer_id=browser.who.payer_id).update(jurisdiction=place)


def _in_shanxi(browser: Browser, order: int = 0) -> None:
    _at(browser, "shanxi", "11401050000", receive=order)


def _made(browser: Browser) -> list[str]:
    seen = certificates(browser.who.payer_id, applied_from=TODAY, applied_to=date.max)
    return [one.kind for one in seen]


def test_the_menu_offers_it_where_it_is_issued(browser: Browser, paid: int) -> None:
    assert "缴费证明" not in browser.open("premium_services")
    _at(browser, "neimenggu", "11501050000")
    page = browser.open("premium_services")
    assert "开具社保缴费证明" in page
    assert "缴费凭证开具" in page


def test_before_anything_is_asked_it_is_said_when_there_is_one_and_what_else_serves(
    browser: Browser, paid: int
) -> None:
    _in_shanxi(browser)
    page = browser.open("proof_printing")
    assert "一般 3 至 5 个工作日可以开具《社会保险费缴费证明》。" in page
    assert "加盖商业银行收讫专用章的收款凭证、缴费专用POS机小票，同样可以作为缴费凭证。" in page


def test_until_it_is_cleared_the_days_and_a_banks_receipt_are_named(
    browser: Browser, paid: int
) -> None:
    """Paid on Saturday 2026-11-21: the third and the fifth working day after it."""
    _in_shanxi(browser)
    page = browser.open("proof_printing", query=ASKED)
    assert "尚未入库，预计2026年11月25日至2026年11月27日入库" in page
    assert "在此之前，加盖商业银行收讫专用章的收款凭证、缴费专用POS机小票可以作为缴费凭证。" in page
    assert "申请开具" not in page
    response = browser.client.post(PRINT, {"key": "0" * 32, **YEAR})
    assert response.status_code == 409
    assert "预计2026年11月25日至2026年11月27日入库" in text_of(response)
    assert 'href="/proofs/print/"' in response.content.decode(), "back to where it was asked for"


def test_it_is_applied_for_made_and_opened(browser: Browser, paid: int) -> None:
    _in_shanxi(browser, paid)
    page = browser.open("proof_printing", query=ASKED)
    assert "缴费证明不体现社保、医保部门的退费结果信息。" in page
    response = browser.send(f"{PRINT}{ASKED}", **YEAR)
    assert (response.status_code, response["Location"]) == (302, "/proofs/downloads/")
    assert _made(browser) == ["payment_proof"]
    waiting = browser.client.get(response["Location"]).content.decode()
    assert "正在制作" in waiting
    assert 'hx-get="/proofs/downloads/state/?' in waiting
    assert "正在制作" in text_of(browser.client.get("/proofs/downloads/state/"))
    assert make_waiting(most=5, today=TODAY) == 1
    page = browser.open("proof_downloads")
    assert "制作成功" in page
    assert "社会保险费缴费证明" in page
    number = Certificate.objects.get().id
    paper = browser.client.get(reverse("payer:proof_document", args=[number]))
    assert paper.content.startswith(b"%PDF")
    assert f"proof-{number}.pdf" in paper["Content-Disposition"]


def test_each_kind_is_listed_and_opened_under_its_own_address(browser: Browser, paid: int) -> None:
    _in_shanxi(browser, paid)
    browser.send(f"{PRINT}{ASKED}", **YEAR)
    assert make_waiting(most=5, today=TODAY) == 1
    number = Certificate.objects.get().id
    assert "没有申请过缴费记录" in browser.open("record_downloads")
    assert browser.client.get(reverse("payer:record_document", args=[number])).status_code == 404


def test_the_same_application_sent_twice_is_one(browser: Browser, paid: int) -> None:
    _in_shanxi(browser, paid)
    source = browser.client.get(f"{PRINT}{ASKED}").content.decode()
    key = search(r'name="key" value="([0-9a-f]+)"', source)
    assert key is not None
    for _ in range(2):
        assert browser.client.post(PRINT, {"key": key[1], **YEAR}).status_code == 302
    assert _made(browser) == ["payment_proof"]
    assert browser.client.post("/records/print/", {"key": key[1], **YEAR}).status_code == 409


def test_where_there_are_none_the_record_is_named_instead(browser: Browser, paid: int) -> None:
    treasury_receives(paid)
    page = browser.client.get(f"{PRINT}{ASKED}")
    assert "北京市的税务机关不开具缴费证明，可以开具《社会保险费缴费记录》。" in text_of(page)
    assert "/records/print/?start=2026-01-01&amp;end=2026-12-31" in page.content.decode()
    assert "申请开具" not in text_of(page)
    assert "北京市的税务机关不开具缴费证明" in browser.open("proof_printing")
    forced = browser.client.post(PRINT, {"key": "0" * 32, **YEAR, "place": "beijing"})
    assert forced.status_code == 409
    assert "不开具这种缴费凭证，没有申请" in text_of(forced)
    assert _made(browser) == []


def test_one_insurance_is_chosen_of_several(browser: Browser, paid: int) -> None:
    _in_shanxi(browser, paid)
    assert "全部险种" not in browser.open("proof_printing", query=ASKED)
    line = OrderLine.objects.get(order_id=paid)
    other = {field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields}
    OrderLine.objects.create(
        **{**other, "declaration_id": line.declaration_id + 1, "levy_item": "10212", "attempt": 1}
    )
    source = browser.client.get(f"{PRINT}{ASKED}&insurance=10210").content.decode()
    assert 'insurance=10210" aria-current="true">城乡居民基本养老保险<' in source
    assert 'name="insurance" value="10210"' in source
    assert source.count("￥2,000.00") == 2, "the one line, and the sum"
    assert browser.send(f"{PRINT}{ASKED}", **YEAR, insurance="10210").status_code == 302
    made = Certificate.objects.get()
    assert (made.levy_item, made.lines) == ("10210", 1)


@pytest.mark.parametrize("insurance", ["99999", "x" * 5000, "10210'--", "\u202e"])
def test_an_insurance_that_there_is_not_is_refused_or_left_aside(
    insurance: str, browser: Browser, paid: int
) -> None:
    _in_shanxi(browser, paid)
    shown = browser.client.get(PRINT, {"start": "2026", "end": "2026", "insurance": insurance})
    assert 'name="insurance" value=""' in shown.content.decode()
    assert browser.send(f"{PRINT}{ASKED}", **YEAR, insurance=insurance).status_code == 400
    assert _made(browser) == []


def test_nothing_paid_is_said_with_the_way_on(browser: Browser) -> None:
    _in_shanxi(browser)
    assert SEARCH in browser.open("proof_printing", query=ASKED)


def test_the_news_tell_which_paper_is_made(browser: Browser, paid: int) -> None:
    _in_shanxi(browser, paid)
    browser.send(f"{PRINT}{ASKED}", **YEAR)
    browser.send(f"/records/print/{ASKED}", **YEAR)
    assert make_waiting(most=5, today=TODAY) == 2
    source = browser.client.get(reverse("payer:messages")).content.decode()
    assert "缴费证明制作成功</b><small>社会保险费 2026年 ￥2,000.00</small>" in source
    assert 'href="/proofs/downloads/"' in source
    assert "缴费记录制作成功" in source
    assert 'href="/records/downloads/"' in source


def test_a_place_that_stops_issuing_still_shows_what_was_made(browser: Browser, paid: int) -> None:
    _in_shanxi(browser, paid)
    browser.send(f"{PRINT}{ASKED}", **YEAR)
    Certificate.objects.update(jurisdiction="beijing", kind=Kind.PROOF)
    assert make_waiting(most=5, today=TODAY) == 1
    assert "缴费证明 （北京市）" in browser.open("proof_downloads")


def test_another_payer_cannot_open_it(browser: Browser, paid: int) -> None:
    _in_shanxi(browser, paid)
    browser.send(f"{PRINT}{ASKED}", **YEAR)
    make_waiting(most=5, today=TODAY)
    address = reverse("payer:proof_document", args=[Certificate.objects.get().id])
    stranger = Client()
    stranger.post("/sign-in", {"login": a_payer("高志远", serial=2).login, "password": PASSWORD})
    assert stranger.get(address).status_code == 404
    assert Client().get(address).status_code == 302

"""记录打印, 记录下载, 「查看」, and the public check of what was handed out."""

from datetime import date
from re import search

from django.test import Client
from django.urls import reverse

from openlevy.certificate.queries import certificates
from openlevy.certificate.services.making import make_waiting
from openlevy.payment.models import Order
from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay
from openlevy.portals.shared.tests.people import (
    PASSWORD,
    TODAY,
    a_payer,
    bank_answers,
    treasury_receives,
)

PRINT = "/records/print/"
YEAR = {"place": "beijing", "start": "2026-01-01", "end": "2026-12-31"}


def _paid(browser: Browser, *, cleared: bool) -> int:
    number = order_of(pay(browser))
    bank_answers(number, "90000")
    if cleared:
        treasury_receives(number)
    return number


def _apply(browser: Browser) -> int:
    response = browser.send(f"{PRINT}?start=2026&end=2026", **YEAR)
    assert response.status_code == 302, text_of(response)
    (seen,) = certificates(browser.who.payer_id, applied_from=TODAY, applied_to=date(2027, 1, 1))
    return seen.id


def test_before_the_treasury_has_it_the_expected_days_are_named(browser: Browser) -> None:
    _paid(browser, cleared=False)
    page = browser.open("record_printing", query="?start=2026&end=2026")
    assert "尚未入库，预计2026年11月25日至2026年11月27日入库" in page
    assert "证明申请" not in page


def test_a_payment_not_received_can_not_be_certified_by_force_either(browser: Browser) -> None:
    _paid(browser, cleared=False)
    response = browser.client.post(PRINT, {"key": "0" * 32, **YEAR})
    assert response.status_code == 409
    assert "预计2026年11月25日至2026年11月27日入库" in text_of(response)


def test_page_and_paper_are_about_the_same_place(browser: Browser) -> None:
    """Whoever pays in two provinces has a record of each from its own authority (R7)."""
    number = _paid(browser, cleared=True)
    page = browser.open("record_printing", query="?start=2026&end=2026")
    assert "，在北京市缴纳的费款" in page
    assert page.count("证明申请") == 1
    Order.objects.filter(id=number).update(tax_office="11401050000")
    page = browser.open("record_printing", query="?start=2026&end=2026")
    assert "，在山西省缴纳的费款" in page
    assert "，在北京市缴纳的费款" not in page
    response = browser.client.post(PRINT, {"key": "0" * 32, **YEAR})
    assert response.status_code == 409
    assert "这段时间没有缴费记录" in text_of(response)
    there = YEAR | {"place": "shanxi"}
    assert browser.client.post(PRINT, {"key": "1" * 32, **there}).status_code == 302
    assert make_waiting(most=10, today=TODAY) == 1
    assert "社会保险费缴费记录 （山西省）" in browser.open("record_downloads")
    for place in ("nowhere", ""):
        sent = {"key": "2" * 32, **YEAR, "place": place}
        assert browser.client.post(PRINT, sent).status_code == 400


def test_it_is_being_made_then_made_then_seen(browser: Browser) -> None:
    _paid(browser, cleared=True)
    number = _apply(browser)
    source = browser.client.get(reverse("payer:record_downloads")).content.decode()
    assert "正在制作" in source
    assert "hx-trigger" in source
    assert make_waiting(most=10, today=TODAY) == 1
    page = browser.open("record_downloads")
    assert "制作成功" in page
    assert "查看" in page
    paper = browser.client.get(reverse("payer:record_document", args=[number]))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert "no-store" in paper["Cache-Control"]


def test_the_same_application_sent_twice_is_one(browser: Browser) -> None:
    _paid(browser, cleared=True)
    source = browser.client.get(f"{PRINT}?start=2026&end=2026").content.decode()
    key = search(r'name="key" value="([0-9a-f]+)"', source)
    assert key is not None
    for _ in range(2):
        assert browser.client.post(PRINT, {"key": key[1], **YEAR}).status_code == 302
    assert len(certificates(browser.who.payer_id, applied_from=TODAY, applied_to=date.max)) == 1


def test_another_payer_cannot_open_the_paper(browser: Browser) -> None:
    _paid(browser, cleared=True)
    number = _apply(browser)
    make_waiting(most=10, today=TODAY)
    stranger = a_payer("高志远", serial=2)
    client = Client()
    client.post("/sign-in", {"login": stranger.login, "password": PASSWORD})
    assert client.get(reverse("payer:record_document", args=[number])).status_code == 404


def test_the_four_times_are_shown_as_they_come(browser: Browser) -> None:
    number = _paid(browser, cleared=True)
    page = browser.open("payment_record", number)
    assert "缴款 2026-11-21" in page
    assert "上解 未另行通知" in page
    assert "入库 2026-11-21" in page
    assert "到账 社保经办机构尚未告知" in page
    assert "证明申请" in page

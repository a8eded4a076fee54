"""Both papers are offered wherever a payment is shown, each with what it is for, by the names of
the place that issues them; before there are any, from when, and what serves until then."""

from datetime import date

import pytest
from django.urls import reverse

from openlevy.access.models import User
from openlevy.payment.models import Order
from openlevy.portals.payer.tests.conftest import Browser, html_of, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay
from openlevy.portals.shared.tests.people import bank_answers, treasury_receives

OFFICES = {"shanxi": "11401050000", "neimenggu": "11501020000", "beijing": ""}
YEAR = {"start": "2026-01-01", "end": "2026-12-31"}
ASKED = "?start=2026-01-01&end=2026-12-31"
NAMES = {
    "shanxi": ("缴费证明", "缴费记录查询打印"),
    "neimenggu": ("开具社保缴费证明", "缴费凭证开具"),
}
FOR_OTHERS = "加盖税收业务专用章，逐笔写明缴费日期和入库日期，需要提交给单位、学校等时申请。"
FOR_ONESELF = "套印税收业务专用章，列出缴费明细，自己核对、留存时申请，也可作缴费凭证。"
MEANWHILE = "在此之前，加盖商业银行收讫专用章的收款凭证、缴费专用POS机小票可以作为缴费凭证。"


@pytest.fixture
def paid(browser: Browser) -> int:
    """The order of the year, paid."""
    number = order_of(pay(browser))
    bank_answers(number, "90000")
    return number


def _at(browser: Browser, place: str, *, receive: int = 0) -> None:
    if receive:
        treasury_receives(receive)
    if OFFICES[place]:
        Order.objects.update(tax_office=OFFICES[place])
    User.objects.filter(payer_id=browser.who.payer_id).update(jurisdiction=place)


def _pages(number: int, place: str = "") -> list[str]:
    return [
        reverse("payer:daily_payments" if place == "shanxi" else "payer:payments"),
        reverse("payer:payment_record", args=[number]),
        reverse("payer:outcome", args=[number]),
    ]


@pytest.mark.parametrize("place", NAMES)
def test_a_received_payment_offers_both_papers(browser: Browser, paid: int, place: str) -> None:
    _at(browser, place, receive=paid)
    for address in _pages(paid, place):
        response = browser.client.get(address)
        page, source = text_of(response), html_of(response)
        assert FOR_OTHERS in page, address
        assert FOR_ONESELF in page, address
        links = [
            source.index(f'href="/{mark}s/print/?start=2026-01-01&amp;end=')
            for mark in ("proof", "record")
        ]
        assert links == sorted(links), address
        for link, label in zip(links, NAMES[place], strict=True):
            assert label in source[link:].split("</a>")[0], address
    tiles = browser.open("home").split("常用功能")[1]
    assert all(label in tiles for label in NAMES[place])
    told = "国库已收到费款，可以开具《社会保险费缴费证明》或《社会保险费缴费记录》。"
    assert told in browser.open("messages")


def test_where_there_is_one_paper_nothing_is_to_be_chosen(browser: Browser, paid: int) -> None:
    _at(browser, "beijing", receive=paid)
    for address in _pages(paid):
        response = browser.client.get(address)
        assert "证明申请" in text_of(response), address
        assert "税收业务专用章" not in text_of(response), address
        assert "/proofs/print/" not in html_of(response), address
    assert "记录打印" in browser.open("home")


def test_until_then_the_days_and_what_serves_are_told(browser: Browser, paid: int) -> None:
    _at(browser, "shanxi")
    days = "预计2026年11月25日至2026年11月27日入库"
    for address in _pages(paid)[1:]:
        page = text_of(browser.client.get(address))
        assert days in page, address
        assert MEANWHILE in page, address
    assert "入库后可以开具《社会保险费缴费证明》或《社会保险费缴费记录》。" in page


def test_days_over_a_new_year_nobody_has_announced_are_told_as_such(
    browser: Browser, paid: int
) -> None:
    """Paid on Tuesday 2026-12-29: three working days later is New Year's first working day."""
    _at(browser, "neimenggu")
    Order.objects.update(debited_on=date(2026, 12, 29))
    said = "（2027年放假安排尚未公布，遇放假顺延）"
    for address in [*_pages(paid)[1:], f"/proofs/print/{ASKED}"]:
        assert said in text_of(browser.client.get(address)), address
    asked = {"key": "0" * 32, "place": "neimenggu", **YEAR}
    refused = browser.client.post("/proofs/print/", asked)
    assert refused.status_code == 409
    assert said in text_of(refused)


def test_no_paper_speaks_of_refunds_and_that_is_said_first(browser: Browser) -> None:
    _at(browser, "shanxi")
    assert "缴费证明不体现社保、医保部门的退费结果信息。" in browser.open("proof_printing")
    assert "缴费记录不体现社保、医保部门的退费结果信息。" in browser.open("record_printing")


def test_shanxis_record_is_printed_from_its_entry(browser: Browser) -> None:
    """S3 chapter 3 三 2: …-【缴费记录查询打印】, and no menu between."""
    _at(browser, "shanxi")
    menu = html_of(browser.client.get(reverse("payer:premium_services")))
    for entries in (menu.split("<main")[0], menu.split("<main")[1]):
        entry = entries.split("缴费记录查询打印")[0].rsplit("<a", 1)[1]
        assert 'href="/records/print/"' in entry
    saved = browser.client.get(reverse("payer:record_services"))
    assert (saved.status_code, saved.headers["Location"]) == (302, "/records/print/")
    page = html_of(browser.client.get("/records/print/"))
    assert 'id="title">缴费记录查询打印<' in page
    assert 'href="/services/premiums/" aria-label="返回"' in page
    for href, label in (("/records/downloads/", "记录下载"), ("/verify", "记录查验")):
        assert label in page.split(f'class="btn" href="{href}"')[1].split("</a>")[0]
    downloads = html_of(browser.client.get("/records/downloads/"))
    assert 'href="/records/print/" aria-label="返回"' in downloads


def test_a_record_is_opened_by_the_sign_at_its_right(browser: Browser, paid: int) -> None:
    """S2 2.2: 用户可点击记录右边的>，查看明细数据."""
    for name, opened in (("declarations", "/declarations/"), ("payments", f"/payments/{paid}/")):
        page = html_of(browser.client.get(reverse(f"payer:{name}")))
        last = page.split("<tbody")[1].split("</tr>")[0].rsplit("<td", 1)[1]
        assert f'href="{opened}' in last, name
        assert "查看明细" in last

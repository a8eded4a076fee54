"""The ways through the menu, in the labels and the order of the guide."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from openlevy.access.models import User
from openlevy.portals.payer.tests.conftest import Browser

SECTIONS = ["城乡居民养老", "城乡居民医疗", "缴费协议办理", "开具社保缴费记录"]
BUTTONS = {
    "pension": ["缴费办理", "申报记录查询", "缴费记录查询", "批量扣款缴费金额设置"],
    "medical": ["缴费办理", "已申报作废", "缴费记录查询"],
    "agreement_services": ["缴费协议"],
    "record_services": ["记录打印", "记录下载", "记录查验"],
}


class _Labels(HTMLParser):
    """The bold labels of the page's own lists."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_main = self._in_label = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_main = self._in_main or tag == "main"
        self._in_label = tag == "b"

    def handle_endtag(self, tag: str) -> None:
        self._in_main = self._in_main and tag != "main"
        self._in_label = False

    def handle_data(self, data: str) -> None:
        if self._in_main and self._in_label:
            self.found.append(data)


def _labels(browser: Browser, name: str) -> list[str]:
    reader = _Labels()
    reader.feed(browser.client.get(reverse(f"payer:{name}")).content.decode())
    return reader.found


def test_the_way_down_is_the_guides(browser: Browser) -> None:
    page = browser.open("services")
    assert "办&查" in page
    assert "社保业务" in page
    assert _labels(browser, "services") == ["社保费办理"]
    assert _labels(browser, "premium_services") == SECTIONS


@pytest.mark.parametrize("name", BUTTONS)
def test_every_section_has_its_buttons_in_order(browser: Browser, name: str) -> None:
    assert _labels(browser, name) == BUTTONS[name]


def test_every_button_of_the_first_page_opens(browser: Browser) -> None:
    for name in ("payment", "declarations", "payments", "amount", "agreements"):
        assert browser.open(name)


def test_inner_mongolias_way_has_the_names_of_its_guide(browser: Browser) -> None:
    """S4 自然人社会保险费申报缴纳 一: 申报缴费, 缴费记录查询, 开具社保缴费证明, 缴费凭证开具."""
    User.objects.filter(payer_id=browser.who.payer_id).update(jurisdiction="neimenggu")
    assert _labels(browser, "services") == ["自然人社会保险费申报缴纳"]
    entries = _labels(browser, "premium_services")
    assert entries[2:5] == ["缴费记录查询", "开具社保缴费证明", "缴费凭证开具"]
    for section in ("pension", "medical"):
        assert _labels(browser, section)[0] == "申报缴费"
    assert "<title>申报缴费" in browser.client.get("/pension/payment/").content.decode()
    assert "申报缴费、申报记录查询、批量扣款缴费金额设置" in browser.open("premium_services")


OF_ONE_INSURANCE = ["pension", "payment", "amount", "medical", "medical_others_payment", "payments"]
OF_THE_FORM = ["daily", "daily_others_payment", "daily_paying", "daily_voiding"]


@pytest.mark.parametrize(
    ("place", "served", "led"),
    [("beijing", OF_ONE_INSURANCE, OF_THE_FORM), ("shanxi", OF_THE_FORM, OF_ONE_INSURANCE)],
)
def test_pages_of_the_other_way_of_declaring_lead_to_the_places_menu(
    browser: Browser, place: str, served: list[str], led: list[str]
) -> None:
    User.objects.filter(payer_id=browser.who.payer_id).update(jurisdiction=place)
    for name in served:
        assert browser.client.get(reverse(f"payer:{name}")).status_code == 200, name
    for name in led:
        for ask in (browser.client.get, browser.client.post):
            answer = ask(reverse(f"payer:{name}"))
            assert (answer.status_code, answer.headers["Location"]) == (302, "/services/premiums/")


def test_lists_over_all_insurances_lead_on_where_there_is_no_form(browser: Browser) -> None:
    """S4 缴费记录查询 is one list; empty, it leads to what was declared, and that to the menu."""
    User.objects.filter(payer_id=browser.who.payer_id).update(jurisdiction="neimenggu")
    paid = browser.client.get(reverse("payer:daily_payments") + "?start=2001-01-01&end=2001-12-31")
    assert 'href="/daily/declarations/"' in paid.content.decode()
    declared = browser.client.get(reverse("payer:daily_declarations"))
    assert declared.status_code == 200
    assert 'href="/services/premiums/">去办理缴费' in declared.content.decode()

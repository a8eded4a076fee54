"""Whatever is typed or sent is either understood or refused in a sentence: never run, never a
breakdown, never somebody else's."""

from urllib.parse import quote, urlencode

import pytest

from tests.journeys.conftest import NewScreen
from tests.journeys.payer import Payer
from tests.journeys.screen import PHONE
from tests.journeys.town import Town
from tests.stack.pages import Page
from tests.stack.payer_client import PayerClient

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
EVALUATED = "54173879"
"""What the template among the hostile would become, if anything worked it out."""
URI_TOO_LONG = 414
HOSTILE = {
    "script": SCRIPT,
    "long": "９" * 10_000,
    "nul": "2026\0-01-01",
    "full-width": "２０２６－０１－０１",
    "right-to-left": "\u202e2026-01-01",
    "lone-surrogate-bytes": "%ed%a0%80",
    "sql": "'; DROP TABLE payment_order; --",
    "template": "{{ 7919*6841 }}${7919*6841}#{7919*6841}",
    "negative": "-1",
    "huge": "9" * 40,
    "emoji": "👩‍👩‍👧‍👦",
    "newline": "a\r\nSet-Cookie: stolen=1",
}
READS = (
    "/pension/declarations/?start={0}&end={0}&page={0}",
    "/pension/payments/?start={0}&end={0}&page={0}",
    "/records/print/?start={0}&end={0}",
    "/records/downloads/?start={0}&end={0}&page={0}",
    "/records/downloads/state/?start={0}&end={0}",
    "/pension/payment/enrolments/?enrolment={0}&next=1",
    "/payment/method/?declaration={0}",
    "/payment/agreement/?declaration={0}",
    "/agreements/new/?tax_office={0}",
    "/verify?code={0}",
    "/sign-in?next={0}",
    "/?next={0}",
)


@pytest.mark.parametrize("kind", HOSTILE)
def test_in_an_address_it_is_answered_by_a_page(quiet_town: Town, kind: str) -> None:
    client = PayerClient(quiet_town.url, quiet_town.account("ordinary")).sign_in()
    sent = HOSTILE[kind] if kind == "lone-surrogate-bytes" else quote(HOSTILE[kind])
    for read in READS:
        page = client.open(read.format(sent))
        if kind == "long" and page.status == URI_TOO_LONG:
            continue  # the web server itself reads no further
        assert page.status in (200, 302, 404), (read, page.status, page.text)
        _has_run_nothing(client, page)
        assert "<title>" in page.source or page.status == 302 or "/state/" in read


@pytest.mark.parametrize("kind", HOSTILE)
def test_in_a_form_it_is_answered_by_a_page_and_changes_nothing(
    quiet_town: Town, kind: str
) -> None:
    person = quiet_town.account("two-banks")
    client = Payer(quiet_town.url, person)
    client.sign_in()
    enrolment = client.enrolments()[0]
    word = HOSTILE[kind]
    before = _state(quiet_town)
    for address, field in (
        (f"/pension/amount/{enrolment}/", "tier"),
        ("/agreements/new/", "tax_office"),
        ("/agreements/new/", "bank"),
        ("/agreements/new/", "bank_account"),
    ):
        form = client.open(address).form(field)
        page = client.send(address, form.filled(**{field: word}))
        assert page.status in (200, 400), (address, field, page.status, page.text)
        _has_run_nothing(client, page)
    for address in (
        f"/pension/payment/enrolments/{enrolment}/special/",
        f"/pension/payment/enrolments/{enrolment}/regular/",
        "/payment/agreement/?declaration=1",
        "/records/print/",
    ):
        fields = ("due", "agreement", "key", "start", "end")
        sent = [*((name, word) for name in fields), ("shown", f"{word}:1"), client.token()]
        page = client.send(address, sent)
        assert page.status in (200, 400, 404, 409), (address, page.status, page.text)
        _has_run_nothing(client, page)
    assert _state(quiet_town) == before


@pytest.mark.parametrize("kind", HOSTILE)
def test_before_signing_in_it_is_answered_by_a_page(quiet_town: Town, kind: str) -> None:
    client = PayerClient(quiet_town.url, quiet_town.account("ordinary"))
    word = HOSTILE[kind]
    form = client.open("/sign-in").form("login")
    page = client.send("/sign-in", form.filled(login=word, password=word, next=word))
    assert page.status in (200, 401, 429), (page.status, page.text)
    _has_run_nothing(client, page)
    form = client.open("/verify").form("code")
    sent = form.filled(taxpayer_no=word, code=word, captcha=word, captcha_key=word)
    page = client.send("/verify", sent)
    assert page.status in (200, 429), (page.status, page.text)
    _has_run_nothing(client, page)


def test_after_signing_in_nobody_is_led_to_another_site(quiet_town: Town) -> None:
    for target in (
        "//evil.test",
        "https://evil.test",
        "/\\evil.test",
        "javascript:alert(1)",
        "/\t/evil.test",
    ):
        client = PayerClient(quiet_town.url, quiet_town.account("ordinary"))
        form = client.open("/sign-in?" + urlencode({"next": target})).form("login")
        told = form.filled(
            login=client.account["username"], password=client.account["password"], next=target
        )
        page = client.send("/sign-in", told)
        assert (page.status, page.location) == (302, "/"), target


def test_typed_into_a_browser_no_script_runs(new_screen: NewScreen, quiet_town: Town) -> None:
    screen = new_screen(width=PHONE)
    opened: list[str] = []
    screen.page.on("dialog", lambda dialog: opened.append(dialog.message))
    screen.open("/verify")
    screen.fill("纳税人识别号", SCRIPT).fill("证明校验码", SCRIPT).fill("验证码", SCRIPT)
    screen.press("开始校验").see("校验码应为 16 位字母和数字")
    screen.sign_in(quiet_town.account("ordinary"))
    for path, label in (
        ("/pension/declarations/", "申报日期起"),
        ("/pension/payments/", "费款所属期起"),
        ("/records/downloads/", "申请日期起"),
    ):
        screen.open(path).fill(label, "<img src=x onerror=a>").press("查询").see("看不懂日期")
    screen.open("/agreements/new/").fill("银行账号", SCRIPT[:50]).press("提交")
    assert screen.field("银行账号").input_value() == SCRIPT[:50]
    assert opened == []
    assert screen.page.locator("img[src=x]").count() == 0


def _has_run_nothing(client: PayerClient, page: Page) -> None:
    """What was sent is on the page as words, if at all: no tag, no sum of a template's, and no
    header of its own."""
    assert "<script>alert" not in page.source
    assert "<img src=x" not in page.source
    assert EVALUATED not in page.source + page.location
    assert "stolen" not in client._cookies


def _state(town: Town) -> list[object]:
    tables = ("payment_agreement", "assessment_amount_setting", "declaration_declaration")
    return [town.count(f"SELECT count(*) FROM {table}") for table in tables]

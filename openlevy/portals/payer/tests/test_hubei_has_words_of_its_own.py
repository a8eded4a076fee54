"""楚税通 on a phone and 电子税务局 on a computer (S0 1.1, 1.2): their ways through the menu, and
what records call the one by which something was paid."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.assessment.queries import payables
from openlevy.declaration.queries import declarations
from openlevy.portals.payer.tests.conftest import html_of, key_in, shown_in, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of
from openlevy.portals.shared.tests.hubei_people import (
    LOGIN,
    HubeiPayer,
    a_hubei_payer,
    an_agreement,
)
from openlevy.portals.shared.tests.people import (
    PASSWORD,
    TODAY,
    bank_answers,
    next_day,
    open_books,
)

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
PC = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
CHOOSING = "缴费档次选择"


@pytest.fixture
def who(transactional_db: None) -> HubeiPayer:
    open_books()
    return a_hubei_payer()


def on(device: str) -> Client:
    client = Client(headers={"user-agent": device})
    assert client.post("/sign-in", {"login": LOGIN, "password": PASSWORD}).status_code == 302
    return client


def read(client: Client, name: str, *args: object) -> str:
    return text_of(client.get(reverse(f"payer:{name}", args=args)))


@pytest.mark.parametrize(
    ("device", "first", "second"),
    [(PHONE, "更多功能", "社保费缴纳"), (PC, "办税中心", "税费申报及缴纳")],
)
def test_the_way_there_is_the_guides(who: HubeiPayer, device: str, first: str, second: str) -> None:
    client = on(device)
    services = client.get(reverse("payer:services"))
    assert f'<h1 class="top-title" id="title">{first}</h1>' in html_of(services)
    assert second in text_of(services)
    below = client.get(reverse("payer:premium_services"))
    assert f'<h1 class="top-title" id="title">{second}</h1>' in html_of(below)
    assert "城乡居民养老" in text_of(below)
    assert "退费" not in text_of(below), "no entry stands there that no page serves"


def test_the_tier_is_chosen_under_the_places_own_name_for_it(who: HubeiPayer) -> None:
    client = on(PHONE)
    assert CHOOSING in read(client, "pension")
    assert f"请先到“{CHOOSING}”选择本年度的缴费金额" in read(client, "payment_regular", who.pension)
    page = client.get(reverse("payer:amount_enrolment", args=[who.pension]))
    assert CHOOSING in text_of(page)
    for yuan in ("￥200.00", "￥700.00", "￥1,000.00"):  # what S0's pictures show as paid
        assert yuan in text_of(page)
    closed = client.get(page.wsgi_request.path + "?year=2025")
    assert closed.status_code == 409
    for said in (text_of(page), text_of(closed), read(client, "amount")):
        assert CHOOSING in said
        assert "批量扣款缴费金额设置" not in said


@pytest.mark.parametrize(
    ("device", "channel", "word"),
    [(PHONE, "mobile", "楚税通"), (PC, "portal", "电子税务局"), ("", "portal", "电子税务局")],
)
def test_declared_and_paid_show_the_channel_by_the_places_name(
    who: HubeiPayer, device: str, channel: str, word: str
) -> None:
    client, agreement = on(device), an_agreement(who, TODAY)
    next_day()
    address = reverse("payer:amount_enrolment", args=[who.pension])
    assert _sent(client, address, tier="70000").status_code == 302
    [payable] = payables(who.payer_id)
    regular = reverse("payer:payment_regular", args=[who.pension])
    method = _sent(client, regular, due=payable.id)["Location"]
    [drawn] = declarations(who.payer_id)
    assert drawn.channel == channel
    assert f"申报渠道 {word} " in read(client, "declaration", drawn.id)
    paid = _sent(client, method.replace("/method/", "/agreement/"), agreement=agreement)
    order = order_of(paid["Location"])
    bank_answers(order, "90000")
    other = on(PC if device == PHONE else PHONE)
    record = read(other, "payment_record", order)
    assert f"缴费渠道 {word} " in record, "by whichever channel it is looked at"
    assert "￥700.00" in record


def _sent(client: Client, address: str, **form: object) -> Any:
    page = client.get(address)
    return client.post(address, {"key": key_in(page), "shown": shown_in(page), **form})

"""消息 and the short text on one debit for several insurances: the years of all beside the name of
the first read as if it alone were for two years."""

import pytest
from django.urls import reverse

from openlevy.declaration.queries import declarations
from openlevy.gateways.notices.texts import Office, text_of
from openlevy.notices.models import Notice
from openlevy.notices.queries import to_tell
from openlevy.payment.queries import lines_of_order
from openlevy.portals.payer.tests.conftest import key_in
from openlevy.portals.payer.tests.conftest import text_of as said_on
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of
from openlevy.portals.payer.tests.test_shanxi_declares_on_one_form import signed_in
from openlevy.portals.payer.tests.test_shanxi_pays_and_voids_what_it_declared import (
    _agreement,
    _declare,
)
from openlevy.portals.shared.tests.people import bank_answers

pytestmark = pytest.mark.django_db(transaction=True)


def test_on_the_page_and_by_phone() -> None:
    client, who = signed_in()
    agreement = _agreement(who)
    _declare(client, who)
    numbers = [row.id for row in declarations(who.payer_id)]
    address = reverse("payer:pay_agreement") + "?" + "&".join(f"declaration={n}" for n in numbers)
    key = key_in(client.get(address))
    order = order_of(client.post(address, {"key": key, "agreement": agreement})["Location"])
    assert [one.period_start.year for one in lines_of_order(who.payer_id, order)] == [2026, 2027]
    bank_answers(order, "24007")
    page = said_on(client.get(reverse("payer:messages")))
    assert "城乡居民基本养老保险费 2026年 等 2 笔 ￥700.00" in page
    told = to_tell(who.payer_id, Notice.objects.latest("id").id)
    assert told is not None
    words = text_of(told.kind, Office("太原", "12366"), told.facts).words
    assert "您2026年度的城乡居民基本养老保险费等 2 笔 700.00 元没有缴费成功" in words

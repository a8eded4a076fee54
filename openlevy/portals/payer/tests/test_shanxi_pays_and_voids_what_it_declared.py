"""费款缴纳 and 报表作废 (S3 ch. 3), and what an insurance paid for leaves to be changed."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.declaration.queries import declarations
from openlevy.parties.tests.people import Resident
from openlevy.payment.queries import debit
from openlevy.payment.services import credited
from openlevy.payment.tests.paying import an_agreement
from openlevy.portals.payer.tests.conftest import html_of, key_in, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of
from openlevy.portals.payer.tests.test_shanxi_declares_on_one_form import FORM, send, signed_in
from openlevy.portals.payer.words import agency
from openlevy.portals.shared.tests.people import bank_answers, treasury_receives
from openlevy.portals.shared.tests.shanxi_people import HEALTHCARE, OFFICE, SOCIAL, ShanxiPayer
from openlevy.reference.services import move_business_date
from openlevy.statements.tests.counting import counted

pytestmark = pytest.mark.django_db(transaction=True)

PAYING, VOIDING = "/daily/paying/", "/daily/voiding/"
USER_AND_DAY = 1


def _declare(client: Client, who: ShanxiPayer, fen: int = 30_000) -> int:
    row = f"tier{who.pension}"
    answer = send(client, row, f"year2027of{who.medical}", **{row: fen})
    assert answer.status_code == 302, text_of(answer)
    return declarations(who.payer_id)[-1].id


def _agreement(who: ShanxiPayer) -> int:
    number = an_agreement(Resident(who.payer_id, SOCIAL, "", who.pension, OFFICE))
    move_business_date(date(2026, 11, 21))
    return number


def test_the_information_comes_when_it_is_asked_for() -> None:
    client, who = signed_in()
    _declare(client, who)
    before = text_of(client.get(PAYING))
    assert "获取缴款信息" in before
    assert "￥300.00" not in before
    page = client.get(PAYING, {"fetch": "1"})
    for words in (
        "城乡居民基本养老保险费",
        "￥300.00",
        "城乡居民基本医疗保险费",
        "￥700.00",
        "缴款",
    ):
        assert words in text_of(page), words
    assert html_of(page).count(" checked") == 2


def test_nothing_declared_says_where_to_declare() -> None:
    client, _who = signed_in()
    page = text_of(client.get(PAYING, {"fetch": "1"}))
    assert "没有应缴款信息" in page
    assert "没有可以作废的申报" in text_of(client.get(VOIDING))


def test_one_debit_pays_two_insurances_and_locks_the_tier() -> None:
    client, who = signed_in()
    agreement = _agreement(who)
    _declare(client, who)
    other = client.get(FORM)
    numbers = [row.id for row in declarations(who.payer_id)]
    address = reverse("payer:pay_agreement") + "?" + "&".join(f"declaration={n}" for n in numbers)
    page = client.get(address)
    assert "￥700.00" in text_of(page)
    paid = client.post(address, {"key": key_in(page), "agreement": agreement})
    assert paid.status_code == 302, text_of(paid)
    assert "正在缴款" in text_of(client.get(FORM))
    assert "缴款处理中" in text_of(client.get(PAYING, {"fetch": "1"}))
    bank_answers(order_of(paid["Location"]), "90000")
    assert "缴款成功" in text_of(client.get(paid["Location"]))
    record = client.get(reverse("payer:payment_record", args=[order_of(paid["Location"])]))
    assert "费款去向" in text_of(record)
    form = text_of(client.get(FORM))
    assert "已缴款。缴费完成后，不再受理本年度缴费档次的调整。" in form
    row = f"tier{who.pension}"
    late = text_of(send(client, row, page=other, **{row: 50_000}))
    assert "2026年度已经缴费。缴费完成后，不再受理本年度缴费档次的调整。" in late
    assert "￥700.00" not in text_of(client.get(VOIDING))
    assert "没有可以作废的申报" in text_of(client.get(VOIDING))
    records = text_of(client.get(reverse("payer:daily_payments")))
    assert "城乡居民基本养老保险费" in records
    assert "城乡居民基本医疗保险费" in records


def test_the_record_of_one_debit_names_each_insurance_and_each_agency() -> None:
    client, who = signed_in()
    agreement = _agreement(who)
    tiers = {f"tier{who.pension}": 30_000, f"tier{who.supplementary}": 50_000}
    assert send(client, *tiers, f"year2027of{who.medical}", **tiers).status_code == 302
    numbers = [row.id for row in declarations(who.payer_id)]
    address = reverse("payer:pay_agreement") + "?" + "&".join(f"declaration={n}" for n in numbers)
    key = key_in(client.get(address))
    order = order_of(client.post(address, {"key": key, "agreement": agreement})["Location"])
    bank_answers(order, "90000")
    treasury_receives(order)
    address = reverse("payer:payment_record", args=[order])
    record = text_of(client.get(address))
    assert '<h2 id="what">城乡居民社会保险费</h2>' in html_of(client.get(address))
    assert "实缴金额 ￥1,200.00" in record
    pension, second, medical = (
        "城乡居民基本养老保险", "城乡居民补充养老保险", "城乡居民基本医疗保险",
    )  # fmt: skip
    for line in (f"{pension}费 2026年 ￥300.00", f"{second}费 2026年 ￥500.00"):
        assert line in record, line
    assert f"{medical}费 2027年 ￥400.00" in record
    healthcare = agency(HEALTHCARE)
    social = f"太原市小店区社会保险中心记账：{pension}、{second}"
    assert f"到账 社保经办机构尚未告知 {social}" in record
    assert f"到账 医保经办机构尚未告知 {healthcare}记账：{medical}" in record
    told = debit(order).voucher_no
    credited(
        voucher_no=told, payer_id=who.payer_id, enrolment_id=who.medical, on=date(2026, 11, 23)
    )
    record = text_of(client.get(address))
    assert f"到账 2026-11-23 {healthcare}记账：{medical}" in record
    assert f"到账 社保经办机构尚未告知 {social}" in record
    outcome = text_of(client.get(reverse("payer:outcome", args=[order])))
    assert f"{medical}费 2027年 ￥400.00" in outcome


def test_what_is_voided_is_chosen_anew() -> None:
    client, who = signed_in()
    number = _declare(client, who)
    assert "申报成功" in text_of(client.get(VOIDING))
    address = reverse("payer:declaration_voiding", args=[number])
    question = client.get(address)
    assert client.post(address, {"key": key_in(question)}).status_code == 302
    assert "￥300.00" not in text_of(client.get(VOIDING))
    assert "已作废" in text_of(client.get(reverse("payer:daily_declarations")))
    row = f"tier{who.pension}"
    assert send(client, row, **{row: 50_000}).status_code == 302
    states = [(one.amount_fen, one.state) for one in declarations(who.payer_id)]
    assert (50_000, "DECLARED") in states
    assert (30_000, "VOIDED") in states


def test_on_the_twenty_sixth_nothing_is_paid_and_voiding_is_free() -> None:
    client, who = signed_in()
    agreement = _agreement(who)
    number = _declare(client, who)
    move_business_date(date(2026, 11, 26))
    page = client.get(PAYING, {"fetch": "1"})
    assert "今天不能缴款。请自2026年12月1日起办理。" in text_of(page)
    assert "缴款</button>" not in html_of(page)
    address = reverse("payer:pay_agreement") + f"?declaration={number}"
    refused = client.post(address, {"key": key_in(client.get(address)), "agreement": agreement})
    assert refused.status_code == 409
    assert "请自2026年12月1日起办理。" in text_of(refused)
    voiding = reverse("payer:declaration_voiding", args=[number])
    assert client.post(voiding, {"key": key_in(client.get(voiding))}).status_code == 302


def test_the_first_page_leads_to_what_is_next() -> None:
    client, who = signed_in()
    first = html_of(client.get("/"))
    assert "￥400.00" in first, "next year's medical premium"
    assert "2026年度的养老保险费还没有申报。" in first
    assert "还没有设置" not in first
    assert first.count("报表申报</a>") == 1, "one way to the one form"
    assert 'href="/daily/"' in first
    assert "/pension/" not in first
    assert "/medical/" not in first
    _declare(client, who)
    assert 'href="/daily/paying/?fetch=1"' in html_of(client.get("/"))


def test_a_refusal_leads_to_pages_of_the_place() -> None:
    client, _who = signed_in()
    answer = client.get(reverse("payer:pay"))
    assert answer.status_code == 400
    assert 'href="/daily/declarations/"' in html_of(answer)


def test_a_refusal_names_the_pages_of_the_place() -> None:
    """Voided in one tab, paid in the other: the list is not called as Beijing calls it."""
    client, who = signed_in()
    _declare(client, who)
    medical, pension = (row.id for row in declarations(who.payer_id))
    voiding = reverse("payer:declaration_voiding", args=[medical])
    assert client.post(voiding, {"key": key_in(client.get(voiding))}).status_code == 302
    answer = client.get(reverse("payer:pay") + f"?declaration={medical}&declaration={pension}")
    assert answer.status_code == 409
    said = text_of(answer)
    assert "请在申报记录查询中重新勾选。" in said
    assert "已申报作废" not in said


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (FORM, USER_AND_DAY + 6),
        (PAYING, USER_AND_DAY),
        (PAYING + "?fetch=1", USER_AND_DAY + 2),
        (VOIDING, USER_AND_DAY + 2),
        ("/daily/declarations/", USER_AND_DAY + 1),
        ("/daily/payments/", USER_AND_DAY + 1),
    ],
)
def test_pages_ask_little(address: str, most: int) -> None:
    client, who = signed_in()
    _declare(client, who)
    client.get(address)
    with counted() as sent:
        assert client.get(address).status_code == 200
    assert len(sent) <= most, sent

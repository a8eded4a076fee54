"""为他人缴费 (S2 2.1, L5): what there is to pay is shown, and nothing else of theirs."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from openlevy.assessment.services import assess_flat
from openlevy.declaration.queries import declarations
from openlevy.declaration.services import draw_up
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.parties.models import ActsFor
from openlevy.parties.services import EnrolmentDelivered, amend_enrolment
from openlevy.payment.queries import orders_for_others
from openlevy.portals.payer.tests.conftest import Browser, html_of, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of
from openlevy.portals.shared.tests.people import (
    HEALTHCARE,
    OFFICE,
    TODAY,
    Payer,
    a_child,
    an_agreement,
    bank_answers,
    next_day,
    treasury_receives,
)
from openlevy.reference.services import move_business_date

WHOM = reverse("payer:medical_others_payment")


def typed(child: Payer, **changes: str) -> dict[str, str]:
    told = {"name": child.name, "id_type": "201", "id_no": child.id_no, "nationality": "156"}
    return told | changes


def named(browser: Browser, child: Payer, **changes: str) -> str:
    """The address that leads on from the form."""
    response = browser.client.post(WHOM, typed(child, **changes))
    assert response.status_code == 302, text_of(response)
    return str(response["Location"])


def amounts(browser: Browser, child: Payer) -> str:
    response = browser.client.get(
        named(browser, child), {"enrolment": child.enrolment_id, "next": 1}
    )
    assert response.status_code == 302, text_of(response)
    return str(response["Location"])


def said_at(browser: Browser, address: str) -> str:
    response = browser.client.get(address)
    assert response.status_code == 200, text_of(response)
    return text_of(response)


def declared(browser: Browser, child: Payer) -> str:
    response = browser.send(amounts(browser, child), due="year2027")
    assert response.status_code == 302, text_of(response)
    return str(response["Location"])


def by_themselves(child: Payer) -> int:
    """Declared through another channel."""
    made = assess_flat(
        payer_id=child.payer_id, enrolment_id=child.enrolment_id, year=2027, today=TODAY
    )
    [number] = draw_up(
        payer_id=child.payer_id,
        payable_ids=[made],
        channel="counter",
        actor=Actor(Role.PAYER),
        request_key=uuid4(),
        today=TODAY,
    )
    return number


def test_from_the_form_to_a_paid_year(browser: Browser) -> None:
    child, agreement = a_child(), an_agreement(browser.who)
    next_day()
    assert "他人" in browser.open("medical_payment")
    page = said_at(browser, WHOM)
    assert all(
        one in page
        for one in ("委托人姓名", "身份证件类型", "身份证件号码", "国籍（地区）", "为他人缴费")
    )
    enrolments = said_at(browser, named(browser, child))
    assert "程一诺" in enrolments
    assert child.id_no not in enrolments
    assert "下坡店村" not in enrolments
    shown = said_at(browser, amounts(browser, child))
    assert "为 程一诺 缴费" in shown
    assert "每人每年 ￥375.00" in shown
    assert "学生儿童" not in shown, "why it is that much is nobody else's business"
    method = declared(browser, child)
    assert "程一诺" in said_at(browser, method)
    asked = said_at(browser, method.replace("/method/", "/confirmation/"))
    assert "程一诺" in asked
    assert "￥375.00" in asked
    paid = browser.send(method.replace("/method/", "/agreement/"), agreement=agreement)
    assert paid.status_code == 302, text_of(paid)
    order = order_of(paid["Location"])
    bank_answers(order, "90000")
    outcome = said_at(browser, paid["Location"])
    assert all(one in outcome for one in ("缴费成功", "程一诺", "继续为他人缴费", "为他人缴费记录"))
    assert [one.payer_id for one in orders_for_others(browser.who.payer_id)] == [child.payer_id]
    listed = browser.open("medical_others_payments")
    assert "程一诺" in listed
    assert "￥375.00" in listed
    proof = "属于参保人本人，不能用您的账号开具：由参保人用本人的账号登录开具"
    assert proof in listed
    assert proof in browser.open("record_printing")
    assert proof in browser.open("record_printing", query="?start=2026&end=2027"), "none is theirs"


def test_what_is_paid_for_another_is_nothing_of_ones_own(browser: Browser) -> None:
    child, agreement = a_child(), an_agreement(browser.who)
    next_day()
    method = declared(browser, child)
    paid = browser.send(method.replace("/method/", "/agreement/"), agreement=agreement)
    order = order_of(paid["Location"])
    bank_answers(order, "90000")
    treasury_receives(order)
    year = "?start=2026-01-01&end=2027-12-31"
    for name in ("medical_payments", "medical_declarations", "payments", "declarations"):
        assert "￥" not in browser.open(name, query=year), name
    assert browser.client.get(reverse("payer:payment_record", args=[order])).status_code == 404
    messages = browser.open("messages")
    assert "缴费成功（为程一诺缴费） 城乡居民基本医疗保险费 2027年 ￥375.00" in messages
    assert "国库已收到费款。" in messages
    assert "可以开具" not in messages


def test_saved_the_next_time_is_two_steps(browser: Browser) -> None:
    child = a_child()
    assert "常用缴费人" not in said_at(browser, WHOM).replace("保存为常用缴费人", "")
    onward = named(browser, child, saved="on")
    page = browser.client.get(WHOM)
    assert f'href="{onward}"' in html_of(page)
    assert "程一诺" in text_of(page)
    assert child.id_no not in html_of(page)
    removal = reverse("payer:medical_others_forgetting", args=[ActsFor.objects.get().id])
    assert "移除后" in said_at(browser, removal)
    for _ in range(2):
        assert browser.client.post(removal).status_code == 302
    assert "程一诺" not in said_at(browser, WHOM)
    refused = browser.client.get(onward)
    assert refused.status_code == 404
    assert "请重新填写" in text_of(refused)


def test_not_saved_it_counts_for_the_day(browser: Browser) -> None:
    onward = named(browser, a_child())
    ActsFor.objects.update(proved_at=timezone.now() - timedelta(days=1, minutes=1))
    refused = browser.client.get(onward)
    assert refused.status_code == 404
    assert "填写的信息只在当天有效" in text_of(refused)


def test_what_another_has_declared_is_paid_and_not_declared_again(browser: Browser) -> None:
    child, agreement = a_child(), an_agreement(browser.who)
    number = by_themselves(child)
    next_day()
    address = amounts(browser, child)
    page = browser.client.get(address)
    assert "已申报，待缴费" in text_of(page)
    assert "提交" not in [text for text in text_of(page).split() if text == "提交"]
    [onward] = [part for part in html_of(page).split('"') if "/payment/confirmation/" in part]
    assert f"declaration={number}" in onward
    go = onward.replace("&amp;", "&").replace("/confirmation/", "/agreement/")
    paid = browser.send(go, agreement=agreement)
    assert paid.status_code == 302, text_of(paid)
    assert "正在缴费" in said_at(browser, address)
    waiting = said_at(browser, address)
    assert "不需要再办理" not in waiting
    bank_answers(order_of(paid["Location"]), "90000")
    done = browser.client.get(address)
    assert "程一诺2027年的城乡居民基本医疗保险已经缴费，不需要再办理。" in text_of(done)
    assert 'aria-current="step"' not in html_of(done), "no step is left"
    for name in ("payment", "payments"):
        assert reverse(f"payer:medical_others_{name}") in html_of(done).split("不需要再办理")[1]


def test_whoever_declared_it_takes_it_back(browser: Browser) -> None:
    child = a_child()
    declared(browser, child)
    address = amounts(browser, child)
    [number] = [one.id for one in declarations(child.payer_id)]
    voiding = reverse("payer:medical_others_voiding", args=[_number(), number])
    assert voiding in html_of(browser.client.get(address))
    answer = browser.send(voiding)
    assert answer["Location"] == address
    assert "提交" in said_at(browser, address)
    elsewhere = by_themselves(child)
    assert "作废" not in said_at(browser, address)
    refused = browser.client.post(voiding.replace(str(number), str(elsewhere)), {"key": "0" * 32})
    assert refused.status_code == 409
    assert "没有作废" in text_of(refused)


def test_a_page_that_stood_open_meanwhile_says_so_and_leads_back(browser: Browser) -> None:
    child = a_child()
    address = amounts(browser, child)
    page = browser.client.get(address)
    by_themselves(child)
    form = {"due": "year2027", "shown": "year2027:37500", "key": html_key(page)}
    refused = browser.client.post(address, form)
    assert refused.status_code == 409
    assert "请返回“为他人缴费”" in text_of(refused)
    assert f'href="{WHOM}"' in html_of(refused)
    assert len(declarations(child.payer_id)) == 1


def html_key(page: Any) -> str:
    return html_of(page).split('name="key" value="')[1][:32]


def test_nothing_but_what_is_owed_is_told(browser: Browser) -> None:
    """A group that public money helps, an enrolment that has ended, what was paid before."""
    helped = a_child("程一然", 79, group="31")
    page = said_at(browser, amounts(browser, helped))
    assert "这位缴费人现在没有需要缴纳的费款" in page
    assert "特困" not in page
    _end(helped)
    said = said_at(browser, named(browser, helped))
    assert "没有可以缴费的参保登记" in said
    assert "终止" not in said
    ended = reverse("payer:medical_others_amounts", args=[_number(), helped.enrolment_id])
    assert browser.client.get(ended).status_code == 404


def _number() -> int:
    return int(ActsFor.objects.latest("proved_at").id)


def _end(who: Payer) -> None:
    amend_enrolment(
        EnrolmentDelivered(
            HEALTHCARE, "C0000079", "10212", "102120001", OFFICE[1:7], "窦店镇", "下坡店村", OFFICE,
            "31", "4", date(2018, 1, 1), date(2025, 12, 1), None,
        )
    )  # fmt: skip


def test_out_of_the_window_the_page_says_when(browser: Browser) -> None:
    address = amounts(browser, a_child())
    move_business_date(date(2027, 1, 5))
    assert "2028年度的缴费期为2027年9月1日" in said_at(browser, address)


def test_a_forged_number_opens_nothing(browser: Browser) -> None:
    child, stranger = a_child(), a_child("别人", 78)
    named(browser, child, saved="on")
    mine = _number()
    ActsFor.objects.create(
        payer_id=child.payer_id,
        principal_id=stranger.payer_id,
        saved=True,
        proved_at=timezone.now(),
    )
    theirs = int(ActsFor.objects.get(payer_id=child.payer_id).id)
    for address in (
        reverse("payer:medical_others_enrolments", args=[theirs]),
        reverse("payer:medical_others_amounts", args=[mine, stranger.enrolment_id]),
        reverse("payer:medical_others_amounts", args=[theirs, stranger.enrolment_id]),
        reverse("payer:pay") + f"?declaration={by_themselves(stranger)}&whose={mine}",
        reverse("payer:pay_agreement") + "?declaration=1&whose=1",
        reverse("payer:pay_agreement") + "?declaration=1&whose=%EF%BC%91",
        reverse("payer:pay_agreement") + "?declaration=1&whose=-1",
    ):
        assert browser.client.get(address).status_code == 404, address


def test_what_one_has_not_paid_for_others_is_said(browser: Browser) -> None:
    assert "还没有为他人缴费的记录" in browser.open("medical_others_payments")

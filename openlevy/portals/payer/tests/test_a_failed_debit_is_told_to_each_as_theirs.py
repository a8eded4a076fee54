"""What a failed debit tells whom: the bank's reason is who paid's, not the insured's whose debt
somebody else has paid; and nobody is sent on to pay what cannot be paid any more."""

from datetime import date
from uuid import uuid4

import pytest

from openlevy.assessment.services import assess_flat
from openlevy.declaration.services import draw_up, void
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.parties.tests.people import acting_for
from openlevy.payment.services import pay
from openlevy.portals.payer.tests.conftest import Browser, html_of
from openlevy.portals.shared.tests.people import (
    PASSWORD,
    a_medical_enrolment,
    a_payer,
    an_agreement,
    bank_answers,
    next_day,
)
from openlevy.reference.services import move_business_date

LATE = "99091"
NOT_THEIRS = ("原因", "余额", "足额", "您的账户", "换一条协议", "程建军")
ACTOR = Actor(Role.PAYER, 1)


def paid(browser: Browser, day: date, *, by: int = 0, agreement: int = 0) -> tuple[int, int]:
    """Order and declaration of next year's medical insurance."""
    who = browser.who
    payer, enrolment = who.payer_id, a_medical_enrolment(who)
    by = by or payer
    made = assess_flat(payer_id=payer, enrolment_id=enrolment, year=2027, today=day, by=by)
    [drawn] = draw_up(
        payer_id=payer, payable_ids=[made], channel="portal", actor=ACTOR, request_key=uuid4(),
        today=day, declared_by=by,
    )  # fmt: skip
    order = pay(
        payer_id=payer, paid_by=by, declaration_ids=[drawn], agreement_id=agreement,
        channel="portal", actor=ACTOR, request_key=uuid4(), today=day,
    )  # fmt: skip
    return order, drawn


def test_the_insured_sees_nothing_of_anothers_account(browser: Browser) -> None:
    other = a_payer(name="程建军", serial=9)
    agreement, day = an_agreement(other), next_day()
    acting_for(other.payer_id, browser.who.payer_id)
    order, _drawn = paid(browser, day, by=other.payer_id, agreement=agreement)
    bank_answers(order, "24007")
    insured = browser.open("outcome", order)
    assert "他人为您缴纳的这笔费款没有缴费成功。" in insured
    assert "由您本人继续缴费" in insured
    assert "付款人 他人代为缴费" in insured
    for told in (insured, browser.open("messages")):
        assert not any(one in told for one in NOT_THEIRS), told
    browser.client.logout()
    browser.client.post("/sign-in", {"login": other.login, "password": PASSWORD})
    payers = browser.open("outcome", order)
    assert "原因：银行账户余额不足。" in payers
    assert "请存入足额资金后继续缴费" in payers
    assert "付款人" not in payers


def test_the_insureds_record_names_no_account_of_theirs(browser: Browser) -> None:
    other = a_payer(name="程建军", serial=9)
    agreement, day = an_agreement(other), next_day()
    acting_for(other.payer_id, browser.who.payer_id)
    order, _drawn = paid(browser, day, by=other.payer_id, agreement=agreement)
    bank_answers(order, "90000")
    record = browser.open("payment_record", order)
    assert "您的账户" not in record
    assert "他人代为缴费，银行已经扣款" in record


def test_ones_own_record_names_ones_account(browser: Browser) -> None:
    agreement, day = an_agreement(browser.who), next_day()
    order, _drawn = paid(browser, day, agreement=agreement)
    bank_answers(order, "90000")
    record = browser.open("payment_record", order)
    assert "银行从您的账户扣款" in record
    assert "他人代为缴费" not in record


@pytest.mark.parametrize(
    ("today", "goes_on"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)]
)
def test_after_the_collection_nobody_is_sent_on_to_pay(
    browser: Browser, today: date, goes_on: bool
) -> None:
    agreement = an_agreement(browser.who)
    order, drawn = paid(browser, move_business_date(date(2026, 12, 31)), agreement=agreement)
    bank_answers(order, LATE)
    move_business_date(today)
    bank_answers(order, "24007")
    page = browser.open("outcome", order)
    assert "原因：银行账户余额不足。没有扣款。" in page
    assert ("请存入足额资金后继续缴费" in page) is goes_on
    ended = "缴费期到2026年12月31日为止，已经结束，不能继续缴费。"
    assert (f"{ended}需要缴费的，请到" in page) is not goes_on
    assert ("申请重新开放缴费期，咨询电话 12366。" in page) is not goes_on
    for name in ("outcome", "declaration"):
        source = browser.client.get(_address(name, order, drawn))
        assert ("again=1" in html_of(source)) is goes_on, name
    assert "继续缴费" not in browser.open("messages"), "the page says what can be done by now"


def test_what_was_voided_since_is_not_offered_again(browser: Browser) -> None:
    agreement, day = an_agreement(browser.who), next_day()
    order, drawn = paid(browser, day, agreement=agreement)
    bank_answers(order, "24007")
    void(payer_id=browser.who.payer_id, declaration_id=drawn, actor=ACTOR, today=day)
    page = browser.open("outcome", order)
    assert "这条申报后来已经作废，需要缴费请重新办理。" in page
    assert "继续缴费" not in page


def _address(name: str, order: int, drawn: int) -> str:
    return f"/payments/{order}/outcome/" if name == "outcome" else f"/declarations/{drawn}/"

"""X6: what was true when a reminder was written may not be when it is sent: whoever has paid
meanwhile, or cannot pay any more, is told nothing, and the others what holds now."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from openlevy.assessment.models import Payable
from openlevy.assessment.services import end_reopening
from openlevy.declaration.services import remind
from openlevy.declaration.tests.declaring import declare
from openlevy.declaration.tests.test_a_correction_replaces_what_was_declared import flat
from openlevy.gateways.notices import delivery
from openlevy.gateways.notices.tests.test_a_notice_is_sent_until_it_is_taken import Gateway, gateway
from openlevy.gateways.posting import NotAccepted
from openlevy.messages.models import Outgoing
from openlevy.notices.models import Notice
from openlevy.parties.tests.people import Resident, a_medical_resident, a_resident
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_agreement, bank_says, order
from openlevy.payment.tests.test_what_was_reopened_is_paid import OVER, UNTIL, _reopened
from openlevy.payment.tests.test_whoever_has_not_paid_is_reminded import (
    SEVEN,
    _has_ended,
    _has_paid,
    _is_helped_in_full,
    _is_paying,
)
from openlevy.payment.tests.test_whoever_paid_is_told_by_phone import with_phone

__all__ = ["gateway"]


@pytest.fixture
def reminded(gateway: Gateway) -> Resident:
    """Somebody who has not paid, and a reminder that waits."""
    who = with_phone(a_medical_resident(group="13"), "13900000051", "waits_1")
    Outgoing.objects.all().delete()
    remind(today=SEVEN, most=50)
    return who


def deliver(today: date = SEVEN) -> None:
    Outgoing.objects.update(due_at=timezone.now())
    delivery.deliver(50, today=today)


def state(who: Resident) -> str:
    rows = Notice.objects.filter(payer_id=who.payer_id, kind__startswith="window.").order_by("id")
    return str(rows.values_list("state", flat=True).last())


def said(gateway: Gateway) -> list[str]:
    texts = [json.loads(one.body)["text"] for one in gateway.posted]
    return [one for one in texts if "请最晚在" in one or "为您重新开放" in one]


def test_it_is_sent_where_nothing_has_changed(gateway: Gateway, reminded: Resident) -> None:
    deliver()
    [text] = said(gateway)
    assert "您2027年度的城乡居民基本医疗保险费 705.00 元还没有缴，请最晚在2026年12月31日" in text
    assert state(reminded) == "TAKEN"


@pytest.mark.parametrize("meanwhile", [_has_paid, _is_paying, _has_ended, _is_helped_in_full])
def test_whoever_has_nothing_to_do_any_more_is_told_nothing(
    gateway: Gateway, reminded: Resident, meanwhile: Callable[[Resident], None]
) -> None:
    meanwhile(reminded)
    deliver()
    assert (said(gateway), state(reminded)) == ([], "LATE")


def test_not_once_it_is_over(gateway: Gateway, reminded: Resident) -> None:
    deliver(date(2027, 1, 1))
    assert (said(gateway), state(reminded)) == ([], "LATE")


def test_what_was_not_taken_is_not_sent_again_once_it_is_paid(
    gateway: Gateway, reminded: Resident
) -> None:
    gateway.answer = NotAccepted("TimeoutError")
    deliver()
    assert len(said(gateway)) == 1
    _has_paid(reminded)
    deliver()
    assert (len(said(gateway)), state(reminded)) == (1, "LATE")


def test_who_has_declared_meanwhile_is_told_that_it_is_not_paid(
    gateway: Gateway, reminded: Resident
) -> None:
    declare(reminded, flat(reminded))
    deliver()
    [text] = said(gateway)
    assert "已经申报，但还没有付款，请最晚在2026年12月31日" in text


def test_the_last_day_is_the_one_in_force(gateway: Gateway, reminded: Resident) -> None:
    flat(reminded)
    Payable.objects.filter(payer_id=reminded.payer_id).update(due_on=date(2027, 1, 12))
    deliver()
    [text] = said(gateway)
    assert "请最晚在2027年1月12日" in text


@pytest.mark.parametrize("shut", [False, True])
def test_a_reopened_window_that_was_shut_again(gateway: Gateway, shut: bool) -> None:
    who = with_phone(a_resident(), "13900000052", "waits_2")
    number, review = _reopened(who, 2026, UNTIL, OVER)
    day = UNTIL - timedelta(days=7)
    remind(today=day, most=50)
    if shut:
        end_reopening(number, officer=review.actor, note="误开", today=day)
    deliver(day)
    told = [one for one in said(gateway) if "为您重新开放的缴费期到2027年1月20日为止" in one]
    assert len(told) == (0 if shut else 1)


def test_one_whose_debit_fails_before_it_leaves_is_told(
    gateway: Gateway, reminded: Resident
) -> None:
    number = order(reminded, declare(reminded, flat(reminded)), an_agreement(reminded))
    bank_says(number, Answer.REFUSED)
    deliver()
    assert len(said(gateway)) == 1

"""X6: before a collection ends whoever has not paid is told, once for each of the place's days, and
nobody who has, who is paying, or who has nothing to pay."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from openlevy.assessment.services import record_special, set_amount
from openlevy.assessment.tests.amounts import a_regular
from openlevy.declaration.queries import reminders
from openlevy.declaration.services import remind
from openlevy.declaration.tests.declaring import declare
from openlevy.declaration.tests.test_a_correction_replaces_what_was_declared import (
    by_agency,
    flat,
)
from openlevy.declaration.tests.test_a_pension_year_is_owed_at_one_place import another_place
from openlevy.notices.models import Notice
from openlevy.notices.queries import to_tell
from openlevy.parties.services import amend_enrolment
from openlevy.parties.tests.people import (
    MEDICAL,
    Resident,
    a_medical_resident,
    a_resident,
    an_insured,
)
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_agreement, bank_says, order
from openlevy.payment.tests.test_whoever_paid_is_told_by_phone import with_phone
from openlevy.reference.queries import closings
from openlevy.statements.tests.counting import counted

pytestmark = pytest.mark.django_db

LAST = date(2026, 12, 31)
THIRTY, SEVEN, ONE = (LAST - timedelta(days=n) for n in (30, 7, 1))
EARLY = THIRTY - timedelta(days=1)


def reminded(today: date, most: int = 200) -> int:
    """All that there is to do today; how many enrolments were looked at."""
    looked_at = 0
    while step := remind(today=today, most=most):
        looked_at += step
    return looked_at


def told(who: Resident) -> list[tuple[str, dict[str, str]]]:
    rows = Notice.objects.filter(payer_id=who.payer_id, kind__startswith="window.")
    notices = [to_tell(row.payer_id, row.id) for row in rows.order_by("id")]
    return [(one.kind, dict(one.facts)) for one in notices if one]


@pytest.fixture
def insured() -> Resident:
    return with_phone(a_medical_resident(group="13"), "13900000001", "reminded_1")


def test_each_stage_is_told_once(insured: Resident) -> None:
    assert reminded(EARLY) == 0
    for _ in range(2):
        for today in (THIRTY, THIRTY + timedelta(days=3), SEVEN, ONE, LAST):
            reminded(today)
    seen = [(one.year, one.last_day, one.amount_fen) for one in reminders(insured.payer_id)]
    assert seen == [(2027, LAST, 70_500)] * 3
    facts = {
        "insurance": "城乡居民基本医疗保险费",
        "year": "2027",
        "yuan": "705.00",
        "until": "2026-12-31",
        "days": "",
        "name": "石桂兰",
        "item": MEDICAL,
        "enrolment": str(insured.enrolment_id),
        "reopening": "",
    }
    assert told(insured) == [("window.closing", facts)] * 3
    assert reminded(LAST + timedelta(days=1)) == 0


def test_after_days_of_standstill_the_nearest_stage_alone_is_told(insured: Resident) -> None:
    reminded(LAST - timedelta(days=2))
    assert [one.told_on for one in reminders(insured.payer_id)] == [LAST - timedelta(days=2)]


def test_a_pension_has_no_sum_until_a_tier_is_chosen() -> None:
    who = with_phone(a_resident(), "13900000002", "reminded_2")
    reminded(SEVEN)
    set_amount(
        payer_id=who.payer_id, enrolment_id=who.enrolment_id, year=2026, tier_fen=100_000,
        actor=who.actor, today=SEVEN,
    )  # fmt: skip
    reminded(ONE)
    assert [facts["yuan"] for _, facts in told(who)] == ["", "1,000.00"]


def test_what_is_declared_is_told_as_that(insured: Resident) -> None:
    declare(insured, flat(insured))
    reminded(SEVEN)
    assert [kind for kind, _ in told(insured)] == ["window.closing_declared"]


def _is_paying(who: Resident) -> None:
    order(who, declare(who, flat(who)), an_agreement(who))


def _has_paid(who: Resident) -> None:
    bank_says(order(who, declare(who, flat(who)), an_agreement(who)), Answer.DONE)


def _is_helped_in_full(who: Resident) -> None:
    amend_enrolment(an_insured(who, group="31"))


def _waits_for_the_agency(who: Resident) -> None:
    amend_enrolment(an_insured(who, group="32"))


def _has_ended(who: Resident) -> None:
    amend_enrolment(an_insured(who, status="4", last_month=date(2026, 10, 1)))


@pytest.mark.parametrize(
    "settled", [_is_paying, _has_paid, _is_helped_in_full, _waits_for_the_agency, _has_ended]
)
def test_who_has_nothing_to_do_is_left_in_peace(
    insured: Resident, settled: Callable[[Resident], None]
) -> None:
    settled(insured)
    reminded(SEVEN)
    assert told(insured) == []


def test_what_the_agency_has_left_to_pay_is_the_sum(insured: Resident) -> None:
    _waits_for_the_agency(insured)
    record_special(by_agency(insured), today=SEVEN)
    reminded(SEVEN)
    assert [facts["yuan"] for _, facts in told(insured)] == ["100.00"]


def test_who_has_paid_elsewhere_is_not_told() -> None:
    who = with_phone(a_resident(), "13900000003", "reminded_3")
    another_place(who)
    bank_says(order(who, declare(who, a_regular(who)), an_agreement(who)), Answer.DONE)
    reminded(SEVEN)
    assert told(who) == []


def test_who_has_no_account_is_passed_over_and_all_are_reached() -> None:
    people = [a_medical_resident(group="13") for _ in range(7)]
    using = [with_phone(one, f"1390000001{n}", f"crowd_{n}") for n, one in enumerate(people[::2])]
    assert reminded(SEVEN, most=3) == 7
    assert [len(told(one)) for one in people] == [1, 0, 1, 0, 1, 0, 1]
    assert len(using) == 4
    assert reminded(SEVEN) == 0
    late = [with_phone(people[1], "13900000021", "crowd_late"), a_medical_resident(group="13")]
    with_phone(late[1], "13900000022", "crowd_later")
    assert [reminded(SEVEN + timedelta(days=n)) for n in (0, 1)] == [1, 8]
    assert [len(told(one)) for one in (*late, using[0])] == [1, 1, 1]


def test_a_batch_asks_as_often_whoever_is_in_it() -> None:
    def statements(people: int, today: date) -> int:
        for _ in range(people):
            a_medical_resident(group="13")
        with counted() as sent:
            remind(today=today, most=200)
        return len(sent)

    few = statements(1, SEVEN)
    assert statements(20, ONE) == few


def test_the_day_is_the_one_that_pages_name() -> None:
    by_place = {(one.place, one.levy_item): one.last_day for one in closings(date(2026, 12, 20))}
    assert by_place["shanxi", MEDICAL] == date(2026, 12, 25), "the last of the place's days"
    assert by_place["beijing", MEDICAL] == LAST
    assert "shanxi" not in {one.place for one in closings(date(2026, 12, 27))}, "it is over there"
    assert ("hubei", MEDICAL) not in by_place, "there it ends in August"
    august = {(one.place, one.year): one for one in closings(date(2027, 8, 25))}
    assert august["hubei", 2027].last_day == date(2027, 8, 31)

"""What may be declared: open payables of one's own, together or none of them."""

from datetime import date
from uuid import uuid4

import pytest

from openlevy.assessment.services import record_special, withdraw_special
from openlevy.assessment.tests.amounts import (
    SPECIAL_FEN,
    TIER_FEN,
    a_delivery,
    a_regular,
    a_special,
    books,
)
from openlevy.assessment.tests.amounts import state_of as payable_state
from openlevy.declaration.queries import declarations
from openlevy.declaration.rules import (
    MOST_AT_ONCE,
    AmountChanged,
    EnrolmentClosed,
    NothingChosen,
    NotOpen,
)
from openlevy.declaration.services import draw_up
from openlevy.declaration.tests.declaring import declare, state_of
from openlevy.history.services import Actor
from openlevy.history.tests.records import of_record
from openlevy.kernel.flow import Role
from openlevy.parties.services import amend_enrolment
from openlevy.parties.tests.people import TODAY, Resident, a_person, a_resident, an_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Resident:
    return a_resident()


def test_a_chosen_amount_becomes_due_when_it_is_declared(who: Resident) -> None:
    payable = a_regular(who)
    assert books(who) == {}
    (number,) = declare(who, payable)
    assert state_of(who, number) == "DECLARED"
    assert payable_state(who, payable) == "DECLARED"
    assert books(who) == {"premium": -TIER_FEN, "due": TIER_FEN}


def test_an_assessed_amount_is_due_already_and_not_due_twice(who: Resident) -> None:
    payable = a_special(who)
    assert books(who) == {"premium": -SPECIAL_FEN, "due": SPECIAL_FEN}
    declare(who, payable)
    assert books(who) == {"premium": -SPECIAL_FEN, "due": SPECIAL_FEN}


def test_it_copies_what_was_declared_with_channel_and_day(who: Resident) -> None:
    (number,) = declare(who, a_special(who), channel="pc")
    (seen,) = declarations(who.payer_id)
    assert (seen.id, seen.amount_fen, seen.channel) == (number, SPECIAL_FEN, "pc")
    assert (seen.declared_on, seen.kind_words) == (TODAY, "补收")
    assert (seen.period_start, seen.period_end) == (date(2025, 1, 1), date(2025, 12, 31))
    assert seen.tax_office == who.tax_office


def test_what_is_declared_is_not_declared_again_through_another_channel(who: Resident) -> None:
    payable = a_regular(who)
    declare(who, payable, channel="mobile")
    with pytest.raises(NotOpen):
        declare(who, payable, channel="pc")
    assert len(declarations(who.payer_id)) == 1


def test_one_that_is_not_open_keeps_all_of_them_from_being_declared(who: Resident) -> None:
    regular, special = a_regular(who), a_special(who)
    declare(who, special)
    with pytest.raises(NotOpen):
        declare(who, regular, special)
    assert payable_state(who, regular) == "OPEN"
    assert books(who) == {"premium": -SPECIAL_FEN, "due": SPECIAL_FEN}


def test_nobody_declares_for_another(who: Resident) -> None:
    other = a_resident()
    payable = a_regular(other)
    with pytest.raises(NotOpen):
        declare(who, payable)
    assert payable_state(other, payable) == "OPEN"


def test_a_withdrawn_payable_is_not_declared(who: Resident) -> None:
    told = a_delivery(who)
    payable = record_special(told, today=TODAY)
    withdraw_special(told.agency_code, told.serial, told.detail, today=TODAY)
    with pytest.raises(NotOpen):
        declare(who, payable)


def test_last_years_regular_amount_is_not_declared_this_year(who: Resident) -> None:
    payable = a_regular(who)
    with pytest.raises(NotOpen):
        declare(who, payable, today=date(2027, 1, 1))
    assert payable_state(who, payable) == "OPEN"


def test_a_special_amount_of_an_earlier_year_is_declared_at_any_time(who: Resident) -> None:
    assert declare(who, a_special(who), today=date(2027, 1, 1))


def test_a_suspended_enrolment_keeps_the_regular_amount_but_not_the_special_one() -> None:
    who = a_resident()
    regular, special = a_regular(who), a_special(who)
    person = a_person(agency_code=who.agency_code, personal_no=who.personal_no)
    amend_enrolment(an_enrolment(person, status="2"))
    with pytest.raises(EnrolmentClosed):
        declare(who, regular)
    assert declare(who, special)


def test_an_amount_that_was_not_shown_is_not_declared(who: Resident) -> None:
    chosen = a_regular(who), a_special(who)
    for shown_fen in (TIER_FEN, TIER_FEN + SPECIAL_FEN + 1, 0):
        with pytest.raises(AmountChanged) as refused:
            declare(who, *chosen, shown_fen=shown_fen)
        assert refused.value.now_fen == TIER_FEN + SPECIAL_FEN
    assert declarations(who.payer_id) == []
    key = uuid4()
    made = declare(who, *chosen, shown_fen=TIER_FEN + SPECIAL_FEN, key=key)
    assert declare(who, *chosen, shown_fen=TIER_FEN + SPECIAL_FEN, key=key) == made


def test_nothing_and_more_than_fits_are_refused(who: Resident) -> None:
    for chosen in ([], list(range(1, MOST_AT_ONCE + 2))):
        with pytest.raises(NothingChosen):
            declare(who, *chosen)


def test_the_same_payable_chosen_twice_is_chosen_once(who: Resident) -> None:
    payable = a_regular(who)
    assert len(declare(who, payable, payable)) == 1


def test_only_who_may_declare_does(who: Resident) -> None:
    with pytest.raises(ValueError, match="0 starting states"):
        draw_up(
            payer_id=who.payer_id,
            payable_ids=[a_regular(who)],
            channel="mobile",
            actor=Actor(Role.AGENCY),
            request_key=uuid4(),
            today=TODAY,
        )


def test_the_history_says_who_declared(who: Resident) -> None:
    payable = a_regular(who)
    declare(who, payable)
    (happened,) = of_record(who.payer_id, payable)
    assert (happened.action, happened.from_state, happened.to_state) == (
        "declare",
        "OPEN",
        "DECLARED",
    )
    assert (happened.role, happened.business_date) == (Role.PAYER, TODAY)

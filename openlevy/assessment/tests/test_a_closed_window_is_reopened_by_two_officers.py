from datetime import date, timedelta
from uuid import uuid4

import pytest

from openlevy.access.services import register
from openlevy.access.tests.officers import (
    Post,
)
from openlevy.assessment.models import Payable
from openlevy.assessment.queries import (
    payables,
    reopened,
)
from openlevy.assessment.rules import (
    LONGEST_DAYS,
    AlreadyReopened,
    EnrolmentClosed,
    EnrolmentUnknown,
    KeyReused,
    NothingToReopen,
    OutsideWindow,
    ReopeningUnknown,
    UntilUnfit,
    WindowAhead,
    WindowStillOpen,
    YearNotOpen,
    YearTooOld,
)
from openlevy.assessment.services import (
    Proposal,
    assess_flat,
    confirm_reopening,
    end_reopening,
    propose_reopening,
)
from openlevy.assessment.tests.reopened import (
    LAST_YEAR,
    UNTIL,
    choose,
    confirmed,
    declare,
    propose,
)
from openlevy.declaration.rules import NotOpen
from openlevy.declaration.services import void
from openlevy.notices.models import Notice
from openlevy.notices.queries import to_tell
from openlevy.parties.queries import id_number
from openlevy.parties.tests.people import (
    TODAY,
    Resident,
    a_medical_resident,
    a_resident,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_proposed_it_opens_nothing(who: Resident, window: Post) -> None:
    propose(who, window)
    with pytest.raises(YearNotOpen):
        choose(who)
    assert reopened(who.payer_id, TODAY) == []


def test_confirmed_the_amount_is_chosen_and_declared(
    who: Resident, window: Post, review: Post
) -> None:
    confirmed(who, window, review)
    declare(who, choose(who))
    [row] = payables(who.payer_id, open_only=False)
    assert (row.period_start.year, row.due_on, row.state) == (LAST_YEAR, UNTIL, "DECLARED")


def test_the_last_day_counts_and_the_next_does_not(
    who: Resident, window: Post, review: Post
) -> None:
    confirmed(who, window, review)
    number = choose(who, UNTIL)
    after = UNTIL + timedelta(days=1)
    with pytest.raises(YearNotOpen):
        choose(who, after)
    with pytest.raises(NotOpen):
        declare(who, number, after)
    assert reopened(who.payer_id, after) == []
    declare(who, number, UNTIL)


def test_what_was_left_over_when_the_window_closed_is_declared(window: Post, review: Post) -> None:
    who = a_resident()
    in_time = date(LAST_YEAR, 12, 31)
    number = choose(who, in_time)
    with pytest.raises(NotOpen):
        declare(who, number)
    confirmed(who, window, review)
    declare(who, number)


def test_another_year_and_another_enrolment_stay_shut(
    who: Resident, window: Post, review: Post
) -> None:
    confirmed(who, window, review)
    other = a_resident()
    with pytest.raises(YearNotOpen):
        choose(other)
    with pytest.raises(YearNotOpen):
        choose(who, year=LAST_YEAR - 1)


def test_a_flat_amount_is_assessed_late(window: Post, review: Post) -> None:
    who = a_medical_resident(group="13")
    year = TODAY.year
    with pytest.raises(OutsideWindow):
        assess_flat(payer_id=who.payer_id, enrolment_id=who.enrolment_id, year=year, today=TODAY)
    confirmed(who, window, review, year=year)
    number = assess_flat(
        payer_id=who.payer_id, enrolment_id=who.enrolment_id, year=year, today=TODAY
    )
    declare(who, number)


def test_one_that_runs_is_not_proposed_again(who: Resident, window: Post, review: Post) -> None:
    confirmed(who, window, review)
    with pytest.raises(AlreadyReopened):
        propose(who, window)


def test_ended_early_it_is_shut_and_what_was_declared_stands(
    who: Resident, window: Post, review: Post
) -> None:
    number = confirmed(who, window, review)
    made = declare(who, choose(who))
    for _ in range(2):
        end_reopening(number, officer=review.actor, note="误开", today=TODAY)
    [row] = payables(who.payer_id, open_only=False)
    assert (row.state, row.due_on) == ("DECLARED", UNTIL)
    with pytest.raises(YearNotOpen):
        choose(who)
    void(payer_id=who.payer_id, declaration_id=made, actor=who.actor, today=TODAY)
    declare(who, row.id)


def test_the_same_request_is_answered_the_same(who: Resident, window: Post) -> None:
    key = uuid4()
    told = Proposal(who.payer_id, who.enrolment_id, LAST_YEAR, UNTIL, "住院")
    first, again = (
        propose_reopening(told, officer=window.actor, request_key=key, today=TODAY)
        for _ in range(2)
    )
    assert first == again
    other = Proposal(who.payer_id, who.enrolment_id, LAST_YEAR - 1, UNTIL, "住院")
    with pytest.raises(KeyReused):
        propose_reopening(other, officer=window.actor, request_key=key, today=TODAY)


def test_what_needs_no_reopening_or_cannot_have_one(who: Resident, window: Post) -> None:
    with pytest.raises(WindowStillOpen):
        propose(who, window, year=TODAY.year)
    with pytest.raises(WindowAhead):
        propose(who, window, year=TODAY.year + 1)
    with pytest.raises(YearTooOld):
        propose(who, window, year=TODAY.year - 4)
    for until in (TODAY - timedelta(days=1), TODAY + timedelta(days=LONGEST_DAYS + 1)):
        with pytest.raises(UntilUnfit):
            propose(who, window, until=until)
    with pytest.raises(EnrolmentClosed):
        propose(a_resident(first_month=date(2026, 1, 1)), window)
    with pytest.raises(EnrolmentUnknown):
        propose_reopening(
            Proposal(who.payer_id, a_resident().enrolment_id, LAST_YEAR, UNTIL, "住院"),
            officer=window.actor,
            request_key=uuid4(),
            today=TODAY,
        )
    with pytest.raises(ReopeningUnknown):
        confirm_reopening(2**62, officer=window.actor, today=TODAY)


def test_a_year_that_is_paid_is_not_reopened(who: Resident, window: Post) -> None:
    number = choose(who, date(LAST_YEAR, 6, 1))
    Payable.objects.filter(id=number).update(state="SETTLED")
    with pytest.raises(NothingToReopen):
        propose(who, window)


def test_the_payer_hears_that_it_is_open_and_that_it_is_shut(
    who: Resident, window: Post, review: Post
) -> None:
    register(
        username="shiguilan",
        id_type="201",
        id_no=id_number(who.payer_id),
        phone="15420260301",
        password="moon over the ridge 9",
        display_name="石桂兰",
        payer_id=who.payer_id,
        jurisdiction="beijing",
    )
    number = propose(who, window)
    assert not Notice.objects.exists()
    for _ in range(2):
        confirm_reopening(number, officer=review.actor, today=TODAY)
    for _ in range(2):
        end_reopening(number, officer=review.actor, note="误开", today=TODAY)
    found = [to_tell(row.payer_id, row.id) for row in Notice.objects.order_by("id")]
    told = [(one.kind, one.facts["year"], one.facts["until"]) for one in found if one]
    until = UNTIL.isoformat()
    assert told == [("window.reopened", "2025", until), ("window.shut", "2025", until)]

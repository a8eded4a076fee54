"""D3: who enters never approves, however many press at once; and a window that is shut while the
payer declares is either declared in or shut."""

from functools import partial
from uuid import uuid4

import pytest

from openlevy.access.services.officers import grant_office, revoke_office
from openlevy.access.tests.officers import CHAOYANG, FANGSHAN, OPERATOR, Post, an_officer
from openlevy.assessment.queries import payables
from openlevy.assessment.services import (
    Proposal,
    confirm_reopening,
    end_reopening,
    propose_reopening,
    reject_reopening,
    withdraw_reopening,
)
from openlevy.assessment.tests.reopened import (
    LAST_YEAR,
    UNTIL,
    choose,
    confirmed,
    declare,
    propose,
)
from openlevy.kernel.flow import Role
from openlevy.parties.tests.people import TODAY, a_resident
from tests.faults.racing import Racers, answers, count, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def _officers() -> tuple[Post, Post, Post]:
    return (
        an_officer(Role.WINDOW),
        an_officer(Role.REVIEW),
        an_officer(Role.REVIEW, username="another_review"),
    )


def test_of_many_who_decide_one_does(racers: Racers) -> None:
    window, one, other = _officers()
    grant_office(window.username, Role.REVIEW, FANGSHAN, by=OPERATOR)
    own = Post(window.user_id, window.username, Role.REVIEW, FANGSHAN)
    who = a_resident()
    number = propose(who, window)
    confirm = [
        partial(confirm_reopening, number, officer=by.actor, today=TODAY)
        for by in (one, other, own) * 5
    ]
    reject = [
        partial(reject_reopening, number, officer=by.actor, note="不", today=TODAY)
        for by in (one, other)
    ]
    back = [partial(withdraw_reopening, number, officer=window.actor, today=TODAY)]
    came = racers.race(*confirm, *reject, *back)
    assert refusals(came).count("OwnProposal") == 5
    assert set(refusals(came)) == {"OwnProposal", "ReopeningDecided"}
    moves = "history_transition WHERE subject = 'assessment_reopening' AND record_id = %s"
    assert count(moves, number) == 1
    assert count("assessment_reopening WHERE decided_by = proposed_by") == 0


def test_twenty_proposals_of_the_same_are_one(racers: Racers) -> None:
    window, _, _ = _officers()
    who = a_resident()
    told = Proposal(who.payer_id, who.enrolment_id, LAST_YEAR, UNTIL, "住院")
    key = uuid4()
    mine = partial(propose_reopening, told, officer=window.actor, request_key=key, today=TODAY)
    others = [partial(propose, who, window) for _ in range(8)]
    came = racers.race(*[mine] * 12, *others)
    assert set(refusals(came)) == {"ReopeningPending"}
    assert len(set(answers(came))) == 1
    assert count("assessment_reopening WHERE payer_id = %s", who.payer_id) == 1


@pytest.mark.parametrize("place", range(4))
def test_an_officer_who_is_moved_decides_before_or_not_at_all(racers: Racers, place: int) -> None:
    window, one, _ = _officers()
    grant_office(one.username, Role.REVIEW, CHAOYANG, by=OPERATOR)
    number = propose(a_resident(), window)
    attempts = [partial(confirm_reopening, number, officer=one.actor, today=TODAY)] * 10
    attempts.insert(
        place * 3, partial(revoke_office, one.username, Role.REVIEW, FANGSHAN, by=OPERATOR)
    )
    came = racers.race(*attempts)
    assert set(refusals(came)) <= {"NotAtThisOffice"}
    done = count("assessment_reopening WHERE id = %s AND state = 'CONFIRMED'", number)
    assert done == (len(answers(came)) > 1)


@pytest.mark.parametrize("place", range(4))
def test_a_window_shut_while_the_payer_declares(racers: Racers, place: int) -> None:
    window, one, _ = _officers()
    who = a_resident()
    number = confirmed(who, window, one)
    payable = choose(who)
    attempts = [partial(declare, who, payable)] * 10
    shut = partial(end_reopening, number, officer=one.actor, note="误开", today=TODAY)
    attempts.insert(place * 3, shut)  # type: ignore[arg-type]
    came = racers.race(*attempts)
    assert set(refusals(came)) <= {"NotOpen"}
    declared = len([one for one in answers(came) if one is not None])
    [row] = payables(who.payer_id, open_only=False)
    assert declared <= 1
    assert row.state == ("DECLARED" if declared else "OPEN")
    # What was declared in time is paid until the day that was said.
    assert row.due_on.year == (UNTIL.year if declared else LAST_YEAR)
    assert count("declaration_declaration WHERE payer_id = %s", who.payer_id) == declared

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from openlevy.access.services.officers import grant_office, revoke_office
from openlevy.access.tests.officers import (
    CHAOYANG,
    FANGSHAN,
    OPERATOR,
    Post,
    an_officer,
)
from openlevy.assessment.models import Reopening
from openlevy.assessment.queries import (
    reopening,
    reopening_words,
    reopenings,
)
from openlevy.assessment.rules import (
    EnrolmentMoved,
    NotAtThisOffice,
    OwnProposal,
    ReopeningDecided,
    ReopeningLapsed,
    ReopeningPending,
    YearNotOpen,
)
from openlevy.assessment.services import (
    Proposal,
    confirm_reopening,
    propose_reopening,
    reject_reopening,
    withdraw_reopening,
)
from openlevy.assessment.tests.reopened import (
    LAST_YEAR,
    UNTIL,
    choose,
    confirmed,
    propose,
)
from openlevy.history.models import Act, Transition
from openlevy.kernel.flow import Role
from openlevy.parties.services import amend_enrolment
from openlevy.parties.tests.people import (
    TODAY,
    Resident,
    a_medical_resident,
    an_insured,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_proposes_never_decides(who: Resident, window: Post) -> None:
    grant_office(window.username, Role.REVIEW, FANGSHAN, by=OPERATOR)
    number = propose(who, window)
    both = Post(window.user_id, window.username, Role.REVIEW, FANGSHAN)
    with pytest.raises(OwnProposal):
        confirm_reopening(number, officer=both.actor, today=TODAY)
    with pytest.raises(OwnProposal):
        reject_reopening(number, officer=both.actor, note="不", today=TODAY)
    with pytest.raises(IntegrityError, match="reopening_two_people"), transaction.atomic():
        Reopening.objects.filter(id=number).update(
            decided_by=window.user_id, decided_on=TODAY, state="CONFIRMED"
        )
    assert reopening(number).state == "PROPOSED"  # type: ignore[union-attr]


def test_the_database_wants_somebody_who_decided(who: Resident, window: Post) -> None:
    number = propose(who, window)
    with pytest.raises(IntegrityError, match="reopening_decided"), transaction.atomic():
        Reopening.objects.filter(id=number).update(state="CONFIRMED")


def test_only_the_office_of_the_enrolment_decides(who: Resident, window: Post) -> None:
    number = propose(who, window)
    elsewhere = an_officer(Role.REVIEW, CHAOYANG)
    with pytest.raises(NotAtThisOffice):
        confirm_reopening(number, officer=elsewhere.actor, today=TODAY)
    with pytest.raises(NotAtThisOffice):
        propose(who, an_officer(Role.WINDOW, CHAOYANG), year=LAST_YEAR - 1)
    with pytest.raises(NotAtThisOffice):
        withdraw_reopening(number, officer=an_officer(Role.ADMIN).actor, today=TODAY)


def test_an_officer_moved_in_mid_case_decides_no_more(
    who: Resident, window: Post, review: Post
) -> None:
    number = propose(who, window)
    grant_office(review.username, Role.REVIEW, CHAOYANG, by=OPERATOR)
    revoke_office(review.username, Role.REVIEW, FANGSHAN, by=OPERATOR)
    with pytest.raises(NotAtThisOffice):
        confirm_reopening(number, officer=review.actor, today=TODAY)


def test_an_enrolment_moved_in_mid_case_is_not_opened(window: Post, review: Post) -> None:
    who = a_medical_resident(group="13")
    number = propose(who, window, year=TODAY.year)
    amend_enrolment(replace(an_insured(who), tax_office=CHAOYANG))
    with pytest.raises(EnrolmentMoved):
        confirm_reopening(number, officer=review.actor, today=TODAY)


def test_confirming_twice_is_once_and_by_another_too_late(
    who: Resident, window: Post, review: Post
) -> None:
    number = confirmed(who, window, review)
    confirm_reopening(number, officer=review.actor, today=TODAY)
    another = an_officer(Role.REVIEW, username="another_review")
    with pytest.raises(ReopeningDecided):
        confirm_reopening(number, officer=another.actor, today=TODAY)
    moves = Transition.objects.filter(subject="assessment_reopening", action="confirm")
    assert [(one.actor_id, one.role) for one in moves] == [(review.user_id, Role.REVIEW.value)]


def test_a_rejection_says_why_and_leaves_it_shut(who: Resident, window: Post, review: Post) -> None:
    number = propose(who, window)
    for _ in range(2):
        reject_reopening(number, officer=review.actor, note="材料不全", today=TODAY)
    assert reopening_words(number) == ("住院期间未能缴费", "材料不全")
    with pytest.raises(ReopeningDecided):
        withdraw_reopening(number, officer=window.actor, today=TODAY)
    with pytest.raises(YearNotOpen):
        choose(who)


def test_the_texts_are_sealed(who: Resident, window: Post) -> None:
    row = Reopening.objects.get(id=propose(who, window))
    assert "住院".encode() not in bytes(row.reason)


def test_a_proposal_taken_back_can_be_made_again(who: Resident, window: Post) -> None:
    number = propose(who, window)
    with pytest.raises(ReopeningPending):
        propose(who, window)
    for _ in range(2):
        withdraw_reopening(number, officer=window.actor, today=TODAY)
    assert propose(who, window) != number


def test_one_that_nobody_decided_in_time_makes_room(
    who: Resident, window: Post, review: Post
) -> None:
    number = propose(who, window)
    later = UNTIL + timedelta(days=1)
    with pytest.raises(ReopeningLapsed):
        confirm_reopening(number, officer=review.actor, today=later)
    another = propose_reopening(
        Proposal(who.payer_id, who.enrolment_id, LAST_YEAR, later, "再次申请"),
        officer=window.actor,
        request_key=uuid4(),
        today=later,
    )
    assert another != number
    assert reopening(number).state == "WITHDRAWN"  # type: ignore[union-attr]


def test_an_office_sees_its_own(who: Resident, window: Post, review: Post) -> None:
    number = confirmed(who, window, review)
    assert [one.id for one in reopenings([FANGSHAN])] == [number]
    assert reopenings([FANGSHAN], states=["PROPOSED"]) == []
    assert [one.id for one in reopenings([FANGSHAN], states=["CONFIRMED"], since=UNTIL)] == [number]
    assert reopenings([FANGSHAN], since=UNTIL + timedelta(days=1)) == []
    assert reopenings([CHAOYANG]) == []
    assert reopenings([FANGSHAN], offset=1) == []


def test_the_proposal_is_an_act_on_record(who: Resident, window: Post) -> None:
    number = propose(who, window)
    act = Act.objects.get(act="propose_reopening")
    assert (act.actor_id, act.record_id, act.office) == (window.user_id, number, FANGSHAN)

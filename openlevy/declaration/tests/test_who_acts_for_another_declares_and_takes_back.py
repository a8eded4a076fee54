"""为他人缴费: whoever acts for another chooses, declares, and takes back what they drew up; nobody
does who does not act for them now, nor where the place of the enrolment does not let them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from openlevy.assessment.queries import regular_payable
from openlevy.assessment.services import assess_flat, set_amount
from openlevy.assessment.tests.amounts import a_regular
from openlevy.declaration.models import Declaration
from openlevy.declaration.queries import declaration, unpaid_of
from openlevy.declaration.rules import DeclarationUnknown, DrawnByAnother, NotVoidable
from openlevy.declaration.services import draw_up, void
from openlevy.declaration.tests.declaring import declare, state_of
from openlevy.history.models import Transition
from openlevy.kernel.period import Period
from openlevy.parties.models import ActsFor
from openlevy.parties.services import NotActing, NotForOthers
from openlevy.parties.tests.people import TODAY, Resident, a_medical_resident, a_resident
from openlevy.parties.tests.people import acting_for as named_by

pytestmark = pytest.mark.django_db
XIAODIAN, TIER = "140105", 30_000


def _family() -> tuple[Resident, Resident, Resident]:
    """A grandmother, and two children of hers who have named her."""
    people = tuple(a_resident(region=XIAODIAN) for _ in range(3))
    for child in people[1:]:
        named_by(child.payer_id, people[0].payer_id)
    return people  # type: ignore[return-value]


def _choose(who: Resident, by: Resident, fen: int = TIER) -> int:
    return set_amount(
        payer_id=who.payer_id,
        enrolment_id=who.enrolment_id,
        year=TODAY.year,
        tier_fen=fen,
        actor=by.actor,
        today=TODAY,
        by=by.payer_id,
    )


def _declare(who: Resident, by: Resident, fen: int = TIER) -> int:
    [number] = draw_up(
        payer_id=who.payer_id,
        payable_ids=[_choose(who, by, fen)],
        channel="portal",
        actor=by.actor,
        request_key=uuid4(),
        today=TODAY,
        shown_fen=fen,
        declared_by=by.payer_id,
    )
    return number


def _void(who: Resident, number: int, by: Resident) -> None:
    void(
        payer_id=who.payer_id,
        declaration_id=number,
        actor=by.actor,
        today=TODAY,
        by=by.payer_id,
    )


def test_the_wrong_tier_is_taken_back_and_chosen_anew() -> None:
    grandmother, son, _ = _family()
    wrong = _declare(grandmother, son)
    for _ in range(2):
        _void(grandmother, wrong, son)
    assert state_of(grandmother, wrong) == "VOIDED"
    [kept] = Transition.objects.filter(record_id=wrong, action="void")
    assert kept.actor_id == son.actor.id
    right = _declare(grandmother, son, 50_000)
    seen = declaration(grandmother.payer_id, right)
    assert seen is not None
    assert (seen.amount_fen, seen.declared_by) == (50_000, son.payer_id)
    assert [row.id for row in unpaid_of([son.payer_id, grandmother.payer_id], most=9)] == [right]


def test_nobody_takes_back_what_another_drew_up_but_the_insured() -> None:
    grandmother, son, daughter = _family()
    number = _declare(grandmother, son)
    with pytest.raises(DrawnByAnother):
        _void(grandmother, number, daughter)
    with pytest.raises(DeclarationUnknown):
        _void(grandmother, number + 999, daughter)
    _void(grandmother, number, grandmother)
    assert state_of(grandmother, number) == "VOIDED"
    [own] = declare(grandmother, a_regular(grandmother, TIER))
    with pytest.raises(DrawnByAnother):
        _void(grandmother, own, son)


def test_what_is_being_paid_is_not_taken_back() -> None:
    grandmother, son, _ = _family()
    number = _declare(grandmother, son)
    Declaration.objects.filter(payer_id=grandmother.payer_id, id=number).update(state="PAYING")
    with pytest.raises(NotVoidable):
        _void(grandmother, number, son)


def test_who_does_not_act_for_them_now_does_nothing() -> None:
    grandmother, son, _ = _family()
    number = _declare(grandmother, son)
    ActsFor.objects.filter(payer_id=son.payer_id).update(
        saved=False, proved_at=timezone.now() - timedelta(days=1, minutes=1)
    )
    for act in (_choose, _declare):
        with pytest.raises(NotActing):
            act(grandmother, son, 50_000)
    with pytest.raises(NotActing):
        _void(grandmother, number, son)
    with pytest.raises(NotActing):
        _declare(a_resident(region=XIAODIAN), a_resident(region=XIAODIAN))
    assert state_of(grandmother, number) == "DECLARED"


def test_the_place_of_the_enrolment_says_what_is_paid_for_others() -> None:
    """Beijing lets medical insurance alone be paid for others, whoever pays."""
    son, mother, child = (
        a_resident(region=XIAODIAN),
        a_resident(),
        a_medical_resident(group="12"),
    )
    named_by(son.payer_id, mother.payer_id, child.payer_id)
    with pytest.raises(NotForOthers):
        _choose(mother, son, 100_000)
    assert regular_payable(mother.payer_id, mother.enrolment_id, Period.year(TODAY.year)) is None
    with pytest.raises(NotForOthers):
        draw_up(
            payer_id=mother.payer_id,
            payable_ids=[a_regular(mother)],
            channel="portal",
            actor=son.actor,
            request_key=uuid4(),
            today=TODAY,
            declared_by=son.payer_id,
        )
    assert assess_flat(
        payer_id=child.payer_id,
        enrolment_id=child.enrolment_id,
        year=2027,
        today=TODAY,
        by=son.payer_id,
    )


def test_by_another_is_never_by_oneself() -> None:
    who = a_resident(region=XIAODIAN)
    [number] = declare(who, a_regular(who, TIER))
    seen = declaration(who.payer_id, number)
    assert seen is not None
    assert seen.declared_by is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.objects.filter(payer_id=who.payer_id).update(declared_by=who.payer_id)

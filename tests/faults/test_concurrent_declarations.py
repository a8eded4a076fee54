"""D11: however many declare at once and from wherever, a payable is declared once; a change at the
same moment comes before or after, never between."""

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import pytest

from openlevy.assessment.queries import payables, settings
from openlevy.assessment.services import record_special, set_amount, withdraw_special
from openlevy.assessment.tests.amounts import (
    SPECIAL_FEN,
    TIER_FEN,
    a_delivery,
    a_regular,
    a_special,
    books,
    state_of,
)
from openlevy.declaration.queries import declarations
from openlevy.declaration.services import draw_up
from openlevy.parties.tests.people import TODAY, Resident, a_resident
from tests.faults.racing import (
    Racers,
    answers,
    count,
    held,
    refusals,
    until_somebody_waits,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def who() -> Resident:
    return a_resident()


def declaring(
    who: Resident, *payable_ids: int, key: UUID | None = None, channel: str = "mobile"
) -> Callable[[], list[int]]:
    return partial(
        draw_up,
        payer_id=who.payer_id,
        payable_ids=payable_ids,
        channel=channel,
        actor=who.actor,
        request_key=key or uuid4(),
        today=TODAY,
    )


def choosing(who: Resident, tier_fen: int) -> Callable[[], int]:
    return partial(
        set_amount,
        payer_id=who.payer_id,
        enrolment_id=who.enrolment_id,
        year=TODAY.year,
        tier_fen=tier_fen,
        actor=who.actor,
        today=TODAY,
    )


def test_twenty_from_two_channels_declare_a_payable_once(who: Resident, racers: Racers) -> None:
    payable = a_regular(who)
    came = racers.race(
        *[declaring(who, payable, channel=("mobile", "pc")[n % 2]) for n in range(20)]
    )
    assert len(answers(came)) == 1
    assert refusals(came) == ["NotOpen"] * 19
    assert count("declaration_declaration WHERE payable_id = %s", payable) == 1
    assert count("history_transition WHERE record_id = %s", payable) == 1
    assert books(who) == {"premium": -TIER_FEN, "due": TIER_FEN}


def test_twenty_overlapping_choices_declare_each_payable_once(
    who: Resident, racers: Racers
) -> None:
    ids = [a_special(who) for _ in range(4)]
    came = racers.race(
        *[declaring(who, *(ids[:2], ids[1:3], ids[2:], ids[::3])[n % 4]) for n in range(20)]
    )
    assert set(refusals(came)) <= {"NotOpen"}
    assert sum(len(answer) for answer in answers(came)) == count(
        "declaration_declaration WHERE payer_id = %s", who.payer_id
    )
    assert count(
        "(SELECT payable_id FROM declaration_declaration WHERE payer_id = %s GROUP BY 1"
        " HAVING count(*) > 1) AS twice",
        who.payer_id,
    ) == 0  # fmt: skip
    assert len(answers(came)) in (1, 2)


def test_twenty_requests_under_one_key_get_one_answer(who: Resident, racers: Racers) -> None:
    ids, key = [a_regular(who), a_special(who)], uuid4()
    came = racers.race(*[declaring(who, *ids, key=key) for _ in range(20)])
    assert refusals(came) == []
    assert len({tuple(answer) for answer in answers(came)}) == 1
    assert count("declaration_declaration WHERE payer_id = %s", who.payer_id) == 2


def test_twenty_contents_under_one_key_are_one_declaration(who: Resident, racers: Racers) -> None:
    key = uuid4()
    came = racers.race(*[declaring(who, a_special(who), key=key) for _ in range(20)])
    assert len(answers(came)) == 1
    assert refusals(came) == ["KeyReused"] * 19
    assert count("declaration_declaration WHERE payer_id = %s", who.payer_id) == 1
    assert count("assessment_payable WHERE state = 'DECLARED'") == 1


@pytest.mark.parametrize("_round", range(5))
def test_the_agency_withdraws_before_a_declaration_or_not_at_all(
    who: Resident, racers: Racers, _round: int
) -> None:
    told = a_delivery(who)
    payable = record_special(told, today=TODAY)
    taking_back = partial(withdraw_special, told.agency_code, told.serial, told.detail, today=TODAY)
    came = racers.race(*[taking_back] * 10, *[declaring(who, payable) for _ in range(10)])
    withdrawn, declared = came[:10], came[10:]
    if state_of(who, payable) == "WITHDRAWN":
        assert (refusals(withdrawn), refusals(declared)) == ([], ["NotOpen"] * 10)
        assert books(who) == {}
    else:
        assert state_of(who, payable) == "DECLARED"
        assert refusals(withdrawn) == ["InUse"] * 10
        assert len(answers(declared)) == 1
        assert books(who) == {"premium": -SPECIAL_FEN, "due": SPECIAL_FEN}


@pytest.mark.parametrize("_round", range(5))
def test_what_is_declared_is_the_amount_chosen_last(
    who: Resident, racers: Racers, _round: int
) -> None:
    payable = a_regular(who)
    tiers = [200_000, 300_000, 400_000, 500_000, 600_000, 700_000, 800_000, 900_000]
    came = racers.race(
        *[choosing(who, tier) for tier in tiers], *[declaring(who, payable) for _ in range(8)]
    )
    assert set(refusals(came[:8])) <= {"AmountDeclared"}
    assert len(answers(came[8:])) == 1
    (declared,) = declarations(who.payer_id)
    (left,) = payables(who.payer_id, open_only=False)
    chosen = settings(who.payer_id, TODAY.year)[who.enrolment_id].tier_fen
    assert declared.amount_fen == left.amount_fen == chosen
    assert books(who) == {"premium": -chosen, "due": chosen}


def test_a_choice_that_waited_for_a_declaration_is_refused(who: Resident, racers: Racers) -> None:
    """The window itself: chosen after the payable was read as open, declared before the update."""
    payable = a_regular(who)
    with held("assessment_payable", payable) as by:
        came = racers.begin(choosing(who, 900_000))
        until_somebody_waits()
        by.execute("UPDATE assessment_payable SET state = 'DECLARED' WHERE id = %s", [payable])
    assert refusals([came()]) == ["AmountDeclared"]
    assert settings(who.payer_id, TODAY.year)[who.enrolment_id].tier_fen == TIER_FEN


def test_twenty_choices_at_once_leave_one_setting_and_one_payable(
    who: Resident, racers: Racers
) -> None:
    came = racers.race(*[choosing(who, 100_000 * (1 + n % 9)) for n in range(20)])
    assert refusals(came) == []
    assert len(set(answers(came))) == 1
    (left,) = payables(who.payer_id)
    assert settings(who.payer_id, TODAY.year)[who.enrolment_id].tier_fen == left.amount_fen

"""A3: a flat amount is asked for from many windows while the agency corrects the group."""

from functools import partial

import pytest
from django.db import transaction

from openlevy.assessment.queries import payables
from openlevy.assessment.services import assess_flat, follow_enrolment
from openlevy.gateways.agency.codec import EnrolmentKey
from openlevy.gateways.agency.rows import _remove_enrolment
from openlevy.parties.queries import enrolment
from openlevy.parties.services import amend_enrolment
from openlevy.parties.tests.people import MEDICAL, TODAY, Resident, a_medical_resident, an_insured
from tests.faults.racing import Racers, answers, count, held, refusals, until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = 2027
CHILD_FEN = 37_500


def _assess(who: Resident) -> int:
    return assess_flat(payer_id=who.payer_id, enrolment_id=who.enrolment_id, year=YEAR, today=TODAY)


@transaction.atomic
def _regroup(who: Resident, group: str) -> None:
    amend_enrolment(an_insured(who, group=group))
    under = enrolment(who.payer_id, who.enrolment_id)
    assert under is not None
    follow_enrolment(under, today=TODAY)


def test_an_amount_waits_for_the_correction_and_reads_after_it(racers: Racers) -> None:
    who = a_medical_resident(group="13")
    with held("parties_enrolment", who.enrolment_id) as agency:
        agency.execute("SELECT pg_advisory_xact_lock(%s)", [who.enrolment_id])
        agency.execute(
            "UPDATE parties_enrolment SET \"group\" = '12' WHERE id = %s", [who.enrolment_id]
        )
        come = racers.begin(partial(_assess, who))
        until_somebody_waits()
        agency.connection.commit()
    assert come().refused is None
    [row] = payables(who.payer_id)
    assert row.amount_fen == CHILD_FEN


def test_a_correction_waits_for_the_amount_and_finds_it(racers: Racers) -> None:
    who = a_medical_resident(group="13")
    number = _assess(who)
    with held("parties_payer", who.payer_id) as window:
        window.execute("SELECT pg_advisory_xact_lock(%s)", [who.enrolment_id])
        come = racers.begin(partial(_regroup, who, "12"))
        until_somebody_waits()
        window.connection.commit()
    assert come().refused is None
    [row] = payables(who.payer_id)
    assert (row.id, row.amount_fen) == (number, CHILD_FEN)


def test_an_enrolment_is_taken_out_when_nobody_assesses_under_it(racers: Racers) -> None:
    who = a_medical_resident(group="13")
    with held("parties_payer", who.payer_id) as window:
        window.execute("SELECT pg_advisory_xact_lock(%s)", [who.enrolment_id])
        come = racers.begin(partial(_remove, who))
        until_somebody_waits()
        window.connection.commit()
    assert come().refused is None
    assert count("parties_enrolment WHERE id = %s", who.enrolment_id) == 0


@transaction.atomic
def _remove(who: Resident) -> int:
    key = EnrolmentKey(personal_no=who.personal_no, levy_item=MEDICAL)
    return _remove_enrolment(who.agency_code, key, TODAY)


def test_twenty_windows_make_one_payable(racers: Racers) -> None:
    who = a_medical_resident()
    came = racers.race(*[partial(_assess, who)] * 20)
    assert refusals(came) == []
    assert len(set(answers(came))) == 1
    assert count("assessment_payable WHERE payer_id = %s", who.payer_id) == 1


@pytest.mark.parametrize("place", range(4))
def test_a_group_corrected_at_the_same_moment_is_never_missed(racers: Racers, place: int) -> None:
    who = a_medical_resident(group="13")
    attempts = [partial(_assess, who)] * 19
    attempts.insert(place * 5, partial(_regroup, who, "12"))  # type: ignore[arg-type]
    came = racers.race(*attempts)
    assert refusals(came) == []
    [row] = payables(who.payer_id)
    assert row.amount_fen == CHILD_FEN


@pytest.mark.parametrize("place", range(4))
def test_a_group_that_its_agency_assesses_leaves_nothing_behind(racers: Racers, place: int) -> None:
    who = a_medical_resident(group="13")
    attempts = [partial(_assess, who)] * 19
    attempts.insert(place * 5, partial(_regroup, who, "31"))  # type: ignore[arg-type]
    came = racers.race(*attempts)
    assert set(refusals(came)) <= {"AmountByAgency"}, [str(c.refused) for c in came]
    assert payables(who.payer_id) == []

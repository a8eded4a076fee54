"""补充养老: a tier of its own is chosen beside the pension's and locked like it (A3, S3)."""

from dataclasses import replace
from datetime import date

import pytest

from openlevy.assessment.queries import payables
from openlevy.assessment.rules import AmountDeclared, EnrolmentUnknown, NotATier
from openlevy.assessment.services import set_amount
from openlevy.declaration.tests.declaring import declare
from openlevy.parties.services import record_enrolment
from openlevy.parties.tests.people import Resident, a_resident, an_insured

pytestmark = pytest.mark.django_db

XIAODIAN, FANGSHAN = "140105", "110111"
TODAY = date(2026, 12, 20)


def _supplementary(who: Resident, region: str = XIAODIAN) -> Resident:
    told = an_insured(who, levy_item="10215", levy_subitem="102150100", region=region, group="00")
    return replace(who, enrolment_id=record_enrolment(told))


def _choose(who: Resident, tier_fen: int) -> int:
    return set_amount(
        payer_id=who.payer_id,
        enrolment_id=who.enrolment_id,
        year=2026,
        tier_fen=tier_fen,
        actor=who.actor,
        today=TODAY,
    )


def test_each_has_its_own_tiers_and_payable() -> None:
    who = a_resident(region=XIAODIAN)
    second = _supplementary(who)
    _choose(who, 30_000)
    with pytest.raises(NotATier):
        _choose(second, 30_000)
    _choose(second, 50_000)
    rows = payables(who.payer_id)
    assert {row.levy_item: row.amount_fen for row in rows} == {"10210": 30_000, "10215": 50_000}
    assert {row.due_on for row in rows} == {date(2026, 12, 25)}


def test_once_declared_it_is_locked() -> None:
    second = _supplementary(a_resident(region=XIAODIAN))
    declare(second, _choose(second, 50_000), today=TODAY)
    with pytest.raises(AmountDeclared):
        _choose(second, 100_000)


def test_where_there_is_none_nothing_is_chosen() -> None:
    second = _supplementary(a_resident(region=FANGSHAN), FANGSHAN)
    with pytest.raises(EnrolmentUnknown):
        _choose(second, 50_000)

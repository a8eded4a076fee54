"""What others pay of a standard is told of 定额 alone and adds up, or the database refuses it."""

import hashlib
import json
from dataclasses import asdict, replace

import pytest
from django.db import IntegrityError, transaction

from openlevy.assessment.models import Payable
from openlevy.assessment.services import amend_special, record_special
from openlevy.assessment.tests.amounts import a_delivery
from openlevy.parties.tests.people import TODAY, a_resident
from openlevy.reference.loaded import CodeUnknown

pytestmark = pytest.mark.django_db

RIGHT = {
    "special_kind": "41", "standard_fen": 70_500, "subsidiser_1": "01", "subsidy_1_fen": 10_500,
    "subsidiser_2": "02", "subsidy_2_fen": 10_000,
}  # fmt: skip


@pytest.fixture
def number() -> int:
    """A payable of 500.00 yuan, of which nobody has said what it is a part of."""
    return record_special(a_delivery(a_resident()), today=TODAY)


@pytest.mark.parametrize(
    "told",
    [
        RIGHT,
        {**RIGHT, "subsidiser_3": "03", "subsidy_3_fen": 1, "standard_fen": 70_501},
        {**RIGHT, "subsidiser_2": "", "subsidy_2_fen": 0, "standard_fen": 60_500},
    ],
)
def test_what_adds_up_is_kept(number: int, told: dict[str, object]) -> None:
    assert Payable.objects.filter(id=number).update(**told) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"standard_fen": 70_501},
        {"standard_fen": 0},
        {"special_kind": "2"},
        {"subsidy_1_fen": 10_501},
        {"subsidiser_1": ""},
        {"subsidiser_1": "02"},
        {"subsidiser_1": "", "subsidy_1_fen": 0, "standard_fen": 60_000},
        {"subsidiser_2": ""},
        {"subsidy_2_fen": 0, "standard_fen": 60_500},
        {"subsidy_2_fen": -10_000, "standard_fen": 50_500},
        {"subsidiser_3": "03"},
        {"subsidiser_3": "01", "subsidy_3_fen": 1, "standard_fen": 70_501},
        {"subsidiser_3": "02", "subsidy_3_fen": 1, "standard_fen": 70_501},
        {"subsidiser_3": "03", "subsidy_3_fen": -1, "standard_fen": 70_499},
        {"subsidiser_2": "", "subsidy_2_fen": 0, "subsidiser_3": "03", "subsidy_3_fen": 10_000},
    ],
)
def test_what_does_not_is_refused_by_the_database(number: int, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match="payable_s"), transaction.atomic():
        Payable.objects.filter(id=number).update(**{**RIGHT, **wrong})


def test_who_is_not_a_subsidiser_of_the_place_is_refused() -> None:
    told = a_delivery(a_resident())
    first = record_special(told, today=TODAY)
    for by in ("99", ""):
        other = replace(told, standard_fen=60_000, subsidies=((by, 10_000),))
        with pytest.raises(CodeUnknown):
            amend_special(other, today=TODAY)
    assert record_special(told, today=TODAY) == first


def test_a_row_without_subsidies_is_the_same_as_before_they_were_known() -> None:
    """What was delivered in an older release may come again: it is the same once."""
    told = a_delivery(a_resident())
    number = record_special(told, today=TODAY)
    older = {key: value for key, value in asdict(told).items() if not key.startswith("s") or key
             in ("serial", "special_kind")}  # fmt: skip
    content = json.dumps(older, default=str, ensure_ascii=False, sort_keys=True)
    kept = Payable.objects.get(id=number).content_hash
    assert bytes(kept or b"") == hashlib.sha256(content.encode()).digest()

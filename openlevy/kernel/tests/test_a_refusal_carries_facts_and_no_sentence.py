"""Refusals name a sentence by ``code`` and fill it by facts."""

import pickle
from dataclasses import dataclass

import pytest

from openlevy.kernel.errors import Refusal


@dataclass
class TooLate(Refusal):
    day: str
    code = "test.too_late"


def test_the_facts_are_the_fields() -> None:
    assert TooLate(day="2026-03-01").facts() == {"day": "2026-03-01"}
    assert Refusal().facts() == {}


def test_it_prints_as_code_and_facts_for_the_log() -> None:
    assert str(TooLate(day="today")) == "test.too_late {'day': 'today'}"
    assert str(Refusal()) == "refused {}"


def test_it_is_raised_and_caught_as_a_refusal() -> None:
    with pytest.raises(Refusal) as refused:
        raise TooLate(day="today")
    assert refused.value.code == "test.too_late"


def test_equal_refusals_are_one_in_a_set() -> None:
    assert len({TooLate(day="today"), TooLate(day="today"), TooLate(day="tomorrow")}) == 2


def test_it_passes_from_one_process_to_another() -> None:
    for refused in (TooLate(day="today"), TooLate("today"), Refusal()):
        assert pickle.loads(pickle.dumps(refused)) == refused

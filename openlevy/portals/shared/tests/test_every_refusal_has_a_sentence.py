"""No refusal reaches anybody as a code or a traceback."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

import pytest
from django.urls import reverse

import openlevy
from openlevy.kernel.errors import Refusal
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.wordings import PLACES, TO_ANOTHER, WORDINGS


def _modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(openlevy.__path__, "openlevy."):
        if ".tests" not in found.name and ".migrations" not in found.name:
            yield found.name


def _refusals() -> list[type[Refusal]]:
    for name in _modules():
        importlib.import_module(name)
    found: list[type[Refusal]] = []
    waiting = [Refusal]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("openlevy.") and ".tests." not in one.__module__:
            found.append(one)
    return sorted(set(found), key=lambda one: one.code)


def _sample(refusal: type[Refusal]) -> Refusal:
    one = refusal.__new__(refusal)
    for field in fields(refusal):
        dated = "date" in str(field.type)
        number = field.name.endswith(("_fen", "_s"))
        setattr(one, field.name, date(2026, 11, 20) if dated else 90 if number else "甲")
    return one


def test_every_refusal_has_a_sentence() -> None:
    assert [one.code for one in _refusals() if one.code not in WORDINGS] == []


def test_no_two_refusals_share_a_code() -> None:
    codes = [one.code for one in _refusals()]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("refusal", _refusals(), ids=lambda one: one.code)
def test_the_sentence_is_made_of_the_facts(refusal: type[Refusal]) -> None:
    fault = say(_sample(refusal))
    assert fault.words.endswith("。")
    assert "%" not in fault.words + fault.next_step
    assert fault.status >= 400
    assert fault.href


def test_who_pays_for_another_learns_no_office_and_no_agency_of_theirs() -> None:
    """Of the facts that name one, those that stay are about one's own agreements."""
    assert set(TO_ANOTHER) <= set(WORDINGS)
    said = {code: TO_ANOTHER.get(code, one) for code, one in WORDINGS.items()}
    naming = [
        code
        for code, one in said.items()
        if any(f"%({fact})s" in one.words + one.next_step for fact in ("place", "kept_by", "bank"))
    ]
    assert naming == ["payment.agreement_signed_at_bank", "payment.agreement_ended_at_bank"]


def test_every_place_a_sentence_leads_to_is_there() -> None:
    for name, _ in PLACES.values():
        assert reverse(name)
    assert {wording.to for wording in WORDINGS.values()} <= set(PLACES)

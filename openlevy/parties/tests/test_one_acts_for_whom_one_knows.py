"""为他人缴费 (S2 2.1): name, document, number and nationality all true, or nobody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from openlevy.parties.models import ActsFor
from openlevy.parties.queries import principal, principal_of, principals
from openlevy.parties.rules import MOST_PRINCIPALS, is_named
from openlevy.parties.services import (
    ActsForOneself,
    Principal,
    PrincipalUnknown,
    TooManyPrincipals,
    act_for,
    amend_person,
    forget_principal,
    purge_principals,
    record_person,
)
from openlevy.parties.tests.people import TODAY, a_person, a_resident, an_id_no

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def _other(name: str = "程一诺", **changes: Any) -> tuple[int, Principal]:
    told = replace(a_person(name=name), **changes)
    return record_person(told), Principal(told.name, told.id_type, told.id_no, told.nationality)


def _act(payer_id: int, typed: Principal, *, saved: bool = False, now: datetime = NOW) -> int:
    return act_for(payer_id=payer_id, typed=typed, saved=saved, now=now)


def test_whoever_types_all_of_it_rightly_may_pay_for_them_for_a_day() -> None:
    mother, (child, typed) = a_resident(), _other()
    number = _act(mother.payer_id, typed)
    seen = principal(mother.payer_id, number, now=NOW)
    assert seen is not None
    assert (seen.payer_id, seen.name, seen.saved) == (child, "程一诺", False)
    assert seen.id_tail == typed.id_no[-4:]
    assert principal_of(mother.payer_id, child, now=NOW) == seen
    assert principals(mother.payer_id) == []
    last = NOW + timedelta(hours=23, minutes=59)
    assert principal(mother.payer_id, number, now=last) is not None
    assert principal(mother.payer_id, number, now=NOW + timedelta(days=1)) is None


def test_a_saved_one_stays_until_forgotten() -> None:
    mother, (_, typed) = a_resident(), _other()
    number = _act(mother.payer_id, typed, saved=True)
    later = NOW + timedelta(days=400)
    assert purge_principals(later) == 0
    assert [one.number for one in principals(mother.payer_id)] == [number]
    assert principal(mother.payer_id, number, now=later) is not None
    for _ in range(2):
        forget_principal(payer_id=mother.payer_id, number=number)
        assert principal(mother.payer_id, number, now=NOW) is None


def test_the_same_again_keeps_the_number_and_begins_the_day_anew() -> None:
    mother, (_, typed) = a_resident(), _other()
    number = _act(mother.payer_id, typed)
    later = NOW + timedelta(hours=20)
    assert _act(mother.payer_id, typed, now=later) == number
    assert purge_principals(NOW + timedelta(days=1)) == 0
    assert _act(mother.payer_id, typed, saved=True, now=later) == number
    assert _act(mother.payer_id, typed, saved=False, now=later) == number
    assert principals(mother.payer_id)[0].saved


def test_what_was_not_saved_is_forgotten_after_the_day() -> None:
    mother, (_, typed) = a_resident(), _other()
    _act(mother.payer_id, typed)
    assert purge_principals(NOW + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "程一"},
        {"name": ""},
        {"id_type": "208"},
        {"nationality": "840"},
        {"id_no": "990111195003010016"},
    ],
)
def test_one_wrong_thing_and_nobody_is_found(wrong: dict[str, str]) -> None:
    mother, (_, typed) = a_resident(), _other()
    with pytest.raises(PrincipalUnknown):
        _act(mother.payer_id, replace(typed, **wrong))
    assert not ActsFor.objects.exists()


def test_the_number_of_one_with_the_name_of_another_is_nobody() -> None:
    mother, (_, typed), (_, other) = a_resident(), _other(), _other("程一然")
    with pytest.raises(PrincipalUnknown):
        _act(mother.payer_id, replace(typed, name=other.name))


def test_a_rare_name_may_be_typed_as_banks_write_it() -> None:
    mother = a_resident()
    _, typed = _other("李䶮", wire_name="李龑")
    assert _act(mother.payer_id, replace(typed, name="李龑")) == _act(mother.payer_id, typed)


def test_nobody_acts_for_themselves() -> None:
    person = a_person(id_no=an_id_no())
    payer_id = record_person(person)
    typed = Principal(person.name, person.id_type, person.id_no.lower(), person.nationality)
    with pytest.raises(ActsForOneself):
        _act(payer_id, typed)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActsFor.objects.create(payer_id=payer_id, principal_id=payer_id, saved=True, proved_at=NOW)


def test_another_payers_number_opens_nothing() -> None:
    mother, stranger, (_, typed) = a_resident(), a_resident(), _other()
    number = _act(mother.payer_id, typed, saved=True)
    assert principal(stranger.payer_id, number, now=NOW) is None
    forget_principal(payer_id=stranger.payer_id, number=number)
    assert len(principals(mother.payer_id)) == 1


def test_no_more_are_saved_than_may_be() -> None:
    mother = a_resident()
    for _ in range(MOST_PRINCIPALS):
        _act(mother.payer_id, _other()[1], saved=True)
    one_more = _other()[1]
    with pytest.raises(TooManyPrincipals):
        _act(mother.payer_id, one_more, saved=True)
    _act(mother.payer_id, one_more)
    assert len(principals(mother.payer_id)) == MOST_PRINCIPALS


def test_a_corrected_name_is_the_saved_ones_name() -> None:
    mother = a_resident()
    told = a_person(name="程一诺")
    record_person(told)
    typed = Principal(told.name, told.id_type, told.id_no, told.nationality)
    number = _act(mother.payer_id, typed, saved=True)
    amend_person(replace(told, name="程壹诺"), today=TODAY)
    seen = principal(mother.payer_id, number, now=NOW)
    assert seen is not None
    assert seen.name == "程壹诺"
    with pytest.raises(PrincipalUnknown):
        _act(mother.payer_id, typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("古丽巴哈尔•吐尔逊江", "古丽巴哈尔·吐尔逊江"),
        ("古丽巴哈尔．吐尔逊江", "古丽巴哈尔·吐尔逊江"),
        (" 王 秀兰　", "王秀兰"),
        ("ＬＩ　ming", "Li Ming"),
    ],
)
def test_the_same_name_is_written_in_many_ways(typed: str, name: str) -> None:
    assert is_named(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"), [("王秀", "王秀兰"), ("李龑", "李䶮"), ("古丽巴哈尔", "古丽·巴哈尔")]
)
def test_another_name_is_another(typed: str, name: str) -> None:
    assert not is_named(typed, name)

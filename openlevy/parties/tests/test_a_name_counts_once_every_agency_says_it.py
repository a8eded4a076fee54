"""One ID number is one payer: of two agencies one alone does not change what the payer is called,
and nobody is made somebody else by a correction."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from openlevy.access.identifiers import find
from openlevy.access.queries import user_of_payer
from openlevy.access.services import register
from openlevy.history.queries import of_payer
from openlevy.messages.models import Outgoing
from openlevy.parties.queries import id_number, name_corrections, person, person_named, voices
from openlevy.parties.rules import NameSaid, agreed_name
from openlevy.parties.services import (
    DocumentShared,
    NameDiffers,
    PersonDelivered,
    PersonDiffers,
    amend_enrolment,
    amend_person,
    reconcile,
    record_enrolment,
    record_person,
    remove_person,
)
from openlevy.parties.tests.people import TODAY, a_person, an_enrolment, an_id_no

pytestmark = pytest.mark.django_db
OTHER = "1101050000000001"
OLD, NEW = "石桂兰", "石桂岚"


@dataclass
class Known:
    """A person whom two agencies have enrolled, as each tells them."""

    mine: PersonDelivered
    theirs: PersonDelivered
    payer_id: int

    def a_says(self, name: str, wire_name: str = "") -> None:
        told = replace(self.mine, name=name, wire_name=wire_name)
        assert amend_person(told, today=TODAY) == self.payer_id

    def b_says(self, name: str, wire_name: str = "") -> None:
        told = replace(self.theirs, name=name, wire_name=wire_name)
        assert amend_person(told, today=TODAY) == self.payer_id

    @property
    def names(self) -> tuple[str, str | None, bool]:
        seen = person(self.payer_id)
        return seen.name, seen.wire_name, seen.in_question

    @property
    def story(self) -> list[tuple[str, str, str]]:
        """Who told what, and what became of it, the oldest first."""
        found = name_corrections(self.payer_id)[::-1]
        return [(one.agency_code, one.name, one.state) for one in found]

    @property
    def asked(self) -> list[str]:
        rows = Outgoing.objects.filter(payer_id=self.payer_id, topic__startswith="question:")
        return sorted(rows.values_list("topic", flat=True))


@pytest.fixture
def known() -> Known:
    mine = a_person(name=OLD)
    theirs = replace(mine, agency_code=OTHER, personal_no="C9")
    payer_id = record_person(mine)
    for told in (mine, theirs):
        assert record_person(told) == payer_id
        record_enrolment(an_enrolment(told))
    return Known(mine, theirs, payer_id)


def test_one_agency_alone_corrects_at_once() -> None:
    told = a_person(name=OLD)
    payer_id = record_person(told)
    amend_person(replace(told, name=NEW), today=TODAY)
    seen = person(payer_id)
    assert (seen.name, seen.wire_name, seen.in_question) == (NEW, NEW, False)
    [one] = name_corrections(payer_id)
    assert (one.was, one.name, one.state, one.ended_on) == (OLD, NEW, "AGREED", TODAY)


def test_of_two_the_first_is_kept_and_the_other_asked(known: Known) -> None:
    known.a_says(NEW)
    assert known.names == (OLD, OLD, True)
    assert known.asked == [f"question:{OTHER}"]
    known.a_says(NEW)
    assert known.asked == [f"question:{OTHER}"]
    assert [one.said.name for one in voices(known.payer_id)] == [NEW, OLD]


def test_when_both_say_it_it_counts_for_whoever_acts_too(known: Known) -> None:
    _register(known)
    known.a_says(NEW)
    user = user_of_payer(known.payer_id)
    assert user is not None
    assert user.display_name == OLD
    known.b_says(NEW)
    assert known.names == (NEW, NEW, False)
    user = user_of_payer(known.payer_id)
    assert user is not None
    assert user.display_name == NEW
    assert known.story == [(known.mine.agency_code, NEW, "AGREED"), (OTHER, NEW, "AGREED")]
    moves = of_payer(known.payer_id, actions=["agree", "confirm"])
    assert [(one.action, one.to_state, one.role.name) for one in moves] == [
        ("confirm", "AGREED", "AGENCY"),
        ("agree", "AGREED", "AGENCY"),
    ]


def test_in_question_each_name_that_an_agency_tells_finds_the_person(known: Known) -> None:
    def by(name: str) -> tuple[str, str] | None:
        """What whoever is found by ``name`` is called, and whom the bank is asked about."""
        found = person_named("201", known.mine.id_no, name)
        assert found is None or found.who.payer_id == known.payer_id
        return None if found is None else (found.who.name, found.for_bank)

    assert (by(OLD), by(NEW)) == ((OLD, OLD), None)
    known.a_says(NEW, "石桂LAN")
    found = [by(name) for name in (OLD, NEW, "石桂lan", "石桂芳", "", "石桂")]
    assert found == [(OLD, OLD), (OLD, "石桂LAN"), (OLD, "石桂LAN"), None, None, None]
    known.a_says("石桂芳")  # what was told before is told no more
    assert (by(OLD), by(NEW), by("石桂芳")) == ((OLD, OLD), None, (OLD, "石桂芳"))
    amend_enrolment(replace(an_enrolment(known.theirs), status="4", last_month=TODAY))
    reconcile(known.payer_id, today=TODAY)
    known.b_says(NEW)  # without a say
    assert (by(OLD), by(NEW), by("石桂芳")) == (None, None, ("石桂芳", "石桂芳"))


def test_going_back_ends_the_matter(known: Known) -> None:
    known.a_says(NEW)
    known.a_says(OLD)
    assert known.names == (OLD, OLD, False)
    assert known.story == [(known.mine.agency_code, NEW, "WITHDRAWN")]


def test_another_correction_replaces_the_one_that_waits(known: Known) -> None:
    known.a_says(NEW)
    known.b_says("石贵兰")
    known.a_says("石贵兰")
    assert known.names == ("石贵兰", "石贵兰", False)
    assert [state for *_, state in known.story] == ["WITHDRAWN", "AGREED", "AGREED"]


def test_an_agency_that_the_person_has_left_is_asked_no_more(known: Known) -> None:
    known.a_says(NEW)
    ended = replace(an_enrolment(known.theirs), status="4", last_month=date(2026, 10, 1))
    amend_enrolment(ended)
    reconcile(known.payer_id, today=TODAY)
    assert known.names[0] == NEW
    known.b_says("石贵兰")
    assert known.names == (NEW, NEW, False)
    amend_enrolment(an_enrolment(known.theirs))
    reconcile(known.payer_id, today=TODAY)
    assert known.names[2] is True


def test_a_row_taken_out_says_nothing_more() -> None:
    mine = a_person(name=OLD)
    theirs = replace(mine, agency_code=OTHER, personal_no="C8")
    payer_id = record_person(mine)
    record_person(theirs)
    amend_person(replace(mine, name=NEW), today=TODAY)
    assert person(payer_id).name == OLD
    remove_person(OTHER, "C8", today=TODAY)
    assert (person(payer_id).name, person(payer_id).in_question) == (NEW, False)


def test_the_writing_for_banks_is_agreed_on_like_the_name(known: Known) -> None:
    known.a_says("石䶮")
    known.b_says("石䶮")
    seen = [known.names]
    known.a_says("石䶮", "石龑")  # who tells none contradicts nobody
    seen.append(known.names)
    known.b_says("石䶮", "石YAN")
    seen.append(known.names)
    known.a_says("石䶮", "石YAN")
    seen.append(known.names)
    for says in (known.a_says, known.b_says):
        says("石䶮")
    assert [*seen, known.names] == [
        ("石䶮", None, False),
        ("石䶮", "石龑", False),
        ("石䶮", "石龑", True),
        ("石䶮", "石YAN", False),
        ("石䶮", None, False),
    ]


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ([("A", None)], ("A", None)),
        ([("A", "W"), ("A", None)], ("A", "W")),
        ([("A", "W"), ("A", "V")], None),
        ([("A", None), ("B", None)], None),
    ],
)
def test_all_have_to_say_the_same(said: list[tuple[str, Any]], agreed: Any) -> None:
    assert agreed_name([NameSaid(*one) for one in said]) == (agreed and NameSaid(*agreed))


def test_a_third_agency_may_tell_the_name_that_waits_and_no_other(known: Known) -> None:
    known.a_says(NEW)
    third = replace(known.mine, agency_code="1101080000000001", personal_no="H1")
    with pytest.raises(NameDiffers):
        record_person(replace(third, name="石贵兰"))
    assert record_person(replace(third, name=NEW)) == known.payer_id
    assert known.names == (OLD, OLD, True)


def test_a_document_that_two_agencies_know_is_not_changed_by_one(known: Known) -> None:
    before = id_number(known.payer_id)
    with pytest.raises(DocumentShared):
        amend_person(replace(known.mine, id_no=an_id_no()), today=TODAY)
    assert id_number(known.payer_id) == before


@pytest.mark.parametrize("other", [{"name": NEW}, {"sex": "1"}, {"born_on": date(1951, 3, 1)}])
def test_with_another_document_and_another_name_it_is_another_person(other: dict[str, Any]) -> None:
    told = a_person(name=OLD)
    payer_id = record_person(told)
    with pytest.raises(PersonDiffers):
        amend_person(replace(told, id_no=an_id_no(), **other), today=TODAY)
    assert id_number(payer_id) == told.id_no


def test_who_has_an_account_keeps_the_id_number_and_renews_a_passport() -> None:
    told = a_person(name=OLD)
    payer_id = record_person(told)
    amend_person(replace(told, id_no=(fresh := an_id_no())), today=TODAY)
    assert id_number(payer_id) == fresh  # nobody has proved the first one
    known = Known(replace(told, id_no=fresh), told, payer_id)
    _register(known)
    with pytest.raises(DocumentShared):
        amend_person(replace(known.mine, id_no=an_id_no()), today=TODAY)
    abroad = replace(a_person(name="LI MING"), id_type="208", id_no="E1234567")
    foreigner = Known(abroad, abroad, record_person(abroad))
    _register(foreigner)
    amend_person(replace(abroad, id_no="E7654321"), today=TODAY)
    assert id_number(foreigner.payer_id) == "E7654321"
    assert find("E7654321") is not None
    assert find("E1234567") is None


def _register(known: Known) -> None:
    register(
        username=f"payer_{known.payer_id}",
        id_type=known.mine.id_type,
        id_no=known.mine.id_no,
        phone=None,
        password="Shili-jiaofei-26",
        display_name=known.mine.name,
        payer_id=known.payer_id,
        jurisdiction="beijing",
    )

"""Two enrolments for the same months: both agencies are asked once, and whichever changes its row
ends the case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from openlevy.history.queries import of_payer
from openlevy.kernel.flow import Role
from openlevy.messages.models import Outgoing
from openlevy.parties.queries import id_number, open_overlaps, overlap
from openlevy.parties.rules import Months, shared_months
from openlevy.parties.services import (
    EnrolmentDelivered,
    amend_enrolment,
    compare_enrolments,
    record_enrolment,
    record_person,
    remove_enrolment,
)
from openlevy.parties.tests.people import TODAY, a_person, an_enrolment

pytestmark = pytest.mark.django_db
OTHER = "1101010000000001"


def day(year: int, month: int) -> date:
    return date(year, month, 1)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ((day(2020, 1), None), (day(2026, 3), None), (day(2026, 3), None)),
        ((day(2020, 1), day(2026, 6)), (day(2026, 6), None), (day(2026, 6), day(2026, 6))),
        ((day(2020, 1), day(2026, 5)), (day(2026, 6), None), None),
        ((day(2026, 1), day(2026, 9)), (day(2026, 2), day(2026, 4)), (day(2026, 2), day(2026, 4))),
    ],
)
def test_the_months_that_both_have(one: Months, other: Months, both: Months | None) -> None:
    assert shared_months(one, other) == shared_months(other, one) == both


def enrolled_twice(**changes: Any) -> tuple[int, EnrolmentDelivered]:
    """The payer, and the second enrolment; nothing is compared yet."""
    mine = a_person()
    theirs = replace(mine, agency_code=OTHER, personal_no="R9")
    payer_id = record_person(mine)
    record_person(theirs)
    record_enrolment(an_enrolment(mine))
    second = replace(an_enrolment(theirs), **changes)
    record_enrolment(second)
    return payer_id, second


def asked(payer_id: int) -> Sequence[str]:
    topics = Outgoing.objects.filter(payer_id=payer_id, topic__startswith="question:")
    return sorted(topics.values_list("topic", flat=True))


def compare(payer_id: int, told: EnrolmentDelivered, today: date = TODAY) -> None:
    compare_enrolments(payer_id, told.levy_item, today=today)


def test_both_are_asked_once_and_an_end_closes_it() -> None:
    payer_id, second = enrolled_twice()
    for _ in range(2):
        compare(payer_id, second)
    [found] = open_overlaps(payer_id)
    assert found.found_on == TODAY
    assert asked(payer_id) == [f"question:{OTHER}", f"question:{a_person().agency_code}"]
    amend_enrolment(replace(second, status="4", last_month=day(TODAY.year, 1)))
    compare(payer_id, second)
    ended = overlap(payer_id, found.id)
    assert ended is not None
    assert (ended.state, ended.ended_on) == ("ENDED", TODAY)
    amend_enrolment(second)
    compare(payer_id, second)
    assert [one.id != found.id for one in open_overlaps(payer_id)] == [True], "a case of its own"


def test_one_that_was_a_mistake_is_taken_out_and_closes_it() -> None:
    payer_id, second = enrolled_twice()
    compare(payer_id, second)
    remove_enrolment(OTHER, "R9", second.levy_item)
    compare(payer_id, second)
    assert open_overlaps(payer_id) == []


def ended_by(payer_id: int) -> list[tuple[str, Role]]:
    """What ended them, oldest first."""
    found = of_payer(payer_id, actions=["end", "end_beside", "lapse"])
    return [(one.action, one.role) for one in reversed(found)]


def test_of_several_places_the_payer_is_told_once_and_when_no_two_are_left() -> None:
    payer_id, second = enrolled_twice()
    third = a_person(agency_code="1101050000000001", id_no=id_number(payer_id))
    record_person(third)
    record_enrolment(an_enrolment(third))
    compare(payer_id, second)
    assert len(open_overlaps(payer_id)) == 3
    amend_enrolment(replace(second, status="4"))
    compare(payer_id, second)
    assert len(open_overlaps(payer_id)) == 1
    assert ended_by(payer_id) == [("end_beside", Role.AGENCY)] * 2
    amend_enrolment(second)
    compare(payer_id, second)
    remove_enrolment(third.agency_code, third.personal_no, second.levy_item)
    amend_enrolment(replace(second, status="2"))
    compare(payer_id, second)
    assert open_overlaps(payer_id) == []
    told = [("end_beside", Role.AGENCY)] * 4 + [("end", Role.AGENCY)]
    assert ended_by(payer_id) == told, "three that one comparison ends are one message"


@pytest.mark.parametrize(
    ("changes", "ends"),
    [({}, ("lapse", Role.CLOCK)), ({"status": "4"}, ("end", Role.AGENCY))],
)
def test_what_a_year_has_ended_no_agency_has_corrected(
    changes: dict[str, Any], ends: tuple[str, Role]
) -> None:
    payer_id, second = enrolled_twice(last_month=day(TODAY.year, 12))
    compare(payer_id, second)
    amend_enrolment(replace(second, **changes))
    compare(payer_id, second, TODAY.replace(year=TODAY.year + 1))
    assert ended_by(payer_id) == [ends]
    assert open_overlaps(payer_id) == []


def test_months_that_an_agency_amends_are_those_of_the_case() -> None:
    payer_id, second = enrolled_twice()
    compare(payer_id, second)
    amend_enrolment(replace(second, first_month=day(TODAY.year, 3), last_month=day(TODAY.year, 8)))
    compare(payer_id, second)
    [found] = open_overlaps(payer_id)
    assert (found.first_month, found.last_month) == (day(TODAY.year, 3), day(TODAY.year, 8))
    assert len(asked(payer_id)) == 2, "nobody is asked again"
    amend_enrolment(replace(second, last_month=day(TODAY.year - 1, 12)))
    compare(payer_id, second)
    assert ended_by(payer_id) == [("end", Role.AGENCY)], "an agency has, not the year"


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "2"},
        {"status": "4"},
        {"levy_item": "10215"},
        {"last_month": day(TODAY.year - 1, 12)},
    ],
)
def test_what_is_not_for_the_same_months_of_this_year_is_no_case(
    changes: dict[str, Any],
) -> None:
    payer_id, second = enrolled_twice(**changes)
    compare(payer_id, second)
    assert open_overlaps(payer_id) == []
    assert asked(payer_id) == []

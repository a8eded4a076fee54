"""Whether who one says to be is somebody an agency has enrolled; asked often by nobody."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest

from openlevy.access.rules import birth_numbers
from openlevy.access.services import count_guess, source_of
from openlevy.parties.queries import PersonSeen, all_enrolments, id_number, person, person_named
from openlevy.privacy.services import digest
from openlevy.reference import queries as reference
from openlevy.reference.loaded import CodeUnknown

_FROM_ONE_ADDRESS, _OF_ONE_NUMBER, _HOUR = 60, 10, timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A person, the name that was typed as banks write it, and the place of an enrolment."""

    person: PersonSeen
    for_bank: str
    place: str


def enrolled(request: HttpRequest, id_type: str, id_no: str, name: str) -> Enrolled | None:
    """The person of that document and name; None when there is none who is enrolled at a place of
    ours. Every question is counted first, by number and by address.

    Raises:
        TooManyGuesses: too many, whatever the answers were.
    """
    count_guess("identify", source_of(request), _FROM_ONE_ADDRESS, _HOUR)
    count_guess("identify-number", digest("id_no", id_no), _OF_ONE_NUMBER, _HOUR)
    found = person_named(id_type, id_no, name)
    if found is None:
        return None
    rows = sorted(all_enrolments(found.who.payer_id), key=lambda row: not row.is_active)
    for row in rows:
        try:
            return Enrolled(found.who, found.for_bank, reference.place_of(row.region).key)
        except CodeUnknown:
            continue
    return None


def own_numbers(payer_id: int) -> list[str]:
    """What others would try first as somebody's password, for ``NumbersOf`` of access: the number
    of the document and the birth date."""
    return [id_number(payer_id), *birth_numbers(person(payer_id).born_on)]

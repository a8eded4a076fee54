"""The person before the desk: found by the document they show, at the officer's own offices."""

from dataclasses import dataclass

from openlevy.kernel.text import compact
from openlevy.parties.queries import (
    EnrolmentSeen,
    PersonSeen,
    all_enrolments,
    payer_of_id,
    person,
)
from openlevy.portals.officer.desk import PersonUnknown


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody an agency has delivered, and what they are enrolled in at these offices."""

    who: PersonSeen
    enrolments: list[EnrolmentSeen]


def by_document(id_type: str, id_no: str, name: str, offices: list[str]) -> Present:
    """The person whose document and name these are.

    Raises:
        PersonUnknown: nobody, or nobody of these offices.
    """
    payer_id = payer_of_id(id_type, id_no)
    if payer_id is None:
        raise PersonUnknown
    found = by_number(payer_id, offices)
    if compact(found.who.name) != compact(name):
        raise PersonUnknown
    return found


def by_number(payer_id: int, offices: list[str]) -> Present:
    """The payer of this number.

    Raises:
        PersonUnknown: nobody of these offices.
    """
    mine = [one for one in all_enrolments(payer_id) if one.tax_office in offices]
    if not mine:
        raise PersonUnknown
    return Present(person(payer_id), mine)

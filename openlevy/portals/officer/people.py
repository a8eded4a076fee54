"""The person before the desk: found by the document they show, at the officer's own offices."""

from dataclasses import dataclass

from openlevy.parties.queries import (
    EnrolmentSeen,
    PersonSeen,
    all_enrolments,
    person,
    person_named,
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
    found = person_named(id_type, id_no, name)
    if found is None:
        raise PersonUnknown
    return by_number(found.who.payer_id, offices)


def by_number(payer_id: int, offices: list[str]) -> Present:
    """The payer of this number.

    Raises:
        PersonUnknown: nobody of these offices.
    """
    mine = [one for one in all_enrolments(payer_id) if one.tax_office in offices]
    if not mine:
        raise PersonUnknown
    return Present(person(payer_id), mine)

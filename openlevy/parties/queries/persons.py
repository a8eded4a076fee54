"""Who a payer is and by which name; plain values."""

from dataclasses import dataclass
from datetime import date

from openlevy.parties.models import AgencyPerson, Person
from openlevy.parties.rules import NameSaid, is_named
from openlevy.privacy.services import digest, unseal_text
from openlevy.reference import queries as reference
from openlevy.statements.services import Fragment, columns, read


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A person as screens and messages need them; numbers only by their tails. ``in_question``: an
    agency has told another name, on which not all agree yet; ``renamed``: one ever has."""

    payer_id: int
    name: str
    wire_name: str | None
    id_type: str
    id_tail: str
    nationality: str
    born_on: date
    in_question: bool
    renamed: bool


@dataclass(frozen=True, slots=True)
class NameCorrectionSeen:
    """A name that an agency told otherwise than it counted (``was``), and what became of it."""

    payer_id: int
    id: int
    agency_code: str
    personal_no: str
    was: str
    name: str
    wire_name: str | None
    told_on: date
    ended_on: date | None
    state: str

    @property
    def said(self) -> NameSaid:
        """The name as the agency tells it."""
        return NameSaid(self.name, self.wire_name)


@dataclass(frozen=True, slots=True)
class Voice:
    """An agency whose word on a person's name counts, and what it says."""

    agency_code: str
    personal_no: str
    said: NameSaid


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """Somebody named rightly: as they are called until their agencies agree, and as the one says it
    whose name was typed."""

    who: PersonSeen
    said: NameSaid

    @property
    def for_bank(self) -> str:
        """The name typed, as banks write it: what the document says that its owner has shown."""
        return self.said.wire_name or self.said.name


_PERSON = f"""
    SELECT {columns(PersonSeen)}
    FROM (SELECT p.*, EXISTS (SELECT FROM parties_name_correction c
            WHERE c.payer_id = p.payer_id AND c.state = 'PROPOSED') AS in_question,
            EXISTS (SELECT FROM parties_name_correction c WHERE c.payer_id = p.payer_id) AS renamed
        FROM parties_person p) AS seen
    WHERE payer_id = %(payer_id)s
"""
_CORRECTIONS = f"SELECT {columns(NameCorrectionSeen)} FROM parties_name_correction"
_CORRECTIONS_OF = f"""
    {_CORRECTIONS} WHERE payer_id = %(payer_id)s
        AND (%(state)s = '' OR state = %(state)s) ORDER BY id DESC LIMIT 50"""
_CORRECTION = f"{_CORRECTIONS} WHERE payer_id = %(payer_id)s AND id = %(id)s"
_VOICES = """
    WITH told AS (
        SELECT a.id, a.agency_code, a.personal_no, coalesce(a.name, p.name) AS name,
            CASE WHEN a.name IS NULL THEN nullif(p.wire_name, p.name) ELSE a.wire_name END AS wire,
            coalesce((SELECT bool_and(e.status = '4') FROM parties_enrolment e
                WHERE e.agency_code = a.agency_code AND e.personal_no = a.personal_no), false)
                AS ended
        FROM parties_agency_person a JOIN parties_person p ON p.payer_id = a.payer_id
        WHERE a.payer_id = %(payer_id)s)
    SELECT agency_code, personal_no, name, wire FROM told
    WHERE NOT ended OR (SELECT bool_and(ended) FROM told) ORDER BY id
"""


def person(payer_id: int) -> PersonSeen:
    """The person behind a payer's id.

    Raises:
        Person.DoesNotExist: nobody.
    """
    rows = read(_PERSON, {"payer_id": payer_id})
    if not rows:
        raise Person.DoesNotExist
    return PersonSeen(*rows[0])


def name_corrections(payer_id: int, *, open_only: bool = False) -> list[NameCorrectionSeen]:
    """What agencies told of a person's name, the newest first."""
    values = {"payer_id": payer_id, "state": "PROPOSED" if open_only else ""}
    return [NameCorrectionSeen(*row) for row in read(_CORRECTIONS_OF, values)]


def name_correction(payer_id: int, number: int) -> NameCorrectionSeen | None:
    """One of them."""
    rows = read(_CORRECTION, {"payer_id": payer_id, "id": number})
    return NameCorrectionSeen(*rows[0]) if rows else None


def voices(payer_id: int) -> list[Voice]:
    """The agencies whose word on a person's name counts, in the order in which they delivered them.
    Of somebody who has moved, an agency where everything has ended is asked no more; where all has
    ended everywhere, all of them."""
    found = read(_VOICES, {"payer_id": payer_id})
    return [Voice(code, number, NameSaid(name, wire)) for code, number, name, wire in found]


def names_of(payer_ids: list[int]) -> dict[int, str]:
    """What these payers are called, by their numbers."""
    found = Person.objects.filter(payer_id__in=payer_ids)
    return dict(found.values_list("payer_id", "name"))


def id_number(payer_id: int) -> str:
    """The whole ID number, for messages and certificates; never for lists or logs."""
    sealed = Person.objects.values_list("id_no", flat=True).get(payer_id=payer_id)
    return unseal_text(bytes(sealed), purpose="parties.id_no")


def payer_of_id(id_type: str, id_no: str) -> int | None:
    """The payer with this ID document, if an agency has delivered one."""
    return (
        Person.objects.filter(id_type=id_type, id_digest=digest("id_no", id_no))
        .values_list("payer_id", flat=True)
        .first()
    )


def person_named(id_type: str, id_no: str, name: str) -> PersonNamed | None:
    """The person with this ID document, if an agency has delivered one and ``name`` is theirs, as
    the document or as banks write it: the one that counts, or while agencies differ any that one
    with a say tells. A number with another name is as unknown as no number."""
    payer_id = payer_of_id(id_type, id_no) or 0
    # Of nobody as well, so that both are as unknown after the same time.
    rows, told = read(_PERSON, {"payer_id": payer_id}), voices(payer_id)
    if not rows:
        return None
    who = PersonSeen(*rows[0])
    for said in (NameSaid(who.name, who.wire_name), *(one.said for one in told)):
        if is_named(name, said.name, said.wire_name):
            return PersonNamed(who, said)
    return None


def payers_of_id_no(id_no: str) -> list[int]:
    """Whoever an agency has delivered with this number, on an ID document of whatever type: for
    messages that name no type."""
    types = [known.code for known in reference.id_types()]
    found = Person.objects.filter(id_type__in=types, id_digest=digest("id_no", id_no))
    return list(found.order_by("payer_id").values_list("payer_id", flat=True))


def payer_of_agency_person(agency_code: str, personal_no: str) -> int | None:
    """The payer an agency means by its personal number."""
    return (
        AgencyPerson.objects.filter(agency_code=agency_code, personal_no=personal_no)
        .values_list("payer_id", flat=True)
        .first()
    )


def name_corrections_sql(name: str) -> Fragment:
    """Every correction of a name as a ``WITH`` item: payer_id, id, state."""
    return Fragment({name: "SELECT payer_id, id, state FROM parties_name_correction"})

"""Who a payer is and what they are enrolled in; plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from openlevy.kernel.period import Period
from openlevy.parties.models import AgencyPerson, Enrolment, Person
from openlevy.parties.rules import PROVED_FOR, NameSaid, is_named
from openlevy.privacy.services import digest, unseal_text
from openlevy.reference import queries as reference
from openlevy.statements.services import columns, read


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
class PrincipalSeen:
    """Somebody whom a payer pays for, by the ``number`` that the payer calls them by."""

    number: int
    payer_id: int
    name: str
    id_type: str
    id_tail: str
    nationality: str
    saved: bool


@dataclass(frozen=True, slots=True)
class EnrolmentSeen:
    """An enrolment, as delivered."""

    payer_id: int
    id: int
    agency_code: str
    personal_no: str
    levy_item: str
    levy_subitem: str
    region: str
    township_name: str
    community_name: str
    tax_office: str
    group: str
    status: str
    first_month: date
    last_month: date | None

    @property
    def is_active(self) -> bool:
        """Whether the agency calls it 正常参保."""
        return self.status == "1"

    def may_pay_in(self, year: int) -> bool:
        """Whether regular premiums of the calendar year may be paid under it."""
        return self.may_pay_for(Period.year(year))

    def may_pay_for(self, period: Period) -> bool:
        """Whether regular premiums of the period may be paid under it: it is active, and for a
        month of it at least."""
        ends = self.last_month
        return (
            self.is_active
            and self.first_month <= period.end
            and (ends is None or ends >= period.start)
        )


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
_PRINCIPALS = """
    SELECT a.id, p.payer_id, p.name, p.id_type, p.id_tail, p.nationality, a.saved
    FROM parties_acts_for a JOIN parties_person p ON p.payer_id = a.principal_id
    WHERE a.payer_id = %(payer_id)s"""
_STANDING = f"{_PRINCIPALS} AND (a.saved OR a.proved_at > %(since)s)"
_SAVED = f"{_PRINCIPALS} AND a.saved ORDER BY a.id"
_ALL_STANDING = f"{_STANDING} ORDER BY a.id"
_PRINCIPAL = f"{_STANDING} AND a.id = %(number)s"
_PRINCIPAL_OF = f"{_STANDING} AND a.principal_id = %(principal_id)s"
_ENROLLED = f"SELECT {columns(EnrolmentSeen)} FROM parties_enrolment WHERE payer_id = %(payer_id)s"
_ENROLMENT = f"{_ENROLLED} AND id = %(id)s"
_ENROLMENTS = f"{_ENROLLED} AND levy_item = %(levy_item)s ORDER BY status, id"
_ENROLLED_AT = f"""
    SELECT {columns(EnrolmentSeen)} FROM parties_enrolment
    WHERE (payer_id, id) > (%(payer_id)s, %(enrolment_id)s) AND levy_item = %(levy_item)s
        AND left(region, 2) = %(province)s AND status = '1'
    ORDER BY payer_id, id LIMIT %(most)s
"""
_ALL = f"{_ENROLLED} ORDER BY levy_item, status, id"


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


def principals(payer_id: int) -> list[PrincipalSeen]:
    """常用缴费人 of a payer, in the order saved."""
    return [PrincipalSeen(*row) for row in read(_SAVED, {"payer_id": payer_id})]


def standing_principals(payer_id: int, *, now: datetime) -> list[PrincipalSeen]:
    """Everybody whom the payer may pay for now, saved or not, in the order first named."""
    values = {"payer_id": payer_id, "since": now - PROVED_FOR}
    return [PrincipalSeen(*row) for row in read(_ALL_STANDING, values)]


def principal(payer_id: int, number: int, *, now: datetime) -> PrincipalSeen | None:
    """Somebody whom the payer may pay for now, by the payer's number for them."""
    values = {"payer_id": payer_id, "number": number, "since": now - PROVED_FOR}
    rows = read(_PRINCIPAL, values)
    return PrincipalSeen(*rows[0]) if rows else None


def principal_of(payer_id: int, principal_id: int, *, now: datetime) -> PrincipalSeen | None:
    """The same by who they are."""
    values = {"payer_id": payer_id, "principal_id": principal_id, "since": now - PROVED_FOR}
    rows = read(_PRINCIPAL_OF, values)
    return PrincipalSeen(*rows[0]) if rows else None


def enrolled_at(
    place_code: str, levy_item: str, *, after: tuple[int, int], most: int
) -> list[EnrolmentSeen]:
    """Active enrolments of a province in an insurance, in the order of payer and enrolment, those
    that come after these two numbers."""
    values = {
        "province": place_code[:2],
        "levy_item": levy_item,
        "payer_id": after[0],
        "enrolment_id": after[1],
        "most": most,
    }
    return [EnrolmentSeen(*row) for row in read(_ENROLLED_AT, values)]


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


def person_named(id_type: str, id_no: str, name: str) -> PersonSeen | None:
    """The person with this ID document, if an agency has delivered one and ``name`` is theirs, as
    the document or as banks write it. A number with another name is as unknown as no number."""
    payer_id = payer_of_id(id_type, id_no)
    if payer_id is None:
        return None
    found = person(payer_id)
    return found if is_named(name, found.name, found.wire_name) else None


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


def enrolments(payer_id: int, levy_item: str) -> list[EnrolmentSeen]:
    """A payer's enrolments of one insurance type, active ones first."""
    rows = read(_ENROLMENTS, {"payer_id": payer_id, "levy_item": levy_item})
    return [EnrolmentSeen(*row) for row in rows]


def all_enrolments(payer_id: int) -> list[EnrolmentSeen]:
    """A payer's enrolments of every insurance type, by type, active ones first."""
    return [EnrolmentSeen(*row) for row in read(_ALL, {"payer_id": payer_id})]


def enrolment(payer_id: int, enrolment_id: int) -> EnrolmentSeen | None:
    """One enrolment, if it is this payer's."""
    rows = read(_ENROLMENT, {"payer_id": payer_id, "id": enrolment_id})
    return EnrolmentSeen(*rows[0]) if rows else None


def enrolment_by_key(agency_code: str, personal_no: str, levy_item: str) -> EnrolmentSeen | None:
    """The enrolment by the agency's own key."""
    row = Enrolment.objects.filter(
        agency_code=agency_code, personal_no=personal_no, levy_item=levy_item
    ).first()
    return None if row is None else _enrolment(row)


def _enrolment(row: Enrolment) -> EnrolmentSeen:
    return EnrolmentSeen(
        **{name: getattr(row, name) for name in EnrolmentSeen.__dataclass_fields__}
    )

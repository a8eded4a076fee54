"""What agencies deliver of persons and enrolments, written down; each verb one transaction."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from openlevy.access.queries import user_of_payer
from openlevy.access.services import change_document
from openlevy.parties.models import AgencyPerson, Enrolment, Payer, Person
from openlevy.parties.rules import (
    DocumentShared,
    KeyTaken,
    KeyUnknown,
    NameSaid,
    PersonDiffers,
    StillEnrolled,
)
from openlevy.parties.services import naming
from openlevy.privacy.services import digest, last4, seal
from openlevy.statements.services import Fragment

RESIDENT_ID = "201"
"""居民身份证: one number for a whole life, unlike a passport's."""


@dataclass(frozen=True, slots=True)
class PersonDelivered:
    """A person as one agency knows them. ``wire_name`` and what follows ``nationality`` may be
    empty."""

    agency_code: str
    personal_no: str
    name: str
    wire_name: str
    id_type: str
    id_no: str
    sex: str
    born_on: date
    nationality: str
    phone: str
    social_security_no: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class EnrolmentDelivered:
    """An enrolment as its agency knows it. Months are their first days; ``last_month`` None is
    open-ended; ``status`` 1 active, 2 suspended, 4 ended."""

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
    first_enrolled_on: date | None
    township_code: str = ""
    community_code: str = ""


@transaction.atomic
def record_person(told: PersonDelivered) -> int:
    """Take a new person in; the payer's id. Equal content again is the same once.

    Raises:
        KeyTaken: the agency's number is known with other content.
        NameDiffers: this ID number is known under other names alone.
    """
    known = _agency_person(told.agency_code, told.personal_no)
    if known is not None:
        if bytes(known.content_hash) != _content_hash(told):
            raise KeyTaken(agency_code=told.agency_code, key=told.personal_no)
        return known.payer_id
    payer_id = _payer_of(told)
    AgencyPerson.objects.create(
        agency_code=told.agency_code,
        personal_no=told.personal_no,
        payer_id=payer_id,
        content_hash=_content_hash(told),
        name=told.name,
        wire_name=told.wire_name or None,
    )
    return payer_id


@transaction.atomic
def amend_person(told: PersonDelivered, *, today: date) -> int:
    """Take the agency's whole new row of a person it delivered before; the payer's id. Another name
    counts once every agency that has the person enrolled says it (see ``naming``).

    Raises:
        KeyUnknown: the agency never delivered this number.
        DocumentShared, PersonDiffers: with another document.
    """
    known = _agency_person(told.agency_code, told.personal_no)
    if known is None:
        raise KeyUnknown(agency_code=told.agency_code, key=told.personal_no)
    _require_same_person(known, told)
    Person.objects.filter(payer_id=known.payer_id).update(**_person_columns(told))
    known.content_hash = _content_hash(told)
    known.save(update_fields=["content_hash"])
    naming.hear(known, _name_in(told), today=today)
    return known.payer_id


def _require_same_person(known: AgencyPerson, told: PersonDelivered) -> None:
    """A row with another document corrects this person's, and makes nobody another one: who is
    known by it to another agency, or has proved it as their own, keeps it. A foreigner's new
    passport is taken to the account as well.

    Raises:
        DocumentShared, PersonDiffers
    """
    who = naming.hold(known.payer_id)
    if (told.id_type, digest("id_no", told.id_no)) == (who.id_type, bytes(who.id_digest)):
        return
    key = {"agency_code": told.agency_code, "key": told.personal_no}
    if (told.name, told.sex, told.born_on) != (who.name, who.sex, who.born_on):
        raise PersonDiffers(**key)
    others = AgencyPerson.objects.filter(payer_id=known.payer_id).exclude(id=known.id)
    if others.exists():
        raise DocumentShared(**key)
    if user_of_payer(known.payer_id) is not None:
        if RESIDENT_ID in (told.id_type, who.id_type):
            raise DocumentShared(**key)
        change_document(known.payer_id, id_type=told.id_type, id_no=told.id_no)


@transaction.atomic
def remove_person(agency_code: str, personal_no: str, *, today: date) -> int:
    """Forget the agency's number of a person who has no enrolment left there; the payer's id.

    Raises:
        KeyUnknown, StillEnrolled
    """
    known = _agency_person(agency_code, personal_no)
    if known is None:
        raise KeyUnknown(agency_code=agency_code, key=personal_no)
    if Enrolment.objects.filter(agency_code=agency_code, personal_no=personal_no).exists():
        raise StillEnrolled(agency_code=agency_code, key=personal_no)
    known.delete()
    naming.reconcile(known.payer_id, today=today)
    return known.payer_id


@transaction.atomic
def record_enrolment(told: EnrolmentDelivered) -> int:
    """Take a new enrolment in; its id. Equal content again is the same once.

    Raises:
        KeyUnknown: the person is not there. KeyTaken: known with other content.
    """
    person = _agency_person(told.agency_code, told.personal_no)
    if person is None:
        raise KeyUnknown(agency_code=told.agency_code, key=told.personal_no)
    known = _enrolment(told.agency_code, told.personal_no, told.levy_item)
    if known is not None:
        if bytes(known.content_hash) != _content_hash(told):
            raise KeyTaken(agency_code=told.agency_code, key=told.personal_no)
        return known.id
    return Enrolment.objects.create(
        payer_id=person.payer_id, content_hash=_content_hash(told), **asdict(told)
    ).id


@transaction.atomic
def amend_enrolment(told: EnrolmentDelivered) -> int:
    """Take the whole new row of an enrolment delivered before; its id.

    Raises:
        KeyUnknown
    """
    known = _enrolment(told.agency_code, told.personal_no, told.levy_item)
    if known is None:
        raise KeyUnknown(agency_code=told.agency_code, key=told.personal_no)
    Enrolment.objects.filter(id=known.id).update(content_hash=_content_hash(told), **asdict(told))
    return known.id


@transaction.atomic
def remove_enrolment(agency_code: str, personal_no: str, levy_item: str) -> None:
    """Take out an enrolment made by mistake; the caller has seen that nothing hangs on it.

    Raises:
        KeyUnknown
    """
    known = _enrolment(agency_code, personal_no, levy_item)
    if known is None:
        raise KeyUnknown(agency_code=agency_code, key=personal_no)
    Enrolment.objects.filter(id=known.id).delete()


def active_enrolments_sql(name: str) -> Fragment:
    """The enrolments under which ``%(payer_id)s`` may pay regularly for a period that they touch:
    id, first_day, last_day. The same rule as ``EnrolmentSeen.may_pay_for``."""
    return Fragment(
        {
            name: "SELECT id, first_month AS first_day,"
            " coalesce(last_month, 'infinity'::date) AS last_day FROM parties_enrolment"
            " WHERE payer_id = %(payer_id)s AND status = '1'"
        }
    )


def writable_name_sql(name: str) -> Fragment:
    """The name of ``%(payer_id)s`` as GBK can write it; no row where nobody has given one."""
    return Fragment(
        {
            name: "SELECT wire_name FROM parties_person"
            " WHERE payer_id = %(payer_id)s AND wire_name IS NOT NULL"
        }
    )


def _agency_person(agency_code: str, personal_no: str) -> AgencyPerson | None:
    return (
        AgencyPerson.objects.select_for_update()
        .filter(agency_code=agency_code, personal_no=personal_no)
        .first()
    )


def _enrolment(agency_code: str, personal_no: str, levy_item: str) -> Enrolment | None:
    its = Enrolment.objects.filter(
        agency_code=agency_code, personal_no=personal_no, levy_item=levy_item
    )
    payer_id = its.values_list("payer_id", flat=True).first()
    if payer_id is None:
        return None
    # The person first: whoever is told of this enrolment is held by then, and another agency's
    # name that comes to count holds the person when it asks for them.
    naming.hold(payer_id)
    # Its key does not change, so what is written under it meanwhile need not wait: it would wait
    # holding what the agency's correction asks for next.
    return its.select_for_update(no_key=True).first()


def _payer_of(told: PersonDelivered) -> int:
    known = Person.objects.filter(
        id_type=told.id_type, id_digest=digest("id_no", told.id_no)
    ).first()
    if known is None:
        payer_id = Payer.objects.create(kind="person").id
        said = _name_in(told)
        names = {"name": said.name, "wire_name": naming.writable(said)}
        Person.objects.create(payer_id=payer_id, **names, **_person_columns(told))
        return payer_id
    who = naming.hold(known.payer_id)
    naming.join(who, _name_in(told), told.agency_code, told.personal_no)
    return known.payer_id


def _name_in(told: PersonDelivered) -> NameSaid:
    return NameSaid(told.name, told.wire_name or None)


def _person_columns(told: PersonDelivered) -> dict[str, Any]:
    return {
        "id_type": told.id_type,
        "id_no": seal(told.id_no, purpose="parties.id_no"),
        "id_digest": digest("id_no", told.id_no),
        "id_tail": last4(told.id_no),
        "sex": told.sex,
        "born_on": told.born_on,
        "nationality": told.nationality,
        "phone": _sealed(told.phone, "parties.phone"),
        "social_security_no": _sealed(told.social_security_no, "parties.social_security_no"),
        "address": _sealed(told.address, "parties.address"),
    }


def _sealed(text: str, purpose: str) -> bytes | None:
    return seal(text, purpose=purpose) if text else None


def _content_hash(told: PersonDelivered | EnrolmentDelivered) -> bytes:
    content = json.dumps(asdict(told), default=str, ensure_ascii=False, sort_keys=True)
    # Keyed, so that the stored hash of a row with an ID number cannot be guessed at.
    return digest("content", hashlib.sha256(content.encode()).hexdigest())

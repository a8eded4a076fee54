"""Invented people, delivered as an agency would."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.kernel.identifiers import resident_id_check_digit
from openlevy.parties.models import ActsFor
from openlevy.parties.services import (
    EnrolmentDelivered,
    PersonDelivered,
    record_enrolment,
    record_person,
)
from openlevy.privacy.services import ensure_keys

TODAY = date(2026, 11, 20)
TOMORROW = date(2026, 11, 21)
PENSION, MEDICAL = "10210", "10212"
HEALTHCARE = "1101110000000002"
FANGSHAN, CHAOYANG = "110111", "110105"
_serial = count(1)


@dataclass(frozen=True)
class Resident:
    """A person enrolled in an insurance of residents of one district."""

    payer_id: int
    agency_code: str
    personal_no: str
    enrolment_id: int
    tax_office: str

    @property
    def actor(self) -> Actor:
        """The payer, acting for themselves."""
        return Actor(Role.PAYER, self.payer_id)


def an_id_no() -> str:
    """A number with a right check digit and an area that GB/T 2260 does not assign."""
    area, serial = divmod(next(_serial), 1000)
    first17 = f"99{111 + area:04d}19500301{serial:03d}"
    return first17 + resident_id_check_digit(first17)


def a_person(
    *,
    agency_code: str = "1101110000000001",
    personal_no: str = "",
    name: str = "石桂兰",
    wire_name: str = "",
    id_no: str = "",
) -> PersonDelivered:
    """An agency's row of a person."""
    ensure_keys()
    return PersonDelivered(
        agency_code=agency_code,
        personal_no=personal_no or f"P{next(_serial):07d}",
        name=name,
        wire_name=wire_name,
        id_type="201",
        id_no=id_no or an_id_no(),
        sex="2",
        born_on=date(1950, 3, 1),
        nationality="156",
        phone="",
    )


def an_enrolment(
    person: PersonDelivered,
    *,
    region: str = FANGSHAN,
    status: str = "1",
    first_month: date = date(2012, 1, 1),
    last_month: date | None = None,
) -> EnrolmentDelivered:
    """An agency's row of a pension enrolment."""
    return EnrolmentDelivered(
        agency_code=person.agency_code,
        personal_no=person.personal_no,
        levy_item=PENSION,
        levy_subitem="102100100",
        region=region,
        township_name="窦店镇",
        community_name="下坡店村",
        tax_office=f"1{region}0000",
        group="00",
        status=status,
        first_month=first_month,
        last_month=last_month,
        first_enrolled_on=None,
    )


def a_resident(
    *,
    region: str = FANGSHAN,
    name: str = "石桂兰",
    wire_name: str = "",
    id_no: str = "",
    status: str = "1",
    first_month: date = date(2012, 1, 1),
    last_month: date | None = None,
) -> Resident:
    """A person whom an agency has delivered, enrolled in ``region``."""
    agency = f"{region}0000000001"
    person = a_person(agency_code=agency, name=name, wire_name=wire_name, id_no=id_no)
    payer_id = record_person(person)
    told = an_enrolment(
        person, region=region, status=status, first_month=first_month, last_month=last_month
    )
    enrolment_id = record_enrolment(told)
    return Resident(payer_id, agency, person.personal_no, enrolment_id, told.tax_office)


def acting_for(by: int, *principals: int) -> list[int]:
    """One payer has named others rightly, and saved them; the numbers they call them by."""
    made = [
        ActsFor.objects.get_or_create(
            payer_id=by, principal_id=one, defaults={"saved": True, "proved_at": timezone.now()}
        )[0]
        for one in principals
    ]
    return [one.id for one in made]


def an_insured(who: Resident, **changes: Any) -> EnrolmentDelivered:
    """The row of a resident's enrolment in medical insurance, changed."""
    told = EnrolmentDelivered(
        agency_code=who.agency_code,
        personal_no=who.personal_no,
        levy_item=MEDICAL,
        levy_subitem="102120001",
        region=FANGSHAN,
        township_name="窦店镇",
        community_name="下坡店村",
        tax_office=who.tax_office,
        group="13",
        status="1",
        first_month=date(2018, 1, 1),
        last_month=None,
        first_enrolled_on=None,
    )
    return replace(told, **changes)


def a_medical_resident(*, group: str = "13", name: str = "石桂兰", id_no: str = "") -> Resident:
    """A person whom the healthcare agency of 房山区 has delivered."""
    person = a_person(agency_code=HEALTHCARE, name=name, id_no=id_no)
    payer_id = record_person(person)
    who = Resident(payer_id, HEALTHCARE, person.personal_no, 0, f"1{FANGSHAN}0000")
    return replace(who, enrolment_id=record_enrolment(an_insured(who, group=group)))

"""A resident of 小店区 in shanxi, in three insurances, with a way in."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openlevy.access.services import register
from openlevy.assessment.services import SpecialDelivered, record_special
from openlevy.kernel.identifiers import resident_id_check_digit
from openlevy.kernel.period import Period
from openlevy.parties.services import (
    EnrolmentDelivered,
    PersonDelivered,
    amend_enrolment,
    record_enrolment,
    record_person,
)
from openlevy.portals.shared.tests.people import PASSWORD, TODAY

REGION, OFFICE = "140105", "11401050000"
SOCIAL, HEALTHCARE = "1401050000000001", "1401050000000002"
PENSION, SUPPLEMENTARY, MEDICAL = "10210", "10215", "10212"
LOGIN = "shanxi_01"
_SUBITEMS = {PENSION: "102100100", SUPPLEMENTARY: "102150100", MEDICAL: "102120001"}


@dataclass(frozen=True)
class ShanxiPayer:
    """Who signs in as ``LOGIN``; the enrolments' numbers."""

    payer_id: int
    pension: int = 0
    supplementary: int = 0
    medical: int = 0


def a_shanxi_payer(*insured: str, group: str = "20") -> ShanxiPayer:
    """Enrolled in the insurances named, in all three when none is."""
    for agency in (SOCIAL, HEALTHCARE):
        told = delivered(agency)
        payer_id = record_person(told)
    register(
        username=LOGIN,
        id_type="201",
        id_no=told.id_no,
        phone=told.phone,
        password=PASSWORD,
        display_name="石桂兰",
        payer_id=payer_id,
        jurisdiction="shanxi",
    )
    numbers = {
        item: record_enrolment(an_enrolment(item, group=group if item == MEDICAL else "00"))
        for item in insured or (PENSION, SUPPLEMENTARY, MEDICAL)
    }
    return ShanxiPayer(
        payer_id, numbers.get(PENSION, 0), numbers.get(SUPPLEMENTARY, 0), numbers.get(MEDICAL, 0)
    )


def delivered(agency: str) -> PersonDelivered:
    """The agency's row of the person who signs in."""
    first17 = "99014019700302001"
    number = first17 + resident_id_check_digit(first17)
    return PersonDelivered(
        agency, _personal_no(agency), "石桂兰", "", "201", number, "2", date(1970, 3, 2), "156",
        "13900000001",
    )  # fmt: skip


def an_enrolment(item: str, **changes: Any) -> EnrolmentDelivered:
    """The agency's row of an enrolment."""
    agency = HEALTHCARE if item == MEDICAL else SOCIAL
    told = EnrolmentDelivered(
        agency, _personal_no(agency), item, _SUBITEMS[item], REGION, "北格镇", "第1村", OFFICE,
        "00", "1", date(2020, 1, 1), None, None,
    )  # fmt: skip
    return replace(told, **changes)


def changed(item: str, **changes: Any) -> None:
    """The agency delivers the enrolment anew."""
    amend_enrolment(an_enrolment(item, **changes))


def assessed(
    item: str, fen: int = 60_000, *, year: int = 2024, kind: str = "2", **more: Any
) -> int:
    """A special payable with 9.00 interest, as its agency delivers it; its number."""
    agency = HEALTHCARE if item == MEDICAL else SOCIAL
    words = "补缴以前年度" if kind == "2" else "低保对象个人应缴"
    told = SpecialDelivered(
        agency, f"S{item}{year}", "1", _personal_no(agency), item, _SUBITEMS[item], kind,
        words, Period.year(year), fen, 900, 0, TODAY, date(2026, 12, 31), "",
    )  # fmt: skip
    return record_special(replace(told, **more), today=TODAY)


def _personal_no(agency: str) -> str:
    return "H0000001" if agency == HEALTHCARE else "S0000001"


@dataclass(frozen=True)
class Relative:
    """Somebody without a way in, for whom another pays."""

    payer_id: int
    name: str
    id_no: str
    enrolments: dict[str, int]

    @property
    def typed(self) -> dict[str, str]:
        """The four facts, as the form of 添加缴费人 sends them, to be saved."""
        told = {"name": self.name, "id_type": "201", "id_no": self.id_no, "nationality": "156"}
        return {**told, "saved": "on"}

    def row(self, item: str) -> str:
        """What the form calls the row of the year."""
        number = self.enrolments[item]
        return f"year2027of{number}" if item == MEDICAL else f"tier{number}"


def a_relative(name: str, *insured: str, serial: int = 501, **changes: Any) -> Relative:
    """Enrolled in the insurances named, in all three when none is; ``changes`` are of all their
    enrolments."""
    first17 = f"99014019480302{serial:03d}"
    id_no = first17 + resident_id_check_digit(first17)
    payer_id = 0
    for agency in (SOCIAL, HEALTHCARE):
        payer_id = record_person(
            PersonDelivered(
                agency, _of(agency, serial), name, "", "201", id_no, "2", date(1948, 3, 2), "156",
                "",
            )
        )  # fmt: skip
    made = {}
    for item in insured or (PENSION, SUPPLEMENTARY, MEDICAL):
        told = an_enrolment(item, group="20" if item == MEDICAL else "00")
        told = replace(told, personal_no=_of(told.agency_code, serial), **changes)
        made[item] = record_enrolment(told)
    return Relative(payer_id, name, id_no, made)


def _of(agency: str, serial: int) -> str:
    return f"{'H' if agency == HEALTHCARE else 'S'}{serial:07d}"

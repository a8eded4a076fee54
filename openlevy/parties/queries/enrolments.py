"""What payers are enrolled in; plain values."""

from dataclasses import dataclass
from datetime import date

from openlevy.kernel.period import Period
from openlevy.parties.models import Enrolment
from openlevy.statements.services import columns, read


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

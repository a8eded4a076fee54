"""A row of the form 城乡居民社会保险费日常申报表, and what its rows are made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openlevy.assessment.queries import PayableSeen, ReopeningSeen, window_of
from openlevy.declaration.queries import DeclarationSeen
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen
from openlevy.reference import queries as reference
from openlevy.reference.queries import Shut

TIER, YEAR, OF = "tier", "year", "of"
"""A row is named ``tier<enrolment>`` or, of another year than this, ``tier<enrolment>of<year>``,
``year<year>of<enrolment>``, or by its payable's number."""


def last_day(under: EnrolmentSeen, year: int) -> date:
    """On which the year is declared and paid by rule, whatever officers have opened again."""
    _period, window = window_of(under, year)
    return reference.last_day_before(reference.place_of(under.region).key, window.end)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: 险种, 缴费年限, 缴费档次, 应缴费额, 申报结果. ``open``: it can be ticked. ``tiers``
    are the amounts to choose among, in fen and in words, ``tier`` the one preset; without them
    ``how`` says where the amount comes from. ``result`` is the result in a word, ``why`` what it
    means. ``shut`` is why it is not open today where only the day of the month is in the way."""

    name: str
    insurance: str
    year: str
    where: str = ""
    open: bool = False
    ticked: bool = False
    tiers: Sequence[tuple[str, str]] = ()
    tier: str = ""
    how: Sequence[str] = ()
    amount_fen: Fen = 0
    unverified: bool = False
    result: str = ""
    tone: str = ""
    why: str = ""
    shut: Shut | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the rows are made of, read once. ``by`` is the payer who looks at another
    person's; None who looks at their own."""

    place: str
    today: date
    by: int | None
    rows: Sequence[PayableSeen]
    unpaid: dict[int, DeclarationSeen]
    """What is declared and not paid, by its payable."""
    reopened: Sequence[ReopeningSeen]

    def years_reopened(self, under: EnrolmentSeen) -> list[int]:
        """The years whose window officers have opened again under an enrolment."""
        return [one.year for one in self.reopened if one.enrolment_id == under.id]

    @property
    def another(self) -> bool:
        """Whether it is somebody else's form."""
        return self.by is not None

    def regular(self, under: EnrolmentSeen, period: Period) -> PayableSeen | None:
        """What was chosen or assessed for the period under an enrolment."""
        return next(
            (
                row
                for row in self.rows
                if row.enrolment_id == under.id
                and row.kind == "regular"
                and row.period_start == period.start
            ),
            None,
        )

    def last_regular(self, under: EnrolmentSeen, period: Period) -> PayableSeen | None:
        """What was chosen under the enrolment for the latest period before that one."""
        earlier = [
            row
            for row in self.rows
            if row.enrolment_id == under.id
            and row.kind == "regular"
            and row.period_start < period.start
        ]
        return max(earlier, key=lambda row: row.period_start, default=None)

    def taken(self, under: EnrolmentSeen, period: Period) -> PayableSeen | None:
        """What of the year is declared or paid, whoever assessed it; under this enrolment before
        any other: nobody is insured twice in a year."""
        found = [
            row for row in self._the_years(under, period) if row.state in ("DECLARED", "SETTLED")
        ]
        return min(found, key=lambda row: row.enrolment_id != under.id, default=None)

    def by_agency(self, under: EnrolmentSeen, period: Period) -> bool:
        """Whether the agency itself has assessed the year under the enrolment (定额)."""
        return any(
            row.kind == "special" and row.enrolment_id == under.id
            for row in self._the_years(under, period)
        )

    def assessed(self, under: EnrolmentSeen) -> list[PayableSeen]:
        """What the agency has assessed and nobody has paid."""
        mine = (row for row in self.rows if row.enrolment_id == under.id)
        return [row for row in mine if row.kind == "special" and row.state != "SETTLED"]

    def _the_years(self, under: EnrolmentSeen, period: Period) -> Iterable[PayableSeen]:
        same = (row for row in self.rows if row.levy_item == under.levy_item)
        return (row for row in same if row.is_the_years(period))

"""What a payer may declare and the amounts chosen; plain values."""

from dataclasses import dataclass
from datetime import date

from openlevy.assessment.models import Payable, Reopening
from openlevy.assessment.rules import FLAT_KIND
from openlevy.assessment.states import PayableState, SettingState
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen
from openlevy.reference.queries import place_of
from openlevy.statements.services import Fragment, columns, read


@dataclass(frozen=True, slots=True)
class AmountParts:
    """Of what parts an amount is made, and what it is a part of: ``standard_fen`` is the principal
    and what others pay, by their codes (资助主体); 0 where no agency has told it."""

    principal_fen: Fen
    interest_fen: Fen
    late_fee_fen: Fen
    standard_fen: Fen
    subsidiser_1: str
    subsidy_1_fen: Fen
    subsidiser_2: str
    subsidy_2_fen: Fen
    subsidiser_3: str
    subsidy_3_fen: Fen

    @property
    def subsidies(self) -> list[tuple[str, Fen]]:
        """Who pays how much of the standard, as the agency has told it."""
        pairs = [
            (self.subsidiser_1, self.subsidy_1_fen),
            (self.subsidiser_2, self.subsidy_2_fen),
            (self.subsidiser_3, self.subsidy_3_fen),
        ]
        return [(by, fen) for by, fen in pairs if fen]


@dataclass(frozen=True, slots=True)
class PayableSeen(AmountParts):
    """A payable as screens need it."""

    payer_id: int
    id: int
    enrolment_id: int
    kind: str
    special_kind: str
    kind_words: str
    levy_item: str
    levy_subitem: str
    tax_office: str
    agency_code: str
    period_start: date
    period_end: date
    amount_fen: Fen
    assessed_on: date
    due_on: date
    remark: str
    state: str

    def is_the_years(self, period: Period) -> bool:
        """Whether it is the regular premium of that period, or what an agency has assessed in its
        stead."""
        touches = self.period_start <= period.end and self.period_end >= period.start
        return touches and (self.kind == "regular" or self.special_kind == FLAT_KIND)

    def takes_from(self, under: EnrolmentSeen, period: Period) -> bool:
        """Whether the period is declared or paid by it elsewhere than under that enrolment of the
        payer's. The same rule as ``services.year_elsewhere``."""
        other = self.enrolment_id != under.id and self.levy_item == under.levy_item
        return other and self.state in ("DECLARED", "SETTLED") and self.is_the_years(period)

    def shut_on(self, day: date) -> bool:
        """Whether it can no longer be declared or paid: what is regular is collected until it is
        due. What an agency has assessed stands until the agency withdraws it (S3 ch3: 特殊人群 and
        补缴 are bound to no collection)."""
        return self.due_on < day and self.kind == "regular"


@dataclass(frozen=True, slots=True)
class SettingSeen:
    """The amount chosen for an enrolment and year."""

    enrolment_id: int
    year: int
    tier_fen: Fen
    valid_from: date
    valid_to: date


_STANDING = [state for state in PayableState if state is not PayableState.WITHDRAWN]
_PAYABLES = f"""
    SELECT {columns(PayableSeen)}
    FROM assessment_payable
    WHERE payer_id = %(payer_id)s
        AND (%(enrolment_ids)s::bigint[] IS NULL OR enrolment_id = ANY(%(enrolment_ids)s::bigint[]))
        AND (%(kind)s = '' OR kind = %(kind)s)
        AND state = ANY(%(states)s)
    ORDER BY period_start, id
    LIMIT 500
"""
_OWED_BY = f"""
    SELECT {columns(PayableSeen)}
    FROM assessment_payable
    WHERE payer_id = ANY(%(payer_ids)s) AND levy_item = %(levy_item)s AND state <> 'WITHDRAWN'
"""
_REGULAR = f"""
    SELECT {columns(PayableSeen)}
    FROM assessment_payable
    WHERE payer_id = %(payer_id)s AND enrolment_id = %(enrolment_id)s AND kind = 'regular'
        AND state <> 'WITHDRAWN' AND period_start = %(start)s
"""
_SETTINGS = f"""
    SELECT {columns(SettingSeen)}
    FROM assessment_amount_setting
    WHERE payer_id = %(payer_id)s AND year = %(year)s AND state = %(state)s
"""


_LAST_SETTING = f"""
    SELECT {columns(SettingSeen)}
    FROM assessment_amount_setting
    WHERE payer_id = %(payer_id)s AND enrolment_id = %(enrolment_id)s AND year < %(before)s
        AND state = %(state)s
    ORDER BY year DESC
    LIMIT 1
"""


def payables(
    payer_id: int, *, enrolment_ids: list[int] | None = None, kind: str = "", open_only: bool = True
) -> list[PayableSeen]:
    """A payer's payables, oldest period first."""
    states = [PayableState.OPEN] if open_only else _STANDING
    values = {
        "payer_id": payer_id,
        "enrolment_ids": enrolment_ids,
        "kind": kind,
        "states": [state.value for state in states],
    }
    return [PayableSeen(*row) for row in read(_PAYABLES, values)]


def regular_payable(payer_id: int, enrolment_id: int, period: Period) -> PayableSeen | None:
    """What is to be paid regularly for that period under an enrolment, in whatever state."""
    values = {"payer_id": payer_id, "enrolment_id": enrolment_id, "start": period.start}
    rows = read(_REGULAR, values)
    return PayableSeen(*rows[0]) if rows else None


def settings(payer_id: int, year: int) -> dict[int, SettingSeen]:
    """The active settings of a year, by enrolment."""
    rows = read(_SETTINGS, {"payer_id": payer_id, "year": year, "state": SettingState.ACTIVE.value})
    return {seen.enrolment_id: seen for seen in (SettingSeen(*row) for row in rows)}


def last_setting(payer_id: int, enrolment_id: int, before: int) -> SettingSeen | None:
    """The setting of the latest year before that one: what a new year begins with (S2 1.1)."""
    values = {
        "payer_id": payer_id,
        "enrolment_id": enrolment_id,
        "before": before,
        "state": SettingState.ACTIVE.value,
    }
    rows = read(_LAST_SETTING, values)
    return SettingSeen(*rows[0]) if rows else None


@dataclass(frozen=True, slots=True)
class AsAssessed:
    """How the agency that assessed a payable names it: serial number, detail number, kind."""

    serial: str
    detail: str
    special_kind: str


def as_assessed(payer_id: int, payable_ids: list[int]) -> dict[int, AsAssessed]:
    """Those of the payables that an agency has assessed, by their ids."""
    rows = Payable.objects.filter(payer_id=payer_id, id__in=payable_ids, kind="special")
    keys = rows.values_list("id", "agency_serial", "agency_detail", "special_kind")
    return {
        number: AsAssessed(serial or "", detail or "", kind)
        for number, serial, detail, kind in keys
    }


def owed_by(payer_ids: list[int], levy_item: str) -> list[PayableSeen]:
    """What stands in one insurance of several payers, in whatever state but withdrawn."""
    values = {"payer_ids": payer_ids, "levy_item": levy_item}
    return [PayableSeen(*row) for row in read(_OWED_BY, values)]


def used(payer_id: int, enrolment_id: int) -> bool:
    """Whether anything was assessed, chosen or reopened under an enrolment of the payer's."""
    under = {"payer_id": payer_id, "enrolment_id": enrolment_id}
    return Payable.objects.filter(**under).exists() or Reopening.objects.filter(**under).exists()


def payable_on_sql(name: str) -> Fragment:
    """What ``%(payer_id)s`` may pay on ``%(today)s``: id. The same rule as ``shut_on``."""
    return Fragment(
        {
            name: "SELECT id FROM assessment_payable WHERE payer_id = %(payer_id)s AND"
            " (due_on >= %(today)s OR kind <> 'regular')"
        }
    )


def payables_sql(name: str) -> Fragment:
    """Every payable as a ``WITH`` item: payer_id, id, kind, state, amount_fen, due_on."""
    columns = "payer_id, id, kind, state, amount_fen, due_on"
    return Fragment({name: f"SELECT {columns} FROM assessment_payable"})


def amount_parts_sql(name: str) -> Fragment:
    """Of what parts every payable is made, as a ``WITH`` item: payer_id, id, kind, due_on, and the
    columns of ``AmountParts``."""
    named = f"payer_id, id, kind, due_on, {columns(AmountParts)}"
    return Fragment({name: f"SELECT {named} FROM assessment_payable"})


def settings_sql(name: str) -> Fragment:
    """Every amount setting as a ``WITH`` item: payer_id, id, state."""
    return Fragment({name: "SELECT payer_id, id, state FROM assessment_amount_setting"})


def window_of(under: EnrolmentSeen, year: int) -> tuple[Period, Period]:
    """Which days the regular premium of a year is for, and on which it is collected by rule."""
    place = place_of(under.region)
    if under.levy_item == place.medical.levy_item:
        return place.medical.year.of(year), place.medical.window.of(year)
    pension = place.pension_of(under.levy_item)
    return Period.year(year), pension.window.of(year) if pension else Period.year(year)

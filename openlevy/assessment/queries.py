"""What a payer may declare, and the amounts chosen; plain values."""

from dataclasses import dataclass
from datetime import date

from openlevy.assessment.models import AmountSetting, Payable
from openlevy.assessment.states import PayableState, SettingState
from openlevy.kernel.money import Fen
from openlevy.statements.services import Fragment


@dataclass(frozen=True, slots=True)
class PayableSeen:
    """A payable as screens need it."""

    payer_id: int
    id: int
    enrolment_id: int
    kind: str
    kind_words: str
    levy_item: str
    levy_subitem: str
    tax_office: str
    agency_code: str
    period_start: date
    period_end: date
    principal_fen: Fen
    interest_fen: Fen
    late_fee_fen: Fen
    amount_fen: Fen
    due_on: date
    remark: str
    state: str


@dataclass(frozen=True, slots=True)
class SettingSeen:
    """The amount chosen for an enrolment and year."""

    enrolment_id: int
    year: int
    tier_fen: Fen
    valid_from: date
    valid_to: date


def payables(
    payer_id: int, *, enrolment_ids: list[int] | None = None, kind: str = "", open_only: bool = True
) -> list[PayableSeen]:
    """A payer's payables, oldest period first."""
    rows = Payable.objects.filter(payer_id=payer_id).exclude(state=PayableState.WITHDRAWN)
    if enrolment_ids is not None:
        rows = rows.filter(enrolment_id__in=enrolment_ids)
    if kind:
        rows = rows.filter(kind=kind)
    if open_only:
        rows = rows.filter(state=PayableState.OPEN)
    return [_payable(row) for row in rows.order_by("period_start", "id")[:500]]


def settings(payer_id: int, year: int) -> dict[int, SettingSeen]:
    """The active settings of a year, by enrolment."""
    rows = AmountSetting.objects.filter(payer_id=payer_id, year=year, state=SettingState.ACTIVE)
    return {
        row.enrolment_id: SettingSeen(
            row.enrolment_id, row.year, row.tier_fen, row.valid_from, row.valid_to
        )
        for row in rows
    }


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


def used(enrolment_id: int) -> bool:
    """Whether anything was assessed or chosen under an enrolment."""
    return Payable.objects.filter(enrolment_id=enrolment_id).exists()


def payables_sql(name: str) -> Fragment:
    """Every payable as a ``WITH`` item: payer_id, id, kind, state, amount_fen."""
    return Fragment({name: "SELECT payer_id, id, kind, state, amount_fen FROM assessment_payable"})


def settings_sql(name: str) -> Fragment:
    """Every amount setting as a ``WITH`` item: payer_id, id, state."""
    return Fragment({name: "SELECT payer_id, id, state FROM assessment_amount_setting"})


def _payable(row: Payable) -> PayableSeen:
    return PayableSeen(**{name: getattr(row, name) for name in PayableSeen.__dataclass_fields__})

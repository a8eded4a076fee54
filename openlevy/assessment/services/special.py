"""What agencies assess for one payer and deliver: taken in, amended, withdrawn."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from openlevy.assessment.models import Payable
from openlevy.assessment.rules import (
    FLAT_KIND,
    AmountDeclared,
    AmountPaid,
    EnrolmentUnknown,
    GroupPaysFlat,
    InUse,
    NotAYear,
    SerialTaken,
    SerialUnknown,
    YearTaken,
)
from openlevy.assessment.services.regular import (
    changeable,
    lock_enrolment,
    year_by_agency,
    year_elsewhere,
)
from openlevy.assessment.states import PAYABLE, PayableState
from openlevy.history.services import AGENCY, advance
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.ledger.chart import Event
from openlevy.ledger.services import Entry, post
from openlevy.parties.queries import enrolment_by_key
from openlevy.reference.queries import AmountNotSet, medical_group, place_of, subsidiser


@dataclass(frozen=True, slots=True)
class SpecialDelivered:
    """A special payable as its agency assessed it; the sum is principal, interest and late fee.

    ``standard_fen`` is what the year costs who is not helped: the principal and the ``subsidies``,
    each by the code of who pays it, three at most. 0 where the agency has not told it."""

    agency_code: str
    serial: str
    detail: str
    personal_no: str
    levy_item: str
    levy_subitem: str
    special_kind: str
    kind_words: str
    period: Period
    principal_fen: Fen
    interest_fen: Fen
    late_fee_fen: Fen
    assessed_on: date
    due_on: date
    remark: str
    standard_fen: Fen = 0
    subsidies: tuple[tuple[str, Fen], ...] = ()

    @property
    def amount_fen(self) -> Fen:
        """What is to be paid."""
        return self.principal_fen + self.interest_fen + self.late_fee_fen


@transaction.atomic
def record_special(told: SpecialDelivered, *, today: date) -> int:
    """Take in what an agency assessed and post the receivable; the payable's id.

    Raises:
        EnrolmentUnknown, SerialTaken, YearTaken, GroupPaysFlat, NotAYear
        CodeUnknown: the place of the enrolment knows no such subsidiser.
    """
    under = enrolment_by_key(told.agency_code, told.personal_no, told.levy_item)
    if under is None:
        raise EnrolmentUnknown
    for by, _fen in told.subsidies:
        subsidiser(under.region, by)
    lock_enrolment(under.id)
    known = _special(told.agency_code, told.serial, told.detail)
    if known is not None:
        same = bytes(known.content_hash or b"") == _content_hash(told)
        if not same or known.state == PayableState.WITHDRAWN:
            raise SerialTaken(serial=told.serial, detail=told.detail)
        return known.id
    if told.special_kind == FLAT_KIND:
        _require_year_left(told)
    payable = Payable.objects.create(
        payer_id=under.payer_id,
        enrolment_id=under.id,
        kind="special",
        tax_office=under.tax_office,
        agency_code=told.agency_code,
        agency_serial=told.serial,
        agency_detail=told.detail,
        **_special_columns(told),
    )
    _post(Event.ASSESSED, payable, today)
    return payable.id


def _require_year_left(told: SpecialDelivered) -> None:
    """定额 stands for the flat amount of the year: of who pays that, or has, there is none, and no
    second one beside the first. The enrolment is read again, now that it is locked.

    Raises:
        YearTaken, GroupPaysFlat, NotAYear
    """
    under = enrolment_by_key(told.agency_code, told.personal_no, told.levy_item)
    if under is None:
        raise EnrolmentUnknown
    key = {"serial": told.serial, "detail": told.detail}
    place = place_of(under.region)
    year = place.medical.year.holding(told.period.start)
    if told.period != place.medical.year.of(year):
        raise _not_a_year(place.medical.year.of(year), **key)
    try:
        changeable(under, told.period)
    except (AmountDeclared, AmountPaid):
        raise YearTaken(**key) from None
    if year_elsewhere(under, told.period) or year_by_agency(under, told.period):
        raise YearTaken(**key)
    try:
        medical_group(place.key, year, under.group)
    except AmountNotSet:
        return
    raise GroupPaysFlat(**key)


def _not_a_year(year: Period, **key: str) -> NotAYear:
    return NotAYear(first=f"{year.start:%Y%m}", last=f"{year.end:%Y%m}", **key)


@transaction.atomic
def amend_special(told: SpecialDelivered, *, today: date) -> int:
    """Replace an undeclared special payable by the agency's new assessment of it.

    The old amount is withdrawn and the new one assessed under a new id, so that no posting is
    ever edited. Equal content again is the same once.

    Raises:
        SerialUnknown, InUse, SerialTaken
    """
    known = _special(told.agency_code, told.serial, told.detail)
    if known is None:
        raise SerialUnknown(serial=told.serial, detail=told.detail)
    if known.state == PayableState.WITHDRAWN:
        raise SerialTaken(serial=told.serial, detail=told.detail)
    if bytes(known.content_hash or b"") == _content_hash(told):
        return known.id
    _withdraw(known, today)
    # The key moves to the new row; the withdrawn one keeps it with its id appended.
    Payable.objects.filter(payer_id=known.payer_id, id=known.id).update(
        agency_detail=f"{known.agency_detail}/{known.id}"
    )
    return record_special(told, today=today)


@transaction.atomic
def withdraw_special(agency_code: str, serial: str, detail: str, *, today: date) -> int:
    """The agency takes an undeclared special payable back; its id. Twice is once.

    Raises:
        SerialUnknown, InUse
    """
    known = _special(agency_code, serial, detail)
    if known is None:
        raise SerialUnknown(serial=serial, detail=detail)
    if known.state != PayableState.WITHDRAWN:
        _withdraw(known, today)
    return known.id


def _withdraw(payable: Payable, today: date) -> None:
    if payable.state != PayableState.OPEN:
        raise InUse(serial=payable.agency_serial or "", detail=payable.agency_detail or "")
    advance(payable, PAYABLE, "withdraw", AGENCY, today=today)
    _post(Event.ASSESSMENT_WITHDRAWN, payable, today)


def _special(agency_code: str, serial: str, detail: str) -> Payable | None:
    return (
        Payable.objects.select_for_update()
        .filter(agency_code=agency_code, agency_serial=serial, agency_detail=detail)
        .first()
    )


def _special_columns(told: SpecialDelivered) -> dict[str, Any]:
    return {
        "special_kind": told.special_kind,
        "kind_words": told.kind_words,
        "levy_item": told.levy_item,
        "levy_subitem": told.levy_subitem,
        "content_hash": _content_hash(told),
        "period_start": told.period.start,
        "period_end": told.period.end,
        "principal_fen": told.principal_fen,
        "interest_fen": told.interest_fen,
        "late_fee_fen": told.late_fee_fen,
        "amount_fen": told.amount_fen,
        "assessed_on": told.assessed_on,
        "due_on": told.due_on,
        "remark": told.remark,
        "standard_fen": told.standard_fen,
        **{
            column: value
            for n, (by, fen) in enumerate(told.subsidies, start=1)
            for column, value in ((f"subsidiser_{n}", by), (f"subsidy_{n}_fen", fen))
        },
    }


def _content_hash(told: SpecialDelivered) -> bytes:
    told_of = asdict(told)
    if not told.standard_fen:  # as rows were hashed before the format knew subsidies
        del told_of["standard_fen"], told_of["subsidies"]
    content = json.dumps(told_of, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).digest()


def _post(event: Event, payable: Payable, today: date) -> None:
    entry = Entry(
        event, payable.payer_id, payable.id, payable.payer_id, payable.payer_id, payable.amount_fen
    )
    post(entry, today=today)

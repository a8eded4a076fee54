"""「报表申报」: each row that was ticked is declared by itself, and fails with its own reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.http import HttpRequest

from openlevy.assessment.queries import open_reopening, payables, regular_payable
from openlevy.assessment.rules import AmountDeclared, AmountPaid
from openlevy.assessment.services import assess_flat, set_amount
from openlevy.declaration.rules import NotOpen
from openlevy.declaration.services import draw_up
from openlevy.kernel.errors import Refusal
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, all_enrolments
from openlevy.portals.payer import desk as at
from openlevy.portals.payer.daily_standing import OF, TIER, YEAR, last_day
from openlevy.portals.payer.desk import Desk, Insured
from openlevy.portals.payer.sections import MEDICAL, insurance_of
from openlevy.portals.payer.submitting import shown
from openlevy.portals.shared.phones import about
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference

_FEN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it was sent: what an agency has assessed (``payable``), or what is paid regularly
    for ``year`` under an enrolment. ``fen`` is what the payer has chosen or was shown."""

    name: str
    levy_item: str
    fen: Fen
    payable: int = 0
    under: EnrolmentSeen | None = None
    year: int = 0

    @property
    def period(self) -> Period:
        """Of what is paid regularly."""
        assert self.under is not None
        if self.levy_item == MEDICAL.levy_item:
            return reference.place_of(self.under.region).medical.year.of(self.year)
        return Period.year(self.year)


def tiers_sent(request: HttpRequest, names: Sequence[str]) -> dict[str, str]:
    """The tier chosen in each row that has one, in fen; empty where none was.

    Raises:
        FormBroken: it is no amount.
    """
    told = {name: request.POST.get(f"{name}-fen", "") for name in names if name.startswith(TIER)}
    if not all(_is_number(text, _FEN_DIGITS) for text in told.values() if text):
        raise at.FormBroken
    return told


def lines_sent(
    request: HttpRequest, whose: Insured, names: Sequence[str], tiers: dict[str, str], today: date
) -> list[Line]:
    """The rows that were ticked; whatever they name is theirs who is paid for, and of another
    person something that the form has shown.

    Raises:
        RecordUnknown, FormBroken
    """
    enrolled = all_enrolments(whose.payer_id)
    mine = {row.id: row for row in enrolled if row.is_active or not whose.principal}
    special = payables(whose.payer_id, kind="special", open_only=False)
    assessed = {str(row.id): row for row in special if row.enrolment_id in mine}
    found = []
    for name in names:
        if name in assessed:
            item, fen = assessed[name].levy_item, shown(request, [name])
            found.append(Line(name, item, fen, payable=assessed[name].id))
            continue
        year, under = _regular(name, mine, today)
        fen = int(tiers[name]) if name in tiers else shown(request, [name])
        found.append(Line(name, under.levy_item, fen, under=under, year=year))
    return found


def declare_each(
    request: HttpRequest, whose: Insured, lines: Sequence[Line], key: UUID, today: date
) -> dict[str, str]:
    """Declares the lines one by one, for whoever is paid for; those that failed, by name, with the
    reason."""
    who = at.desk(request)
    failed: dict[str, str] = {}
    for line in lines:
        try:
            _declare(line, who, whose.payer_id, key, today)
        except Refusal as refusal:
            about(request, insurance_of(line.levy_item))
            failed[line.name] = _reason(refusal)
    return failed


def _declare(line: Line, who: Desk, payer_id: int, key: UUID, today: date) -> None:
    settled: Refusal | None = None
    number = line.payable
    if line.under is not None:
        number, settled = _made(line, line.under, who, today)
    try:
        draw_up(
            payer_id=payer_id,
            payable_ids=[number],
            channel=who.channel,
            actor=who.actor,
            request_key=uuid5(key, line.name),
            today=today,
            shown_fen=line.fen,
            declared_by=who.payer_id,
        )
    except NotOpen:
        # The same form again was answered above; this one came too late.
        if settled is not None:
            raise settled from None
        raise


def _made(line: Line, under: EnrolmentSeen, who: Desk, today: date) -> tuple[int, Refusal | None]:
    """The regular payable, in the amount that is meant where it can still be; and why it cannot."""
    try:
        closed = reference.outside_days(under.tax_office, today, last_day(under, line.year))
        if closed and not open_reopening(under.payer_id, under.id, line.period, today):
            raise closed  # nothing is chosen by a form that cannot declare it
        if line.levy_item == MEDICAL.levy_item:
            return assess_flat(
                payer_id=under.payer_id,
                enrolment_id=under.id,
                year=line.year,
                today=today,
                by=who.payer_id,
            ), None
        return set_amount(
            payer_id=under.payer_id,
            enrolment_id=under.id,
            year=line.year,
            tier_fen=line.fen,
            actor=who.actor,
            today=today,
            by=who.payer_id,
        ), None
    except (
        AmountDeclared,
        AmountPaid,
        reference.OutsideDays,
        reference.CollectionEnded,
    ) as refusal:
        row = regular_payable(under.payer_id, under.id, line.period)
        if row is None or (row.state == "OPEN" and row.amount_fen != line.fen):
            raise
        return row.id, refusal


def _reason(refusal: Refusal) -> str:
    if isinstance(refusal, AmountPaid):
        told = {"year": refusal.year}
        return _("%(year)s年度已经缴费。缴费完成后，不再受理本年度缴费档次的调整。") % told
    fault = say(refusal)
    return fault.words + fault.next_step


def _regular(name: str, mine: dict[int, EnrolmentSeen], today: date) -> tuple[int, EnrolmentSeen]:
    """The year and the enrolment that a row names.

    Raises:
        RecordUnknown: none of this payer's.
    """
    number, _mark, year = name.removeprefix(TIER).partition(OF)
    year = year or str(today.year)
    medical = name.startswith(YEAR)
    if medical:
        year, _mark, number = name.removeprefix(YEAR).partition(OF)
    if not _is_number(number, 18):
        raise at.RecordUnknown
    under = mine.get(int(number))
    if under is None or medical != (under.levy_item == MEDICAL.levy_item):
        raise at.RecordUnknown
    return at.year(year), under


def _is_number(text: str, digits: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= digits

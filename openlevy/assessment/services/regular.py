"""The regular payable of an enrolment and period: one at most, and whoever makes or changes it does
so alone."""

from datetime import date

from django.db import connection
from django.db.models import Q

from openlevy.assessment.models import Payable
from openlevy.assessment.queries import open_reopening
from openlevy.assessment.rules import FLAT_KIND, AmountDeclared, AmountPaid, YearElsewhere
from openlevy.assessment.states import PayableState
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen
from openlevy.reference.queries import agency, last_day_before, place_of, tax_office


def changeable(under: EnrolmentSeen, period: Period) -> Payable | None:
    """The payable there is, locked until the transaction ends; the enrolment is locked already.

    Raises:
        AmountDeclared, AmountPaid
    """
    # Locked: a declaration at the same moment comes before this change or after it.
    payable = (
        Payable.objects.select_for_update()
        .filter(
            payer_id=under.payer_id,
            enrolment_id=under.id,
            kind="regular",
            period_start=period.start,
        )
        .exclude(state=PayableState.WITHDRAWN)
        .first()
    )
    if payable is not None and payable.state == PayableState.DECLARED:
        raise AmountDeclared(year=period.start.year)
    if payable is not None and payable.state == PayableState.SETTLED:
        raise AmountPaid(year=period.start.year)
    return payable


def last_day(under: EnrolmentSeen, period: Period, window: Period, today: date) -> date | None:
    """Until which day what is regularly due for the period can be declared, today being one of
    them: the end of the window, or the day until which it was reopened. None: it is shut."""
    if today in window:
        return last_regular_day(under, window)
    return open_reopening(under.payer_id, under.id, period, today)


def last_regular_day(under: EnrolmentSeen, window: Period) -> date:
    """The last day of the window on which residents of the place declare and pay."""
    return last_day_before(place_of(under.region).key, window.end)


def amount_to(
    payable: Payable | None,
    under: EnrolmentSeen,
    period: Period,
    amount_fen: Fen,
    *,
    due_on: date,
    today: date,
) -> int:
    """Make the payable, or give the one there is this amount; its id."""
    if payable is None:
        return _made(under, period, amount_fen, due_on, today).id
    owed = {
        "amount_fen": amount_fen,
        "tax_office": under.tax_office,
        "levy_subitem": under.levy_subitem,
        "due_on": due_on,
    }
    if any(getattr(payable, name) != value for name, value in owed.items()):
        Payable.objects.filter(payer_id=under.payer_id, id=payable.id).update(
            principal_fen=amount_fen, assessed_on=today, **owed
        )
    return payable.id


def year_elsewhere(under: EnrolmentSeen, period: Period) -> YearElsewhere | None:
    """Why the period is not to be paid under the enrolment: it is declared or paid under another of
    the payer's in the same insurance, whoever assessed it. None: it is not."""
    there = (
        Payable.objects.filter(
            payer_id=under.payer_id,
            levy_item=under.levy_item,
            period_start__lte=period.end,
            period_end__gte=period.start,
            state__in=[PayableState.DECLARED, PayableState.SETTLED],
        )
        .filter(Q(kind="regular") | Q(special_kind=FLAT_KIND))
        .exclude(enrolment_id=under.id)
        .first()
    )
    if there is None:
        return None
    medical, kept_by = place_of(under.region).medical, agency(there.agency_code)
    offset = medical.year.offset if under.levy_item == medical.levy_item else 0
    return YearElsewhere(
        year=period.start.year - offset,
        place=tax_office(there.tax_office).name,
        kept_by=kept_by.name,
        kept_by_phone=kept_by.phone,
    )


def year_by_agency(under: EnrolmentSeen, period: Period) -> Payable | None:
    """What the agency itself has assessed for the period under the enrolment (定额), in whatever
    state but withdrawn."""
    return (
        Payable.objects.filter(
            payer_id=under.payer_id,
            enrolment_id=under.id,
            special_kind=FLAT_KIND,
            period_start__lte=period.end,
            period_end__gte=period.start,
        )
        .exclude(state=PayableState.WITHDRAWN)
        .first()
    )


def lock_enrolment(enrolment_id: int) -> None:
    """Whoever makes or changes what is regularly paid under an enrolment does so alone, and reads
    it after this: two tabs at once, a tab and the agency."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [enrolment_id])


def _made(
    under: EnrolmentSeen, period: Period, amount_fen: Fen, due_on: date, today: date
) -> Payable:
    return Payable.objects.create(
        payer_id=under.payer_id,
        enrolment_id=under.id,
        kind="regular",
        levy_item=under.levy_item,
        levy_subitem=under.levy_subitem,
        tax_office=under.tax_office,
        agency_code=under.agency_code,
        period_start=period.start,
        period_end=period.end,
        principal_fen=amount_fen,
        amount_fen=amount_fen,
        assessed_on=today,
        due_on=due_on,
    )

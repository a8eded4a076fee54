"""The business date's only writer: opened once, then it only moves forward."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models.functions import Now

from openlevy.kernel.errors import Refusal
from openlevy.reference.models import BusinessDate
from openlevy.reference.queries import business_date

_ZONE = ZoneInfo("Asia/Shanghai")
_ROW = 1


@dataclass
class BusinessDateAlreadyOpen(Refusal):
    """The books were opened before, for whatever day it is by now."""

    current: date
    code = "reference.business_date_already_open"


@dataclass
class BusinessDateBackwards(Refusal):
    """The books of a past day are closed."""

    current: date
    asked: date
    code = "reference.business_date_backwards"


@transaction.atomic
def open_business_date(day: date) -> date:
    """Open the books for their first day.

    Raises:
        BusinessDateAlreadyOpen: they have a day; ``move_business_date`` moves it.
    """
    _, opened = BusinessDate.objects.get_or_create(id=_ROW, defaults={"business_date": day})
    if not opened:
        raise BusinessDateAlreadyOpen(business_date())
    return day


@transaction.atomic
def move_business_date(to: date) -> date:
    """Move to a later day; to the present one changes nothing.

    Raises:
        BusinessDateBackwards: ``to`` lies before the business date.
        BusinessDateNotOpen: the books have no day yet.
    """
    if not _advance(to):
        current = business_date()
        if to < current:
            raise BusinessDateBackwards(current=current, asked=to)
    return to


@transaction.atomic
def follow_calendar(now: datetime) -> date:
    """Bring the business date up to the calendar of Asia/Shanghai at ``now``; the worker's duty.

    Opens the books when they have no day. A date that is ahead of the calendar stays.
    """
    today = now.astimezone(_ZONE).date()
    _, opened = BusinessDate.objects.get_or_create(id=_ROW, defaults={"business_date": today})
    if opened or _advance(today):
        return today
    return business_date()


def _advance(to: date) -> bool:
    row = BusinessDate.objects.filter(id=_ROW, business_date__lt=to)
    return bool(row.update(business_date=to, moved_at=Now()))

"""Why no certificate is drawn up, and when one can be expected. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from openlevy.kernel.errors import Refusal

EXPECTED_WORKING_DAYS = (3, 5)
"""Working days from payment to clearing, as S3 chapter 3 tells persons; weekends are left out,
holidays are not known here."""
_SATURDAY = 5


@dataclass
class NothingPaid(Refusal):
    """Nothing was paid for the period."""

    code = "certificate.nothing_paid"


@dataclass
class NotClearedYet(Refusal):
    """What was paid has not been received by the treasury and cleared; it is expected between two
    days."""

    expected_from: date
    expected_to: date
    code = "certificate.not_cleared_yet"


@dataclass
class CertificateKeyReused(Refusal):
    """The request's key was used before for something else."""

    code = "certificate.key_reused"


@dataclass
class PeriodTooLong(Refusal):
    """More payments than one paper holds; a shorter period is asked for."""

    most: int
    code = "certificate.period_too_long"


@dataclass
class CertificateChanged(Refusal):
    """What is kept is not what was certified."""

    certificate_id: int
    code = "certificate.changed"


class Expected(NamedTuple):
    """Between which days something is expected."""

    first: date
    last: date


def expected_cleared(paid_on: date) -> Expected:
    """When a payment of that day is expected to be cleared."""
    least, most = EXPECTED_WORKING_DAYS
    return Expected(_working_days_after(paid_on, least), _working_days_after(paid_on, most))


def _working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def request_hash(*parts: object) -> bytes:
    """What a request for a certificate consists of."""
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).digest()

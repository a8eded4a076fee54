"""Why no certificate is drawn up. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from openlevy.kernel.errors import Refusal


@dataclass
class NotIssuedThere(Refusal):
    """The place has no certificates of that kind."""

    place: str
    kind: str
    code = "certificate.not_issued_there"


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
class NotClearedTillHolidays(NotClearedYet):
    """The same; the days were counted over a year whose holidays nobody has announced."""

    year: str
    code = "certificate.not_cleared_till_holidays"


@dataclass
class ReceiptLate(Refusal):
    """What was paid should have been received by the treasury by now, and was not."""

    code = "certificate.receipt_late"


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
    """Between which days something is expected, both included.

    Args:
        unannounced: the year among the days counted whose holidays nobody has announced, 0 for
            none: its holidays put the days off.
    """

    first: date
    last: date
    unannounced: int = 0

    def refusal(self, today: date) -> NotClearedYet | ReceiptLate:
        """That nothing is cleared before, or that it should have been."""
        if self.last < today:
            return ReceiptLate()
        first = max(self.first, today)
        if self.unannounced:
            return NotClearedTillHolidays(first, self.last, str(self.unannounced))
        return NotClearedYet(first, self.last)


def request_hash(*parts: object) -> bytes:
    """What a request for a certificate consists of."""
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).digest()

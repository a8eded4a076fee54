"""What the pages show on which certificates are applied for and listed, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openlevy.kernel.period import Period
from openlevy.portals.payer.pages import Link, Page


@dataclass(frozen=True, slots=True)
class PaidPart:
    """What was paid at one place: ready to be certified by its authority, or not yet.

    Args:
        meanwhile: what serves as proof until then, where the place names it.
        elsewhere: why its authority certifies nothing of this kind, and where it does.
    """

    place: str
    name: str
    page: Page
    count: int
    pending: Sequence[str]
    total_fen: int
    key: str
    meanwhile: str = ""
    elsewhere: tuple[str, Link] | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """One of the insurances that a list can be narrowed to."""

    href: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate in the list; ``place`` where it is another place's than the payer's own."""

    number: int
    title: str
    place: str
    applied_on: date
    period: Period
    state: str
    tone: str
    made: bool
    words: str

"""What pages show of what was paid, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.portals.payer.pages import Facts, Offer


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A paid line in a list; ``collected_by`` is the code of the tax office."""

    number: int
    name: str
    period: Period
    paid_on: date | None
    received_on: date | None
    tax_office: str
    collected_by: str
    amount_fen: Fen


@dataclass(frozen=True, slots=True)
class OtherPayment:
    """A payment for somebody else in a list."""

    number: int
    name: str
    paid_on: date
    tax_office: str
    amount_fen: Fen
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One of the four times of a payment; ``at`` is empty until it has come, ``until_then`` says
    what is known meanwhile."""

    name: str
    at: str
    words: str
    until_then: str = ""


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """One payment with its way to the agency."""

    name: str
    amount_fen: Fen
    details: Facts
    trail: Sequence[Stop]
    offers: Sequence[Offer]
    why_not: Sequence[str]

"""What pages show, as plain values: templates ask nothing and compute nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.portals.payer.sections import Section

Facts = Sequence[tuple[str, object]]
"""Label and value, in the order shown."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way on."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that proves a payment: where it is applied for, the label of that way, and what it
    is for (empty where there is no other)."""

    href: str
    label: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu."""

    href: str
    sign: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a menu under a heading, which may be empty."""

    name: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. ``poll_seconds`` above 0: something on it is about to change."""

    rows: Sequence[Any]
    number: int = 1
    has_next: bool = False
    poll_seconds: int = 0


@dataclass(frozen=True, slots=True)
class EnrolmentCard:
    """An enrolment to look at or to choose."""

    number: int
    insurance: str
    place: str
    tax_office: str
    state: str
    active: bool
    details: Facts
    payable: bool = True
    chosen: bool = False
    why_not: str = ""
    amount_words: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to tick and submit, or why it cannot be. ``value`` is a payable's number, or a
    word for what has none yet."""

    value: int | str
    name: str
    amount_fen: Fen
    details: Facts
    open: bool = True
    ticked: bool = False
    unverified: bool = False
    state: str = ""
    tone: str = ""
    closed: bool = False
    href: str = ""
    action: str = ""
    void_href: str = ""
    paid_for: str = ""
    """The period, of what is paid for another already."""


@dataclass(frozen=True, slots=True)
class ToPay:
    """What one debit is going to pay: declarations of one tax office."""

    numbers: Sequence[int]
    query: str
    amount_fen: Fen
    tax_office: str
    tax_office_code: str
    details: Facts
    area: Section
    back: str
    """The list that one has come from."""
    last_day: date | None = None
    """The first of the days until which what it pays is collected; None of what has none."""
    whose: int = 0
    """The payer's number for whose declarations they are, when it is somebody else."""
    again: bool = False
    """Whether 申报记录查询 has led here: the guide has words of its own for it (S2 1.2)."""


@dataclass(frozen=True, slots=True)
class AgreementChoice:
    """An agreement to pay by, or why it cannot be used."""

    number: int
    bank: str
    account_last: str
    holder: str
    tax_office: str
    usable: bool
    chosen: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """An agreement in the list."""

    number: int
    bank: str
    state: str
    tone: str
    details: Facts
    words: str
    revocable: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How something that another party decides stands. ``poll_seconds`` 0: it is decided."""

    number: int
    heading: str
    sign: str
    details: Facts
    actions: Sequence[Link]
    tone: str = ""
    words: str = ""
    next_step: str = ""
    moving: bool = False
    poll_seconds: int = 0
    amount_fen: Fen = 0
    offers: Sequence[Offer] = ()


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """A declaration in the list and on its own page."""

    number: int
    name: str
    declared_on: date
    period: Period
    channel: str
    amount_fen: Fen
    tax_office: str
    state: str
    tone: str
    unpaid: bool
    over: bool
    paid: bool
    pay_href: str
    details: Facts = ()
    words: str = ""
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question before something is done."""

    title: str
    words: str
    details: Facts
    back: str
    yes: str
    no: str
    section: str
    action: str = ""
    key: str = ""
    dangerous: bool = True
    go: str = ""
    """Where yes leads, when it does nothing but lead on."""


@dataclass(frozen=True, slots=True)
class AmountPage:
    """The amount chosen for an enrolment and year, and whether it can still be."""

    details: Facts
    locked: str
    href: str
    action: str
    unverified: bool
    valid_from: date
    valid_until: date

"""What officers' pages show, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

Row = TypeVar("Row")

Facts = Sequence[tuple[str, object]]
"""Label and value, in the order shown."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list."""

    rows: Sequence[Row]
    number: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class ReopeningRow:
    """A reopening in the work list."""

    number: int
    name: str
    insurance: str
    year: int
    until_on: date
    tax_office: str
    proposed_by: str
    proposed_at: datetime
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class ReopeningPage:
    """All it takes to decide on one, and what this officer may do now."""

    number: int
    state: str
    tone: str
    person: Facts
    case: Facts
    course: Facts
    reason: str
    note: str
    actions: Sequence[str]
    why_not: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A 注册码 that was handed out, without the code."""

    name: str
    document: str
    officer: str
    handed_out_at: datetime
    expires_at: datetime
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """What the officer did."""

    words: str
    whom: str
    at: datetime
    href: str

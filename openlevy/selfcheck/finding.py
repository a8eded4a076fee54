"""What a rule has found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not right. ``subject`` is the row or the payer it is about, by numbers
    only; ``facts`` are the numbers that ``says`` is worded with; ``rule`` is the broken rule."""

    subject: str
    says: str
    facts: Mapping[str, Any]
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.subject}: {self.says.format(**self.facts)}. [{self.rule}]"


def found(subject: str, says: str, **facts: Any) -> Finding:
    """A finding, its rule to be named by whoever runs the rules."""
    return Finding(subject, says, facts)


def row(table: str, payer_id: int | None, number: int | None) -> str:
    """How a finding names a row."""
    return f"{table} (payer {payer_id}, id {number})"

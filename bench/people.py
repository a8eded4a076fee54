"""Who takes part: numbers, from which every id of a person follows."""

from dataclasses import dataclass

PAYER, ENROLMENT, PAYABLE, AGREEMENT, USER = (step * 10**10 for step in range(1, 6))
"""Where the ids of each kind begin; no id of one kind is ever an id of another."""


@dataclass(frozen=True, slots=True)
class People:
    """Persons ``first`` to ``last``, both included."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1

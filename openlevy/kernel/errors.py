"""Refusals: errors that carry facts and are worded in one place (``portals/shared/refusals``)."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar


@dataclass
class Refusal(Exception):
    """Something was asked that the rules do not allow; nothing was changed.

    A subclass is a dataclass: its fields are the facts that the sentence on screen is made of,
    ``code`` names the sentence. It never carries the sentence itself.
    """

    code: ClassVar[str] = "refused"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # A dataclass that compares by value loses its hash; exceptions are kept in sets.
        cls.__hash__ = Refusal.__hash__  # type: ignore[method-assign]

    def __hash__(self) -> int:
        return hash(type(self))

    def __reduce__(self) -> tuple[Any, ...]:
        # An exception is rebuilt from its positional arguments; ours are facts by name.
        return _rebuilt, (type(self), self.facts())

    def facts(self) -> dict[str, Any]:
        """The facts by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        return f"{self.code} {self.facts()}"


def _rebuilt(kind: type[Refusal], facts: dict[str, Any]) -> Refusal:
    return kind(**facts)

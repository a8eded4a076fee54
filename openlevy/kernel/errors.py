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

    def facts(self) -> dict[str, Any]:
        """The facts by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        return f"{self.code} {self.facts()}"

"""How sure the values are, and what is wrong with them."""

from dataclasses import dataclass
from pathlib import Path

from openlevy.kernel.errors import Refusal
from openlevy.reference import facts, loaded, loading
from openlevy.reference.loaded import CodeUnknown


@dataclass
class ValuesUnconfirmed(Refusal):
    """A production may not start: ``count`` values are unproven, ``first`` among them."""

    count: int
    first: str
    code = "reference.values_unconfirmed"


def unverified() -> tuple[facts.Fact, ...]:
    """Values that are neither proven nor confirmed, by key."""
    return tuple(loaded.unverified().values())


def is_unverified(key: str) -> bool:
    """Whether pages show 示例 beside the value ``key`` (``branches.102100090012``, ``tiers.key``).

    Raises:
        KeyError: no value has that key; a mistake of the caller's.
    """
    if key not in loaded.reference().facts:
        raise KeyError(key)
    return key in loaded.unverified()


def require_confirmed() -> None:
    """What a production does before it starts.

    Raises:
        ValuesUnconfirmed: somebody has to confirm values first.
    """
    left = unverified()
    if left:
        raise ValuesUnconfirmed(len(left), left[0].key)


def confirmation_digest(key: str) -> str:
    """What a confirmation of ``key``, and of all unproven values under it, has to name.

    Raises:
        CodeUnknown: no unproven value stands there.
    """
    covered = facts.under(loaded.reference().facts.values(), key)
    if not covered:
        raise CodeUnknown("unproven values", key)
    return facts.digest(covered)


def check(folder: Path) -> list[str]:
    """What is wrong with a place's folder or a folder of places, a sentence each."""
    return loading.check(folder)

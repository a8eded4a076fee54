"""How sure a value is, where it comes from, and who has confirmed it since. Pure.

A value that no implementing source was read for, and that nobody tried out, is shown as 示例 and
keeps a production from starting until somebody confirms it. A confirmation names the digest of
what was confirmed, so a value that changes afterwards has to be confirmed anew.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any


class Certainty(StrEnum):
    """How a value is known."""

    VERIFIED = "V"  # a source that implements it was read
    TRIED = "T"  # tried out
    SECOND_HAND = "S"  # second-hand, may be dated
    KNOWLEDGE = "K"  # general knowledge
    INFERRED = "I"  # inferred from samples, or made up by a known rule

    @property
    def is_proven(self) -> bool:
        """Whether the value may be used in production without a confirmation."""
        return self in (Certainty.VERIFIED, Certainty.TRIED)


class ReferenceDataError(Exception):
    """The data files cannot be used; ``sentences`` name file and key."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


@dataclass(frozen=True, slots=True)
class Fact:
    """One value under its key (``regions.110105``, ``beijing.pension.tiers.2018``)."""

    key: str
    value: str
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody answers for every unproven value whose key is ``key`` or begins with it."""

    key: str
    digest: str
    by: str
    on: date
    source: str


def fact(key: str, value: Mapping[str, Any], certainty: Certainty, source: str) -> Fact:
    """A fact whose value is written in one canonical way, so that equal values are equal texts."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return Fact(key=key, value=text, certainty=certainty, source=source)


def under(facts: Iterable[Fact], key: str) -> list[Fact]:
    """The unproven facts that a confirmation of ``key`` answers for, by key."""
    covered = (f for f in facts if f.key == key or f.key.startswith(f"{key}."))
    return sorted((f for f in covered if not f.certainty.is_proven), key=lambda f: f.key)


def digest(facts: Iterable[Fact]) -> str:
    """What a confirmation of exactly these values names: sixteen hexadecimal digits."""
    text = json.dumps([(f.key, f.value) for f in facts], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def unconfirmed(facts: Iterable[Fact], confirmations: Iterable[Confirmation]) -> list[Fact]:
    """The unproven facts that no confirmation covers, by key."""
    known = list(facts)
    settled: set[str] = set()
    for confirmation in confirmations:
        covered = under(known, confirmation.key)
        if covered and digest(covered) == confirmation.digest:
            settled.update(f.key for f in covered)
    left = (f for f in known if not f.certainty.is_proven and f.key not in settled)
    return sorted(left, key=lambda f: f.key)


def read_confirmations(path: Path) -> list[Confirmation]:
    """The confirmations in a TOML file of ``[[confirmed]]`` tables.

    Raises:
        ReferenceDataError: missing, no TOML, or a table lacks a key or has one too many.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return [Confirmation(**entry) for entry in raw["confirmed"]]
    except OSError as error:
        raise ReferenceDataError([f"{path}: cannot be read ({error.strerror})."]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReferenceDataError([f"{path}: is no TOML in UTF-8 ({error})."]) from None
    except (KeyError, TypeError):
        names = ", ".join(Confirmation.__slots__)
        raise ReferenceDataError(
            [f"{path}: must hold [[confirmed]] tables with {names}."]
        ) from None

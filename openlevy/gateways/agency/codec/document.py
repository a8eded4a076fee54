"""JSON as strictly as it can be read: UTF-8, no NaN, bounded, and nothing silently dropped."""

import json
from collections import Counter
from typing import Any, NoReturn

MOST_BYTES = 4 * 1024 * 1024
MOST_GROUPS = 50_000
MOST_COMMAS = 300_000
"""Far above what a thousand rows have; a few megabytes of brackets would otherwise take up a
hundred of memory before anybody knows who sent them."""

_MOST_DIGITS = 18


class DocumentUnreadable(Exception):
    """The bytes are no JSON object in UTF-8."""


class DocumentTooLarge(Exception):
    """More bytes or more brackets than any package has."""


class Object(dict[str, Any]):
    """A JSON object that remembers which names stood in it more than once."""

    __slots__ = ("twice",)

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(name for name, _ in pairs) if len(self) < len(pairs) else Counter()
        self.twice = frozenset(name for name, count in times.items() if count > 1)


class Numeral(str):
    """A number that is not a whole one of at most eighteen digits, as it was written. No column
    takes it; it is only sent back."""

    __slots__ = ()


def read(body: bytes) -> Object:
    """The object in ``body``.

    Raises:
        DocumentTooLarge, DocumentUnreadable
    """
    groups = body.count(b"{") + body.count(b"[")
    if len(body) > MOST_BYTES or groups > MOST_GROUPS or body.count(b",") > MOST_COMMAS:
        raise DocumentTooLarge
    try:
        found = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=Object,
            parse_int=_whole,
            parse_float=Numeral,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError):
        raise DocumentUnreadable from None
    if not isinstance(found, Object):
        raise DocumentUnreadable
    return found


def is_deeper(value: Any, most: int) -> bool:
    """Whether ``value`` has more than ``most`` levels of lists and objects."""
    level = [value]
    for _ in range(most):
        level = [below for group in level for below in _inside(group)]
    return any(isinstance(value, list | dict) for value in level)


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _whole(text: str) -> int | Numeral:
    return int(text) if len(text) <= _MOST_DIGITS else Numeral(text)


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)

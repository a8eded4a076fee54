"""Waiting for what other processes bring about."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_PAUSE_SECONDS = 0.05


def eventually(look: Callable[[], T], timeout: float = 90.0, what: str = "") -> T:
    """Looks again and again until what is seen is true in Python's sense; gives that.

    Raises:
        AssertionError: it did not come about within ``timeout`` seconds; says what was seen last.
    """
    until = time.monotonic() + timeout
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > until:
            raise AssertionError(f"{what or 'it'} did not come about in {timeout} s: {seen!r}")
        time.sleep(_PAUSE_SECONDS)

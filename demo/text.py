"""Tables and progress bars in a terminal; Chinese characters take two columns."""

import sys
import time
import unicodedata
from collections.abc import Sequence

_BAR = 30
_LINE_EVERY_SECONDS = 2.0


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints rows under their head, in columns."""
    lines = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ]
        print("  ".join(cells).rstrip())


class Progress:
    """A bar that redraws itself in a terminal, and a line now and then where there is none."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._last = 0.0
        self._shown = ""

    def show(self, done: int, of: int, more: str = "") -> None:
        """Draws ``done`` of ``of``."""
        share = done / of if of else 0.0
        line = f"{self._words} {share:4.0%} {done}/{of} {more}".rstrip()
        if sys.stdout.isatty():
            bar = "#" * round(share * _BAR)
            print(f"\r[{bar:<{_BAR}}] {line}", end="\x1b[K", flush=True)
        elif line != self._shown and time.monotonic() - self._last >= _LINE_EVERY_SECONDS:
            print(line, flush=True)
            self._last, self._shown = time.monotonic(), line

    def end(self, words: str) -> None:
        """Leaves the bar with a closing line."""
        if sys.stdout.isatty():
            print("\r\x1b[K", end="")
        print(words, flush=True)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)

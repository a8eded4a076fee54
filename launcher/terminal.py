"""What the user sees of a start: progress lines and tables."""

import contextlib
import sys
import time
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO


class Terminal:
    """Writes lines for the user, and the same with the time to a log when one is opened."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._log: Path | None = None
        self._open_line = False

    def also_to(self, log: Path) -> None:
        """From now on every line goes to the log as well."""
        self._log = log

    def say(self, line: str) -> None:
        """One line."""
        if self._open_line:
            self._write("\n")
            self._open_line = False
        self._write(line + "\n")
        if self._log is not None:
            with contextlib.suppress(OSError), self._log.open("a", encoding="utf-8") as log:
                log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}\n")

    def progress(self, line: str) -> None:
        """A line that the next one takes the place of; silent where nobody watches."""
        if self._out.isatty():
            self._write(f"\r\x1b[K{line}")
            self._open_line = True

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):  # the terminal may be gone, the work goes on
            self._out.write(text)
            self._out.flush()


def table(rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Lines of a table with a head; Chinese characters take two columns."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [names, *([_cell(row.get(name)) for name in names] for row in rows)]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(names))]
    cells.insert(1, ["-" * width for width in widths])
    return ["  ".join(map(_padded, line, widths)).rstrip() for line in cells]


def _cell(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_cell(inner)}" for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(inner) for inner in value)
    return "" if value is None else str(value)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))

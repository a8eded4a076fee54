"""What is going on, on standard error: a line that is written over, or plain lines in a file."""

import sys
import time

_EVERY_SECONDS = 0.2
_EVERY_SECONDS_IN_A_FILE = 10.0
_WIDTH = 28


class Progress:
    """A named stretch of work with a bar. Used with ``with``."""

    def __init__(self, name: str, total: int) -> None:
        self._name = name
        self._total = total
        self._begin = self._shown = time.monotonic()
        self._terminal = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        self._show(0)
        return self

    def __exit__(self, *_: object) -> None:
        if self._terminal:
            sys.stderr.write("\r\033[K")
        sys.stderr.write(f"✓ {self._name} ({time.monotonic() - self._begin:.1f} s)\n")
        sys.stderr.flush()

    def at(self, done: int, note: str = "") -> None:
        """So much of the total is done."""
        now = time.monotonic()
        pause = _EVERY_SECONDS if self._terminal else _EVERY_SECONDS_IN_A_FILE
        if now - self._shown >= pause:
            self._shown = now
            self._show(done, note)

    def _show(self, done: int, note: str = "") -> None:
        full = _WIDTH * done // max(self._total, 1)
        drawn = "█" * full + "·" * (_WIDTH - full)
        line = f"… {self._name} {drawn} {done}/{self._total} {note}"
        sys.stderr.write(f"\r\033[K{line}" if self._terminal else f"{line}\n")
        sys.stderr.flush()

"""Log files that stay small while a process writes to them."""

import shutil
from pathlib import Path

_MOST_BYTES = 10_000_000


def shorten(log: Path) -> None:
    """Moves a log's text to ``.1`` once it is long; its writer appends on at the beginning."""
    if log.exists() and log.stat().st_size > _MOST_BYTES:
        shutil.copyfile(log, log.with_name(log.name + ".1"))
        with log.open("r+b") as file:
            file.truncate()


def last_line(log: Path, begin: int = 0) -> str:
    """The last line with text after a position, at most 300 characters."""
    with log.open("rb") as file:
        file.seek(max(begin, log.stat().st_size - 20_000))
        lines = file.read().decode(errors="replace").split("\n")
    told = [line.strip() for line in lines if line.strip()]
    return told[-1][:300] if told else ""

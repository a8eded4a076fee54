"""One part of a check: a command that is run and timed, and what it came to."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from launcher.process import bound_to_parent

_COUNTED = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed|warnings?)\b")
_LAST_LINE = re.compile(r"\bin \d+(\.\d+)?s\b")
_NOTHING_COLLECTED = 5
_ALL_WAS_RUN = (0, 1)  # pytest's exit codes when it came to its end, well or with failures


@dataclass(frozen=True)
class Outcome:
    """What a stage came to; ``note`` is for the user. Incomplete: tests it has were not run."""

    name: str
    good: bool
    seconds: float
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    complete: bool = True


def run_stage(
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    out: TextIO,
) -> Outcome:
    """Runs the command, passing on what it says; counts tests when pytest says how many."""
    out.write(f"\n── {name} ──\n")
    out.flush()
    begin, last = time.monotonic(), ""
    process = subprocess.Popen(
        list(command), cwd=folder, env=dict(environment), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace",
        preexec_fn=bound_to_parent(signal.SIGINT),
    )  # fmt: skip
    with process:  # its end is waited for, also when the terminal's Ctrl-C reaches both of us
        for line in process.stdout or ():
            out.write(line)
            out.flush()
            last = line if _LAST_LINE.search(line) else last
    code = process.returncode
    note = "nothing was tested" if code == _NOTHING_COLLECTED and "pytest" in command else ""
    seconds, counts = time.monotonic() - begin, counted(last)
    # With pytest-xdist, a file that cannot be read is an error with the exit code of a failure.
    complete = code in _ALL_WAS_RUN and "error" not in counts
    return Outcome(name, code == 0, seconds, counts, note, complete)


def counted(last_line: str) -> dict[str, int]:
    """How many passed, failed … by pytest's last line."""
    return {what.rstrip("s") if what.startswith(("error", "warning")) else what: int(number)
            for number, what in _COUNTED.findall(last_line)}  # fmt: skip


def summary(outcomes: Iterable[Outcome]) -> list[dict[str, object]]:
    """Rows of the table at the end."""
    return [
        {
            "stage": one.name,
            "result": "ok" if one.good else "FAILED",
            "seconds": f"{one.seconds:7.1f}",
            "tests": ", ".join(f"{count} {what}" for what, count in one.counts.items()),
            "note": one.note,
        }
        for one in outcomes
    ]


def last_line(outcomes: Sequence[Outcome]) -> str:
    """All tests together, in pytest's own form."""
    total: Counter[str] = Counter()
    for one in outcomes:
        total.update(one.counts)
    order = ("failed", "passed", "skipped", "xfailed", "xpassed", "error")
    told = ", ".join(f"{total[what]} {what}" for what in order if total[what])
    seconds = sum(one.seconds for one in outcomes)
    return f"=== {told or 'no tests'} in {seconds:.2f}s ==="


def colour() -> list[str]:
    """pytest's option for colours where somebody watches."""
    return ["--color=yes"] if sys.stdout.isatty() and "NO_COLOR" not in os.environ else []

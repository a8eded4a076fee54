"""One process of the product: started, watched, stopped, with everything it started itself."""

import contextlib
import http.client
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher.logs import last_line, shorten
from launcher.process import bound_to_parent

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds
_STEADY_SECONDS = 60.0
_SETTLED_SECONDS, _RECOVERED_SECONDS = 1.0, 8.0
_READY_TIMEOUT = 2.0


@dataclass(frozen=True)
class ChildPlan:
    """What to run: ``port`` is asked over HTTP to know that the process is ready."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    log: Path
    port: int | None = None


@dataclass
class Child:
    """A running plan. All methods return at once, save ``stop``."""

    plan: ChildPlan
    _process: "subprocess.Popen[bytes] | None" = None
    _log_begin: int = 0
    _born: float = 0.0
    _failures: int = field(default=0)

    @property
    def pid(self) -> int | None:
        """The process number while it lives."""
        return self._process.pid if self._process is not None and self.is_alive() else None

    @property
    def failures(self) -> int:
        """How often in a row it ended before it ran steadily."""
        return self._failures

    def start(self) -> None:
        """Starts the process in a session of its own: the terminal's Ctrl-C is not for it."""
        shorten(self.plan.log)
        with self.plan.log.open("ab") as log:
            self._log_begin = log.tell()
            self._process = subprocess.Popen(
                list(self.plan.command), env=dict(self.plan.environment), cwd=self.plan.folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=bound_to_parent(signal.SIGTERM),
            )  # fmt: skip
        self._born = time.monotonic()

    def is_alive(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def ended_as(self) -> str:
        """How it ended, in words."""
        code = self._process.returncode if self._process is not None else None
        if code is not None and code < 0:
            return f"killed by {signal.Signals(-code).name}"
        return f"exit code {code}"

    def last_words(self) -> str:
        """The last line it wrote since it was started."""
        return last_line(self.plan.log, self._log_begin)

    def pause_before_restart(self) -> float:
        """Counts an end and says how many seconds to wait: longer each time until it is steady."""
        self._end_group(signal.SIGKILL)  # what it left behind holds its port
        if time.monotonic() - self._born > _STEADY_SECONDS:
            self._failures = 0
        self._failures += 1
        return min(_FIRST_PAUSE * 2.0 ** (self._failures - 1), _LONGEST_PAUSE)

    def is_ready(self) -> bool:
        """Whether it answers HTTP on its port; a process without one is ready when it has lived a
        moment, and longer once it has failed: between two failures it is alive too."""
        if not self.is_alive():
            return False
        if self.plan.port is None:
            lived = time.monotonic() - self._born
            return lived > (_RECOVERED_SECONDS if self._failures else _SETTLED_SECONDS)
        asked = http.client.HTTPConnection("127.0.0.1", self.plan.port, timeout=_READY_TIMEOUT)
        with contextlib.closing(asked), contextlib.suppress(OSError, http.client.HTTPException):
            asked.request("GET", "/")
            asked.getresponse()
            return True
        return False

    def ask_to_stop(self) -> None:
        """Sends it SIGTERM."""
        if self._process is not None and self.is_alive():
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()

    def kill(self) -> None:
        """Ends it and everything it started, without asking."""
        self._end_group(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def _end_group(self, signal_number: int) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal_number)

"""Processes of one running program: started, asked whether they are ready, killed, started again.

They are started by the launcher's own means, so they die with the test process, kill -9 included.
Start them from the main thread.
"""

import os
import signal
from pathlib import Path

from launcher.children import Child, ChildPlan
from tests.stack.waiting import eventually

_READY_SECONDS = 60.0
_STOP_SECONDS = 30.0


class Process:
    """One of them; ready when it answers on its port, or has written ``ready_words``."""

    def __init__(self, plan: ChildPlan, ready_words: str = "") -> None:
        self._plan = plan
        self._ready_words = ready_words
        self._child = Child(plan)
        self._begin = 0

    @property
    def pid(self) -> int | None:
        """Its number while it lives."""
        return self._child.pid

    @property
    def is_alive(self) -> bool:
        """Whether it lives."""
        return self._child.is_alive()

    def start(self) -> None:
        """Starts it and returns when it is ready."""
        self.start_only()
        eventually(self._is_ready, _READY_SECONDS, f"{self._plan.name} being ready")

    def start_only(self) -> None:
        """Starts it and returns at once."""
        log = self._plan.log
        self._begin = log.stat().st_size if log.exists() else 0
        self._child.start()

    def await_ready(self) -> None:
        """Returns when it is ready."""
        eventually(self._is_ready, _READY_SECONDS, f"{self._plan.name} being ready")

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Sends a signal: SIGKILL to it and all it started, any other to itself alone."""
        if number == signal.SIGKILL:
            self._child.kill()
        elif (pid := self._child.pid) is not None:
            os.kill(pid, number)

    def stop(self) -> None:
        """Has it end in its own time; what does not end is killed."""
        self._child.ask_to_stop()
        try:
            eventually(lambda: not self.is_alive, _STOP_SECONDS, f"the end of {self._plan.name}")
        finally:
            self._child.kill()

    def tail(self, characters: int = 6000) -> str:
        """The end of its log."""
        return tail(self._plan.log, characters)

    def _is_ready(self) -> bool:
        if not self.is_alive:
            raise AssertionError(
                f"{self._plan.name} ended: {self._child.ended_as()}\n{self.tail()}"
            )
        if not self._child.is_ready():
            return False
        written = self._plan.log.read_bytes()[self._begin :] if self._ready_words else b""
        return self._ready_words.encode() in written


def tail(log: Path, characters: int) -> str:
    """The end of a log file; empty when there is none."""
    return log.read_text(errors="replace")[-characters:] if log.exists() else ""

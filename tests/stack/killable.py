"""``python -m tests.stack.killable web|worker|sandbox …``: the ordinary program, with a trap in it.

A step is a point after which the world differs: a statement that wrote, a commit, the moment
before a message is sent and the moment after it was taken. When the file ``kill-<process>`` lies
in ``STACK_TRAPS_DIR``, steps are counted from then on, and at the one whose number is in the file
the process and all its own kill themselves with SIGKILL, as a power cut would. What a process does
between two steps leaves no trace, so being killed at every step is being killed everywhere.
"""

import http.client
import os
import signal
import sys
import threading
import urllib.request
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import psycopg

_WRITES = ("INSERT", "UPDATE", "DELETE", "WITH")
_OUTSIDE = "sandbox"
_writing = threading.local()
_NAME = sys.argv[1] if len(sys.argv) > 1 else ""


class Trap:
    """Counts steps while the file is there."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._steps = file.with_suffix(".steps")
        self._lock = threading.Lock()
        self._set_at = 0
        self._count = 0

    def step(self, what: str) -> None:
        """One step further; at the one named, the end."""
        try:
            set_at, fatal = self._file.stat().st_mtime_ns, int(self._file.read_text())
        except (OSError, ValueError):
            return
        with self._lock:
            if set_at != self._set_at:
                self._set_at, self._count = set_at, 0
            self._count += 1
            with self._steps.open("a") as steps:
                steps.write(f"{self._count} {threading.current_thread().name}: {what}\n")
            if self._count != fatal:
                return
            try:
                self._file.unlink()  # its successor lives
            except FileNotFoundError:
                return  # taken away this very moment
            os.killpg(os.getpgid(0), signal.SIGKILL)


def _set(trap: Trap) -> None:
    """Wraps what makes steps. Anything may have been imported already, so classes are changed."""
    cursor, connection = psycopg.Cursor, psycopg.Connection
    opener = urllib.request.OpenerDirector
    cursor.execute = _after_writing(trap, cursor.execute)  # type: ignore[method-assign]
    connection.commit = _after_commit(trap, connection.commit)  # type: ignore[method-assign]
    opener.open = _around_sending(trap, opener.open)  # type: ignore[method-assign]
    if _NAME == _OUTSIDE:
        line = http.client.HTTPConnection
        line.request = _before_sending(trap, line.request)  # type: ignore[method-assign]
        line.getresponse = _after_sending(trap, line.getresponse)  # type: ignore[method-assign]


def _after_writing(trap: Trap, execute: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(execute)
    def stepping(self: Any, query: Any, *values: Any, **more: Any) -> Any:
        done = execute(self, query, *values, **more)
        words = " ".join(_text(query).split())
        if words.upper().startswith(_WRITES) and _wrote(self):
            _writing.done = True
            trap.step(words[:90])
        return done

    return stepping


def _text(query: Any) -> str:
    return query.decode() if isinstance(query, bytes) else str(query)


def _wrote(cursor: Any) -> bool:
    """Whether it touched anything: a sweep that found nothing is no step."""
    if cursor.rowcount == 0:
        return False
    result = cursor.pgresult
    counted = result is not None and result.ntuples == 1 and result.nfields == 1
    return not (counted and result.get_value(0, 0) == b"0")


def _after_commit(trap: Trap, commit: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(commit)
    def stepping(self: Any) -> None:
        wrote = self.info.transaction_status == psycopg.pq.TransactionStatus.INTRANS
        # The sandbox looks for work in transactions that end without any.
        wrote = wrote and (_NAME != _OUTSIDE or getattr(_writing, "done", False))
        _writing.done = False
        commit(self)
        if wrote:
            trap.step("commit")

    return stepping


def _around_sending(trap: Trap, send: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(send)
    def stepping(self: Any, *request: Any, **more: Any) -> Any:
        trap.step("before sending")
        answer = send(self, *request, **more)
        trap.step("after sending")
        return answer

    return stepping


def _before_sending(trap: Trap, send: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(send)
    def stepping(self: Any, *request: Any, **more: Any) -> Any:
        trap.step("before sending")
        return send(self, *request, **more)

    return stepping


def _after_sending(trap: Trap, answered: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(answered)
    def stepping(self: Any) -> Any:
        answer = answered(self)
        trap.step("after sending")
        return answer

    return stepping


# Also when a process that the server started for its own work comes in by this module.
if _NAME and "STACK_TRAPS_DIR" in os.environ:
    _set(Trap(Path(os.environ["STACK_TRAPS_DIR"]) / f"kill-{_NAME}"))

if __name__ == "__main__":
    if _NAME == _OUTSIDE:
        from sandbox.cli import main as outside

        sys.exit(outside(sys.argv[2:]))
    from openlevy.cli.__main__ import main

    sys.exit(main(sys.argv[1:]))

"""A web server as a process of its own, and its processor time."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager

from bench.cpu import seconds_with_children

_READY_SECONDS = 60.0
_STOP_SECONDS = 20.0
_NOTHING: Mapping[str, str] = {}


class Web(AbstractContextManager["Web"]):
    """``python -m`` with ``words`` and a free port behind ``--port``; ends with the block.
    ``environment`` is put over this process's own.

    Raises:
        RuntimeError: it does not listen; with what it said.
    """

    def __init__(self, *words: str, environment: Mapping[str, str] = _NOTHING) -> None:
        self.port = _free_port()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the server
        self._process = subprocess.Popen(
            [sys.executable, "-m", *words, "--port", str(self.port)],
            env={
                **os.environ,
                "OPENLEVY_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
                **environment,
            },
            stdout=self._log,
            stderr=self._log,
        )
        try:
            self._await_listening()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def cpu_seconds(self) -> float:
        """What its processes have had of the processors."""
        return seconds_with_children(self._process.pid)

    def _await_listening(self) -> None:
        until = time.monotonic() + _READY_SECONDS
        while self._process.poll() is None and time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        self._log.seek(0)
        raise RuntimeError(f"no web server: {self._log.read().decode()[-2000:]}")


def product(*, processes: int, threads: int) -> Web:
    """The product's, as ``openlevy web`` starts it."""
    return Web("openlevy.cli", "web", *shape(processes, threads))


def shape(processes: int, threads: int) -> Sequence[str]:
    """The words of the command line for so many."""
    return ("--workers", str(processes), "--threads", str(threads))


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])

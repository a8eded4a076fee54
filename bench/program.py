"""The whole program as ``bin/run`` starts it: web, worker and the sandbox that answers."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import AbstractContextManager
from pathlib import Path

from bench.cpu import children_of, resident_mb, seconds_of
from launcher import network
from launcher.data_folder import DataFolder
from launcher.postgres import EmbeddedServer
from launcher.process import bound_to_parent

ROOT = Path(__file__).resolve().parent.parent
_STARTED = "Ctrl-C stops everything"
_START_SECONDS, _STOP_SECONDS = 600.0, 60.0
_OURS = ("OPENLEVY_", "SANDBOX_", "DATABASE_URL")


class Program(AbstractContextManager["Program"]):
    """Begins with data of its own, ends with the block and leaves nothing.

    Raises:
        RuntimeError: it does not start; with what it said.
    """

    def __init__(self, folder: Path) -> None:
        self._data = DataFolder(folder)
        self.port = _two_free_ports()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the program
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "bin" / "run"), *self._words_to_start()],
            env=_others(),
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._said,
            start_new_session=True,
            preexec_fn=bound_to_parent(signal.SIGTERM),
        )
        try:
            self._await_start()
        except BaseException:
            self.__exit__()
            raise
        self.environment = {**_others(), **self._data.published()}

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._said.close()
        self._erase()

    def run(self, module: str, *words: str) -> None:
        """``python -m module words`` in the program's own environment, to its end.

        Raises:
            RuntimeError: it failed; with what it said.
        """
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "openlevy.config.settings"},
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{module} {' '.join(words)}: {done.stdout}{done.stderr}")

    def resident_mb(self) -> dict[str, float]:
        """The memory that the processes of web, worker and sandbox hold."""
        return {
            name: sum(map(resident_mb, pids))
            for name, pids in self._families().items()
            if name != "postgres"  # its processes share the most of it
        }

    def cpu_seconds(self) -> dict[str, float]:
        """What web, worker, sandbox and PostgreSQL have had of the processors; of those of their
        processes that live."""
        return {name: sum(map(_seconds, pids)) for name, pids in self._families().items()}

    def _words_to_start(self) -> list[str]:
        return ["--reset", "--yes", "--port", str(self.port), "--data", str(self._data.path)]

    def _families(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for pid in children_of(self._process.pid):
            found.setdefault(_name(pid), []).extend(_family(pid))
        return found

    def _await_start(self) -> None:
        until = time.monotonic() + _START_SECONDS
        while self._process.poll() is None and time.monotonic() < until:
            if _STARTED in self._words():
                return
            time.sleep(0.2)
        raise RuntimeError(f"bin/run: {self._words()[-2000:]}")

    def _words(self) -> str:
        return os.pread(self._said.fileno(), 1_000_000, 0).decode(errors="replace")

    def _erase(self) -> None:
        programs = Path(os.environ["OPENLEVY_PG_BIN"])
        log = self._data.log("postgres")
        if self._data.path.exists():
            log.parent.mkdir(exist_ok=True)
            EmbeddedServer(self._data.database, programs=programs, log=log).erase()
            shutil.rmtree(self._data.path)


def _others() -> dict[str, str]:
    """The environment without what was meant for the other benchmarks."""
    return {name: text for name, text in os.environ.items() if not name.startswith(_OURS)}


def _two_free_ports() -> int:
    """The sandbox listens one above the program."""
    while not network.is_free((port := network.free_port()) + 1):
        pass
    return port


def _family(pid: int) -> list[int]:
    try:
        return [pid, *(one for child in children_of(pid) for one in _family(child))]
    except OSError:  # it has ended meanwhile
        return []


def _name(pid: int) -> str:
    """By its command: web, worker, sandbox; what else bin/run starts is PostgreSQL."""
    words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    if "sandbox.cli" in words:
        return "sandbox"
    return words[words.index("openlevy.cli") + 1] if "openlevy.cli" in words else "postgres"


def _seconds(pid: int) -> float:
    try:
        return seconds_of(pid)
    except OSError:
        return 0.0

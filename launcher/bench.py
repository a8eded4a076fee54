"""``bin/bench NAME``: measures against an embedded PostgreSQL of its own, durable as in life."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from launcher.faults import Fault
from launcher.postgres import EmbeddedServer
from launcher.terminal import Terminal
from launcher.venv import RUN_LOCK, PythonEnvironment

ROOT = Path(__file__).resolve().parent.parent
# On the disk of the project: a folder in memory would make durability free.
_FOLDER = ROOT / ".data" / "bench"


def main(arguments: Sequence[str]) -> int:
    """The exit code of the measurement; ``python -m bench`` alone lists what there is."""
    terminal = Terminal()
    try:
        python = PythonEnvironment(ROOT, terminal)
        python.ensure(RUN_LOCK)
        if not any(not word.startswith("-") for word in arguments):
            return _measure(python, arguments, dict(os.environ))
        return _with_server(python, arguments)
    except Fault as fault:
        terminal.say(str(fault))
        return 1
    except KeyboardInterrupt:
        return 130


def _with_server(python: PythonEnvironment, arguments: Sequence[str]) -> int:
    folder = _FOLDER / "postgres"
    server = EmbeddedServer(folder, programs=python.database_programs, for_tests=True)
    server.start()
    try:
        environment = {
            **os.environ,
            "OPENLEVY_ENV": "test",
            "OPENLEVY_DATA_DIR": str(_folder("data")),
            "OPENLEVY_KEYS_DIR": str(_folder("keys")),
            "SANDBOX_KEYS_DIR": str(_folder("sandbox-keys")),
            "OPENLEVY_PG_BIN": str(python.database_programs),
            "DATABASE_URL": server.database_url("openlevy"),
            "SANDBOX_DATABASE_URL": server.database_url("sandbox"),
        }
        return _measure(python, arguments, environment)
    finally:
        server.stop()
        server.erase()


def _measure(
    python: PythonEnvironment, arguments: Sequence[str], environment: dict[str, str]
) -> int:
    command = [str(python.python), "-m", "bench", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # it got the terminal's Ctrl-C too, and clears up
            continue


def _folder(name: str) -> Path:
    made = _FOLDER / name
    made.mkdir(mode=0o700, parents=True, exist_ok=True)
    return made

"""``bin/run``: from a fresh checkout to a running demonstration, one line a step."""

import argparse
import contextlib
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from launcher import network
from launcher.children import ChildPlan
from launcher.data_folder import DataFolder
from launcher.faults import (
    Fault,
    Interrupted,
    NewerData,
    PortTaken,
    ResetNotConfirmed,
    ResetOfForeignDatabase,
    StepFailed,
)
from launcher.postgres import EmbeddedServer
from launcher.settings import Settings, day_before
from launcher.supervise import Supervisor
from launcher.terminal import Terminal, table
from launcher.venv import RUN_LOCK, PythonEnvironment

ROOT = Path(__file__).resolve().parent.parent
_PERSONS = 200


def main(arguments: Sequence[str]) -> int:
    """Runs until stopped; the exit code is 0 after a stop that was asked for."""
    asked = _parse(arguments)
    terminal = Terminal()
    try:
        Run(asked, terminal).until_stopped()
    except (Interrupted, KeyboardInterrupt):
        return 0
    except Fault as fault:
        terminal.say(str(fault))
        return 1
    return 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/run",
        description="Starts OpenLevy with an embedded PostgreSQL, a sandbox of the outside world "
        "and an invented world to try it on. With DATABASE_URL set, your own server is used, and "
        "neither sandbox nor invented world come up.",
    )
    parser.add_argument(
        "--port", type=_port, default=8000, help="web port; the sandbox's is one up"
    )
    parser.add_argument("--data", type=Path, default=ROOT / ".data", help="folder for all data")
    parser.add_argument("--reset", action="store_true", help="begin anew: lose the data")
    parser.add_argument("--yes", action="store_true", help="do not ask before a reset")
    parser.add_argument("--no-demo", action="store_true", help="without the invented world")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65534:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65534")
    return int(text)


_SHOWN = ("jurisdiction", "name", "username", "password", "special")
"""What a person who wants to sign in needs of a sample; the rest is in ``demo accounts``."""


class Run:
    """One start of everything, in order, and its end in reverse."""

    def __init__(self, asked: argparse.Namespace, terminal: Terminal) -> None:
        self._asked = asked
        self._terminal = terminal
        self._data = DataFolder(asked.data)
        self._python = PythonEnvironment(ROOT, terminal)
        self._own_database = os.environ.get("DATABASE_URL") or None

    def until_stopped(self) -> None:
        """All of it; ``Fault`` when it cannot go on, ``Interrupted`` when asked to stop."""
        self._require_ports()
        with self._step("Python environment"):
            self._python.ensure(RUN_LOCK)
        self._data.claim()
        try:
            if self._asked.reset:
                self._reset()
            self._data.prepare()
            self._terminal.also_to(self._data.log("supervisor"))
            self._supervised()
        finally:
            self._data.release()

    def _supervised(self) -> None:
        supervisor = Supervisor(self._terminal)
        try:
            settings = self._database(supervisor)
            self._keys_and_tables(supervisor, settings)
            self._processes(supervisor, settings)
            if settings.sandbox_database_url and not self._asked.no_demo:
                self._world(supervisor, settings)
            self._tell(supervisor, settings)
            supervisor.watch()
        finally:
            self._terminal.say("Stopping (Ctrl-C again: at once) …")
            supervisor.stop()
            self._terminal.say("Stopped; the data is kept.")

    def _require_ports(self) -> None:
        ports = [self._asked.port] + ([] if self._own_database else [self._asked.port + 1])
        for port in ports:
            if not network.is_free(port):
                raise PortTaken(port, "--port")

    def _reset(self) -> None:
        if self._own_database:
            raise ResetOfForeignDatabase
        if not self._asked.yes and not _confirmed(self._data.path):
            raise ResetNotConfirmed(self._data.path)
        with self._step("reset"):
            self._server().erase()
            self._data.empty()

    def _server(self) -> EmbeddedServer:
        return EmbeddedServer(
            self._data.database,
            programs=self._python.database_programs,
            log=self._data.log("postgres"),
        )

    def _database(self, supervisor: Supervisor) -> Settings:
        if self._own_database:
            self._terminal.say("Database: yours, from DATABASE_URL.")
            return Settings(self._data, self._asked.port, self._own_database, None)
        server = self._server()
        with self._step("embedded PostgreSQL"):
            supervisor.run_database(server)
        if server.home != self._data.database:
            self._terminal.say(
                f"  Its files are in {server.home}: PostgreSQL does not run as root, "
                f"and other accounts cannot reach {self._data.path}."
            )
        return Settings(
            self._data,
            self._asked.port,
            server.database_url("openlevy"),
            server.database_url("sandbox"),
        )

    def _keys_and_tables(self, supervisor: Supervisor, settings: Settings) -> None:
        with self._step("keys"):
            supervisor.run_step(self._command("keys", settings, "keys", "make"))
        with self._step("tables"):
            self._refuse_newer(supervisor, settings)
            supervisor.run_step(self._command("migrate", settings, "migrate", *self._opening()))
            if settings.sandbox_database_url:
                supervisor.run_step(self._sandbox("sandbox-migrate", settings, "migrate"))

    def _opening(self) -> tuple[str, ...]:
        """With the invented world the books open on the day before: what its people sign then is
        in effect today, to which the world moves them."""
        if self._own_database or self._asked.no_demo or self._data.world_is_loaded:
            return ()
        return ("--open-on", day_before())

    def _refuse_newer(self, supervisor: Supervisor, settings: Settings) -> None:
        checks = [("openlevy.config.settings", settings.product())]
        if settings.sandbox_database_url:
            checks.append(("sandbox.settings", settings.sandbox()))
        for module, environment in checks:
            environment["DJANGO_SETTINGS_MODULE"] = module
            plan = self._plan("version", ["launcher.unknown_migrations"], environment)
            try:
                supervisor.run_step(plan)
            except StepFailed as failure:
                if failure.last_line.startswith("newer: "):
                    raise NewerData(self._data.path, failure.last_line[7:]) from None
                raise

    def _processes(self, supervisor: Supervisor, settings: Settings) -> None:
        port, sandbox_port = str(settings.port), str(settings.sandbox_port)
        with self._step("processes"):
            if settings.sandbox_database_url:
                supervisor.run_child(
                    self._sandbox("sandbox", settings, "serve", "--port", sandbox_port)
                )
            supervisor.run_child(self._command("worker", settings, "worker"))
            supervisor.run_child(self._command("web", settings, "web", "--port", port))
            supervisor.await_ready()
        self._data.publish(settings.product())

    def _world(self, supervisor: Supervisor, settings: Settings) -> None:
        if self._data.world_is_loaded:
            return
        with self._step("invented world") as show:
            words = ("demo", "load", "--persons", str(_PERSONS))
            supervisor.run_step(self._command("world", settings, *words), show)
            self._data.note_world(_PERSONS)

    def _tell(self, supervisor: Supervisor, settings: Settings) -> None:
        self._terminal.say(f"\nOpenLevy   {settings.url}/")
        if settings.sandbox_database_url:
            self._terminal.say(f"Sandbox    {settings.sandbox_url}/")
            if not self._asked.no_demo:
                self._tell_accounts(settings)
        self._terminal.say(f"Logs       {self._data.path / 'logs'}")
        self._terminal.say("Ctrl-C stops everything and keeps the data.")

    def _tell_accounts(self, settings: Settings) -> None:
        done = subprocess.run(
            self._command("accounts", settings, "demo", "accounts", "--json").command,
            env=settings.product(), cwd=ROOT, capture_output=True, text=True, check=False,
            timeout=60, start_new_session=True,
        )  # fmt: skip
        try:
            told = json.loads(done.stdout)
            rows = told if isinstance(told, list) else told["accounts"]
            lines = table([{name: row.get(name, "") for name in _SHOWN} for row in rows[:30]])
        except (ValueError, KeyError, TypeError, AttributeError):
            self._terminal.say(f"Sign-ins   {self._openlevy()} demo accounts")
            return
        self._terminal.say(f"\nSample sign-ins (all of them: {self._openlevy()} demo accounts):")
        for line in lines:
            self._terminal.say("  " + line)
        self._terminal.say("")

    def _openlevy(self) -> str:
        """The command line of this very instance, from another terminal."""
        here = self._data.path
        return (
            "bin/openlevy"
            if here == ROOT / ".data"
            else f"bin/openlevy --data {shlex.quote(str(here))}"
        )

    def _command(self, name: str, settings: Settings, *words: str) -> ChildPlan:
        port = settings.port if name == "web" else None
        return self._plan(name, ["openlevy.cli", *words], settings.product(), port)

    def _sandbox(self, name: str, settings: Settings, *words: str) -> ChildPlan:
        port = settings.sandbox_port if name == "sandbox" else None
        return self._plan(name, ["sandbox.cli", *words], settings.sandbox(), port)

    def _plan(
        self, name: str, module: list[str], environment: dict[str, str], port: int | None = None
    ) -> ChildPlan:
        command = [str(self._python.python), "-m", *module]
        return ChildPlan(name, command, environment, ROOT, self._data.log(name), port)

    @contextlib.contextmanager
    def _step(self, name: str) -> Iterator["_Shown"]:
        begin = time.monotonic()
        self._terminal.progress(f"… {name}")
        yield _Shown(self._terminal, name)
        self._terminal.say(f"✓ {name} ({time.monotonic() - begin:.1f} s)")


class _Shown:
    """Shows the last line of a step's own output while it works."""

    def __init__(self, terminal: Terminal, name: str) -> None:
        self._terminal = terminal
        self._name = name

    def __call__(self, line: str) -> None:
        self._terminal.progress(f"… {self._name}: {line[:90]}")


def _confirmed(folder: Path) -> bool:
    if not sys.stdin.isatty():
        return False
    answer = input(f"All data in {folder} will be lost. Type 'reset' to go on: ")
    return answer.strip() == "reset"

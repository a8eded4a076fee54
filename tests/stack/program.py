"""``RunningStack``: one complete running program of a test process."""

import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from launcher import network
from launcher.children import ChildPlan
from launcher.data_folder import DataFolder
from launcher.settings import HOST, Settings, day_before
from tests.stack import books
from tests.stack.commands import Commands
from tests.stack.outside import Outside
from tests.stack.processes import Process
from tests.stack.waiting import eventually
from tests.stack.wire import Wire

ROOT = Path(__file__).resolve().parents[2]
_MODULES = {"web": "openlevy.cli", "worker": "openlevy.cli", "sandbox": "sandbox.cli"}
_STEP_SECONDS = 180
_STILL_SECONDS = 90.0


@dataclass(frozen=True)
class Databases:
    """Addresses of the two databases, each owned by a role of its own."""

    product: str
    sandbox: str


class RunningStack:
    """Web, worker and sandbox. ``to_network`` and ``to_product`` are the wires between them.

    Args:
        persons: how large the invented world is at least; the sample people are always there.
        killable: the processes are entered by ``tests.stack.killable``, so that ``arm`` can have
            them die at a step of their own.
        answer_wait_seconds: after how long an unanswered debit is lost from sight.
    """

    def __init__(
        self,
        folder: Path,
        databases: Databases,
        *,
        persons: int = 30,
        killable: bool = False,
        answer_wait_seconds: int = 2,
    ) -> None:
        self._databases = databases
        self._armed: dict[str, int | None] = {}
        self._persons = persons
        self._killable = killable
        self._data = DataFolder(folder)
        self._data.claim()
        self._data.prepare()
        port = _two_free_ports()
        self._settings = Settings(self._data, port, databases.product, databases.sandbox)
        self.url, self.sandbox_url = self._settings.url, self._settings.sandbox_url
        self.outside = Outside(HOST, port + 1)
        self.to_network, self.to_product = Wire(port + 1), Wire(port)
        self._product = self._settings.product() | {
            "OPENLEVY_ANSWER_WAIT_SECONDS": str(answer_wait_seconds),
            "OPENLEVY_TREASURY_URL": f"{self.to_network.url}/tips",
            "STACK_TRAPS_DIR": str(self._data.path / "run"),
        }
        self._sandbox = self._settings.sandbox() | {
            "SANDBOX_OPENLEVY_URL": self.to_product.url,
            "SANDBOX_SEND_SECONDS": "5",
            "STACK_TRAPS_DIR": self._product["STACK_TRAPS_DIR"],
        }
        self._commands = Commands(self._product, ROOT)
        self.processes = {
            "sandbox": self._process("sandbox", "serve", "--port", str(port + 1)),
            "worker": self._process("worker", ready_words="worker ready"),
            "web": self._process("web", "--port", str(port)),
        }

    # -- its life ------------------------------------------------------------------------------

    def start(self) -> None:
        """Keys, tables, processes, world; returns when people can sign in."""
        self.cli("keys", "make")
        self.cli("migrate", "--open-on", day_before())
        self._migrate_sandbox()
        for process in self.processes.values():
            process.start_only()
        for process in self.processes.values():
            process.await_ready()
        self.cli("demo", "load", "--persons", str(self._persons))

    def stop(self) -> None:
        """Ends the processes and the wires."""
        for process in self.processes.values():
            process.kill()
        self._commands.close()
        self.to_network.close()
        self.to_product.close()
        self._data.release()

    def kill(self, name: str, number: int = signal.SIGKILL) -> None:
        """Sends a signal to ``web``, ``worker`` or ``sandbox``."""
        self.processes[name].kill(number)

    def restart(self, *names: str) -> None:
        """Has these run again, whether they live or not; returns when they are ready."""
        for name in names:
            self.processes[name].kill()
            self.processes[name].start_only()
        for name in names:
            self.processes[name].await_ready()

    def ensure_running(self) -> None:
        """Starts again whatever has ended."""
        self.restart(*(name for name, one in self.processes.items() if not one.is_alive))

    def await_ready(self) -> None:
        """Starts again whatever has ended, and returns when everything is ready."""
        self.ensure_running()
        for process in self.processes.values():
            process.await_ready()

    def arm(self, name: str, step: int) -> None:
        """Has one of the processes die at its ``step``-th step from now (see ``killable``)."""
        trap = self._data.path / "run" / f"kill-{name}"
        trap.with_suffix(".steps").unlink(missing_ok=True)
        self._armed[name] = self.processes[name].pid
        making = trap.with_suffix(".new")
        making.write_text(str(step))
        making.rename(trap)

    def disarm(self, name: str) -> list[str]:
        """Takes the trap away; the steps that the process came by, the last one it died at."""
        trap = self._data.path / "run" / f"kill-{name}"
        armed = self._armed.pop(name, None)
        try:
            trap.unlink()
        except FileNotFoundError:
            if armed is not None:
                self._await_death(name, armed)
        steps = trap.with_suffix(".steps")
        return steps.read_text().splitlines() if steps.exists() else []

    def _await_death(self, name: str, armed: int) -> None:
        """What came to its step has taken the trap away, and dies: perhaps not yet."""
        process = self.processes[name]
        eventually(lambda: not process.is_alive or process.pid != armed, 10, f"the death of {name}")

    # -- what people and clocks do -------------------------------------------------------------

    def cli(self, *words: str) -> str:
        """Runs ``openlevy …`` and gives what it said; it must succeed."""
        return self._run("openlevy.cli", *words)

    def run_beside(self, module: str, *words: str) -> str:
        """Runs a module as a process of the product, with its environment; what it said."""
        return self._run(module, *words)

    def accounts(self) -> list[dict[str, Any]]:
        """The sample people, as the sandbox lists them."""
        return self.outside.accounts()

    def account(self, key: str) -> dict[str, Any]:
        """One sample person by key: ``ordinary``, ``two-banks``, ``silent-booked`` …"""
        return next(one for one in self.accounts() if one["key"] == key)

    def behave(self, number: str, mode: str, seconds: int = 0, books: bool = True) -> None:
        """How the bank account of this number behaves from now on."""
        self.outside.behave(number, mode, seconds, books)

    def close_session(self) -> None:
        """The network closes its open session: 3122."""
        self.outside.order("/control/session")

    def cut_day(self) -> None:
        """The network cuts its day: 3122, 3126, 9101. The books' own day stays where it is."""
        self.outside.order("/control/day-cut")

    def advance_day(self) -> None:
        """The day is cut and the business date moves to the next."""
        self.cli("clock", "advance")

    @property
    def keys(self) -> Path:
        """The product's key files."""
        return self._data.keys

    @property
    def sandbox_keys(self) -> Path:
        """The sandbox's own: the network's key, the agencies'."""
        return self._data.path / "sandbox-keys"

    # -- what can be seen ----------------------------------------------------------------------

    def rows(self, sql: str, *parameters: object, database: str = "product") -> list[Any]:
        """Rows of a query, in a connection that cannot write."""
        address = getattr(self._databases, database)
        read_only = "-c default_transaction_read_only=on"
        with psycopg.connect(address, options=read_only, autocommit=True) as connection:
            return connection.execute(sql.encode(), parameters).fetchall()

    def count(self, sql: str, *parameters: object, database: str = "product") -> int:
        """The one number that a query gives."""
        return int(self.rows(sql, *parameters, database=database)[0][0])

    def books(self) -> dict[str, Any]:
        """Sums of the banks' and the treasury's books, and their faults, by the sandbox alone."""
        found: dict[str, Any] = self.outside.get("/books.json")
        return found

    def logs(self) -> dict[str, str]:
        """The ends of the processes' logs."""
        return {name: process.tail() for name, process in self.processes.items()}

    def selfcheck(self) -> str:
        """What ``openlevy selfcheck`` finds; empty when the books are right."""
        done = self._commands.run("openlevy.cli", "selfcheck")
        return "" if done.returncode == 0 and not done.stdout else done.stdout + done.stderr

    # -- quiet, and the comparison of books ----------------------------------------------------

    def settle(self, timeout: float = _STILL_SECONDS) -> None:
        """Returns when no message waits on either side."""
        eventually(lambda: self._moving() == {} and self._moving() == {}, timeout, "quiet")

    def resolve(self, timeout: float = _STILL_SECONDS) -> None:
        """Closes the session and returns when no debit's outcome is open any more."""
        self.settle(timeout)
        self.close_session()
        eventually(lambda: not self._open_orders(), timeout, "an end to every debit")
        self.settle(timeout)

    def assert_books_agree(self) -> None:
        """After all is resolved: sandbox and ledger agree to the fen, selfcheck is silent."""
        self.await_ready()
        self.resolve()
        assert books.differences(self.outside, self.rows) == []
        assert self.selfcheck() == ""

    def _moving(self) -> dict[str, int]:
        """What is on its way, where there is any."""
        ours = self.rows(
            "SELECT (SELECT count(*) FROM messages_outbox WHERE sent_at IS NULL),"
            " (SELECT count(*) FROM messages_inbox WHERE handled_at IS NULL)"
        )[0]
        theirs = self.outside.get("/health")
        found = {
            "to send": ours[0],
            "to handle": ours[1],
            "for the network to handle": theirs["messages_new"],
            "for the network to send": theirs["deliveries_waiting"],
        }
        return {name: count for name, count in found.items() if count}

    def _open_orders(self) -> list[Any]:
        return self.rows(
            "SELECT id, state FROM payment_order"
            " WHERE state IN ('IN_FLIGHT', 'UNKNOWN', 'REVERSING')"
        )

    # -- processes -----------------------------------------------------------------------------

    def _process(self, name: str, *words: str, ready_words: str = "") -> Process:
        ours = name != "sandbox"
        module = "tests.stack.killable" if self._killable else _MODULES[name]
        first = [name, *words] if ours or self._killable else list(words)
        plan = ChildPlan(
            name=name,
            command=[sys.executable, "-m", module, *first],
            environment=self._product if ours else self._sandbox,
            folder=ROOT,
            log=self._data.log(name),
            port=int(words[-1]) if words else None,
        )
        return Process(plan, ready_words)

    def _run(self, module: str, *words: str) -> str:
        done = self._commands.run(module, *words)
        assert done.returncode == 0, f"{module} {' '.join(words)}: {done.stdout}{done.stderr}"
        return str(done.stdout)

    def _migrate_sandbox(self) -> None:
        command = [sys.executable, "-m", "sandbox.cli", "migrate"]
        subprocess.run(command, env=self._sandbox, cwd=ROOT, check=True, timeout=_STEP_SECONDS)


def _two_free_ports() -> int:
    """A port that is free and whose next is free too: the sandbox listens one above."""
    while True:
        port = network.free_port()
        if network.is_free(port + 1):
            return port

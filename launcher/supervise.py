"""Keeps a database and a row of processes running, and stops them in reverse order."""

import contextlib
import signal
import time
from collections.abc import Callable
from types import FrameType

from launcher.children import Child, ChildPlan
from launcher.faults import ChildGivenUp, Fault, Interrupted, StepFailed
from launcher.logs import shorten
from launcher.postgres import EmbeddedServer
from launcher.terminal import Terminal

_TICK_SECONDS = 0.1
_STOP_SECONDS = 20.0
_READY_SECONDS = 120.0
_GIVE_UP_AFTER = 20
_GIVE_UP_AFTER_IN_START = 3
_LOGS_EVERY_SECONDS = 60.0


class Supervisor:
    """Runs in the main thread; the first SIGINT, SIGTERM or SIGHUP stops, the second harder."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._server: EmbeddedServer | None = None
        self._children: list[Child] = []
        self._restart_at: dict[str, float] = {}
        self._server_failures = 0
        self._server_restart_at = 0.0
        self._stop_requests = 0
        self._next_log_check = 0.0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def run_database(self, server: EmbeddedServer) -> None:
        """Starts the database and keeps it running at the same address."""
        server.start()
        self._server = server
        self._require_wanted()

    def run_child(self, plan: ChildPlan) -> None:
        """Starts a process and keeps it running."""
        child = Child(plan)
        child.start()
        self._children.append(child)

    def await_ready(self) -> None:
        """Returns when every process answers; ``ChildGivenUp`` when one cannot get that far."""
        until = time.monotonic() + _READY_SECONDS
        while not all(child.is_ready() for child in self._children):
            self._tick(_GIVE_UP_AFTER_IN_START)
            for child in self._children:
                if time.monotonic() > until and not child.is_ready():
                    raise StepFailed(
                        f"Starting the {child.plan.name}", child.plan.log, "it does not answer"
                    )

    def run_step(self, plan: ChildPlan, on_line: Callable[[str], None] | None = None) -> None:
        """Runs a command to its end while the rest is kept running; ``StepFailed`` names it.

        ``on_line`` is shown the command's last line from time to time.
        """
        step, shown = Child(plan), ""
        step.start()
        try:
            while step.is_alive():
                self._tick(_GIVE_UP_AFTER_IN_START)
                if on_line is not None and (line := step.last_words()) != shown:
                    shown = line
                    on_line(line)
        except BaseException:
            self._end_in_time([step])
            raise
        if step.ended_as() != "exit code 0":
            raise StepFailed(plan.name, plan.log, step.last_words() or step.ended_as())

    def watch(self) -> None:
        """Keeps everything running until the user asks to stop (``Interrupted``)."""
        while True:
            self._tick(_GIVE_UP_AFTER)

    def stop(self) -> None:
        """Stops the processes, the last started first, and then the database."""
        for child in reversed(self._children):
            self._end_in_time([child])
        self._children.clear()
        if self._server is not None:
            if self._hard:
                self._server.kill_immediate()
            else:
                self._server.stop()

    @property
    def _hard(self) -> bool:
        return self._stop_requests > 1

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stop_requests += 1

    def _require_wanted(self) -> None:
        if self._stop_requests:
            raise Interrupted

    def _tick(self, give_up_after: int) -> None:
        self._require_wanted()
        self._keep_database()
        for child in self._children:
            self._keep(child, give_up_after)
        if time.monotonic() > self._next_log_check:
            self._next_log_check = time.monotonic() + _LOGS_EVERY_SECONDS
            self._shorten_logs()
        time.sleep(_TICK_SECONDS)

    def _keep_database(self) -> None:
        server = self._server
        if server is None or server.is_running():
            return
        if time.monotonic() < self._server_restart_at:
            return
        self._terminal.say("The database ended; starting it again.")
        try:
            server.kill_immediate()  # gives its lock back
            server.start()
            self._server_failures = 0
        except Fault as fault:
            self._server_failures += 1
            if self._server_failures >= _GIVE_UP_AFTER:
                raise
            pause = min(2.0**self._server_failures, 30.0)
            self._server_restart_at = time.monotonic() + pause
            self._terminal.say(f"{fault} Trying again in {pause:.0f} s.")

    def _keep(self, child: Child, give_up_after: int) -> None:
        name = child.plan.name
        if child.is_alive():
            return
        if name not in self._restart_at:
            pause = child.pause_before_restart()
            if child.failures >= give_up_after:
                raise ChildGivenUp(name, child.failures, child.plan.log, child.last_words())
            self._terminal.say(
                f"The {name} ended ({child.ended_as()}); starting it again in {pause:.0f} s. "
                f"Its log: {child.plan.log}"
            )
            self._restart_at[name] = time.monotonic() + pause
        elif time.monotonic() >= self._restart_at[name]:
            del self._restart_at[name]
            child.start()

    def _end_in_time(self, children: list[Child]) -> None:
        until = time.monotonic() + _STOP_SECONDS
        for child in children:
            child.ask_to_stop()
        while any(child.is_alive() for child in children):
            if time.monotonic() > until or self._hard:
                break
            time.sleep(_TICK_SECONDS)
        for child in children:
            child.kill()

    def _shorten_logs(self) -> None:
        logs = [child.plan.log for child in self._children]
        logs += [self._server.log] if self._server is not None else []
        with contextlib.suppress(OSError):  # a full disk is told by what needs the room
            for log in logs:
                shorten(log)

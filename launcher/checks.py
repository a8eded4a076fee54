"""``bin/test``: format, lint, types, import contracts, tests, faults, journeys; or some tests."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from launcher import machine
from launcher.faults import Fault
from launcher.stages import Outcome, colour, last_line, run_stage, summary
from launcher.terminal import Terminal, table
from launcher.venv import TEST_LOCK, PythonEnvironment

ROOT = Path(__file__).resolve().parent.parent
_OURS = ("openlevy", "agency_desk", "sandbox", "launcher", "demo", "bench", "tests", "conftest.py")
_PLUGIN = ("-p", "launcher.pytest_database")
_SIDE_BY_SIDE = ("-n", "2")
_THREE = ("-n", "3")
"""Journeys wait more than they work."""
_UNIT = "not journey and not fault and not program"
_FILE_BY_FILE = ("--dist", "loadfile")
"""Two of a file would wait for the same payers."""


def main(arguments: Sequence[str]) -> int:
    """The exit code is 0 when everything that ran was good, and under CI only if all of it ran."""
    asked, for_pytest = _parse(arguments)
    out = sys.stderr if asked.rows else sys.stdout
    terminal = Terminal(out)
    try:
        python = PythonEnvironment(ROOT, terminal)
        python.ensure(TEST_LOCK)
        checks = Checks(python.python, out)
        if asked.rows:
            return checks.rows(as_json=asked.json)
        if for_pytest:
            return checks.only(for_pytest)
        return checks.all(fast=asked.fast)
    except Fault as fault:
        terminal.say(str(fault))
        return 1
    except KeyboardInterrupt:
        return 130


def _parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description="Checks everything. Arguments other than these go to pytest alone.",
        allow_abbrev=False,
    )
    parser.add_argument("--fast", action="store_true", help="without what starts programs")
    parser.add_argument("--rows", action="store_true", help="which tests hold up which requirement")
    parser.add_argument("--json", action="store_true", help="with --rows: as JSON")
    asked, rest = parser.parse_known_args(arguments)
    if asked.json and not asked.rows:
        parser.error("--json goes with --rows")
    if rest and (asked.rows or asked.fast):
        parser.error(f"{' '.join(rest)} does not go with --rows or --fast")
    return asked, rest


class Checks:
    """The stages, each run in the project's environment."""

    def __init__(self, python: Path, out: TextIO) -> None:
        self._python = str(python)
        self._out = out
        self._outcomes: list[Outcome] = []
        self._environment = {**os.environ, "OPENLEVY_ENV": "test", "PYTHONUNBUFFERED": "1"}
        self._ci = os.environ.get("CI", "").lower() in ("1", "true")

    def all(self, *, fast: bool) -> int:
        """Every stage, also after one has failed; a table and pytest's line at the end."""
        self._static()
        note = self._prepare_machine()
        self._tests("unit tests", _UNIT, *_SIDE_BY_SIDE, note=note)
        if not fast:
            self._tests("program tests", "program", *_SIDE_BY_SIDE, *_FILE_BY_FILE)
            self._tests("fault tests", "fault and not journey", *_SIDE_BY_SIDE, *_FILE_BY_FILE)
            self._tests("journeys", "journey", *_THREE, note=note)
            self._note_complete()
        good = all(one.good for one in self._outcomes)
        self._out.write("\n" + "\n".join(table(summary(self._outcomes))) + "\n\n")
        self._out.write(last_line(self._outcomes) + "\n")
        return 0 if good else 1

    def only(self, arguments: Sequence[str]) -> int:
        """pytest with the arguments given, and nothing else."""
        command = [self._python, "-m", "pytest", *_PLUGIN, *arguments]
        # pytest takes the terminal's Ctrl-C itself and says how far it came.
        process = subprocess.Popen(command, cwd=ROOT, env=self._environment)
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue

    def rows(self, *, as_json: bool) -> int:
        """The table of rows, after running the tests that name some unless that was just done."""
        if self._table("--fresh") != 0:
            note = self._prepare_machine()
            self._tests("tests that name rows", "row", *_SIDE_BY_SIDE, note=note)
            self._note_complete()
        failed = self._table(*(["--json"] if as_json else []))
        return failed or int(not self._all_was_run)

    def _static(self) -> None:
        there = [name for name in _OURS if _is_python(ROOT / name)]
        contracts = str(Path(self._python).with_name("lint-imports"))
        # mypy's plugin reads the settings, which want a database's address; none is opened.
        self._environment.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
        self._run("format", self._python, "-m", "ruff", "format", "--check", ".")
        self._run("lint", self._python, "-m", "ruff", "check", ".")
        self._run("types", self._python, "-m", "mypy", *there)
        self._run("import contracts", contracts)
        if "DATABASE_URL" not in os.environ:
            del self._environment["DATABASE_URL"]

    def _tests(self, name: str, marks: str, *options: str, note: str = "") -> None:
        """pytest with these marks; ``note`` says which of its tests the machine cannot run."""
        self._run(name, self._python, "-m", "pytest", *_PLUGIN, *colour(), "-q", *options,
                  "-m", marks)  # fmt: skip
        if note:
            last = self._outcomes.pop()
            self._outcomes.append(replace(last, good=last.good and not self._ci, note=note))

    def _prepare_machine(self) -> str:
        """Installs what is missing where that is possible; else what to tell the user."""
        lacking = machine.missing()
        if lacking and machine.can_install():
            self._out.write(f"\ninstalling {' '.join(lacking)}\n")
            machine.install(lacking)
            lacking = machine.missing()
        if not lacking:
            return ""
        return f"tests that need {', '.join(lacking)} were skipped; install: {machine.INSTALL}"

    def _run(self, name: str, *command: str) -> None:
        self._outcomes.append(run_stage(name, command, self._environment, ROOT, self._out))

    @property
    def _all_was_run(self) -> bool:
        return all(one.complete for one in self._outcomes)

    def _note_complete(self) -> None:
        if self._all_was_run:
            self._table("--complete")

    def _table(self, *flags: str) -> int:
        command = [self._python, "-m", "tests.rows.table", *flags]
        return subprocess.run(command, cwd=ROOT, check=False).returncode


def _is_python(path: Path) -> bool:
    return path.is_file() or any(path.rglob("*.py"))

"""pgbench as the other side: its script is written from statements that the program sent."""

import os
import re
import resource
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from bench import people as ids
from bench.people import People
from bench.recording import Sent

_PLACE = re.compile(r"%\((\w+)\)s")
_TPS = re.compile(r"^tps = ([0-9.]+) \(without initial connection time\)", re.MULTILINE)
_DONE = re.compile(r"number of transactions actually processed: (\d+)")


@dataclass(frozen=True, slots=True)
class Known:
    """What the values of one recorded payment were, so that they are known again in it."""

    number: int
    declarations: list[int]


@dataclass(frozen=True, slots=True)
class Script:
    """A script and the values that are the same in every transaction."""

    text: str
    constants: Mapping[str, str]


class Unexplained(Exception):
    """A recorded value that belongs to the person, but to nothing the script knows."""


def write_script(statements: Sequence[Sent], known: Known) -> Script:
    """The statements, in order, each for a person of its own in every transaction.

    Client ``c`` of ``C`` takes the persons ``first + c``, ``first + c + C`` and so on. The ids
    follow from the person's number; the declarations come from the answer to the statement that
    made them, as in the program; request keys are new each time. All else is what was recorded.
    """
    lines = [
        "\\set turn :turn + 1",
        "\\set n :first + (:turn - 1) * :clients + :client_id",
        *(f"\\set {name} {base} + :n" for name, base in _IDS.items()),
    ]
    constants: dict[str, str] = {}
    for place, sent in enumerate(statements):
        writer = _Writer(f"s{place}_", known, constants)
        text = _PLACE.sub(lambda found: writer.place(found[1], sent), sent.text)  # noqa: B023
        answers = "array_agg" in text
        lines.append(text.replace("%%", "%").strip() + (" \\gset" if answers else ";"))
    return Script("\n".join(lines) + "\n", constants)


_IDS = {
    "payer": ids.PAYER,
    "enrolment": ids.ENROLMENT,
    "payable": ids.PAYABLE,
    "agreement": ids.AGREEMENT,
    "actor": ids.USER,
}


@dataclass(slots=True)
class _Writer:
    """Writes the places of one statement."""

    prefix: str
    known: Known
    constants: dict[str, str]

    def place(self, name: str, sent: Sent) -> str:
        cast = f"::{sent.types[name]}" if sent.types[name] else ""
        value = sent.values[name]
        if isinstance(value, UUID):
            # pgbench makes no uuid; 32 digits are one to PostgreSQL. Unique by person.
            return "lpad(:n::text, 32, '0')::uuid"
        if value is None:
            return f"NULL{cast}"
        if value == self.known.declarations:
            return f":array_agg{cast}"
        if isinstance(value, list):
            # One value to the planner, of a length that it does not know: as the program's is.
            listed = " || ',' || ".join(self._id(each) + "::text" for each in value)
            return f"('{{' || {listed} || '}}'){cast}"
        if isinstance(value, int) and value >= ids.PAYER:
            return self._id(value) + cast
        self.constants[self.prefix + name] = _literal(value)
        return f":{self.prefix}{name}{cast}"

    def _id(self, value: object) -> str:
        for name, base in _IDS.items():
            if value == base + self.known.number:
                return f":{name}"
        raise Unexplained(value)


def _literal(value: object) -> str:
    return "\\x" + value.hex() if isinstance(value, bytes) else str(value)


@dataclass(frozen=True, slots=True)
class Ran:
    """What pgbench counted, and what it took of the client's processors."""

    done: int
    per_second: float
    cpu_us: float


def run(script: Script, people: People, *, clients: int, threads: int) -> Ran:
    """Each of ``people`` once, prepared, shared out evenly.

    Raises:
        RuntimeError: a transaction failed, or not all were done.
    """
    turns = len(people) // clients
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "script.sql"
        file.write_text(script.text)
        told = {**script.constants, "first": people.first, "clients": clients, "turn": 0}
        cpu = _cpu_of_ended_children()
        done = subprocess.run(
            [
                str(Path(os.environ["OPENLEVY_PG_BIN"]) / "pgbench"),
                *("-n", "-M", "prepared", "-c", str(clients), "-j", str(threads)),
                *("-t", str(turns), "-f", str(file)),
                *(word for name, value in told.items() for word in ("-D", f"{name}={value}")),
            ],
            env={**os.environ, **address()},
            capture_output=True,
            text=True,
            check=False,
        )
    processed, speed = _DONE.search(done.stdout), _TPS.search(done.stdout)
    if done.returncode or not processed or not speed or int(processed[1]) != turns * clients:
        raise RuntimeError(f"pgbench: {done.stderr or done.stdout}")
    cpu = _cpu_of_ended_children() - cpu
    return Ran(int(processed[1]), float(speed[1]), cpu / int(processed[1]) * 1e6)


def _cpu_of_ended_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def address() -> dict[str, str]:
    """The same server, role and session options as the program's connections."""
    database: dict[str, Any] = settings.DATABASES["default"]
    return {
        "PGHOST": str(database["HOST"]),
        "PGPORT": str(database["PORT"]),
        "PGUSER": str(database["USER"]),
        "PGPASSWORD": str(database["PASSWORD"]),
        "PGDATABASE": str(database["NAME"]),
        "PGOPTIONS": str(database["OPTIONS"]["options"]),
    }

"""Two hundred residents at once on the running program: pages and payments, against a bare view.

The program is what ``bin/run`` starts: its web server as it comes, its worker, and the sandbox that
answers its debits. Everybody has signed in through the sign-in page and signed an agreement before
the clock starts; from then on all ask without a pause, as ``bench.resident`` says. In turn with
them as many connections ask for the bare view of ``page``, served with as many processes and
threads, out of the same database.
"""

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from statistics import linear_regression, quantiles
from typing import Any

from bench import town
from bench.at_once import AtOnce, Life, Sent, Spell
from bench.browser import Browser
from bench.client import get
from bench.program import Program
from bench.progress import Progress
from bench.report import Report, at_least, at_most, machine, middle, ratios, rounded
from bench.resident import Resident
from bench.scale import Scale
from bench.web import Web, shape

_PROCESSES, _THREADS = 1, 8
"""What ``openlevy web`` comes with."""

_BARE_SHARE = 3
"""The bare view is asked for a third as long as the program."""

_FAULTS_TOLD = 5
_WARM_SHARE = 5
_LEAST_SHARE = 0.25
_MOST_GROWTH = 5.0


@dataclass
class _Seen:
    """What was measured, spell by spell."""

    ours: list[Spell] = field(default_factory=list)
    bare: list[Spell] = field(default_factory=list)
    cores: list[dict[str, float]] = field(default_factory=list)
    minutes: list[float] = field(default_factory=list)
    memory: list[dict[str, float]] = field(default_factory=list)


class _Clock:
    """How much of the run is over, from 0 to 1; it stands while others are asked."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._before = 0.0
        self._began: float | None = None

    def __call__(self) -> float:
        running = 0.0 if self._began is None else time.monotonic() - self._began
        return (self._before + running) / self._seconds

    @contextmanager
    def running(self, seconds: float) -> Iterator[None]:
        """It goes on by so much while the block lasts."""
        self._began = time.monotonic()
        yield
        self._began = None
        self._before += seconds


def measure(scale: Scale, _today: date) -> Report:
    """Rate, spread of the times, faults, memory."""
    clock, faults = _Clock(scale.peak_seconds), list[str]()
    with Program(_folder()) as program:
        residents = _residents(program, scale.residents, clock, faults)
        with (
            _bare(program) as bare,
            closing(AtOnce(program.port, [one.live() for one in residents])) as ours,
            closing(AtOnce(bare.port, _bare_lives(program, bare, scale.residents))) as theirs,
        ):
            ours.spell(scale.peak_spell)
            theirs.spell(scale.peak_spell / _BARE_SHARE)
            seen = _in_turn(program, ours, theirs, scale, clock)
        paid = _booked(program, residents, faults)
    report = Report("resident-peak", setting=_setting(scale))
    _tell_times(report, seen)
    _tell_memory(report, seen)
    report.figures |= {"paid": paid, "faults": faults[:_FAULTS_TOLD]}
    what = "wrong pages, broken connections, debits that no bank has booked"
    report.bars.append(at_most(what, len(faults), 0))
    return report


def _folder() -> Path:
    return Path(os.environ["OPENLEVY_DATA_DIR"]).parent / "program"


def _residents(program: Program, count: int, clock: _Clock, faults: list[str]) -> list[Resident]:
    [(today,)] = town.rows(program, "SELECT business_date FROM reference_business_date")
    day = town.paying_day(today)
    residents = [
        Resident(account, Browser(program.port), day.year, clock, faults, Random(number))
        for number, account in enumerate(town.people(program, count))
    ]
    town.enter(program, residents)
    town.open_day(program, day, count)
    return residents


def _in_turn(program: Program, ours: AtOnce, theirs: AtOnce, scale: Scale, clock: _Clock) -> _Seen:
    seen = _Seen(minutes=[0.0], memory=[program.resident_mb()])
    seconds = scale.peak_spell
    spells = max(1, round(scale.peak_seconds / seconds))
    with Progress("residents at once", spells) as progress:
        for turn in range(1, spells + 1):
            before = program.cpu_seconds()
            with clock.running(seconds):
                seen.ours.append(ours.spell(seconds))
            after = program.cpu_seconds()
            seen.cores.append({name: (after[name] - before[name]) / seconds for name in after})
            seen.minutes.append(turn * seconds / 60)
            seen.memory.append(program.resident_mb())
            seen.bare.append(theirs.spell(seconds / _BARE_SHARE))
            progress.at(turn, f"{seen.ours[-1].per_second:.0f}/s {seen.memory[-1]['web']:.0f} MB")
    return seen


def _bare(program: Program) -> Web:
    database = {"DATABASE_URL": program.environment["DATABASE_URL"]}
    return Web("bench.bare", *shape(_PROCESSES, _THREADS), environment=database)


def _bare_lives(program: Program, bare: Web, count: int) -> Iterator[Life]:
    """As many who ask for the bare view of somebody, each of somebody else."""
    found = town.rows(program, "SELECT payer_id FROM parties_person ORDER BY 1 LIMIT %s", count)
    return (_asks(get(bare.port, f"/persons/{number}/")) for (number,) in found)


def _asks(request: bytes) -> Life:
    while True:
        answer = yield Sent("bare", request)
        if answer.status != 200:
            raise RuntimeError(f"the bare view: {answer.status} {answer.body[:2000]!r}")


def _booked(program: Program, residents: list[Resident], faults: list[str]) -> int:
    """The debits of the run, each of which a bank must have booked and the books must hold."""
    paid = sum(bool(one.order) for resident in residents for one in resident.insurances)
    booked = town.booked(program)
    if booked != paid:
        faults.append(f"{paid} debits told to residents, {booked} booked")
    try:
        program.run("openlevy.cli", "selfcheck")
    except RuntimeError as found:
        faults.append(str(found))
    return booked


def _tell_times(report: Report, seen: _Seen) -> None:
    took: dict[str, list[float]] = {}
    for spell in seen.ours:
        for page, times in spell.took.items():
            took.setdefault(page, []).extend(times)
    everything = _times([one for spell in seen.ours for one in _all(spell)])
    report.figures |= {
        "per_second": middle(one.per_second for one in seen.ours),
        "bare_per_second": middle(one.per_second for one in seen.bare),
        "of_bare_by_spell": _shares(seen),
        "times": everything,
        "p99_in_p50_by_spell": [_spread(_times(_all(one))) for one in seen.ours],
        "bare_times": _times([one for spell in seen.bare for one in spell.took["bare"]]),
        "pages": {page: _times(took[page]) for page in sorted(took)},
        "cores": {
            "driver": middle(one.driver_cores for one in seen.ours),
            **{name: middle(one[name] for one in seen.cores) for name in sorted(seen.cores[0])},
        },
        "driver_cores_at_bare": middle(one.driver_cores for one in seen.bare),
    }
    report.bars += [
        at_least("requests a second, of the bare view's", middle(_shares(seen)), _LEAST_SHARE),
        at_most("p99 of the time of an answer, in p50", _spread(everything), 10),
        at_most("processors used by the asking side", report.figures["cores"]["driver"], 0.5),
    ]


def _shares(seen: _Seen) -> list[float]:
    return ratios((one.per_second for one in seen.ours), (one.per_second for one in seen.bare))


def _all(spell: Spell) -> list[float]:
    return [one for times in spell.took.values() for one in times]


def _spread(times: dict[str, float]) -> float:
    return rounded(times["p99_ms"] / times["p50_ms"])


def _times(took: list[float]) -> dict[str, float]:
    cuts = quantiles(took, n=100) if len(took) > 1 else took * 99
    return {
        "count": len(took),
        "p50_ms": rounded(cuts[49] * 1e3),
        "p99_ms": rounded(cuts[98] * 1e3),
        "most_ms": rounded(max(took) * 1e3),
    }


def _tell_memory(report: Report, seen: _Seen) -> None:
    """The line through the samples after the run's first fifth, which is for warming up, so that
    no single one decides: how much it rises to the end, of the memory that it begins at."""
    samples = {name: [rounded(one[name]) for one in seen.memory] for name in sorted(seen.memory[0])}
    report.figures["resident_mb"] = samples
    warm = len(seen.minutes) // _WARM_SHARE
    minutes = [one - seen.minutes[warm] for one in seen.minutes[warm:]]
    slope, begin = linear_regression(minutes, [one["web"] for one in seen.memory[warm:]])
    report.figures["web_mb_a_minute"] = rounded(slope)
    growth = slope * minutes[-1] / begin * 100
    report.bars.append(at_most("growth of the web server's memory, percent", growth, _MOST_GROWTH))


def _setting(scale: Scale) -> dict[str, Any]:
    return {
        **machine(),
        "program": "bin/run: openlevy web, worker, sandbox, embedded PostgreSQL",
        "web": f"openlevy web, granian, {_PROCESSES} process × {_THREADS} threads",
        "bare": f"bench/bare with {_PROCESSES} process × {_THREADS} threads, the same database",
        "at_once": f"{scale.residents} residents, a kept connection each, no pause between pages",
        "seconds": scale.peak_seconds,
        "driver": "one thread of the benchmark's process",
    }

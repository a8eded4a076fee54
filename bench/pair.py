"""The program and pgbench in turn, round by round, with what either costs the two processors."""

from collections.abc import Callable
from typing import Any

from bench import database, pgbench
from bench.cpu import Server
from bench.hands import Done
from bench.people import People
from bench.pgbench import Ran, Script
from bench.progress import Progress
from bench.report import middle, ratios
from bench.world import World

PGBENCH_THREADS = {1: 1, 4: 2, 16: 2}
"""By how many clients there are at once."""


class Pair:
    """One concurrency; ``us`` does the program's side for some people."""

    def __init__(self, us: Callable[[People], Done], script: Script, at_once: int) -> None:
        self._act = us
        self._script = script
        self._server = Server()
        self._at_once = at_once
        self._ours: list[tuple[Done, float]] = []
        self._theirs: list[tuple[Ran, float]] = []

    def rounds(self, world: World, count: int, each: int) -> None:
        """So many rounds on either side, each for so many people."""
        lots = [(world.people(each), world.people(each)) for _ in range(count)]
        database.settle()
        with Progress(f"at {self._at_once}", count) as progress:
            for turn, (for_us, for_pgbench) in enumerate(lots):
                # Whoever goes second finds fuller tables: they take turns at that too.
                if turn % 2 == 0:
                    self._us(for_us)
                    self._pgbench(for_pgbench)
                else:
                    self._pgbench(for_pgbench)
                    self._us(for_us)
                progress.at(turn + 1)

    def _us(self, people: People) -> None:
        before = self._server.seconds()
        done = self._act(people)
        self._ours.append((done, (self._server.seconds() - before) / done.done))

    def _pgbench(self, people: People) -> None:
        before = self._server.seconds()
        threads = PGBENCH_THREADS[self._at_once]
        ran = pgbench.run(self._script, people, clients=self._at_once, threads=threads)
        self._theirs.append((ran, (self._server.seconds() - before) / ran.done))

    def figures(self) -> dict[str, Any]:
        """Medians over the rounds; ratios are of each round's two sides."""
        by_round = ratios(
            (done.per_second for done, _ in self._ours),
            (ran.per_second for ran, _ in self._theirs),
        )
        ours_us = [done.cpu_us + server * 1e6 for done, server in self._ours]
        theirs_us = [ran.cpu_us + server * 1e6 for ran, server in self._theirs]
        return {
            "of_pgbench": middle(by_round),
            "of_pgbench_by_round": by_round,
            "per_second": middle(done.per_second for done, _ in self._ours),
            "pgbench_per_second": middle(ran.per_second for ran, _ in self._theirs),
            "median_ms": middle(done.median_ms for done, _ in self._ours),
            "slowest_percent_ms": middle(done.slowest_percent_ms for done, _ in self._ours),
            "client_cpu_us": middle(done.cpu_us for done, _ in self._ours),
            "server_cpu_us": middle(server * 1e6 for _, server in self._ours),
            "pgbench_client_cpu_us": middle(ran.cpu_us for ran, _ in self._theirs),
            "pgbench_server_cpu_us": middle(server * 1e6 for _, server in self._theirs),
            # What the first ratio would be if nothing else ran on the machine.
            "of_pgbench_by_cpu": middle(ratios(theirs_us, ours_us)),
        }

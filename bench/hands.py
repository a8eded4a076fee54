"""Processes and threads that do an operation for many people at once, and say what it took."""

import itertools
import multiprocessing
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from statistics import quantiles
from typing import Any

from bench.people import People

_START_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Done:
    """One round: how many, how fast, at what cost to the client's processors, and how long one
    took at the median and in one of a hundred."""

    done: int
    per_second: float
    cpu_us: float
    median_ms: float
    slowest_percent_ms: float


@dataclass(frozen=True, slots=True)
class _Share:
    """What one process did of a round, on the machine's one monotonic clock."""

    begun: float
    ended: float
    cpu_seconds: float
    took: list[float]


class Hands(AbstractContextManager["Hands"]):
    """``processes`` × ``threads`` that call ``module:function`` with a person's number.

    The processes are started once and keep their connections, as a web process does. A module that
    has a ``prepare`` is given the numbers of a round before its time is taken.
    """

    def __init__(self, operation: str, *, processes: int, threads: int) -> None:
        self._threads = threads
        context = multiprocessing.get_context("spawn")
        self._ends: list[Connection] = []
        self._processes = []
        for _ in range(processes):
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there, operation, threads), daemon=True)
            process.start()
            self._ends.append(here)
            self._processes.append(process)

    def __exit__(self, *_: object) -> None:
        for end in self._ends:
            end.send(None)
        for process in self._processes:
            process.join()

    @property
    def pids(self) -> list[int]:
        """The processes' numbers."""
        return [process.pid or 0 for process in self._processes]

    def round(self, people: People) -> Done:
        """The operation once for each person, shared out evenly over the processes."""
        step = len(self._ends)
        for place, end in enumerate(self._ends):
            end.send(range(people.first + place, people.last + 1, step))
        self._answers()  # all have prepared themselves
        start = time.monotonic() + _START_SECONDS
        for end in self._ends:
            end.send(start)
        return _together(self._answers())

    def _answers(self) -> list[Any]:
        answers = [end.recv() for end in self._ends]
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
        return answers


def _together(shares: list[_Share]) -> Done:
    took = [one for share in shares for one in share.took]
    seconds = max(share.ended for share in shares) - min(share.begun for share in shares)
    cuts = quantiles(took, n=100) if len(took) > 1 else took * 99
    return Done(
        done=len(took),
        per_second=len(took) / seconds,
        cpu_us=sum(share.cpu_seconds for share in shares) / len(took) * 1e6,
        median_ms=cuts[49] * 1e3,
        slowest_percent_ms=cuts[98] * 1e3,
    )


def _serve(end: Connection, operation: str, threads: int) -> None:
    """A process's life: rounds until it is told None."""
    import django

    django.setup()
    name, function = operation.split(":")
    module = import_module(name)
    prepare: Callable[[range], object] = getattr(module, "prepare", len)
    team = _Team(getattr(module, function), threads)
    while (numbers := end.recv()) is not None:
        try:
            end.send(prepare(numbers))
            end.send(team.round(end.recv(), numbers))
        except Exception as error:
            end.send(RuntimeError(f"{operation}: {error!r}"))


class _Team:
    """The threads of one process. They live on, since Django's connections are a thread's own."""

    def __init__(self, act: Callable[[int], object], threads: int) -> None:
        self._act = act
        self._ready = threading.Barrier(threads + 1)
        self._over = threading.Barrier(threads + 1)
        self._start = 0.0
        self._numbers: itertools.chain[int] = itertools.chain()
        self._took: list[float] = []
        self._failed: list[Exception] = []
        for _ in range(threads):
            threading.Thread(target=self._work, daemon=True).start()

    def round(self, start: float, numbers: range) -> _Share:
        self._start, self._took = start, []
        self._numbers = itertools.chain(numbers)  # one step of it is one step for all threads
        cpu = time.process_time()
        self._ready.wait()
        self._over.wait()
        if self._failed:
            raise self._failed[0]
        return _Share(start, time.monotonic(), time.process_time() - cpu, self._took)

    def _work(self) -> None:
        while True:
            self._ready.wait()
            time.sleep(max(0.0, self._start - time.monotonic()))
            try:
                self._until_all_are_done()
            except Exception as error:
                self._failed.append(error)
            self._over.wait()

    def _until_all_are_done(self) -> None:
        before = time.monotonic()
        for number in self._numbers:
            self._act(number)
            now = time.monotonic()
            self._took.append(now - before)
            before = now

"""Many browsers at once in one thread: each a connection it keeps, each with a life of its own.

A life is a generator: it yields what it sends next and is given the answer. Whoever has nothing to
wait for sends at once, so that as many requests are on their way as there are lives. One thread,
since what asks must cost little beside what answers.
"""

import heapq
import itertools
import selectors
import socket
import time
from collections import defaultdict
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field

from bench.client import END_OF_HEAD, Answer

_AT_ONCE = 65536
_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Sent:
    """A request, the page that it asks for, and how long to wait before it is sent."""

    page: str
    request: bytes
    after_seconds: float = 0.0


Life = Generator[Sent, Answer, None]


class HungUp(Exception):
    """Thrown into a life whose connection ended before the answer had come."""


@dataclass
class Spell:
    """What came of some seconds: how long each answer took, by page; how many came within the
    seconds, when nobody had stopped asking yet."""

    seconds: float
    cpu_seconds: float = 0.0
    within: int = 0
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.within / self.seconds

    @property
    def driver_cores(self) -> float:
        """How much of a processor the asking side used."""
        return self.cpu_seconds / self.seconds


class _Line:
    """One life and its connection."""

    def __init__(self, port: int, life: Life) -> None:
        self.life = life
        self.next = next(life)
        self.sent_at = 0.0
        self._port = port
        self.connect()

    def connect(self) -> None:
        """A connection, new or anew."""
        self.socket = socket.create_connection(("127.0.0.1", self._port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self._data = b""

    def send(self) -> None:
        """What is next."""
        self.sent_at = time.monotonic()
        self.socket.sendall(self.next.request)

    def arrived(self) -> Answer | None:
        """The answer, once all of it is here.

        Raises:
            OSError: the server hung up.
        """
        more = self.socket.recv(_AT_ONCE)
        if not more:
            raise ConnectionError("the server hung up")
        self._data += more
        head, whole, body = self._data.partition(END_OF_HEAD)
        if not whole:
            return None
        answer = Answer(int(head[9:12]), head, body)
        if len(body) < int(answer.header("content-length") or 0):
            return None
        self._data = b""
        return answer


class AtOnce:
    """The browsers. Between two spells nobody asks anything; their connections are kept."""

    def __init__(self, port: int, lives: Iterable[Life]) -> None:
        self._selector = selectors.DefaultSelector()
        self._order = itertools.count()
        self._waiting: list[tuple[float, int, _Line]] = []
        self._out: set[_Line] = set()
        for life in lives:
            line = _Line(port, life)
            self._selector.register(line.socket, selectors.EVENT_READ, line)
            self._wait(line, 0.0)

    def close(self) -> None:
        """Hang up."""
        for key in list(self._selector.get_map().values()):
            key.data.socket.close()
        self._selector.close()

    def until_all_ended(self) -> None:
        """Everybody's life to its end: for lives that have one."""
        self._go(Spell(1.0), float("inf"))

    def spell(self, seconds: float) -> Spell:
        """Everybody asks for so long; then what is on its way is waited for."""
        done, cpu = Spell(seconds), time.process_time()
        self._go(done, time.monotonic() + seconds)
        done.cpu_seconds = time.process_time() - cpu
        return done

    def _go(self, done: Spell, until: float) -> None:
        while True:
            now = time.monotonic()
            if now < until:
                self._send_due(now)
                if not self._waiting and not self._out:
                    return
            elif not self._out:
                return
            for key, _ in self._selector.select(self._pause(now, until)):
                self._read(key.data, done, until)

    def _pause(self, now: float, until: float) -> float:
        if now >= until:
            return 1.0
        soon = self._waiting[0][0] if self._waiting else until
        return max(0.0, min(soon, until, now + 1.0) - now)

    def _send_due(self, now: float) -> None:
        while self._waiting and self._waiting[0][0] <= now:
            line = heapq.heappop(self._waiting)[2]
            self._out.add(line)
            try:
                line.send()
            except OSError as error:
                self._anew(line, error)
        stuck = [one for one in self._out if now - one.sent_at > _PATIENCE_SECONDS]
        if stuck:
            raise RuntimeError(f"no answer for {_PATIENCE_SECONDS} s: {stuck[0].next.page}")

    def _read(self, line: _Line, done: Spell, until: float) -> None:
        try:
            answer = line.arrived()
        except OSError as error:
            self._anew(line, error)
            return
        if answer is None:
            return
        now = time.monotonic()
        done.took[line.next.page].append(now - line.sent_at)
        done.within += now < until
        self._out.discard(line)
        try:
            line.next = line.life.send(answer)
        except StopIteration:
            self._selector.unregister(line.socket)
            line.socket.close()
            return
        self._wait(line, now + line.next.after_seconds)

    def _anew(self, line: _Line, error: OSError) -> None:
        """A life that learns that nothing more comes, and goes on over a connection anew."""
        self._selector.unregister(line.socket)
        line.socket.close()
        self._out.discard(line)
        line.next = line.life.throw(HungUp(f"{line.next.page}: {error}"))
        line.connect()
        self._selector.register(line.socket, selectors.EVENT_READ, line)
        self._wait(line, 0.0)

    def _wait(self, line: _Line, until: float) -> None:
        heapq.heappush(self._waiting, (until, next(self._order), line))

"""The web process's CPU for each page, against a bare Django view; what a first visit fetches.

Both servers are granian with one process; pages are asked for one at a time, in turn with the bare
view. Counted is the processor time of the server's processes, by the kernel's books: PostgreSQL's
work and the asking side are other processes and not in it.
"""

import itertools
import re
from datetime import date
from typing import Any

from bench import database, web
from bench.client import Client, get
from bench.journey import Asked, pages
from bench.people import PAYER
from bench.progress import Progress
from bench.report import Report, at_most, machine, middle, ratios
from bench.scale import Scale
from bench.web import Web
from bench.world import World

_FIRST_LOAD_BYTES = 80_000
_WARM = 30
_FROM_ONE_ADDRESS = 50
"""The public check gives an address 120 pictures in ten minutes."""

_THREADS = 8
_REFERENCE = re.compile(rb'(?:src|href)="(/assets/[^"#]+)|url\((/assets/[^)]+)\)')


def measure(scale: Scale, today: date) -> Report:
    """A bar for each page and one for the first load."""
    world = World(today)
    asked = pages(world, today)
    database.settle()
    report = Report("page", setting=_setting(scale))
    with (
        web.product(processes=1, threads=_THREADS) as ours,
        Web("bench.bare", *web.shape(1, _THREADS)) as bare,
    ):
        costs = _costs(_Asker(ours), _Asker(bare), asked, scale)
        for page in asked:
            _tell(report, page, *costs[page.name])
        _first_load(report, ours.port, asked)
    return report


class _Asker:
    """Asks one server, and knows what its answers cost it."""

    def __init__(self, server: Web) -> None:
        self._server = server
        self._addresses = (f"127.1.{n // 200}.{n % 200 + 1}" for n in itertools.count())

    def microseconds(self, path: str, cookies: str, count: int) -> float:
        """The server's CPU for one of ``count`` answers."""
        request = get(self._server.port, path, cookies)
        before = self._server.cpu_seconds()
        for begin in range(0, count, _FROM_ONE_ADDRESS):
            self._ask(request, min(_FROM_ONE_ADDRESS, count - begin))
        return (self._server.cpu_seconds() - before) / count * 1e6

    def _ask(self, request: bytes, count: int) -> None:
        client = Client(self._server.port, next(self._addresses))
        for _ in range(count):
            answer = client.send(request)
            if answer.status != 200:
                raise RuntimeError(f"{request!r}: {answer.status} {answer.body[:2000]!r}")
        client.close()


def _costs(
    ours: _Asker, bare: _Asker, asked: list[Asked], scale: Scale
) -> dict[str, tuple[list[float], list[float]]]:
    nothing = f"/persons/{PAYER + 1}/"
    bare.microseconds(nothing, "", _WARM)
    for page in asked:
        ours.microseconds(page.path, page.cookies, _WARM)
    costs: dict[str, tuple[list[float], list[float]]] = {page.name: ([], []) for page in asked}
    with Progress("pages", scale.page_rounds * len(asked)) as progress:
        for turn in range(scale.page_rounds):
            for place, page in enumerate(asked):
                mine, theirs = costs[page.name]
                mine.append(ours.microseconds(page.path, page.cookies, scale.page_requests))
                theirs.append(bare.microseconds(nothing, "", scale.page_requests))
                progress.at(turn * len(asked) + place + 1, page.name)
    return costs


def _tell(report: Report, page: Asked, ours: list[float], bare: list[float]) -> None:
    report.figures[page.name] = {"cpu_us": middle(ours), "bare_us": middle(bare)}
    what = f"CPU of {page.name}, in bare views"
    report.bars.append(at_most(what, middle(ratios(ours, bare)), page.most))


def _first_load(report: Report, port: int, asked: list[Asked]) -> None:
    """Everything the first page makes a browser fetch, heads and all, as it goes over the wire."""
    client = Client(port)
    loads = {}
    for page in asked:
        if page.name in ("sign_in", "home", "verify"):
            seen: dict[str, int] = {}
            _fetch(client, port, page.path, page.cookies, seen)
            loads[page.name] = seen
    report.figures["first_load"] = loads
    most = max(sum(seen.values()) for seen in loads.values())
    report.bars.append(at_most("bytes of a first load", most, _FIRST_LOAD_BYTES))


def _fetch(client: Client, port: int, path: str, cookies: str, seen: dict[str, int]) -> None:
    answer = client.send(get(port, path, cookies))
    seen[path] = answer.wire_bytes
    found = (a or b for a, b in _REFERENCE.findall(answer.text))
    for name in dict.fromkeys(found):
        if name.decode() not in seen:
            _fetch(client, port, name.decode(), "", seen)


def _setting(scale: Scale) -> dict[str, Any]:
    return {
        **machine(),
        "web": f"openlevy web, granian, 1 process × {_THREADS} threads",
        "bare": "bench/bare: granian the same, one query by primary key, Jinja2, no sign-in",
        "requests_a_round": scale.page_requests,
        "rounds": scale.page_rounds,
        "not_counted": "PostgreSQL and the asking process",
    }

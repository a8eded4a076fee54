"""The payment through the web server, as a share of pgbench.

The program's side is the two forms of the journey that write: the amount submitted, which declares,
and the agreement confirmed, which pays; sent by signed-in browsers that keep their connections.
pgbench's side is that of ``payment``: the statements of the same payment through the services.
"""

import os
from datetime import date

from bench import database, visitor, web
from bench.hands import Hands
from bench.pair import PGBENCH_THREADS, Pair
from bench.payment import PROCESSES, THREADS, record
from bench.report import Report, at_least, machine, middle
from bench.scale import Scale
from bench.world import World

_CLIENT = "bench.visitor:declare_and_pay"
_AT_ONCE = PROCESSES * THREADS
_WARM = 20


def measure(scale: Scale, today: date) -> Report:
    """The one bar of the payment over HTTP."""
    world = World(today)
    recorded = record(world)
    each = scale.payments // 2 // _AT_ONCE * _AT_ONCE
    with web.product(processes=PROCESSES, threads=THREADS) as server:
        os.environ[visitor.PORT] = str(server.port)
        with Hands(_CLIENT, processes=PROCESSES, threads=THREADS) as hands:
            hands.round(world.people(_WARM * _AT_ONCE))
            before = server.cpu_seconds()
            pair = Pair(hands.round, recorded.script, _AT_ONCE)
            pair.rounds(world, scale.rounds, each)
            web_cpu = (server.cpu_seconds() - before) / (scale.rounds * each)
    figures = pair.figures()
    figures["web_cpu_us"] = middle([web_cpu * 1e6])
    # The client here is the browsers; what the server side costs is web and PostgreSQL.
    del figures["of_pgbench_by_cpu"]
    report = Report("http-payment", {f"at_{_AT_ONCE}": figures}, setting=_setting())
    what = f"payments a second over HTTP at {_AT_ONCE}, of pgbench's"
    report.bars.append(at_least(what, figures["of_pgbench"], 0.25))
    return report


def _setting() -> dict[str, object]:
    return {
        **machine(),
        **database.durability(),
        "web": f"openlevy web, granian, {PROCESSES} processes × {THREADS} threads",
        "clients": f"{PROCESSES} processes × {THREADS} threads, a kept connection each, "
        "2 POSTs a payment, session cookie",
        "pgbench": f"-M prepared, {_AT_ONCE} clients, {PGBENCH_THREADS[_AT_ONCE]} threads, "
        "the statements of a payment through the services",
    }

"""Declaration, order, postings and outbox through the services, against pgbench.

The program's side is ``declare_and_pay``: the business date read, ``draw_up``, ``pay``. pgbench's
is the same statements as recorded during one such operation, each in its own transaction as there,
prepared, with the same types, over the same network, for other people of the same kind.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench import database, operation, pgbench, recording
from bench.bare_psycopg import BarePsycopg
from bench.hands import Hands
from bench.pair import PGBENCH_THREADS, Pair
from bench.people import People
from bench.pgbench import Known, Script
from bench.progress import Progress
from bench.recording import Sent
from bench.report import Report, at_least, at_most, machine, middle, ratios
from bench.scale import Scale
from bench.world import MANY_TREASURIES, World
from openlevy.reference.queries import business_date

OPERATION = "bench.operation:declare_and_pay"
CLEARED = "bench.operation:declare_pay_and_clear"
PROCESSES, THREADS = 2, 8
"""Sixteen at once on two cores: a process a core, since one runs Python on one core at a time."""

_SHAPES = {1: (1, 1), 4: (2, 2), 16: (PROCESSES, THREADS)}
_WARM = 20
"""Payments of each connection before its first round: PostgreSQL plans a statement anew for its
first five, and Python fills its caches."""

_ALONE = 500


def measure(scale: Scale, today: date) -> Report:
    """Every bar of the payment."""
    world = World(today)
    recorded = record(world)
    report = Report("payment", setting=_setting(recorded))
    for at_once, (processes, threads) in _SHAPES.items():
        rounds = scale.rounds if at_once == 16 else scale.side_rounds
        each = scale.payments if at_once == 16 else scale.payments * at_once // 16
        with Hands(OPERATION, processes=processes, threads=threads) as hands:
            hands.round(world.people(_WARM * at_once))
            pair = Pair(hands.round, recorded.script, at_once)
            pair.rounds(world, rounds, _even(each, at_once))
        report.figures[f"at_{at_once}"] = pair.figures()
    report.bars.append(
        at_least(
            "payments a second at 16, of pgbench's", report.figures["at_16"]["of_pgbench"], 0.6
        )
    )
    _trips(report, world)
    _client(report, world, recorded.statements, scale)
    _one_treasury(report, world, scale)
    _counted(report, world)
    return report


@dataclass(frozen=True, slots=True)
class Recorded:
    """One real operation: its statements, and the script made of them."""

    statements: list[Sent]
    script: Script


def record(world: World) -> Recorded:
    """Log what the program sends for one person, once its statements are prepared."""
    people = world.people(_WARM + 1)
    for number in range(people.first, people.last):
        operation.declare_and_pay(number)
    with recording.recorded() as log:
        today = business_date()
        declarations = operation.declare(people.last, today)
        operation.pay_declared(people.last, declarations, today)
    script = pgbench.write_script(log, Known(people.last, declarations))
    return Recorded(log, script)


def _trips(report: Report, world: World) -> None:
    people = world.people(_WARM)
    for number in range(people.first, people.last):
        operation.declare_and_pay(number)
    trips = recording.round_trips(lambda: operation.declare_and_pay(people.last))
    report.bars.append(at_most("round trips of a payment, counted on the wire", trips, 3))


def _client(report: Report, world: World, statements: list[Sent], scale: Scale) -> None:
    """Client CPU of a payment against that of one statement of it on a bare connection."""
    bare = BarePsycopg(statements)
    each = _ALONE // 5 if scale.quick else _ALONE
    ours, theirs = [], []
    for act in (operation.declare_and_pay, bare.declare_and_pay):
        _cpu_us(act, world.people(_WARM))
    for _ in range(scale.side_rounds):
        ours.append(_cpu_us(operation.declare_and_pay, world.people(each)))
        theirs.append(_cpu_us(bare.declare_and_pay, world.people(each)) / 2)
    bare.close()
    report.figures["client"] = {"payment_us": middle(ours), "bare_statement_us": middle(theirs)}
    what = "client CPU of a payment, in statements of bare psycopg"
    report.bars.append(at_most(what, middle(ratios(ours, theirs)), 5))


def _cpu_us(act: Callable[[int], object], people: People) -> float:
    begin = time.process_time()
    for number in range(people.first, people.last + 1):
        act(number)
    return (time.process_time() - begin) / len(people) * 1e6


def _one_treasury(report: Report, world: World, scale: Scale) -> None:
    """Everybody into one treasury account, by one tax office and one bank, against many: each
    payment as far as the treasury's receipt, since the accounts they share begin there."""
    each = _even(scale.payments // 4, 16)
    one: list[float] = []
    many: list[float] = []
    with Hands(CLEARED, processes=PROCESSES, threads=THREADS) as hands:
        hands.round(world.people(_WARM * 16))
        lots = [
            (world.people(each, treasuries=1), world.people(each)) for _ in range(scale.side_rounds)
        ]
        database.settle()
        with Progress("one treasury account", len(lots)) as progress:
            for turn, (into_one, into_many) in enumerate(lots):
                both = [(one, into_one), (many, into_many)]
                for speeds, people in both if turn % 2 == 0 else reversed(both):
                    speeds.append(hands.round(people).per_second)
                progress.at(turn + 1)
    by_round = ratios(one, many)
    report.figures["one_treasury"] = {
        "of_many_by_round": by_round,
        "per_second": middle(one),
        "many": MANY_TREASURIES,
    }
    report.bars.append(at_least("all into one treasury account, of many", middle(by_round), 0.8))


def _counted(report: Report, world: World) -> None:
    """What was counted must be in the tables, on either side alike."""
    orders = database.count("payment_order")
    waiting = database.count("messages_outbox WHERE party = 'treasury'")
    postings, cleared = database.count("ledger_posting"), database.count("treasury_receipt")
    if not orders == waiting == world.made or postings != 2 * orders + 3 * cleared:
        raise RuntimeError(f"{world.made} people, {orders} orders, {waiting} sent, {postings}")
    report.figures["payments_in_the_tables"] = orders
    report.figures["cleared_in_the_tables"] = cleared


def _even(count: int, at_once: int) -> int:
    return count // at_once * at_once


def _setting(recorded: Recorded) -> dict[str, Any]:
    return {
        **machine(),
        **database.durability(),
        "program": "business_date, declaration.draw_up, payment.pay; processes × threads "
        + ", ".join(f"{n}: {p}×{t}" for n, (p, t) in _SHAPES.items()),
        "pgbench": "-M prepared, the statements logged during one such operation; threads "
        + ", ".join(f"{n}: {t}" for n, t in PGBENCH_THREADS.items()),
        "statement_bytes": [len(sent.text) for sent in recorded.statements],
        "bare_psycopg": "the same two statements with values, prepared, alone on a connection",
    }

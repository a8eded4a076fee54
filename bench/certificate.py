"""Papers by the worker's verb against typst and pyHanko alone, and its memory over all of them.

The program's side is ``make_waiting``: applications taken by twenties, their content unsealed, set,
signed, sealed and kept with the transition. The bare side sets the same template with the texts at
hand and signs with the same key in the same form, one compiler and one signer for all, and keeps
nothing. Each side is one process with one thread.
"""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import connection

from bench import database, papers
from bench.cpu import resident_mb
from bench.hands import Hands
from bench.papers import PACKET
from bench.people import PAYER, People
from bench.progress import Progress
from bench.report import Report, at_most, machine, middle, ratios, rounded
from bench.scale import Scale
from bench.world import LEVY_ITEM, PLACE, World
from openlevy.certificate.paper.content import canonical_bytes, content_hash
from openlevy.privacy.services import digest, seal

_PAIRED_PACKETS = 2
"""Packets of a round that is made on both sides."""

_APPLIED = """
INSERT INTO certificate_certificate (payer_id, id, kind, jurisdiction, period_start, period_end,
    levy_item, request_key, request_hash, total_fen, lines, applied_on, id_digest, code,
    code_digest, content, content_hash)
VALUES (%s, %s, 'payment_record', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def measure(scale: Scale, today: date) -> Report:
    """Time and memory."""
    total = scale.papers // PACKET
    paired = scale.paired_papers // PACKET
    _apply(World(today), (total + 1) * PACKET, today)
    report = Report("certificate", setting=_setting(scale))
    with (
        Hands("bench.papers:make", processes=1, threads=1) as ours,
        Hands("bench.papers:make_bare", processes=1, threads=1) as bare,
    ):
        ours.round(People(0, 0))
        bare.round(People(0, 0))
        _in_turn(report, ours, bare, total, paired)
    return report


def _in_turn(report: Report, ours: Hands, bare: Hands, total: int, paired: int) -> None:
    mine, theirs, memory, rates = [], [], {}, []
    with Progress("papers", total * PACKET) as progress:
        for packets in _rounds(total, paired):
            done = ours.round(packets)
            rates.append(done.per_second * PACKET)
            if packets.last <= paired:
                mine.append(done)
                theirs.append(bare.round(packets))
            memory[packets.last] = resident_mb(ours.pids[0])
            progress.at(packets.last * PACKET, f"{memory[packets.last]:.0f} MB")
    tenth = min(last for last in memory if last >= total / 10)
    report.figures |= {
        "papers": total * PACKET,
        "per_second": middle(rates),
        "ms": middle(1e3 / done.per_second / PACKET for done in mine),
        "bare_ms": middle(1e3 / done.per_second / PACKET for done in theirs),
        "cpu_ms": middle(done.cpu_us / 1e3 / PACKET for done in mine),
        "bare_cpu_ms": middle(done.cpu_us / 1e3 / PACKET for done in theirs),
        "resident_mb_at_a_tenth": rounded(memory[tenth]),
        "resident_mb_at_the_end": rounded(memory[total]),
    }
    slowness = ratios(
        (1 / done.per_second for done in mine), (1 / done.per_second for done in theirs)
    )
    growth = memory[total] / memory[tenth]
    report.bars += [
        at_most("time of a paper, in bare ones", middle(slowness), 1.3),
        at_most("memory at the end, of that at a tenth", growth, 1.15),
    ]


def _rounds(total: int, paired: int) -> Iterator[People]:
    """The packets in order: few at a time while both sides take turns, then ten at a time."""
    first = 1
    while first <= total:
        step = _PAIRED_PACKETS if first <= paired else 10
        last = min(first + step - 1, total)
        yield People(first, last)
        first = last + 1


def _apply(people: World, count: int, today: date) -> None:
    """Applications that wait, as ``apply`` leaves them, written by the set."""
    who = people.people(count)
    with Progress("applications", count) as progress, connection.cursor() as cursor:
        for begin in range(0, count, 500):
            numbers = range(begin, min(begin + 500, count))
            cursor.executemany(_APPLIED, [_row(PAYER + who.first + n, n, today) for n in numbers])
            progress.at(numbers.stop)
    database.settle()


def _row(payer_id: int, number: int, today: date) -> list[Any]:
    content = papers.content_of(number)
    code = content.verification_code
    return [
        payer_id,
        number + 1,
        PLACE,
        content.lines[0].period_from,
        content.lines[-1].period_to,
        LEVY_ITEM,
        uuid.uuid4(),
        digest("content", str(number)),
        content.total_fen,
        len(content.lines),
        today,
        digest("id_no", content.id_no),
        seal(code, purpose="certificate.code"),
        digest("code", code),
        seal(canonical_bytes(content), purpose="certificate.content"),
        bytes.fromhex(content_hash(content)),
    ]


def _setting(scale: Scale) -> dict[str, Any]:
    return {
        **machine(),
        **database.durability(),
        "program": f"certificate.make_waiting by {PACKET}, one process, one thread",
        "bare": "typst with one compiler and the sheet at hand, pyHanko with one signer and room "
        "reserved; nothing kept; one process, one thread",
        "papers_in_turn": scale.paired_papers,
        "lines_a_paper": "1 to 4",
    }

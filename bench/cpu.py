"""Processor time of other processes, from the kernel's own books."""

import os
import time
from pathlib import Path

from django.db import connection

_TICKS = os.sysconf("SC_CLK_TCK")


def seconds_of(pid: int) -> float:
    """The processor time that a process has had, all its threads together, to the nanosecond."""
    # clock_getcpuclockid(3): the clock of a process is made of its number.
    return time.clock_gettime_ns((~pid) << 3 | 2) / 1e9


def children_of(pid: int) -> list[int]:
    """The processes that it started and that live."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(word) for word in found.split()]


def seconds_with_children(pid: int) -> float:
    """The same with its living children."""
    return seconds_of(pid) + sum(_seconds_or_none(child) for child in children_of(pid))


def _seconds_or_none(pid: int) -> float:
    try:
        return seconds_of(pid)
    except OSError:  # it has ended meanwhile; its parent's books have it now
        return 0.0


def resident_mb(pid: int) -> float:
    """The memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Server:
    """PostgreSQL's processor time: of every process that lives, and of those that have ended."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend = int(cursor.fetchone()[0])
        self._pid = int(_fields(backend)[1])

    def seconds(self) -> float:
        """Since it was started."""
        ended = sum(int(ticks) for ticks in _fields(self._pid)[13:15]) / _TICKS
        return ended + seconds_with_children(self._pid)


def _fields(pid: int) -> list[str]:
    """What /proc says of a process behind its name: state, parent, …"""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()

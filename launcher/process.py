"""Which process is which, and how a child is bound to the life of its parent."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_LINUX = sys.platform.startswith("linux")
# Loaded before any fork: between fork and exec nothing may be imported.
_libc = ctypes.CDLL(None, use_errno=True) if _LINUX else None


def birth_mark(pid: int) -> str | None:
    """What tells this process from a later one with the same number; None when it is gone.

    On Linux the boot's id and the start in clock ticks since boot, elsewhere what ``ps`` says.
    A zombie counts as gone: it holds nothing any more.
    """
    return _birth_mark_linux(pid) if _LINUX else _birth_mark_ps(pid)


def _birth_mark_linux(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return None
    # The command's name stands in parentheses and may hold anything, so count from its end.
    fields = stat[stat.rindex(")") + 2 :].split()
    return None if fields[0] in "ZX" else f"{boot}:{fields[19]}"


def _birth_mark_ps(pid: int) -> str | None:
    found = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or None


def works_in(pid: int, folder: Path) -> bool:
    """Whether the process has the folder as its working directory (Linux; elsewhere False)."""
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == folder.resolve()
    except OSError:
        return False


def bound_to_parent(signal_number: int = signal.SIGTERM) -> Callable[[], None]:
    """A ``preexec_fn`` that has the child sent a signal the moment its parent dies, kill -9 too.

    Fork from the main thread: Linux sends the signal when the forking *thread* ends. Elsewhere
    than on Linux nothing is arranged.
    """
    parent = os.getpid()

    def bind() -> None:
        if _libc is None:
            return
        _libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
        if os.getppid() != parent:  # it died before we were bound
            os._exit(1)

    return bind

"""One instance to a folder: a lock file that names its holder."""

import contextlib
import fcntl
import json
import os
from pathlib import Path

from launcher.faults import AlreadyRunning
from launcher.process import birth_mark


class InstanceLock:
    """Holds a folder for this process until released or until the process ends.

    The operating system's lock decides; the holder's number and birth mark written inside say
    who it is, and decide where the file system knows no locks. A number that has since been
    given to another process does not count.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self) -> None:
        """Takes the lock; ``AlreadyRunning`` when another process has it."""
        if self._file is not None:
            return
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._claim(file)
        except BaseException:
            os.close(file)
            raise
        self._file = file

    def release(self) -> None:
        """Gives the folder back; harmless when it is not held."""
        if self._file is None:
            return
        # Emptied, never unlinked: whoever waits for it must find the same file.
        os.ftruncate(self._file, 0)
        os.close(self._file)
        self._file = None

    def is_held_by_another(self) -> bool:
        """Whether a living process holds it, without taking it."""
        try:
            file = os.open(self._path, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            return self._holder(file) not in (None, os.getpid())
        finally:
            os.close(file)

    def _claim(self, file: int) -> None:
        holder = self._holder(file)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(self._path.parent, holder or 0) from None
        except OSError:  # a file system without locks: what is written decides
            pass
        if holder is not None and holder != os.getpid():
            raise AlreadyRunning(self._path.parent, holder)
        os.ftruncate(file, 0)
        os.pwrite(file, json.dumps(_myself()).encode(), 0)

    @staticmethod
    def _holder(file: int) -> int | None:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            written = json.loads(os.pread(file, 4096, 0))
            if birth_mark(int(written["pid"])) == written["started"]:
                return int(written["pid"])
        return None


def _myself() -> dict[str, object]:
    return {"pid": os.getpid(), "started": birth_mark(os.getpid())}

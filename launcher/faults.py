"""What can stop a start: classes that carry facts, each worded once, as one sentence to act on."""

import contextlib
import errno
import getpass
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Fault(Exception):  # noqa: N818 - a word of its own for what stops a start
    """The start cannot go on and nothing was damaged; ``str()`` is the sentence for the user."""


@dataclass
class PortTaken(Fault):
    """Somebody else listens on the port."""

    port: int
    option: str

    def __str__(self) -> str:
        return f"Port {self.port} is taken by another program; choose another with {self.option}."


@dataclass
class DiskFull(Fault):
    """The file system has no room for what is about to be written."""

    folder: Path
    free_mb: int

    def __str__(self) -> str:
        return (
            f"The disk of {self.folder} is full ({self.free_mb} MB free); "
            "make room and start again, the data is kept."
        )


@dataclass
class OtherDatabaseVersion(Fault):
    """The database files were written by another major version of PostgreSQL."""

    folder: Path
    found: str
    ours: str

    def __str__(self) -> str:
        return (
            f"{self.folder} was made by PostgreSQL {self.found} and this program brings "
            f"PostgreSQL {self.ours}; use the release that made it, or another folder with --data."
        )


@dataclass
class AlreadyRunning(Fault):
    """Another process holds the folder."""

    folder: Path
    pid: int

    def __str__(self) -> str:
        return (
            f"{self.folder} is in use by process {self.pid}; "
            "stop that one first, or use another folder with --data."
        )


@dataclass
class NotAllowed(Fault):
    """The operating system denies what the start needs."""

    path: Path
    account: str

    def __str__(self) -> str:
        return (
            f"{self.path} cannot be used by the account {self.account}; "
            "start as the account that made it, or use another folder with --data."
        )


@dataclass
class ProgramsMissing(Fault):
    """The environment lacks PostgreSQL's programs."""

    folder: Path

    def __str__(self) -> str:
        return (
            f"PostgreSQL's programs are not in {self.folder}; "
            "delete .venv and start again to have it made anew."
        )


@dataclass
class DatabaseFailed(Fault):
    """PostgreSQL ended for a reason that has no class of its own."""

    log: Path
    last_line: str

    def __str__(self) -> str:
        return (
            f"PostgreSQL did not start: {self.last_line or 'no reason given'} (more in {self.log})."
        )


def free_mb(folder: Path) -> int:
    """Room left on the disk of a folder, in megabytes."""
    return shutil.disk_usage(folder).free // 2**20


@contextlib.contextmanager
def naming_the_cause(folder: Path) -> Iterator[None]:
    """Turns the system's refusals to write below ``folder`` into faults."""
    try:
        yield
    except PermissionError as error:
        raise NotAllowed(Path(error.filename or folder), getpass.getuser()) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(folder, free_mb(folder)) from error
        raise

"""What can stop a start: classes that carry facts, each worded once, as one sentence to act on."""

import contextlib
import errno
import getpass
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Fault(Exception):
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


@dataclass
class EnvironmentFailed(Fault):
    """The Python environment could not be made."""

    log: Path
    last_line: str

    def __str__(self) -> str:
        return f"The Python environment was not made: {self.last_line} (more in {self.log})."


@dataclass
class NoVenvModule(Fault):
    """This Python cannot make environments (Debian packs that apart)."""

    python: str

    def __str__(self) -> str:
        return (
            f"{self.python} has no venv or ensurepip module; "
            "on Debian and Ubuntu install the package python3-venv."
        )


@dataclass
class NewerData(Fault):
    """A later release has written the data folder."""

    folder: Path
    found: str

    def __str__(self) -> str:
        return (
            f"{self.folder} was written by a newer release of OpenLevy ({self.found}); "
            "use that release, or another folder with --data."
        )


@dataclass
class ForeignFolder(Fault):
    """The folder for the data holds something else."""

    folder: Path

    def __str__(self) -> str:
        return (
            f"{self.folder} holds files that are not OpenLevy's; name an empty folder with --data."
        )


@dataclass
class ResetNotConfirmed(Fault):
    """Nobody said yes to losing the data."""

    folder: Path

    def __str__(self) -> str:
        return f"Nothing was reset: {self.folder} is as it was (confirm with --reset --yes)."


@dataclass
class ResetOfForeignDatabase(Fault):
    """--reset with a database that is not ours."""

    def __str__(self) -> str:
        return (
            "--reset empties the embedded database only; "
            "unset DATABASE_URL, or empty your own database yourself."
        )


@dataclass
class StepFailed(Fault):
    """A command that had to succeed before the start goes on did not."""

    step: str
    log: Path
    last_line: str

    def __str__(self) -> str:
        return f"{self.step} failed: {self.last_line or 'no reason given'} (more in {self.log})."


@dataclass
class ChildGivenUp(Fault):
    """A process ended again and again."""

    name: str
    times: int
    log: Path
    last_line: str

    def __str__(self) -> str:
        return (
            f"The {self.name} ended {self.times} times in a row and is given up: "
            f"{self.last_line or 'no reason given'} (more in {self.log})."
        )


@dataclass
class NotRunning(Fault):
    """A command for a running instance found none."""

    folder: Path

    def __str__(self) -> str:
        return (
            f"No OpenLevy runs with the data in {self.folder}; start it with bin/run,"
            " or name another folder: bin/openlevy --data DIR …"
        )


class Interrupted(Exception):
    """The user asked to stop."""


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

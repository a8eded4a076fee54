"""Which account PostgreSQL runs under: it refuses root, so root drops to an ordinary one."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launcher.faults import NotAllowed


@dataclass(frozen=True)
class Account:
    """An account of the operating system; ``drop`` says whether to change to it."""

    uid: int
    gid: int
    name: str
    drop: bool

    @classmethod
    def for_database(cls, cluster: Path) -> "Account":
        """This process's own; for root the owner of the database files, else ``nobody``."""
        if os.geteuid() != 0:
            return cls._named(os.geteuid(), drop=False)
        owner = cluster.stat().st_uid if cluster.exists() else 0
        return cls._named(owner or _nobody(), drop=True)

    @classmethod
    def _named(cls, uid: int, *, drop: bool) -> "Account":
        try:
            entry = pwd.getpwuid(uid)
        except KeyError:  # containers run under numbers without a name
            return cls(uid, uid if drop else os.getegid(), str(uid), drop)
        return cls(uid, entry.pw_gid, entry.pw_name, drop)

    def popen(self) -> dict[str, Any]:
        """Keyword arguments of ``subprocess`` that run a program as this account."""
        if not self.drop:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Gives a file or an empty folder to the account."""
        if self.drop:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Whether the account reaches the folder: asked of the system, not computed."""
        return self._succeeds(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)])

    def can_run(self, program: Path) -> bool:
        """Whether the account can run the program."""
        return self._succeeds([str(program), "--version"])

    def _succeeds(self, command: list[str]) -> bool:
        try:
            done = subprocess.run(
                command, cwd="/", capture_output=True, check=False, timeout=30, **self.popen()
            )
        except FileNotFoundError:
            return False
        except (PermissionError, subprocess.SubprocessError) as error:
            if self.drop and not _may_become(self):
                raise NotAllowed(Path(command[0]), self.name) from error
            return False
        return done.returncode == 0


def _nobody() -> int:
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return 65534


def _may_become(account: Account) -> bool:
    try:
        subprocess.run(["/bin/true"], cwd="/", check=True, timeout=30, **account.popen())
    except (OSError, subprocess.SubprocessError):
        return False
    return True

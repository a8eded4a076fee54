"""The data folder: what lies where in it, which release wrote it, and how it is emptied."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from launcher.cluster import write_private
from launcher.faults import ForeignFolder, NewerData, NotAllowed, NotRunning, naming_the_cause
from launcher.lock import InstanceLock

FORMAT = 1
_OURS = {
    *("version", "lock", "postgres", "keys", "sandbox-keys"),
    *("logs", "run", "world.json", "bench"),
}
_KEPT_BY_RESET = "issuing"


class DataFolder:
    """One instance's files: ``postgres/``, ``keys/``, ``logs/``, ``run/`` and a few marks."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self._lock = InstanceLock(self.path / "lock")

    @property
    def database(self) -> Path:
        """Where the embedded PostgreSQL keeps its files."""
        return self.path / "postgres"

    @property
    def keys(self) -> Path:
        """Where the product keeps its key files, 0600 each."""
        return self.path / "keys"

    def log(self, name: str) -> Path:
        """A log file by the name of what writes it."""
        return self.path / "logs" / f"{name}.log"

    def claim(self) -> None:
        """Makes the folder when it is missing and holds it for this process.

        Errors: ``ForeignFolder``, ``NewerData``, ``AlreadyRunning``, ``NotAllowed``, ``DiskFull``.
        """
        with naming_the_cause(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            self._require_ours()
            # Root's database account passes through; nobody else's business otherwise.
            self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
            self._lock.take()

    def prepare(self) -> None:
        """Checks which release wrote it and makes the subfolders."""
        with naming_the_cause(self.path):
            self._require_known_format()
            for name in ("keys", "sandbox-keys", "logs", "run"):
                (self.path / name).mkdir(mode=0o700, exist_ok=True)
            (self.path / "version").write_text(f"{FORMAT}\n")

    def release(self) -> None:
        """Gives the folder back."""
        (self.path / "run" / "env.json").unlink(missing_ok=True)
        self._lock.release()

    def empty(self) -> None:
        """Removes what ``prepare`` and the product made, save the issuing certificates: papers
        issued before a reset still have to verify."""
        with naming_the_cause(self.path):
            for name in _OURS - {"lock", "keys"}:
                _remove(self.path / name)
            for key in self.keys.iterdir() if self.keys.is_dir() else ():
                if key.name != _KEPT_BY_RESET:
                    _remove(key)

    def publish(self, environment: Mapping[str, str]) -> None:
        """Writes the running instance's settings for ``bin/openlevy``, for the owner alone."""
        ours = {
            name: value
            for name, value in environment.items()
            if name.startswith("OPENLEVY_") or name == "DATABASE_URL"
        }
        with naming_the_cause(self.path):
            write_private(self.path / "run" / "env.json", json.dumps(ours))

    def published(self) -> dict[str, str]:
        """The running instance's environment; ``NotRunning`` when there is none."""
        try:
            if not self._lock.is_held_by_another():
                raise NotRunning(self.path)
            found: dict[str, str] = json.loads((self.path / "run" / "env.json").read_text())
        except PermissionError as error:
            raise NotAllowed(self.path / "run" / "env.json", str(os.geteuid())) from error
        except (OSError, ValueError):
            raise NotRunning(self.path) from None
        return found

    @property
    def world_is_loaded(self) -> bool:
        """Whether the invented world was loaded to its end."""
        return (self.path / "world.json").exists()

    def note_world(self, persons: int) -> None:
        """Remembers that the invented world is there."""
        with naming_the_cause(self.path):
            write_private(self.path / "world.json", json.dumps({"persons": persons}))

    def _require_ours(self) -> None:
        if not (self.path / "version").exists():
            foreign = {entry.name for entry in self.path.iterdir()} - _OURS
            if foreign:
                raise ForeignFolder(self.path)

    def _require_known_format(self) -> None:
        try:
            found = (self.path / "version").read_text().strip()
        except FileNotFoundError:
            return
        if not found.isdigit() or int(found) > FORMAT:
            raise NewerData(self.path, f"data format {found[:20]}")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)

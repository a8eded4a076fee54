"""For pytest: one embedded PostgreSQL a session, durable as in life, and the test settings.

Loaded early, by ``-p launcher.pytest_database``, because Django's settings are read before any
``conftest.py``. A ``DATABASE_URL`` from outside is used instead. Each process of pytest-xdist has a
server of its own: what the journal may seal depends on every transaction of the whole server.
"""

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from launcher.faults import AlreadyRunning
from launcher.lock import InstanceLock
from launcher.postgres import EmbeddedServer

_PREFIX = "openlevy-test-"
_YOUNG_SECONDS = 60
_OURS = "OPENLEVY_TEST_SERVER"
"""Set where ``DATABASE_URL`` names a server that a session of ours has started."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Sets the environment before any other plugin reads it."""
    asked = early_config.known_args_namespace
    if not (asked.help or asked.version):
        _prepare(early_config.add_cleanup)
    return (yield)


def _prepare(at_end: Callable[[Callable[[], None]], object]) -> None:
    _sweep_left_over()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = InstanceLock(folder / "lock")
    lock.take()
    for register in (at_end, atexit.register):  # the last registered runs first
        register(lambda: shutil.rmtree(folder, ignore_errors=True))
    folder.chmod(0o711)  # the database's account passes through, nobody looks around
    for name in ("keys", "data"):
        (folder / name).mkdir(mode=0o700)
    os.environ["OPENLEVY_ENV"] = "test"
    os.environ["OPENLEVY_KEYS_DIR"] = str(folder / "keys")
    os.environ["OPENLEVY_DATA_DIR"] = str(folder / "data")
    if "DATABASE_URL" not in os.environ or _OURS in os.environ:
        _start_server(folder / "postgres", at_end)


def _start_server(folder: Path, at_end: Callable[[Callable[[], None]], object]) -> None:
    server = EmbeddedServer(folder, for_tests=True)
    for register in (at_end, atexit.register):
        register(server.stop)
    server.start()
    os.environ[_OURS] = "1"
    os.environ["DATABASE_URL"] = server.database_url("openlevy")
    os.environ["OPENLEVY_PG_BIN"] = str(server.programs)
    os.environ["SANDBOX_DATABASE_URL"] = server.database_url("sandbox")


def _sweep_left_over() -> None:
    """Removes the folders of sessions that were killed; their servers ended with them."""
    for folder in Path(tempfile.gettempdir()).glob(_PREFIX + "*"):
        try:
            if time.time() - folder.stat().st_mtime < _YOUNG_SECONDS:
                continue
            lock = InstanceLock(folder / "lock")
            lock.take()
        except (AlreadyRunning, OSError):
            continue
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()

"""The program with a database server of its own, so that the server can be killed too."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.postgres import EmbeddedServer
from tests.faults.running.scenes import Scene
from tests.stack.fixtures import pytest_runtest_makereport, stack
from tests.stack.program import Databases, RunningStack

__all__ = ["pytest_runtest_makereport", "running", "scene", "server", "stack"]


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """PostgreSQL for this program alone."""
    folder = Path(tempfile.mkdtemp(prefix="openlevy-faults-"))
    folder.chmod(0o711)  # the database's account passes through
    made = EmbeddedServer(folder / "postgres", for_tests=True)
    made.start()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def running(server: EmbeddedServer) -> Iterator[RunningStack]:
    """The program, entered so that it can be killed at a step."""
    folder = Path(tempfile.mkdtemp(prefix="openlevy-stack-"))
    databases = Databases(server.database_url("openlevy"), server.database_url("sandbox"))
    program = RunningStack(folder, databases, killable=True)
    try:
        program.start()
        yield program
    finally:
        program.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def scene(stack: RunningStack) -> Scene:
    """The program and its payers at work."""
    scene = Scene(stack)
    scene.mend()
    return scene

"""The program on a database server of its own, after a day in which everything happened."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.postgres import EmbeddedServer
from tests.privacy.day import Day, live
from tests.privacy.lived import House
from tests.stack.fixtures import pytest_runtest_makereport

__all__ = ["pytest_runtest_makereport"]
_PERSONS = 60


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """Started at the first use, kept to the end."""
    folder = Path(tempfile.mkdtemp(prefix="openlevy-privacy-"))
    folder.chmod(0o711)  # the database's account passes through
    server = EmbeddedServer(folder / "postgres", for_tests=True)
    server.start()
    made = House(folder, server, persons=_PERSONS)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        made.temporary.close()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def day(house: House) -> Day:
    """What happened in it."""
    return live(house)

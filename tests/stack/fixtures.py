"""Fixtures that a ``conftest.py`` takes in by name: a running program, and the check after it."""

import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from tests.stack.program import Databases, RunningStack

_TOLD = "stack"


@pytest.fixture(scope="session")
def running(new_database: Callable[[str], str]) -> Iterator[RunningStack]:
    """The program of this test process: started at the first use, kept to the end."""
    folder = Path(tempfile.mkdtemp(prefix="openlevy-stack-"))
    program = RunningStack(folder, Databases(new_database("openlevy"), new_database("sandbox")))
    try:
        program.start()
        yield program
    finally:
        program.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def stack(running: RunningStack) -> Iterator[RunningStack]:
    """The running program; after the test, however it used it, all books agree."""
    yield running
    running.assert_books_agree()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Puts the processes' logs beside a failure."""
    report = yield
    program = getattr(item, "funcargs", {}).get(_TOLD)
    if report.failed and isinstance(program, RunningStack):
        report.sections += [(f"log of {name}", log) for name, log in program.logs().items()]
    return report

"""For journeys: the running program with a crowd, and screens of a phone's and a PC's width."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.screen import PC, PHONE, Screen
from tests.journeys.town import Town
from tests.rows.walk import Walk
from tests.stack.fixtures import pytest_runtest_makereport  # noqa: F401  # a hook
from tests.stack.program import Databases

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NewScreen = Callable[..., Screen]
_PERSONS = 420


@pytest.fixture(scope="session")
def running(new_database: Callable[[str], str]) -> Iterator[Town]:
    """The program of this test process: started at the first use, kept to the end."""
    folder = Path(tempfile.mkdtemp(prefix="openlevy-journeys-"))
    databases = Databases(new_database("openlevy"), new_database("sandbox"))
    town = Town(folder, databases, persons=_PERSONS)
    try:
        town.start()
        yield town
    finally:
        town.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def town(running: Town) -> Iterator[Town]:
    """The running program; after the journey, however it went, all books agree."""
    running.forget_guesses()
    yield running
    running.assert_books_agree()


@pytest.fixture
def quiet_town(running: Town) -> Town:
    """The running program, for journeys that look and pay nothing."""
    running.forget_guesses()
    return running


@pytest.fixture(params=[PHONE, PC], ids=["phone", "pc"])
def width(request: pytest.FixtureRequest) -> int:
    """Of a phone, and of a PC."""
    chosen: int = request.param
    return chosen


@pytest.fixture
def new_screen(
    browser: "Browser", running: Town, walk: Walk, request: pytest.FixtureRequest
) -> Iterator[NewScreen]:
    """Opens browsers; when the journey ends, none of their pages had a fault."""
    screens: list[Screen] = []

    def opened(**how: Any) -> Screen:
        screen = Screen(browser, running.url, walk, name=request.node.name, **how)
        screens.append(screen)
        return screen

    yield opened
    for screen in screens:
        screen.context.close()
    assert [fault for screen in screens for fault in dict.fromkeys(screen.faults)] == []
    assert [heard for screen in screens for heard in screen.noise] == []


@pytest.fixture
def screen(new_screen: NewScreen, width: int) -> Screen:
    """A browser, once of a phone's and once of a PC's width."""
    return new_screen(width=width)


@pytest.fixture
def phone(new_screen: NewScreen) -> Screen:
    """A phone."""
    return new_screen(width=PHONE)

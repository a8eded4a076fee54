"""For journeys and fault tests: a browser, and databases of their own."""

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from launcher import machine

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_HERE = Path(__file__).parent
_FLAGS = (
    "--headless",
    "--no-sandbox",  # Chromium's own sandbox does not work for root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB
)
NewDatabase = Callable[[str], str]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks tests by the folder they lie in, before any selection by marks."""
    for folder, mark in (("journeys", "journey"), ("faults", "fault")):
        for item in items:
            if item.path.is_relative_to(_HERE / folder):
                item.add_marker(mark)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Headless Chromium; without one the test is skipped, under CI it fails."""
    program = machine.chromium()
    if program is None:
        missing = f"Chromium is not installed: {machine.INSTALL}"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Its event loop runs in this thread, and Django would take every query for a mistake.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        made = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield made
        made.close()


@pytest.fixture(scope="session")
def new_database() -> Iterator[NewDatabase]:
    """Makes empty databases: ``new_database("openlevy")`` gives the address of one of that role.

    For processes of their own; tests in this process have Django's test database.
    """
    with contextlib.ExitStack() as made:
        yield lambda role: made.enter_context(_database(role))


@contextlib.contextmanager
def _database(role: str) -> Iterator[str]:
    variable = {"openlevy": "DATABASE_URL", "sandbox": "SANDBOX_DATABASE_URL"}[role]
    own = os.environ[variable]
    name = f"{role}_{secrets.token_hex(6)}"
    with psycopg.connect(own, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlunsplit(urlsplit(own)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(own, autocommit=True) as connection:
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))

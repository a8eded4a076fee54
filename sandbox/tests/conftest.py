"""A sandbox of the tests' own: embedded PostgreSQL, its own process, spoken to over HTTP."""

import itertools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from launcher.network import free_port
from launcher.postgres import EmbeddedServer
from sandbox.tests import asking
from sandbox.tests.peer import Outside


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What speaks to the running sandbox is a journey, what kills it a fault test."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if item.path.is_relative_to(Path(__file__).parent) and "outside" in names:
            item.add_marker("fault" if "kill" in item.name else "journey")


@pytest.fixture(scope="session")
def outside() -> Iterator[Outside]:
    """The running sandbox with its sample people."""
    with tempfile.TemporaryDirectory(prefix="sandbox-test-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        server = EmbeddedServer(folder / "postgres", for_tests=True)
        server.start()
        made = Outside(folder, server.database_url("sandbox"), free_port())
        try:
            made.migrate()
            made.start()
            made.publish_certificate()
            made.order("/world/load", persons=0)
            made.product.wait(lambda one: one.path == "/exchange/agency/packages", 6)
            yield made
        finally:
            made.stop()
            server.stop()


@pytest.fixture
def people(outside: Outside) -> dict[str, dict[str, Any]]:
    """The sample people by their keys."""
    return {one["key"]: one for one in outside.get("/world/accounts.json")["accounts"]}


_NUMBERS = itertools.count(1)


@pytest.fixture
def number() -> Callable[[], int]:
    """A fresh number for keys."""
    return lambda: next(_NUMBERS)


@pytest.fixture
def agreed(
    outside: Outside, people: dict[str, dict[str, Any]], number: Callable[[], int]
) -> Callable[[str], dict[str, Any]]:
    """A sample person, by key, whose first account has a verified agreement and behaves."""

    def made(key: str) -> dict[str, Any]:
        person = people[key]
        outside.order("/control/behave", account=person["bank_accounts"][0]["number"], mode="ok")
        answer = outside.ask("9114", asking.proof(person, number()), "9115")
        assert answer.values["VCResult"] == "0", answer.values
        return person

    return made

"""For pytest: the mark ``row``, the recorder ``walk``, and the results of what they mark."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.rows import results
from tests.rows.book import rows
from tests.rows.walk import Walk

_PROPERTY = "openlevy-rows"
_FOUND = pytest.StashKey[results.Results]()


@pytest.fixture
def walk(request: pytest.FixtureRequest) -> Iterator[Walk]:
    """Records the pages and labels of a journey."""
    recorder = Walk()
    yield recorder
    for name, kept in request.node.user_properties:
        if name == _PROPERTY:
            kept.update(recorder.evidence())


def pytest_configure(config: pytest.Config) -> None:
    """Prepares for results; pytest-xdist's processes report theirs to the controller."""
    config.stash[_FOUND] = {}
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Collector(config), "openlevy-rows")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Attaches the rows to each test that names some; an unknown row is an error."""
    known = rows()
    for item in items:
        named = [row for mark in item.iter_markers("row") for row in mark.args]
        if unknown := [row for row in named if row not in known]:
            raise pytest.UsageError(f"{item.nodeid} names rows that do not exist: {unknown}")
        if named:
            item.user_properties.append(
                (_PROPERTY, {"rows": named, "pages": [], "labels": [], "places": []})
            )


class _Collector:
    """Takes the reports of all tests, wherever they ran."""

    def __init__(self, config: pytest.Config) -> None:
        self._found = config.stash[_FOUND]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Joins the phases of one test: the worst outcome, the last evidence."""
        for name, kept in report.user_properties:
            if name == _PROPERTY and isinstance(kept, dict):
                self._join(report.nodeid, report.outcome, kept)

    def pytest_sessionfinish(self) -> None:
        """Keeps what was found."""
        if self._found:
            results.add(self._found)

    def _join(self, test: str, outcome: str, kept: dict[str, Any]) -> None:
        before = self._found.get(test, {}).get("outcome", "passed")
        worst = max(before, outcome, key=("passed", "skipped", "failed").index)
        self._found[test] = {**kept, "outcome": worst}

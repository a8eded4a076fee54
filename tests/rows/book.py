"""The rows and how each stands, given the results."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.rows.results import Results

_FILE = Path(__file__).with_name("rows.toml")


@dataclass(frozen=True)
class Row:
    """One row of the requirements."""

    id: str
    meaning: str
    source: str
    labels: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    so_far: str = ""


@dataclass(frozen=True)
class Standing:
    """How a row stands: ``passed``, ``part``, ``failed``, ``skipped`` or ``none``."""

    row: Row
    state: str
    tests: Mapping[str, str]
    missing_pages: tuple[str, ...] = ()
    missing_labels: tuple[str, ...] = ()
    missing_places: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "row": self.row.id,
            "meaning": self.row.meaning,
            "source": self.row.source,
            "places": list(self.row.places),
            "state": self.state,
            "so_far": self.row.so_far,
            "missing_pages": list(self.missing_pages),
            "missing_labels": list(self.missing_labels),
            "missing_places": list(self.missing_places),
            "tests": [{"test": test, "outcome": how} for test, how in self.tests.items()],
        }


def rows(file: Path = _FILE) -> dict[str, Row]:
    """Every row by its id, in the order of the requirements."""
    return {name: _row(name, entry) for name, entry in tomllib.loads(file.read_text()).items()}


def standings(known: Mapping[str, Row], results: Results) -> list[Standing]:
    """How each row stands."""
    return [_standing(row, results) for row in known.values()]


def _row(name: str, entry: dict[str, Any]) -> Row:
    lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    return Row(**{"id": name, **entry, **lists})


def _standing(row: Row, results: Results) -> Standing:
    named = {test: found for test, found in results.items() if row.id in found["rows"]}
    outcomes = {test: found["outcome"] for test, found in named.items()}
    pages, labels, places = (
        {one for found in named.values() for one in found[kind]}
        for kind in ("pages", "labels", "places")
    )
    missing_pages = tuple(page for page in row.pages if not _visited(page, pages))
    missing_labels = tuple(label for label in row.labels if label not in labels)
    missing_places = tuple(place for place in row.places if place not in places)
    lacks = bool(row.so_far or missing_pages or missing_labels or missing_places)
    state = _state(set(outcomes.values()), lacks)
    if state in ("none", "skipped"):
        return Standing(row, state, outcomes)
    return Standing(row, state, outcomes, missing_pages, missing_labels, missing_places)


def _state(outcomes: set[str], lacks_something: bool) -> str:
    if not outcomes:
        return "none"
    if "failed" in outcomes:
        return "failed"
    if "passed" not in outcomes:
        return "skipped"
    return "part" if lacks_something or "skipped" in outcomes else "passed"


def _visited(page: str, pages: set[str]) -> bool:
    if not page.startswith("/"):
        return page in pages
    return any(fnmatchcase(path, page) for path in pages if path.startswith("/"))

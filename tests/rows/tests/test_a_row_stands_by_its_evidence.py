"""A row passes by tests that passed, visited its pages and used its labels; by nothing less."""

from typing import Any

import pytest

from tests.rows.book import Row, rows, standings

D7 = Row(
    "D7",
    "declarations",
    "S2",
    labels=("作废", "继续缴费"),
    places=("beijing",),
    pages=("payer:list", "/list/*"),
)
WHOLE: dict[str, Any] = {
    "rows": ["D7"],
    "outcome": "passed",
    "pages": ["/list/7", "payer:list"],
    "labels": ["作废", "继续缴费", "返回"],
    "places": ["beijing", "hubei"],
}


def _state(*tests: dict[str, Any], row: Row = D7) -> str:
    [one] = standings({row.id: row}, {f"test_{n}": test for n, test in enumerate(tests)})
    return one.state


def test_all_of_it_passes() -> None:
    assert _state(WHOLE) == "passed"


def test_evidence_of_several_tests_adds_up() -> None:
    first = {**WHOLE, "labels": ["作废"], "pages": ["payer:list"]}
    second = {**WHOLE, "labels": ["继续缴费"], "pages": ["/list/1"]}
    assert _state(first, second) == "passed"


@pytest.mark.parametrize(
    "lacking",
    [
        {"labels": ["作废"]},
        {"pages": ["payer:list"]},
        {"pages": ["/list/7"]},
        {"labels": []},
        {"places": ["hubei"]},
    ],
)
def test_a_page_label_or_place_left_out_is_a_part(lacking: dict[str, Any]) -> None:
    assert _state({**WHOLE, **lacking}) == "part"


def test_labels_count_to_the_letter() -> None:
    assert _state({**WHOLE, "labels": ["作废", "继续缴费 "]}) == "part"


def test_one_failure_fails_the_row() -> None:
    assert _state(WHOLE, {**WHOLE, "outcome": "failed"}) == "failed"


def test_skipped_is_not_passed() -> None:
    assert _state({**WHOLE, "outcome": "skipped"}) == "skipped"
    assert _state(WHOLE, {**WHOLE, "outcome": "skipped"}) == "part"


def test_a_row_that_no_test_names_has_none() -> None:
    assert _state() == "none"
    assert _state({**WHOLE, "rows": ["D8"]}) == "none"


def test_a_row_of_which_a_part_is_built_passes_in_part() -> None:
    assert _state(WHOLE, row=Row("D7", "declarations", "S2", so_far="pension alone")) == "part"


def test_every_row_of_the_requirements_is_there_once_in_order() -> None:
    counts = {"L": 5, "R": 10, "A": 5, "D": 13, "P": 19, "C": 7, "F": 13, "N": 3, "O": 5, "X": 6}
    assert list(rows()) == [f"{k}{n + 1}" for k, count in counts.items() for n in range(count)]


def test_every_page_that_a_row_names_exists() -> None:
    from django.urls import get_resolver

    known = _names(get_resolver().url_patterns, "")
    named = {page for row in rows().values() for page in row.pages if not page.startswith("/")}
    assert named <= known


def _names(patterns: list[Any], before: str) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = before + (f"{pattern.namespace}:" if pattern.namespace else "")
            found |= _names(pattern.url_patterns, inner)
        elif pattern.name:
            found.add(before + pattern.name)
    return found

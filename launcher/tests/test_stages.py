"""What a check says at its end: each stage's result, and pytest's own line for all of them."""

import os
import sys
from io import StringIO
from pathlib import Path

import pytest

from launcher.stages import Outcome, counted, last_line, run_stage


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("===== 3 failed, 12 passed, 1 skipped, 2 errors in 4.20s =====",
         {"failed": 3, "passed": 12, "skipped": 1, "error": 2}),
        ("1 passed, 1 warning in 0.01s", {"passed": 1, "warning": 1}),
        ("\x1b[32m\x1b[1m7 passed\x1b[0m\x1b[32m in 0.31s\x1b[0m", {"passed": 7}),
        ("no tests ran in 0.01s", {}),
        ("Success: no issues found", {}),
    ],
)  # fmt: skip
def test_counts_are_read_from_pytests_last_line(line: str, counts: dict[str, int]) -> None:
    assert counted(line) == counts


def test_the_counts_of_all_stages_add_up() -> None:
    outcomes = [
        Outcome("format", True, 0.5),
        Outcome("tests", False, 10, {"passed": 5, "failed": 1}),
        Outcome("journeys", True, 20, {"passed": 2, "skipped": 1}),
    ]
    assert last_line(outcomes) == "=== 1 failed, 7 passed, 1 skipped in 30.50s ==="


def _stage(program: str) -> tuple[Outcome, str]:
    out = StringIO()
    command = [sys.executable, "-c", program]
    return run_stage("stage", command, os.environ, Path.cwd(), out), out.getvalue()


def test_a_stage_is_good_by_its_exit_code_and_passes_on_what_it_says() -> None:
    outcome, said = _stage("print('12 passed in 0.20s'); print('bye')")
    assert outcome.good
    assert outcome.counts == {"passed": 12}
    assert "bye" in said
    outcome, _ = _stage("print('12 passed in 0.20s'); raise SystemExit(1)")
    assert not outcome.good


@pytest.mark.parametrize(
    ("said", "code", "complete"),
    [
        ("12 passed in 0.20s", 0, True),
        ("1 failed, 12 passed in 0.20s", 1, True),
        ("7 errors in 0.20s", 1, False),
        ("no tests ran in 0.20s", 5, False),
        ("12 passed in 0.20s", 2, False),
    ],
)
def test_tests_that_could_not_be_read_make_it_incomplete(
    said: str, code: int, complete: bool
) -> None:
    outcome, _ = _stage(f"print({said!r}); raise SystemExit({code})")
    assert outcome.complete is complete

"""``python -m tests.rows.table [--json]``: how every row stands, by the results at hand.

``--fresh`` only says, by the exit code, whether the results are those of all tests on this code;
``--complete`` notes that they are.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence

from launcher.terminal import table
from tests.rows import results
from tests.rows.book import Standing, rows, standings


def main(arguments: Sequence[str]) -> int:
    """Prints the rows; the exit code is 1 when the tests of any row failed."""
    if "--fresh" in arguments:
        return 0 if results.read(complete=True) is not None else 1
    if "--complete" in arguments:
        results.note_complete()
        return 0
    found = standings(rows(), results.read() or {})
    lines = _lines(found)
    if "--json" in arguments:
        lines = [json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=1)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if any(one.state == "failed" for one in found) else 0


def _lines(found: list[Standing]) -> list[str]:
    lines = table([_cells(one) for one in found])
    count = Counter(one.state for one in found)
    told = ", ".join(f"{count[state]} {state}" for state in _STATES if count[state])
    return [*lines, "", f"{len(found)} rows: {told}"]


_STATES = ("passed", "part", "failed", "skipped", "none")


def _cells(one: Standing) -> dict[str, object]:
    lacks = [f"so far {one.row.so_far}"] if one.row.so_far and one.tests else []
    lacks += [f"not visited {page}" for page in one.missing_pages]
    lacks += [f"not used 「{label}」" for label in one.missing_labels]
    lacks += [f"not in {place}" for place in one.missing_places]
    failed = [test for test, outcome in one.tests.items() if outcome == "failed"]
    shown = failed or list(one.tests)
    return {
        "row": one.row.id,
        "state": one.state,
        "capability": one.row.meaning,
        "tests": ", ".join(test.rsplit("/", 1)[-1] for test in shown),
        "lacks": "; ".join(lacks),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

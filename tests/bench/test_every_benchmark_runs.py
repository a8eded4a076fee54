"""One line of JSON as CONTRIBUTING and docs/benchmarks.md describe it. Speeds are not looked at."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from bench.__main__ import MEASUREMENTS

pytestmark = pytest.mark.program
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_it_measures_to_the_end(name: str) -> None:
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "OPENLEVY_")
    environment = {key: text for key, text in os.environ.items() if not key.startswith(ours)}
    done = subprocess.run(
        [str(ROOT / "bin" / "bench"), name, "--quick"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    [line] = done.stdout.splitlines() or [done.stderr]
    told = json.loads(line)
    assert told["bench"] == name
    assert set(told) == {"bench", "figures", "bars", "setting"}
    assert told["figures"]
    assert told["bars"]
    assert all(set(bar) == {"what", "value", "limit", "holds"} for bar in told["bars"])

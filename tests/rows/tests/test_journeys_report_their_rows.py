"""The plugin in a session of its own, alone and with pytest-xdist."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.program

_CONFTEST = """
import json
from pathlib import Path
from tests.rows import results
results.add = lambda found: Path("found.json").write_text(json.dumps(found))
pytest_plugins = ["tests.rows.plugin"]
"""
_JOURNEYS = """
import pytest

@pytest.mark.row("D7", "P17")
def test_passes(walk):
    walk.visited("http://127.0.0.1:8000/no/such/page?x=1")
    walk.used("作废", "继续缴费")

@pytest.mark.row("D7")
def test_fails(walk):
    walk.used("作废")
    assert False

@pytest.mark.row("D8")
def test_is_skipped():
    pytest.skip("no browser")

@pytest.mark.row("D4")
def test_fails_at_the_end(walk, broken_end):
    pass

@pytest.fixture
def broken_end():
    yield
    raise RuntimeError

def test_names_no_row():
    pass
"""


def _run(folder: Path, text: str, *words: str) -> tuple[str, dict[str, Any]]:
    (folder / "conftest.py").write_text(_CONFTEST)
    (folder / "test_it.py").write_text(text)
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--rootdir", folder, "-c", "/dev/null",
         "-o", "markers=row(*ids): rows", *words, "test_it.py"],
        cwd=folder, env={"PYTHONPATH": f"{root}", "PATH": "/usr/bin:/bin",
                         "DJANGO_SETTINGS_MODULE": "plain_settings"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = folder / "found.json"
    return done.stdout + done.stderr, json.loads(found.read_text()) if found.exists() else {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plain_settings.py").write_text("SECRET_KEY = 'x'\nROOT_URLCONF = 'plain_urls'\n")
    (tmp_path / "plain_urls.py").write_text("urlpatterns = []\n")
    return tmp_path


@pytest.mark.parametrize("words", [(), ("-n", "2")])
def test_outcomes_and_evidence_are_kept(folder: Path, words: tuple[str, ...]) -> None:
    said, found = _run(folder, _JOURNEYS, *words)
    assert "1 error" in said
    assert {test.split("::")[1]: result["outcome"] for test, result in found.items()} == {
        "test_passes": "passed",
        "test_fails": "failed",
        "test_is_skipped": "skipped",
        "test_fails_at_the_end": "failed",
    }
    passed = next(result for test, result in found.items() if test.endswith("test_passes"))
    assert passed["rows"] == ["D7", "P17"]
    assert passed["pages"] == ["/no/such/page"]
    assert passed["labels"] == ["作废", "继续缴费"]


def test_a_row_that_does_not_exist_stops_the_session(folder: Path) -> None:
    said, _ = _run(folder, "import pytest\n@pytest.mark.row('D99')\ndef test_a(): pass\n")
    assert "names rows that do not exist: ['D99']" in said

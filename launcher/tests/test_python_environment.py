""".venv: made once from the lock, kept while it fits, made anew when it is broken."""

import ast
import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from launcher.faults import EnvironmentFailed
from launcher.terminal import Terminal
from launcher.venv import RUN_LOCK, TEST_LOCK, PythonEnvironment

pytestmark = pytest.mark.program

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [ROOT / "bin" / name for name in ("run", "test", "bench", "openlevy")]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for lock in (RUN_LOCK, TEST_LOCK):
        (root / lock).write_text("# nothing\n")
    PythonEnvironment(root, Terminal(StringIO())).ensure(TEST_LOCK)
    return root


@pytest.fixture
def root(template: Path) -> Path:
    """The project with an environment that holds the test lock."""
    venv = template / ".venv"
    (venv / "witness").touch()  # gone when it is made anew
    return template


def _ensure(root: Path, lock: str = RUN_LOCK) -> PythonEnvironment:
    made = PythonEnvironment(root, Terminal(StringIO()))
    made.ensure(lock)
    return made


def _stamp(root: Path) -> dict[str, object]:
    stamp: dict[str, object] = json.loads((root / ".venv" / "openlevy.json").read_text())
    return stamp


def test_the_test_lock_serves_for_running_too(root: Path) -> None:
    before = (root / ".venv" / "openlevy.json").stat().st_mtime_ns
    _ensure(root, RUN_LOCK)
    assert (root / ".venv" / "openlevy.json").stat().st_mtime_ns == before


def test_a_run_lock_that_is_not_part_of_the_test_lock_is_not_taken_for_held(root: Path) -> None:
    (root / RUN_LOCK).write_text("pip==0.1 \\\n    --hash=sha256:00\n")
    (root / TEST_LOCK).write_text("# changed\n")
    _ensure(root, TEST_LOCK)
    assert list(_stamp(root)["locks"]) == [TEST_LOCK]  # type: ignore[call-overload]
    (root / RUN_LOCK).write_text("# nothing\n")


def test_a_changed_lock_is_installed_into_what_is_there(root: Path) -> None:
    (root / RUN_LOCK).write_text("# other\n")
    _ensure(root)
    assert (root / ".venv" / "witness").exists()
    assert RUN_LOCK in _stamp(root)["locks"]  # type: ignore[operator]


def test_a_half_made_environment_is_made_anew(root: Path) -> None:
    (root / ".venv" / "openlevy.making").touch()
    _ensure(root)
    assert not (root / ".venv" / "witness").exists()
    assert not (root / ".venv" / "openlevy.making").exists()


@pytest.mark.parametrize("broken", ["python", "pip"])
def test_a_broken_environment_is_made_anew(root: Path, broken: str) -> None:
    if broken == "python":
        (root / ".venv" / "bin" / "python").unlink()
        (root / ".venv" / "bin" / "python").symlink_to("/no/such/python")
    else:
        [pip] = (root / ".venv").glob("lib/python*/site-packages/pip")
        shutil.rmtree(pip)
    made = _ensure(root)
    assert not (root / ".venv" / "witness").exists()
    assert subprocess.run([made.python, "-c", "import pip"], check=False).returncode == 0


def test_a_package_whose_hash_is_not_the_locks_is_refused(root: Path) -> None:
    (root / RUN_LOCK).write_text(f"six==1.16.0 \\\n    --hash=sha256:{'0' * 64}\n")
    with pytest.raises(EnvironmentFailed, match=r"was not made: .*ERROR"):
        _ensure(root)
    assert (root / ".venv" / "openlevy.making").exists()
    assert not (root / ".venv" / "openlevy.json").exists()
    (root / RUN_LOCK).write_text("# nothing\n")


def test_two_starts_at_once_make_it_once(root: Path) -> None:
    (root / RUN_LOCK).write_text("# for two\n")
    (root / ".venv" / "openlevy.making").touch()
    program = (
        "import sys; from pathlib import Path; from launcher.terminal import Terminal;"
        "from launcher.venv import *;"
        "PythonEnvironment(Path(sys.argv[1]), Terminal()).ensure(RUN_LOCK)"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, root], cwd=ROOT) for _ in range(2)]
    assert [one.wait(120) for one in both] == [0, 0]
    assert not (root / ".venv" / "openlevy.making").exists()


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_old_python_is_told_in_one_sentence(script: Path) -> None:
    old = next(filter(_is_old, _pythons()), None)
    if old is None:
        pytest.skip("no Python older than 3.11 on this machine")
    done = subprocess.run([old, script], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert done.stdout == ""
    assert done.stderr.startswith("OpenLevy needs Python 3.11 or later")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "file", [*SCRIPTS, ROOT / "launcher/__init__.py", ROOT / "launcher/python_version.py"]
)
def test_an_old_python_can_read_what_tells_it_so(file: Path) -> None:
    ast.parse(file.read_text(), feature_version=(3, 6))


def _pythons() -> list[Path]:
    found = [shutil.which(f"python3.{version}") for version in range(6, 11)]
    return [*map(Path, filter(None, found)), *Path.home().glob(".pyenv/versions/3.*/bin/python")]


def _is_old(path: Path) -> bool:
    told = subprocess.run(
        [path, "-c", "import sys; print(sys.version_info < (3, 11))"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return told.stdout.strip() == "True"

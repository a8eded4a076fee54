"""``bin/openlevy``: the running instance's environment, from another terminal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.data_folder import DataFolder
from launcher.tests.fake_project import FakeProject

pytestmark = pytest.mark.program


def _openlevy(project: FakeProject, data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, project.root / "bin" / "openlevy", "--data", data, *words],
        env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_runs_the_products_command_with_the_instances_settings(folder: Path) -> None:
    project = FakeProject(folder)
    data = DataFolder(folder / "data")
    data.claim()
    data.prepare()
    data.publish({"DATABASE_URL": "postgresql://x", "OPENLEVY_ENV": "demonstration", "HOME": "/x"})
    done = _openlevy(project, data.path, "selfcheck", "--all")
    assert done.returncode == 0, done.stderr
    [note] = project.notes("openlevy-selfcheck")
    assert note["words"] == ["selfcheck", "--all"]
    assert note["environment"]["DATABASE_URL"] == "postgresql://x"
    assert "HOME" not in json.loads((data.path / "run" / "env.json").read_text())
    data.release()
    done = _openlevy(project, data.path, "selfcheck")
    assert done.returncode == 1
    assert done.stderr == (
        f"No OpenLevy runs with the data in {data.path}; start it with bin/run,"
        " or name another folder: bin/openlevy --data DIR …\n"
    )


def test_settings_left_by_a_killed_instance_are_not_used(folder: Path) -> None:
    project = FakeProject(folder)
    run = folder / "data" / "run"
    run.mkdir(parents=True)
    (run / "env.json").write_text('{"DATABASE_URL": "postgresql://gone"}')
    (folder / "data" / "lock").write_text('{"pid": 1, "started": "another boot:1"}')
    assert "start it with bin/run," in _openlevy(project, folder / "data", "selfcheck").stderr


def test_what_commands_there_are_is_said_though_nothing_runs(folder: Path) -> None:
    project = FakeProject(folder)
    for words in ([], ["--help"], ["clock", "--help"]):
        assert _openlevy(project, folder / "data", *words).returncode == 0
    (first, *_) = project.notes("openlevy---help")
    assert first["words"] == ["--help"]

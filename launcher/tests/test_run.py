"""``bin/run`` from the first start to the last stop, with processes of a few lines each."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launcher.process import birth_mark
from launcher.tests.fake_project import FakeProject, eventually

pytestmark = pytest.mark.program

READY = "Ctrl-C stops everything"
SIGN_IN = ["beijing", "欧阳测", "ouyang", "pw-1", "none"]
CHILDREN = ("openlevy-web", "openlevy-worker", "sandbox-serve")


@pytest.fixture(scope="module")
def made() -> Iterator[FakeProject]:
    root = Path(tempfile.mkdtemp(prefix="openlevy-launcher-"))
    root.chmod(0o711)
    yield FakeProject(root)
    shutil.rmtree(root)


@pytest.fixture
def project(made: FakeProject) -> Iterator[FakeProject]:
    yield made
    made.clear()


def test_the_first_start_makes_all_and_the_second_keeps_it(project: FakeProject) -> None:
    first = project.start("--reset", "--yes")
    first.until(READY)
    assert any(line.split() == SIGN_IN for line in first.said)
    assert project.notes("openlevy-keys")[0]["words"] == ["keys", "make"]
    code, said = first.end()
    assert code == 0
    assert "Stopped; the data is kept." in said
    begin = time.monotonic()
    second = project.start()
    second.until(READY)
    assert time.monotonic() - begin < 10
    assert len([line for line in project.notes("openlevy-demo") if "load" in line["words"]]) == 2
    second.end()


def test_each_process_is_told_what_it_needs_and_no_more(project: FakeProject) -> None:
    started = project.start(SANDBOX_NOISE="x")
    started.until(READY)
    web = project.notes("openlevy-web")[0]["environment"]
    sandbox = project.notes("sandbox-serve")[0]["environment"]
    assert "SANDBOX_DATABASE_URL" not in web
    assert "DATABASE_URL" not in sandbox
    assert web["OPENLEVY_ENV"] == "demonstration"
    assert web["OPENLEVY_KEYS_DIR"] == str(project.data / "keys")
    assert web["OPENLEVY_SECRET_KEY_FILE"] == str(project.data / "keys" / "session.key")
    assert web["OPENLEVY_PUBLIC_URL"] == f"http://127.0.0.1:{project.port}"
    assert web["OPENLEVY_TREASURY_URL"] == f"http://127.0.0.1:{project.port + 1}/tips"
    assert sandbox["SANDBOX_OPENLEVY_URL"] == web["OPENLEVY_PUBLIC_URL"]
    published = project.data / "run" / "env.json"
    assert published.stat().st_mode & 0o777 == 0o600
    assert json.loads(published.read_text())["DATABASE_URL"] == web["DATABASE_URL"]
    started.end(signal.SIGTERM)
    assert not published.exists()


def test_processes_that_die_are_started_again(project: FakeProject) -> None:
    started = project.start()
    started.until(READY)
    for name in CHILDREN:
        [pid] = project.pids(name)
        os.kill(pid, signal.SIGKILL)
        started.until("ended (killed by SIGKILL); starting it again in 1 s")
        eventually(lambda name=name, pid=pid: project.pids(name) != [pid])  # type: ignore[misc]
    code, _ = started.end()
    assert code == 0


def test_what_a_dead_process_had_started_itself_ends_too(project: FakeProject) -> None:
    started = project.start()
    started.until(READY)
    worker = project.notes("openlevy-worker")[-1]
    os.kill(worker["pid"], signal.SIGKILL)
    eventually(lambda: birth_mark(worker["helper"]) is None)
    eventually(lambda: len(project.notes("openlevy-worker")) == 2)
    helper = project.notes("openlevy-worker")[-1]["helper"]
    started.end()
    assert birth_mark(helper) is None


def test_a_crashed_database_is_started_again_at_the_same_address(project: FakeProject) -> None:
    started = project.start()
    started.until(READY)
    url = project.notes("openlevy-web")[-1]["environment"]["DATABASE_URL"]
    pid = int((project.data / "postgres/cluster/postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGQUIT)
    started.until("The database ended; starting it again.")

    def answers() -> bool:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            return False
        return True

    eventually(answers)
    started.end()


def test_everything_ends_with_a_supervisor_killed_by_force(project: FakeProject) -> None:
    started = project.start()
    started.until(READY)
    server = int((project.data / "postgres/cluster/postmaster.pid").read_text().split()[0])
    pids = [*project.pids(*CHILDREN), server]
    started.end(signal.SIGKILL)
    eventually(lambda: all(birth_mark(pid) is None for pid in pids))
    again = project.start()
    again.until(READY)
    again.end()


def test_all_stop_on_one_signal_the_last_started_first(project: FakeProject) -> None:
    started = project.start()
    started.until(READY)
    pids = project.pids(*CHILDREN)
    code, said = started.end()
    assert code == 0
    assert all(birth_mark(pid) is None for pid in pids)
    assert said.index("Stopping") < said.index("Stopped")


def test_a_second_instance_on_the_same_data_is_refused(project: FakeProject) -> None:
    first = project.start()
    first.until(READY)
    second = subprocess.run(
        [*first.process.args[:2], "--port", str(project.port + 10), "--data", project.data],  # type: ignore[index]
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert second.returncode == 1
    assert f"in use by process {first.process.pid}; stop that one first" in second.stdout
    assert (project.data / "run" / "env.json").exists()
    assert first.process.poll() is None
    first.end()


@pytest.mark.parametrize("above", [0, 1])
def test_a_taken_port_is_told_before_anything_is_started(project: FakeProject, above: int) -> None:
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", project.port + above))
        stranger.listen()
        code, said = project.start().outcome()
    assert code == 1
    assert said == (
        f"Port {project.port + above} is taken by another program; choose another with --port.\n"
    )
    assert not project.notes("openlevy-keys")


def test_an_interrupted_world_is_loaded_at_the_next_start(project: FakeProject) -> None:
    (project.root / "notes" / "slow").touch()
    first = project.start("--reset", "--yes")
    eventually(lambda: bool(project.notes("openlevy-demo")))
    code, _ = first.end()
    assert code == 0
    assert not (project.data / "world.json").exists()
    (project.root / "notes" / "slow").unlink()
    second = project.start()
    second.until(READY)
    assert [line["event"] for line in project.notes("openlevy-demo")][:3] == [
        "began",
        "began",
        "ended",
    ]
    second.end()


def test_without_a_demonstration_no_world_is_loaded(project: FakeProject) -> None:
    started = project.start("--reset", "--yes", "--no-demo")
    started.until(READY)
    assert not project.notes("openlevy-demo")
    started.end()


def test_a_reset_without_a_yes_changes_nothing(project: FakeProject) -> None:
    (project.data / "keys").mkdir(parents=True, exist_ok=True)
    (project.data / "keys" / "session.key").write_text("kept")
    code, said = project.start("--reset").outcome()
    assert code == 1
    assert "Nothing was reset" in said
    assert (project.data / "keys" / "session.key").read_text() == "kept"


def test_a_reset_keeps_the_issuing_certificates_alone(project: FakeProject) -> None:
    (project.data / "keys" / "issuing").mkdir(parents=True, exist_ok=True)
    (project.data / "keys" / "issuing" / "2025.crt").write_text("old")
    (project.data / "keys" / "session.key").write_text("gone")
    started = project.start("--reset", "--yes")
    started.until(READY)
    assert (project.data / "keys" / "issuing" / "2025.crt").read_text() == "old"
    assert not (project.data / "keys" / "session.key").exists()
    started.end()


def test_data_of_a_newer_release_is_refused_untouched(project: FakeProject) -> None:
    started = project.start()
    started.until(READY)
    url = project.notes("openlevy-web")[-1]["environment"]["DATABASE_URL"]
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS django_migrations"
                           " (id bigserial, app text, name text, applied timestamptz)")  # fmt: skip
        connection.execute("INSERT INTO django_migrations (app, name, applied)"
                           " VALUES ('ledger', '0099_of_next_year', now())")  # fmt: skip
    started.end()
    code, said = project.start().outcome()
    assert code == 1
    assert "written by a newer release of OpenLevy (ledger.0099_of_next_year)" in said
    (project.data / "version").write_text("2\n")
    code, said = project.start().outcome()
    assert code == 1
    assert "newer release of OpenLevy (data format 2)" in said
    assert project.start("--reset", "--yes", "--no-demo").until(READY)


def test_a_folder_with_other_things_in_it_is_not_taken(project: FakeProject) -> None:
    foreign = project.root / "photos"
    foreign.mkdir()
    (foreign / "cat.jpg").touch()
    code, said = project.start("--data", str(foreign), "--reset", "--yes").outcome()
    assert code == 1
    assert "holds files that are not OpenLevy's" in said
    assert [file.name for file in foreign.iterdir()] == ["cat.jpg"]


def test_a_step_that_fails_is_named_with_its_last_words(project: FakeProject) -> None:
    (project.root / "notes" / "fails").write_text("migrate")
    code, said = project.start().outcome()
    assert code == 1
    assert "migrate failed: it cannot be (more in" in said


def test_a_process_that_cannot_start_is_given_up(project: FakeProject) -> None:
    (project.root / "notes" / "fails").write_text("worker")
    code, said = project.start().outcome()
    assert code == 1
    assert "The worker ended 3 times in a row and is given up: it cannot be" in said


def test_a_database_of_the_users_own_stands_alone(project: FakeProject) -> None:
    started = project.start("--data", str(project.root / "own"), DATABASE_URL=_own_url())
    started.until(READY)
    assert not project.notes("sandbox-serve")
    assert not project.notes("openlevy-demo")
    web = project.notes("openlevy-web")[0]["environment"]
    assert web["DATABASE_URL"] == _own_url()
    assert "OPENLEVY_ENV" not in web
    assert not (project.root / "own" / "postgres").exists()
    started.end()


def _own_url() -> str:
    return os.environ["DATABASE_URL"]

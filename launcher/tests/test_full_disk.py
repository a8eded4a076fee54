"""A full disk: one sentence, and the data as they were once there is room."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launcher.cluster import fault_from_log
from launcher.faults import DiskFull
from launcher.postgres import EmbeddedServer

pytestmark = pytest.mark.program


@pytest.fixture
def disk(folder: Path) -> Iterator[Path]:
    """A disk of 400 MB in memory."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=400m,mode=711", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this account may not mount a disk to fill")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(65536))
        except OSError:
            while True:  # the last bytes too
                try:
                    file.write(b"0")
                except OSError:
                    break
    return filler


def test_no_room_for_a_new_database_is_told_before_anything_is_made(disk: Path) -> None:
    (disk / "filler").write_bytes(bytes(200 * 2**20))
    with pytest.raises(DiskFull, match=r"is full \(\d+ MB free\); make room and start again"):
        EmbeddedServer(disk / "postgres").start()
    assert not (disk / "postgres" / "cluster").exists()


def test_what_was_committed_is_there_once_there_is_room_again(disk: Path) -> None:
    server = EmbeddedServer(disk / "postgres")
    server.start()
    url = server.database_url("openlevy")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
    server.stop()
    filler = _fill(disk)
    with pytest.raises(DiskFull):
        server.start()
    assert not server.is_running()
    filler.unlink()
    server.start()
    with psycopg.connect(server.database_url("openlevy")) as connection:
        assert connection.execute("SELECT seven FROM kept").fetchone() == (7,)
    server.stop()


@pytest.mark.parametrize(
    "line",
    [
        'PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device',
        'FATAL:  could not extend file "base/5/1": Disk quota exceeded',
    ],
)
def test_postgresqls_own_words_for_it_are_understood(line: str, tmp_path: Path) -> None:
    assert isinstance(fault_from_log(f"LOG:  starting\n{line}\n", tmp_path / "log"), DiskFull)

"""A lock file is believed only while the very process that wrote it lives."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.faults import AlreadyRunning
from launcher.lock import InstanceLock
from launcher.process import birth_mark

ROOT = Path(__file__).resolve().parents[2]
_HOLD = (
    "import sys; from pathlib import Path; from launcher.lock import InstanceLock;"
    "lock = InstanceLock(Path(sys.argv[1])); lock.take(); print('held', flush=True); input()"
)


def test_a_folder_held_by_a_living_process_names_it(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path / "lock")],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(AlreadyRunning, match=f"process {holder.pid};"):
        InstanceLock(tmp_path / "lock").take()
    holder.kill()
    holder.communicate()
    InstanceLock(tmp_path / "lock").take()


def test_a_recycled_process_number_is_not_an_instance(tmp_path: Path) -> None:
    parent = os.getppid()  # lives, but was not born when the file says
    stale = {"pid": parent, "started": "another boot:12345"}
    (tmp_path / "lock").write_text(json.dumps(stale))
    InstanceLock(tmp_path / "lock").take()


def test_what_is_written_counts_where_the_file_system_knows_no_locks(tmp_path: Path) -> None:
    parent = os.getppid()
    written = {"pid": parent, "started": birth_mark(parent)}
    (tmp_path / "lock").write_text(json.dumps(written))
    with pytest.raises(AlreadyRunning, match=f"process {parent};"):
        InstanceLock(tmp_path / "lock").take()


@pytest.mark.parametrize("garbage", ["", "{", "[]", '{"pid": "x", "started": 1}', "7"])
def test_garbage_in_the_file_is_no_instance(tmp_path: Path, garbage: str) -> None:
    (tmp_path / "lock").write_text(garbage)
    InstanceLock(tmp_path / "lock").take()


def test_a_released_lock_can_be_taken_by_another(tmp_path: Path) -> None:
    first, second = InstanceLock(tmp_path / "lock"), InstanceLock(tmp_path / "lock")
    first.take()
    with pytest.raises(AlreadyRunning):
        second.take()
    first.release()
    second.take()
    second.release()

import multiprocessing
import stat
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from openlevy.privacy import keys as key_files
from openlevy.privacy.services import (
    KeyDamaged,
    KeysExposed,
    KeysMissing,
    digest,
    ensure_keys,
    seal,
)


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_the_first_start_makes_them_for_the_owner_alone(keys_dir: Path) -> None:
    ensure_keys()
    assert sorted(contents(keys_dir)) == ["data-1.key", "index.key"]
    assert len(set(contents(keys_dir).values())) == 2
    assert stat.S_IMODE(keys_dir.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys_dir.iterdir()} == {0o600}


def test_another_start_keeps_them(keys: Path) -> None:
    before = contents(keys)
    ensure_keys()
    assert contents(keys) == before


def test_an_empty_folder_of_the_owner_is_filled(keys_dir: Path) -> None:
    keys_dir.mkdir(parents=True, mode=0o700)
    ensure_keys()
    assert sorted(contents(keys_dir)) == ["data-1.key", "index.key"]
    assert [path.name for path in keys_dir.parent.iterdir()] == ["data"]


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701])
def test_a_folder_others_can_look_into_is_refused(keys_dir: Path, mode: int) -> None:
    keys_dir.mkdir(parents=True)
    keys_dir.chmod(mode)
    with pytest.raises(KeysExposed) as refused:
        ensure_keys()
    assert refused.value.facts() == {"path": str(keys_dir), "mode": f"{mode:04o}"}
    assert not list(keys_dir.iterdir())


def test_a_key_others_can_read_is_refused(keys: Path) -> None:
    (keys / "data-1.key").chmod(0o640)
    with pytest.raises(KeysExposed):
        seal("x", purpose="a")


@pytest.mark.parametrize("lost", ["index.key", "data-1.key"])
def test_a_lost_key_is_told_and_not_made_anew(keys: Path, lost: str) -> None:
    (keys / lost).unlink()
    with pytest.raises(KeysMissing) as refused:
        ensure_keys()
    assert refused.value.facts() == {"folder": str(keys), "file": lost}
    assert not (keys / lost).exists()


def test_nothing_is_sealed_without_keys(keys_dir: Path) -> None:
    with pytest.raises(KeysMissing):
        seal("x", purpose="a")
    with pytest.raises(KeysMissing):
        digest("phone", "13900000000")
    assert not keys_dir.exists()


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "A" * 64, "0" * 63, "0" * 128, "钥"])
def test_a_damaged_key_is_named(keys: Path, text: str) -> None:
    (keys / "data-1.key").write_text(text)
    with pytest.raises(KeyDamaged) as refused:
        seal("x", purpose="a")
    assert refused.value.path == str(keys / "data-1.key")


def start(folder: Path, barrier: Barrier) -> None:
    barrier.wait()
    key_files.make(folder)


def test_of_several_first_starts_at_once_one_makes_them(keys_dir: Path) -> None:
    context = multiprocessing.get_context("fork")
    for attempt in range(5):
        folder = keys_dir.with_name(f"at-once-{attempt}")
        barrier = context.Barrier(6)
        starts = [context.Process(target=start, args=(folder, barrier)) for _ in range(6)]
        for process in starts:
            process.start()
        for process in starts:
            process.join(30)
        assert [process.exitcode for process in starts] == [0] * 6
        assert sorted(contents(folder)) == ["data-1.key", "index.key"]
        assert not list(folder.parent.glob(".*"))

"""A P-256 key in a file of its own: private to the account, never replaced by accident."""

import threading
from pathlib import Path

import pytest

from openlevy.ledger import seal_keys
from openlevy.privacy.errors import KeyDamaged, KeysExposed, KeysMissing


def test_the_private_half_is_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "seal"
    name = seal_keys.ensure(folder)
    assert (folder / "journal.key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in folder.iterdir()) == ["journal.key", "journal.pub"]
    assert seal_keys.load(folder).name == name


def test_a_second_start_keeps_the_key(tmp_path: Path) -> None:
    name = seal_keys.ensure(tmp_path / "seal")
    before = (tmp_path / "seal" / "journal.key").read_bytes()
    assert seal_keys.ensure(tmp_path / "seal") == name
    assert (tmp_path / "seal" / "journal.key").read_bytes() == before


def test_two_starts_at_once_make_one_key(tmp_path: Path) -> None:
    names: list[str] = []
    together = threading.Barrier(8)

    def start() -> None:
        together.wait()
        names.append(seal_keys.ensure(tmp_path / "seal"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 8
    assert len(set(names)) == 1
    assert sorted(p.name for p in (tmp_path / "seal").iterdir()) == ["journal.key", "journal.pub"]


def test_a_lost_key_is_not_silently_replaced(tmp_path: Path) -> None:
    seal_keys.ensure(tmp_path / "seal")
    (tmp_path / "seal" / "journal.key").unlink()
    with pytest.raises(KeysMissing):
        seal_keys.ensure(tmp_path / "seal")


def test_a_lost_key_is_given_up_by_putting_its_public_half_aside(tmp_path: Path) -> None:
    folder = tmp_path / "seal"
    old = seal_keys.ensure(folder)
    (folder / "journal.key").unlink()
    (folder / "journal.pub").rename(folder / "lost-in-2026.pub")
    new = seal_keys.ensure(folder)
    assert new != old
    assert seal_keys.Verifiers(folder).knows(old)
    assert seal_keys.Verifiers(folder).knows(new)


def test_a_lost_public_half_is_made_again(tmp_path: Path) -> None:
    """As after a start that was killed between the two files."""
    seal_keys.ensure(tmp_path / "seal")
    before = (tmp_path / "seal" / "journal.pub").read_bytes()
    (tmp_path / "seal" / "journal.pub").unlink()
    seal_keys.ensure(tmp_path / "seal")
    assert (tmp_path / "seal" / "journal.pub").read_bytes() == before


@pytest.mark.parametrize("exposed", ["journal.key", "."])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, exposed: str) -> None:
    seal_keys.ensure(tmp_path / "seal")
    path = tmp_path / "seal" / exposed
    path.chmod(path.stat().st_mode | 0o040)
    with pytest.raises(KeysExposed):
        seal_keys.load(tmp_path / "seal")


@pytest.mark.parametrize("text", [b"", b"not a key", b"\xff\x00"])
def test_a_damaged_key_is_refused(tmp_path: Path, text: bytes) -> None:
    seal_keys.ensure(tmp_path / "seal")
    (tmp_path / "seal" / "journal.key").write_bytes(text)
    with pytest.raises(KeyDamaged):
        seal_keys.load(tmp_path / "seal")
    (tmp_path / "seal" / "journal.pub").write_bytes(text)
    with pytest.raises(KeyDamaged):
        seal_keys.Verifiers(tmp_path / "seal")


def test_a_replacement_killed_halfway_is_finished_by_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "seal"
    old = seal_keys.ensure(folder)
    public_of_old = (folder / "journal.pub").read_bytes()
    new = seal_keys.replace(folder)
    (folder / "journal.pub").write_bytes(public_of_old)
    assert seal_keys.ensure(folder) == new
    verifiers = seal_keys.Verifiers(folder)
    assert verifiers.knows(old)
    assert verifiers.knows(new)

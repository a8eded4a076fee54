import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from openlevy.privacy import keys as key_files
from openlevy.privacy.services import (
    KeyMissing,
    SealBroken,
    digest,
    key_number,
    reseal,
    rotate,
    seal,
    unseal_text,
)


def test_new_data_go_under_the_new_key_and_old_data_open(keys: Path) -> None:
    old, number = seal("旧", purpose="a"), digest("phone", "13900000000")
    assert rotate() == 2
    new = seal("新", purpose="a")
    assert (key_number(old), key_number(new)) == (1, 2)
    assert (unseal_text(old, purpose="a"), unseal_text(new, purpose="a")) == ("旧", "新")
    assert digest("phone", "13900000000") == number


def test_old_data_can_be_brought_under_the_new_key(keys: Path) -> None:
    old = seal("旧", purpose="a")
    rotate()
    moved = reseal(old, purpose="a")
    assert key_number(moved) == 2
    assert unseal_text(moved, purpose="a") == "旧"
    assert reseal(moved, purpose="a") == moved
    (keys / "data-1.key").unlink()
    assert unseal_text(moved, purpose="a") == "旧"


def test_a_rotation_by_another_process_is_noticed_when_its_data_arrive(keys: Path) -> None:
    seal("the keys are in memory now", purpose="a")
    elsewhere = keys.with_name("elsewhere")
    shutil.copytree(keys, elsewhere)
    key_files.add(elsewhere)
    ring = key_files.load(elsewhere)
    nonce, head = bytes(12), b"\x01\x00\x02"
    theirs = head + nonce + ring.data[2].encrypt(nonce, "新".encode(), head + b"a")
    shutil.copy(elsewhere / "data-2.key", keys / "data-2.key")
    assert unseal_text(theirs, purpose="a") == "新"


def test_a_missing_key_is_named(keys: Path, settings: Settings) -> None:
    rotate()
    blob = seal("x", purpose="a")
    restored = keys.parent.with_name("restored") / "data"
    shutil.copytree(keys, restored, ignore=shutil.ignore_patterns("data-2.key"))
    settings.OPENLEVY_KEYS_DIR = restored.parent
    with pytest.raises(KeyMissing) as refused:
        unseal_text(blob, purpose="a")
    assert refused.value.facts() == {"number": 2, "folder": str(restored)}


def test_a_key_of_the_same_number_from_elsewhere_does_not_open(keys: Path) -> None:
    blob = seal("x", purpose="a")
    elsewhere = keys.with_name("elsewhere")
    key_files.make(elsewhere)
    shutil.copy(elsewhere / "data-1.key", keys / "data-1.key")
    rotate()  # the keys are read again
    with pytest.raises(SealBroken):
        unseal_text(blob, purpose="a")


def test_a_rotation_under_way_is_not_overtaken(keys: Path) -> None:
    (keys / ".data-2.key").touch(0o600)
    with pytest.raises(FileExistsError):
        rotate()
    assert sorted(path.name for path in keys.glob("data-*")) == ["data-1.key"]


def test_a_running_process_keeps_its_keys_when_the_folder_goes(keys: Path) -> None:
    rotate()
    blob = seal("x", purpose="a")
    shutil.rmtree(keys)
    assert unseal_text(blob, purpose="a") == "x"
    with pytest.raises(KeyMissing):
        unseal_text(b"\x01\x00\x09" + blob[3:], purpose="a")
    assert key_number(seal("y", purpose="a")) == 2

"""The key folder: ``index.key`` and ``data-<n>.key``, 64 hexadecimal digits each, 0600 in 0700.

Hexadecimal, so that a key can be printed and kept in a safe. Losing a data key loses every value
sealed with it; losing the index key loses every search by number.
"""

import errno
import os
import re
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from openlevy.privacy.errors import KeyDamaged, KeysExposed, KeysMissing

INDEX = "index.key"
FIRST = "data-1.key"
_DATA = re.compile(r"data-([1-9]\d{0,4})\.key")
_KEY = re.compile(r"[0-9a-f]{64}\n?")
MOST = 0xFFFF


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of one folder. ``newest`` seals; any of ``data`` opens."""

    index: bytes
    data: dict[int, AESGCM]
    newest: int


def make(folder: Path) -> None:
    """Create ``folder`` with its first keys when it is missing or empty; else check it is whole.

    The folder appears complete or not at all: a start that is killed halfway, or two starts at
    once, leave no half a folder, and keys that were lost are never silently replaced.

    Raises:
        KeysExposed, KeysMissing, KeyDamaged: the folder there is cannot be used.
    """
    if folder.is_dir() and any(folder.iterdir()):
        load(folder)
        return
    if folder.is_dir():
        _refuse_exposed(folder)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name in (INDEX, FIRST):
            _write_new(draft / name)
        _sync_folder(draft)
        _put_in_place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def add(folder: Path) -> int:
    """Write the next data key and return its number.

    Raises:
        FileExistsError: another rotation is under way.
    """
    number = load(folder).newest + 1
    if number > MOST:
        raise ValueError(f"key number {number} does not fit the head of a sealed value")
    draft = folder / f".data-{number}.key"
    try:
        _write_new(draft)
        os.link(draft, folder / f"data-{number}.key")
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(folder)
    return number


def load(folder: Path) -> Ring:
    """Read every key of ``folder``.

    Raises:
        KeysExposed: the folder or a key may be read by others.
        KeysMissing: no folder, no index key, or no data key.
        KeyDamaged: a file holds something else than a key.
    """
    if not folder.is_dir():
        raise KeysMissing(folder=str(folder), file=INDEX)
    _refuse_exposed(folder)
    found = ((_DATA.fullmatch(path.name), path) for path in folder.iterdir())
    data = {int(match[1]): AESGCM(_read(path)) for match, path in found if match}
    if not data:
        raise KeysMissing(folder=str(folder), file=FIRST)
    return Ring(index=_read(folder / INDEX), data=data, newest=max(data))


def _put_in_place(draft: Path, folder: Path) -> None:
    try:
        draft.rename(folder)  # atomic, and refused when another start has filled the folder
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        load(folder)
    _sync_folder(folder.parent)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise KeysMissing(folder=str(path.parent), file=path.name)
    _refuse_exposed(path)
    text = path.read_text("ascii", errors="replace")
    if not _KEY.fullmatch(text):
        raise KeyDamaged(path=str(path))
    return bytes.fromhex(text.strip())


def _write_new(path: Path) -> None:
    """Written through to the disk: a value sealed with a key that a power cut takes is lost."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_exposed(path: Path) -> None:
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise KeysExposed(path=str(path), mode=f"{mode:04o}")

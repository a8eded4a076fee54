"""Seal, open, digest. Safe in threads and processes; the keys are read once and kept.

A sealed value is ``01`` · key number (2 bytes) · nonce (12 bytes) · AES-256-GCM ciphertext and tag
(NIST SP 800-38D): 31 bytes longer than what it holds. Head and purpose are authenticated with it,
so a value copied into a column of another purpose does not open. Nonces are random, which holds
for 2³² values a key (SP 800-38D 8.3): rotate before.
"""

import hmac
import os
import struct
import time
from pathlib import Path
from threading import Lock

from cryptography.exceptions import InvalidTag
from django.conf import settings

from openlevy.privacy import keys
from openlevy.privacy.errors import (
    KeyDamaged,
    KeyMissing,
    KeysExposed,
    KeysMissing,
    SealBroken,
)
from openlevy.privacy.rules import last4, normalise

__all__ = [
    "KeyDamaged",
    "KeyMissing",
    "KeysExposed",
    "KeysMissing",
    "SealBroken",
    "digest",
    "ensure_keys",
    "key_number",
    "last4",
    "reseal",
    "rotate",
    "seal",
    "unseal",
    "unseal_text",
]

_FORMAT = 1
_HEAD = struct.Struct(">BH")
_NONCE_BYTES = 12
_TAG_BYTES = 16
_LEAST = _HEAD.size + _NONCE_BYTES + _TAG_BYTES
_FRESH_SECONDS = 60.0


def seal(data: str | bytes, *, purpose: str) -> bytes:
    """``data`` under the newest key, to be opened for the same ``purpose`` only.

    Text is sealed as UTF-8. The same data sealed twice differ, so sealed columns cannot be
    compared; that is what ``digest`` is for.

    Raises:
        KeysMissing, KeysExposed, KeyDamaged: the key folder cannot be used.
    """
    ring = _ring()
    head = _HEAD.pack(_FORMAT, ring.newest)
    nonce = os.urandom(_NONCE_BYTES)
    plain = data.encode() if isinstance(data, str) else data
    return head + nonce + ring.data[ring.newest].encrypt(nonce, plain, head + purpose.encode())


def unseal(blob: bytes | memoryview, *, purpose: str) -> bytes:
    """What was sealed.

    Raises:
        SealBroken: changed, cut, of another purpose, or sealed by a foreign key.
        KeyMissing: its key is not in the folder.
    """
    sealed = bytes(blob)
    number = key_number(sealed, purpose=purpose)
    cipher = _ring().data.get(number)
    if cipher is None:  # sealed meanwhile by a process that knows of a rotation
        cipher = _ring(fresh=True).data.get(number)
    if cipher is None:
        raise KeyMissing(number=number, folder=str(_folder()))
    nonce_end = _HEAD.size + _NONCE_BYTES
    try:
        return cipher.decrypt(
            sealed[_HEAD.size : nonce_end],
            sealed[nonce_end:],
            sealed[: _HEAD.size] + purpose.encode(),
        )
    except InvalidTag:
        raise SealBroken(purpose=purpose, number=number) from None


def unseal_text(blob: bytes | memoryview, *, purpose: str) -> str:
    """``unseal`` for what was sealed as text."""
    return unseal(blob, purpose=purpose).decode()


def reseal(blob: bytes | memoryview, *, purpose: str) -> bytes:
    """The same data under the newest key; the very same bytes when they are already."""
    sealed = bytes(blob)
    if key_number(sealed, purpose=purpose) == _ring().newest:
        return sealed
    return seal(unseal(sealed, purpose=purpose), purpose=purpose)


def key_number(blob: bytes | memoryview, *, purpose: str = "") -> int:
    """The number of the key that ``blob`` was sealed with.

    Raises:
        SealBroken: too short, or not of this format.
    """
    if len(blob) < _LEAST or blob[0] != _FORMAT:
        raise SealBroken(purpose=purpose, number=0)
    number: int = _HEAD.unpack_from(blob)[1]
    return number


def digest(kind: str, value: str) -> bytes:
    """32 bytes that are equal when the values are, for unique keys and search by equality.

    HMAC-SHA256 under the index key: without the key, the few billion possible phone numbers
    cannot be tried out. Kinds and their normal form: ``privacy.rules``. Equal values of different
    kinds have different digests.

    Raises:
        KeyError: an unknown kind.
        ValueError: an ``address`` that is none.
    """
    text = f"{kind}\0{normalise(kind, value)}"
    return hmac.digest(_ring().index, text.encode(), "sha256")


def ensure_keys(folder: Path | None = None) -> None:
    """Create the key folder with its first keys; when it exists, check that it is whole.

    Called by the first start and harmless afterwards. Keys that are lost are not replaced.

    Raises:
        KeysExposed, KeysMissing, KeyDamaged: see ``openlevy.privacy.errors``.
    """
    keys.make(folder or _folder())


def rotate(folder: Path | None = None) -> int:
    """Add a data key, which seals from now on (within a minute in other processes), and return
    its number. Older keys keep opening what they sealed.

    Raises:
        FileExistsError: another rotation is under way.
    """
    number = keys.add(folder or _folder())
    _ring(fresh=True)
    return number


_lock = Lock()
_kept: tuple[Path, float, keys.Ring] | None = None


def _ring(*, fresh: bool = False) -> keys.Ring:
    """The keys of the configured folder, re-read at most once a minute unless ``fresh``.

    Reading needs no lock: ``_kept`` is replaced as a whole. A folder that has become unreadable
    does not stop a running process, which still has its keys.
    """
    global _kept
    folder, now, kept = _folder(), time.monotonic(), _kept
    same = kept is not None and kept[0] == folder
    if kept is not None and same and not fresh and now - kept[1] < _FRESH_SECONDS:
        return kept[2]
    with _lock:
        try:
            ring = keys.load(folder)
        except (KeysMissing, KeysExposed, KeyDamaged, OSError):
            if kept is None or not same:
                raise
            ring = kept[2]
        _kept = (folder, now, ring)
        return ring


def _folder() -> Path:
    folder: Path = settings.OPENLEVY_KEYS_DIR / "data"
    return folder

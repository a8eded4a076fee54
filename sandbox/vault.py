"""What the sandbox keeps of people is sealed: AES-GCM at rest, exact search by keyed hash.

The key file is the sandbox's own; without it the stored messages cannot be read any more.
"""

import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sandbox import config

_NONCE_BYTES = 12


class Vault:
    """Seals and opens bytes with one 32-byte key; digests with another derived from it."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(hashlib.sha256(b"seal" + key).digest())
        self._search_key = hashlib.sha256(b"digest" + key).digest()

    def seal(self, content: bytes) -> bytes:
        """Nonce and ciphertext; different every time."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, None)

    def open(self, sealed: bytes) -> bytes:
        """The content; ``cryptography.exceptions.InvalidTag`` when a byte was changed."""
        return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)

    def digest(self, value: str) -> bytes:
        """Keyed hash of a number as people write it: spaces and letter case do not count."""
        plain = "".join(value.split()).upper().encode()
        return hmac.new(self._search_key, plain, hashlib.sha256).digest()[:16]


@cache
def vault() -> Vault:
    """The vault of this sandbox; its key is made at the first start."""
    return Vault(read_or_make(config.KEYS_DIR / "vault.key", secrets.token_bytes(32)))


def read_or_make(path: Path, content: bytes) -> bytes:
    """The file's content; written with ``content`` when missing, by exactly one of several.

    The file appears whole under its name: whoever reads it never sees half a key.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    making = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(making, path)
        except FileExistsError:
            pass
        finally:
            making.unlink()
    return path.read_bytes()

"""The folder of the journal's key: ``journal.key`` (P-256, 0600) and its public half beside it.

A block remembers the name of the key that signed it, which is a fingerprint of the public key, so
the key can be replaced: the public halves of former keys stay in the folder under their names.
The folder is no part of the database: who can write to the one cannot sign with the other.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from openlevy.privacy.errors import KeyDamaged, KeysExposed, KeysMissing

KEY = "journal.key"
PUBLIC = "journal.pub"
_SIGNATURE = ec.ECDSA(SHA256())


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its name."""

    name: str
    key: ec.EllipticCurvePrivateKey

    def sign(self, text: bytes) -> bytes:
        """ECDSA over P-256 with SHA-256, in DER."""
        return self.key.sign(text, _SIGNATURE)


class Verifiers:
    """The public keys of a folder, by name."""

    def __init__(self, folder: Path) -> None:
        paths = sorted(folder.glob("*.pub")) if folder.is_dir() else []
        self._keys = {name_of(key): key for key in map(_public, paths)}

    def knows(self, name: str) -> bool:
        """Whether the folder has that key."""
        return name in self._keys

    def holds(self, name: str, signature: bytes, text: bytes) -> bool:
        """Whether the named key signed exactly this text."""
        try:
            self._keys[name].verify(signature, text, _SIGNATURE)
        except InvalidSignature:
            return False
        return True


def ensure(folder: Path) -> str:
    """Make the key where there is none; the name of the key there.

    Two starts at once make one key. A folder that has the public half but not the private one has
    lost it, and is refused rather than given another.

    Raises:
        KeysMissing, KeysExposed, KeyDamaged
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    had_public = (folder / PUBLIC).exists()  # asked first: another start makes it after the key
    if not (folder / KEY).exists():
        if had_public:
            raise KeysMissing(folder=str(folder), file=KEY)
        _link_new(folder, _fresh_key())
    signer = load(folder)
    public = folder / PUBLIC
    if not public.exists() or name_of(_public(public)) != signer.name:
        _write_public(folder, signer.key)
    return signer.name


def load(folder: Path) -> Signer:
    """The key that signs.

    Raises:
        KeysMissing: none was made, or it is lost.
        KeysExposed: others may read it.
        KeyDamaged: the file holds something else.
    """
    path = folder / KEY
    if not path.is_file():
        raise KeysMissing(folder=str(folder), file=KEY)
    for exposed in (folder, path):
        mode = exposed.stat().st_mode & 0o777
        if mode & 0o077:
            raise KeysExposed(path=str(exposed), mode=f"{mode:04o}")
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except ValueError:
        raise KeyDamaged(path=str(path)) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise KeyDamaged(path=str(path))
    return Signer(name_of(key.public_key()), key)


def replace(folder: Path) -> str:
    """Sign with a new key from now on; its name. The old one's public half is kept under its
    name before anything else, so that at no moment a seal cannot be checked.

    Raises:
        KeysMissing, KeysExposed, KeyDamaged
    """
    old = load(folder)
    _put(folder, f"{old.name}.pub", _public_text(old.key), 0o644)
    _put(folder, KEY, _private_text(_fresh_key()), 0o600)
    return ensure(folder)


def name_of(key: ec.EllipticCurvePublicKey) -> str:
    """``journal-`` and the first 16 hexadecimal digits of the SHA-256 of the public key's DER."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"journal-{hashlib.sha256(der).hexdigest()[:16]}"


def _fresh_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _link_new(folder: Path, key: ec.EllipticCurvePrivateKey) -> None:
    draft = _written(folder, _private_text(key), 0o600)
    try:
        os.link(draft, folder / KEY)  # refused when another start was quicker
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
    _sync(folder)


def _write_public(folder: Path, key: ec.EllipticCurvePrivateKey) -> None:
    _put(folder, PUBLIC, _public_text(key), 0o644)


def _put(folder: Path, name: str, text: bytes, mode: int) -> None:
    _written(folder, text, mode).rename(folder / name)
    _sync(folder)


def _written(folder: Path, text: bytes, mode: int) -> Path:
    handle, name = tempfile.mkstemp(prefix=".draft-", dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(text)
        file.flush()
        os.fchmod(handle, mode)
        os.fsync(handle)
    return Path(name)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _private_text(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _public_text(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _public(path: Path) -> ec.EllipticCurvePublicKey:
    try:
        key = load_pem_public_key(path.read_bytes())
    except ValueError:
        raise KeyDamaged(path=str(path)) from None
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise KeyDamaged(path=str(path))
    return key

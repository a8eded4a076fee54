"""Keys and certificates of nodes in their folder, and the ways of signing by name.

``<node>.key`` (0600) and ``<node>.crt`` for PKCS#7, ``<node>.sm3`` (0600) for a key shared with
that node. Of others' nodes only the certificate is there.
"""

import os
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from openlevy.gateways.treasury.signing.errors import (
    NodeKeyDamaged,
    NodeKeyExposed,
    NodeKeyMissing,
    NodeKeysDiffer,
    SignerUnknown,
)
from openlevy.gateways.treasury.signing.frame import Signer, Verifier
from openlevy.gateways.treasury.signing.keyed import KeyedSm3
from openlevy.gateways.treasury.signing.pkcs7 import Pkcs7Signer, Pkcs7Verifier

PKCS7_P256 = "pkcs7-p256"
KEYED_SM3 = "keyed-sm3"

T = TypeVar("T")

CERTIFICATE_DAYS = 3650
LEAST_SHARED_KEY_BYTES = 16


def signer_for(name: str, folder: Path, node: str) -> Signer:
    """What signs our messages: ``node`` is ours for PKCS#7, the receiver for a shared key.

    Raises:
        SignerUnknown: no such way of signing here (SM2 is none).
        NodeKeyMissing, NodeKeyExposed, NodeKeyDamaged, NodeKeysDiffer: the files are not usable.
    """
    return _chosen(name, _SIGNERS)(folder, node)


def verifier_for(name: str, folder: Path, node: str) -> Verifier:
    """What judges the messages of ``node``.

    Raises:
        SignerUnknown: no such way of signing here (SM2 is none).
        NodeKeyMissing, NodeKeyExposed, NodeKeyDamaged: the node's file is not usable.
    """
    return _chosen(name, _VERIFIERS)(folder, node)


def ensure_node_keys(folder: Path, node: str, at: datetime) -> Path:
    """Make the key and the self-signed certificate of ``node`` where they are missing.

    What is there is never overwritten. Processes that start at once agree on one pair: a file
    appears whole, by a link that fails when another was first. Returns the certificate's path,
    for the other side to configure.

    Raises:
        NodeKeyMissing: the certificate is there, its key is not.
        NodeKeyExposed, NodeKeyDamaged, NodeKeysDiffer: what is there is not usable.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_path, certificate_path = folder / f"{node}.key", folder / f"{node}.crt"
    if not certificate_path.exists():
        if not key_path.exists():
            _publish(key_path, _key_pem(ec.generate_private_key(ec.SECP256R1())), 0o600)
        _publish(certificate_path, _certificate_pem(_read_key(key_path), node, at), 0o644)
    _pkcs7_signer(folder, node)
    return certificate_path


def _chosen(name: str, offered: dict[str, T]) -> T:
    if name not in offered:
        raise SignerUnknown(name, " ".join(sorted(offered)))
    return offered[name]


def _pkcs7_signer(folder: Path, node: str) -> Pkcs7Signer:
    key_path, certificate_path = folder / f"{node}.key", folder / f"{node}.crt"
    key, certificate = _read_key(key_path), _read_certificate(certificate_path)
    if certificate.public_key() != key.public_key():
        raise NodeKeysDiffer(str(certificate_path), str(key_path))
    return Pkcs7Signer(key, certificate)


def _pkcs7_verifier(folder: Path, node: str) -> Pkcs7Verifier:
    return Pkcs7Verifier(node, _read_certificate(folder / f"{node}.crt"))


def _keyed_sm3(folder: Path, node: str) -> KeyedSm3:
    path = folder / f"{node}.sm3"
    key = _read_secret(path).rstrip(b"\r\n")
    if len(key) < LEAST_SHARED_KEY_BYTES:
        raise NodeKeyDamaged(str(path))
    return KeyedSm3(node, key)


_SIGNERS: dict[str, Callable[[Path, str], Signer]] = {
    PKCS7_P256: _pkcs7_signer,
    KEYED_SM3: _keyed_sm3,
}
_VERIFIERS: dict[str, Callable[[Path, str], Verifier]] = {
    PKCS7_P256: _pkcs7_verifier,
    KEYED_SM3: _keyed_sm3,
}


def _read_secret(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode & 0o777
        if mode & 0o077:
            raise NodeKeyExposed(str(path), f"{mode:o}")
        return path.read_bytes()
    except FileNotFoundError:
        raise NodeKeyMissing(str(path)) from None


def _read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(_read_secret(path), password=None)
    except (ValueError, TypeError):
        raise NodeKeyDamaged(str(path)) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise NodeKeyDamaged(str(path))
    return key


def _read_certificate(path: Path) -> x509.Certificate:
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
        key = certificate.public_key()
    except FileNotFoundError:
        raise NodeKeyMissing(str(path)) from None
    except ValueError:
        raise NodeKeyDamaged(str(path)) from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        raise NodeKeyDamaged(str(path))
    return certificate


def _publish(path: Path, content: bytes, mode: int) -> None:
    """Write ``path`` whole or, when another process was first, not at all."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _certificate_pem(key: ec.EllipticCurvePrivateKey, node: str, at: datetime) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, node)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=CERTIFICATE_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
    certificate = builder.sign(key, hashes.SHA256())
    return certificate.public_bytes(serialization.Encoding.PEM)

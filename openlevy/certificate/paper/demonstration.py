"""The demonstration's own issuing authority: a root and issuing certificates in a folder.

Every certificate carries a policy that says it is for demonstration, and papers signed with it say
so in words. A pair of key and certificate is one file, so it is there whole or not at all.
"""

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

POLICY = ObjectIdentifier("2.25.208746392115084273658012394857260193745")
"""Ours, from the arc anybody may draw from (ITU-T X.667): the certificate proves nothing."""

_NOTICE = "演示环境，无法律效力"
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
_NAME_BYTES = 64
_ROOT_LIFE = timedelta(days=30 * 365)
_SIGNS_FOR = timedelta(days=3 * 365)
_ISSUING_LIFE = _SIGNS_FOR + timedelta(days=10 * 365)
"""Without a time stamp many readers ask whether the certificate is good today, so it stays good for
ten years after the last paper it signed."""

_SKEW = timedelta(minutes=5)
"""Certificates begin a little early: two machines' clocks differ."""


def marked(certificate: x509.Certificate) -> bool:
    """Whether the certificate is a demonstration's."""
    try:
        policies = certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
    except x509.ExtensionNotFound:
        return False
    return any(policy.policy_identifier == POLICY for policy in policies)


def current_pair(folder: Path, issuer: str, at: datetime) -> Path:
    """The newest pair of ``issuer`` that still signs at ``at``, made if need be."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    signing = [
        (certificate.not_valid_before_utc, path)
        for path, certificate in _pairs(folder)
        if certificate.subject == _subject(issuer)
        and certificate.not_valid_before_utc <= at < certificate.not_valid_before_utc + _SIGNS_FOR
    ]
    return max(signing)[1] if signing else _make_pair(folder, issuer, at)


def _pairs(folder: Path) -> Iterator[tuple[Path, x509.Certificate]]:
    for path in folder.glob("issuing-*.pem"):
        yield path, x509.load_pem_x509_certificates(path.read_bytes())[0]


def _make_pair(folder: Path, issuer: str, at: datetime) -> Path:
    root_key, root = _root(folder, at)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _certificate(_subject(issuer), key.public_key(), root.subject, root_key, at, _ISSUING_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_papers=True), critical=True)
        .add_extension(
            # Readers that know no document signing look for mail protection.
            x509.ExtendedKeyUsage([_DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]),
            critical=False,
        )
        .sign(root_key, hashes.SHA256())
    )
    path = folder / f"issuing-{certificate.serial_number:040x}.pem"
    write_new(path, _pem(key) + _pem(certificate) + _pem(root))
    return path


def _root(folder: Path, at: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """The folder's root; of two processes that make one at once, the first one's stays."""
    path = folder / "root.pem"
    if not path.exists():
        with contextlib.suppress(FileExistsError):
            write_new(path, _new_root(at))
    pair = path.read_bytes()
    key = load_pem_private_key(pair, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"no P-256 key: {path}")
    (certificate,) = x509.load_pem_x509_certificates(pair)
    with contextlib.suppress(FileExistsError):
        write_new(folder / "root.crt", _pem(certificate))
    return key, certificate


def _new_root(at: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("OpenLevy 演示", "OpenLevy 演示根证书")
    certificate = (
        _certificate(name, key.public_key(), name, key, at, _ROOT_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(signs_papers=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _pem(key) + _pem(certificate)


def _certificate(
    subject: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    at: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    notice = x509.UserNotice(notice_reference=None, explicit_text=_NOTICE)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _SKEW)
        .not_valid_after(at + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
        .add_extension(
            x509.CertificatePolicies([x509.PolicyInformation(POLICY, [notice])]), critical=False
        )
    )


def _key_usage(*, signs_papers: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_papers,
        content_commitment=signs_papers,
        key_cert_sign=not signs_papers,
        crl_sign=not signs_papers,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _subject(issuer: str) -> x509.Name:
    mark = "（演示）"
    return _name(_cut(issuer), _cut(issuer, _NAME_BYTES - len(mark.encode())) + mark)


def _name(organisation: str, common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, _NOTICE),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _cut(name: str, size: int = _NAME_BYTES) -> str:
    """As many whole characters as fit: X.509 bounds names, and the library counts bytes."""
    return name.encode()[:size].decode(errors="ignore")


def _pem(thing: ec.EllipticCurvePrivateKey | x509.Certificate) -> bytes:
    if isinstance(thing, x509.Certificate):
        return thing.public_bytes(Encoding.PEM)
    return thing.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def write_new(path: Path, data: bytes) -> None:
    """Write a file that only the owner reads, whole or not at all.

    Raises:
        FileExistsError: there is one; it stays as it is.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    finally:
        draft.unlink()

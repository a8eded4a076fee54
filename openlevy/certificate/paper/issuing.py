"""The issuing certificate and its key: loaded by path, or looked up in the demonstration's folder.

Refusals name the file and what is wrong with it, so whoever set the path can put it right.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from openlevy.certificate.paper import demonstration
from openlevy.kernel.errors import Refusal


@dataclass
class IssuingUnreadable(Refusal):
    """The file is missing, may not be read, or holds no certificate or no unencrypted key."""

    path: str
    code = "certificate.issuing_unreadable"


@dataclass
class IssuingKeyExposed(Refusal):
    """The key's file can be read or written by others than its owner; 0600 is asked for."""

    path: str
    mode: str
    code = "certificate.issuing_key_exposed"


@dataclass
class IssuingKeyUnfit(Refusal):
    """The key is not on the curve P-256, or not the certificate's."""

    path: str
    code = "certificate.issuing_key_unfit"


@dataclass
class IssuingCertificateUnfit(Refusal):
    """The certificate is an authority's, or its key usage does not allow signatures."""

    path: str
    subject: str
    code = "certificate.issuing_certificate_unfit"


@dataclass
class IssuingChainBroken(Refusal):
    """The next certificate of the file did not issue this one."""

    path: str
    subject: str
    code = "certificate.issuing_chain_broken"


@dataclass
class IssuingExpired(Refusal):
    """The issuing certificate is not valid at that moment."""

    subject: str
    valid_from: datetime
    valid_until: datetime
    code = "certificate.issuing_expired"


@dataclass
class IssuingForDemonstration(Refusal):
    """A demonstration's certificate was configured for production."""

    path: str
    subject: str
    code = "certificate.issuing_for_demonstration"


@dataclass(frozen=True, eq=False)
class Issuing:
    """Who signs: a certificate, its key, and the certificates above it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]

    @property
    def demonstration(self) -> bool:
        """Whether papers must say that they have no legal force."""
        return demonstration.marked(self.certificate)

    @property
    def subject(self) -> str:
        """The holder's name as RFC 4514 writes it."""
        return self.certificate.subject.rfc4514_string()

    def require_valid(self, at: datetime) -> None:
        """Let pass only within the certificate's validity.

        Raises:
            IssuingExpired: it has run out, or does not begin yet.
        """
        begin, end = self.certificate.not_valid_before_utc, self.certificate.not_valid_after_utc
        if not begin <= at <= end:
            raise IssuingExpired(self.subject, begin, end)


def load_issuing(certificate: Path, key: Path, at: datetime) -> Issuing:
    """The configured issuing certificate: a PEM file with it first and those above it behind, and
    the PEM file of its key. Both may be one file.

    Raises:
        IssuingUnreadable, IssuingKeyExposed, IssuingKeyUnfit, IssuingCertificateUnfit,
        IssuingChainBroken, IssuingExpired, IssuingForDemonstration: as their names say.
    """
    issuing = _read(certificate, key)
    if issuing.demonstration:
        raise IssuingForDemonstration(str(certificate), issuing.subject)
    issuing.require_valid(at)
    return issuing


def demonstration_issuing(folder: Path, issuer: str, at: datetime) -> Issuing:
    """The demonstration's issuing certificate in the name of ``issuer``, made when there is none
    or the last one has signed for three years. Older ones stay in ``folder``, and good for another
    ten years; nothing in it is ever overwritten.

    ``folder / 'root.crt'`` is what a reader must trust to see the papers' signatures as known.

    Raises:
        the refusals of ``load_issuing``: a file of the folder was tampered with.
    """
    pair = demonstration.current_pair(folder, issuer, at)
    return _read(pair, pair)


def _read(certificate: Path, key: Path) -> Issuing:
    leaf, *chain = _certificates(certificate)
    issuing = Issuing(leaf, _private_key(key), tuple(chain))
    if issuing.key.public_key() != leaf.public_key():
        raise IssuingKeyUnfit(str(key))
    if not _may_sign(leaf):
        raise IssuingCertificateUnfit(str(certificate), issuing.subject)
    for child, parent in zip((leaf, *chain), chain, strict=False):
        if not _issued(child, parent):
            raise IssuingChainBroken(str(certificate), child.subject.rfc4514_string())
    return issuing


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise IssuingUnreadable(str(path)) from error


def _private_key(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        mode = path.stat().st_mode & 0o777
        if mode & 0o077:
            raise IssuingKeyExposed(str(path), f"{mode:04o}")
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise IssuingUnreadable(str(path)) from error
    if not (isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1)):
        raise IssuingKeyUnfit(str(path))
    return key


def _may_sign(certificate: x509.Certificate) -> bool:
    extensions = certificate.extensions
    try:
        if extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
            return False
    except x509.ExtensionNotFound:
        pass
    try:
        return extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    except x509.ExtensionNotFound:
        return False


def _issued(child: x509.Certificate, parent: x509.Certificate) -> bool:
    try:
        child.verify_directly_issued_by(parent)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True

"""Detached PKCS#7 signatures by P-256 with SHA-256."""

import base64
import binascii
import datetime as dt

from asn1crypto import cms  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    PKCS7Options,
    PKCS7SignatureBuilder,
)
from cryptography.x509.oid import NameOID

_CURVE = ec.ECDSA(hashes.SHA256())
_YEARS = dt.timedelta(days=3650)


class SignatureWrong(Exception):
    """The signature is missing, unreadable, or not by this certificate over these bytes."""


def sign(content: bytes, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> str:
    """Base64 of the DER ``SignedData``, detached, certificate enclosed."""
    der = (
        PKCS7SignatureBuilder()
        .set_data(content)
        .add_signer(certificate, key, hashes.SHA256())
        .sign(
            Encoding.DER,
            [PKCS7Options.DetachedSignature, PKCS7Options.Binary, PKCS7Options.NoCapabilities],
        )
    )
    return base64.b64encode(der).decode()


def verify(content: bytes, signature: str, certificate: x509.Certificate) -> None:
    """Passes when the holder of ``certificate`` signed ``content``.

    The certificate enclosed in the signature proves nothing and is not looked at.

    Raises:
        SignatureWrong: in every other case.
    """
    try:
        signer = _signer(base64.b64decode(signature, validate=True))
        _check(content, signer, certificate)
    except SignatureWrong:
        raise
    except (ValueError, TypeError, KeyError, binascii.Error, InvalidSignature) as error:
        raise SignatureWrong(str(error)) from error


def make_certificate(
    name: str, key: ec.EllipticCurvePrivateKey, serial: int, made_at: dt.datetime
) -> x509.Certificate:
    """A self-signed certificate for ``name``, valid from a day before ``made_at`` for ten years."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(made_at - dt.timedelta(days=1))
        .not_valid_after(made_at + _YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )


def _signer(der: bytes) -> cms.SignerInfo:
    outer = cms.ContentInfo.load(der, strict=True)
    if outer["content_type"].native != "signed_data":
        raise SignatureWrong("not signed data")
    signers = outer["content"]["signer_infos"]
    if len(signers) != 1:
        raise SignatureWrong("one signer is expected")
    if signers[0]["digest_algorithm"]["algorithm"].native != "sha256":
        raise SignatureWrong("SHA-256 is expected")
    return signers[0]


def _check(content: bytes, signer: cms.SignerInfo, certificate: x509.Certificate) -> None:
    public = certificate.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise SignatureWrong("the certificate holds no elliptic curve key")
    signed = content
    if len(signer["signed_attrs"]):
        digest = hashes.Hash(hashes.SHA256())
        digest.update(content)
        if _attribute(signer, "message_digest") != digest.finalize():
            raise SignatureWrong("the content was changed")
        # What is signed is the attributes as a SET, not as the [0] they travel under.
        signed = signer["signed_attrs"].untag().dump()
    public.verify(signer["signature"].native, signed, _CURVE)


def _attribute(signer: cms.SignerInfo, name: str) -> bytes:
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == name and len(attribute["values"]) == 1:
            value: bytes = attribute["values"][0].native
            return value
    raise SignatureWrong(f"no {name}")

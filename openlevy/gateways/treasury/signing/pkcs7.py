"""PKCS#7 detached with P-256 (RFC 5652, RFC 5753): Base64 of the DER.

The certificate inside a signature is not believed: the signer must be the one whose certificate is
configured for the node. Signed attributes are required, so that nobody can pass the attributes of
one signature off as a document.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import SignatureAlgorithmOID

from openlevy.gateways.treasury.signing.errors import Flaw, SignatureWrong

MOST_BYTES = 20_000
"""A signature with one certificate is about a kilobyte."""

_SIGNED_DATA = x509.ObjectIdentifier("1.2.840.113549.1.7.2")
_DATA = x509.ObjectIdentifier("1.2.840.113549.1.7.1")
_CONTENT_TYPE = x509.ObjectIdentifier("1.2.840.113549.1.9.3")
_MESSAGE_DIGEST = x509.ObjectIdentifier("1.2.840.113549.1.9.4")
_SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")


@asn1.sequence
class _Algorithm:
    algorithm: x509.ObjectIdentifier
    parameters: asn1.Null | None


@asn1.sequence
class _SignerName:
    issuer: x509.Name
    serial_number: int


@asn1.sequence
class _Attribute:
    kind: x509.ObjectIdentifier
    values: asn1.SetOf[asn1.TLV]


@asn1.sequence
class _SignerInfo:
    version: int
    signer: _SignerName
    digest_algorithm: _Algorithm
    signed: Annotated[asn1.SetOf[_Attribute] | None, asn1.Implicit(0)]
    signature_algorithm: _Algorithm
    signature: bytes
    unsigned: Annotated[asn1.SetOf[asn1.TLV] | None, asn1.Implicit(1)]


@asn1.sequence
class _Content:
    kind: x509.ObjectIdentifier
    content: Annotated[bytes | None, asn1.Explicit(0)]


@asn1.sequence
class _SignedData:
    version: int
    digest_algorithms: asn1.SetOf[_Algorithm]
    content: _Content
    certificates: Annotated[asn1.SetOf[asn1.TLV] | None, asn1.Implicit(0)]
    crls: Annotated[asn1.SetOf[asn1.TLV] | None, asn1.Implicit(1)]
    signers: asn1.SetOf[_SignerInfo]


@asn1.sequence
class ContentInfo:
    """The whole of a PKCS#7 signature."""

    kind: x509.ObjectIdentifier
    content: Annotated[_SignedData, asn1.Explicit(0)]


@dataclass(frozen=True, slots=True)
class Pkcs7Signer:
    """Signs with a node's key; its certificate travels in the signature."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def sign(self, document: bytes) -> bytes:
        """The detached signature, Base64 of its DER."""
        builder = pkcs7.PKCS7SignatureBuilder().set_data(document)
        builder = builder.add_signer(self.certificate, self.key, hashes.SHA256())
        options = (
            pkcs7.PKCS7Options.DetachedSignature,
            pkcs7.PKCS7Options.Binary,
            pkcs7.PKCS7Options.NoCapabilities,
        )
        return base64.b64encode(builder.sign(serialization.Encoding.DER, options))


@dataclass(frozen=True, slots=True)
class Pkcs7Verifier:
    """Believes one certificate: the one configured for ``node``."""

    node: str
    certificate: x509.Certificate

    def judge(self, document: bytes, signature: bytes, at: datetime) -> None:
        """See ``frame.Verifier``."""
        signer = self._signer_info(signature)
        signed = signer.signed
        if signed is None:
            raise self._wrong(Flaw.UNREADABLE)
        self._require_pinned(signer.signer, at)
        if self._digest(signed) != _sha256(document):
            raise self._wrong(Flaw.OTHER_CONTENT)
        self._require_key(signer.signature, asn1.encode_der(signed))

    def _signer_info(self, signature: bytes) -> _SignerInfo:
        if len(signature) > MOST_BYTES:
            raise self._wrong(Flaw.UNREADABLE)
        try:
            der = base64.b64decode(signature, validate=True)
            info = asn1.decode_der(ContentInfo, der)
        except (binascii.Error, ValueError):
            raise self._wrong(Flaw.UNREADABLE) from None
        signers = info.content.signers.as_list()
        detached = info.content.content.content is None
        if info.kind != _SIGNED_DATA or not detached or len(signers) != 1:
            raise self._wrong(Flaw.UNREADABLE)
        self._require_algorithms(signers[0])
        return signers[0]

    def _require_algorithms(self, signer: _SignerInfo) -> None:
        digest = signer.digest_algorithm.algorithm
        signature = signer.signature_algorithm.algorithm
        if digest != _SHA256 or signature != SignatureAlgorithmOID.ECDSA_WITH_SHA256:
            raise self._wrong(Flaw.UNREADABLE)

    def _require_pinned(self, signer: _SignerName, at: datetime) -> None:
        pinned = self.certificate
        if (signer.issuer, signer.serial_number) != (pinned.issuer, pinned.serial_number):
            raise self._wrong(Flaw.OTHER_SIGNER)
        if not pinned.not_valid_before_utc <= at <= pinned.not_valid_after_utc:
            raise self._wrong(Flaw.CERTIFICATE_OUT_OF_DATE)

    def _digest(self, signed: asn1.SetOf[_Attribute]) -> bytes:
        """The digest among the signed attributes, which must be about data and be there once."""
        attributes = signed.as_list()
        values = {attribute.kind: attribute.values.as_list() for attribute in attributes}
        try:
            (content_type,) = values[_CONTENT_TYPE]
            (digest,) = values[_MESSAGE_DIGEST]
            about: x509.ObjectIdentifier = content_type.parse(x509.ObjectIdentifier)
            found: bytes = digest.parse(bytes)
        except (KeyError, ValueError):
            raise self._wrong(Flaw.UNREADABLE) from None
        if len(values) != len(attributes) or about != _DATA:
            raise self._wrong(Flaw.UNREADABLE)
        return found

    def _require_key(self, signature: bytes, signed: bytes) -> None:
        key = self.certificate.public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey)
        try:
            key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            raise self._wrong(Flaw.NOT_OF_THE_KEY) from None

    def _wrong(self, flaw: Flaw) -> SignatureWrong:
        return SignatureWrong(self.node, flaw)


def _sha256(document: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(document)
    return digest.finalize()

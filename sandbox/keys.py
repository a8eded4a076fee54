"""The sandbox's own keys, and the certificates it shows and reads.

Keys are made at the first start and never leave ``SANDBOX_KEYS_DIR``. The certificates go to
``OPENLEVY_KEYS_DIR`` where the product is configured to find them: the network's under ``nodes/``,
each agency's under ``agencies/``, the others' under ``services/``. The product's certificate is
read anew for every message, since it may come about after the sandbox started, and may change.
"""

import datetime as dt
import secrets
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from sandbox import config
from sandbox.vault import read_or_make
from sandbox.wire import signature


class ProductUnknown(Exception):
    """The product's certificate is not there (yet), so nothing it says can be judged."""


class Signer(NamedTuple):
    """A key with its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def sign(self, content: bytes) -> str:
        """Base64 DER of the detached signature."""
        return signature.sign(content, self.key, self.certificate)


def network_signer() -> Signer:
    """The treasury network node's signer."""
    return _signer(config.NODE, config.PRODUCT_KEYS_DIR / "nodes")


def agency_signer(code: str) -> Signer:
    """An agency's signer."""
    return _signer(code, config.PRODUCT_KEYS_DIR / "agencies")


def service_signer(name: str) -> Signer:
    """The signer of one who does one thing for the product: ``notices``, ``card-proofs``."""
    return _signer(name, config.PRODUCT_KEYS_DIR / "services")


def verify_product(content: bytes, signed: str) -> None:
    """Passes when the product's node signed ``content``.

    Raises:
        signature.SignatureWrong: it did not.
        ProductUnknown: its certificate is not there (yet).
    """
    try:
        certificate = x509.load_pem_x509_certificate(config.PRODUCT_CERT.read_bytes())
    except (OSError, ValueError) as error:
        raise ProductUnknown(str(config.PRODUCT_CERT)) from error
    signature.verify(content, signed, certificate)


@cache
def _signer(name: str, published: Path) -> Signer:
    folder = config.KEYS_DIR
    pem = read_or_make(folder / f"{name}.key", _new_key())
    key = load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{folder / name}.key holds no elliptic curve key")
    made = signature.make_certificate(name, key, secrets.randbits(120), dt.datetime.now(dt.UTC))
    certificate = read_or_make(folder / f"{name}.crt", made.public_bytes(Encoding.PEM))
    _publish(published / f"{name}.crt", certificate)
    return Signer(key, x509.load_pem_x509_certificate(certificate))


def _new_key() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _publish(path: Path, pem: bytes) -> None:
    """Writes the certificate when it is not there already; a changed one takes its place."""
    if path.exists() and path.read_bytes() == pem:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    making.write_bytes(pem)
    making.chmod(0o644)
    making.replace(path)

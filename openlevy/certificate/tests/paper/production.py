"""An issuing certificate such as a tax authority configures, with faults to choose."""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from openlevy.certificate.tests.paper.papers import AT

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def production_pair(
    folder: Path,
    *,
    key: PrivateKey | None = None,
    authority: bool = False,
    signs: bool | None = True,
    begins: datetime = AT - timedelta(days=1),
    ends: datetime = AT + timedelta(days=365),
) -> tuple[Path, Path]:
    """Certificate and key, self-signed; ``signs=None`` leaves the key usage out."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "某省税务局电子凭证")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if signs is not None:
        usage = x509.KeyUsage(
            digital_signature=signs,
            content_commitment=False,
            key_encipherment=not signs,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=False,
            crl_sign=False,
            encipher_only=False,
            decipher_only=False,
        )
        builder = builder.add_extension(usage, critical=True)
    certificate = folder / "issuing.crt"
    certificate.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    return certificate, write_key(folder / "issuing.key", key)


def write_key(path: Path, key: PrivateKey) -> Path:
    """The key as PEM, for its owner alone."""
    path.touch(mode=0o600)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path

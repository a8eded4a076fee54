"""A body and its detached signature: as they are kept together, and how each side's is judged.

The others sign with a key of their own, of which we know the certificate by configuration; we sign
with our node's. Both by PKCS#7 with P-256, whatever the treasury network is spoken to with.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from openlevy.gateways.treasury.signing import (
    PKCS7_P256,
    SignatureWrong,
    signer_for,
    verifier_for,
)

MOST_SIGNATURE = 20_000
AGENCIES, SERVICES = "agencies", "services"
"""Folders of certificates below the keys folder: of the agencies by their codes, and of those who
do one thing for us (the gateway of notices, the bank-card proof) by what it is."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The bytes of a body, and what the header ``X-Signature`` says of them; may be empty."""

    body: bytes
    signature: bytes

    @classmethod
    def received(cls, body: bytes, header: str) -> "Signed":
        """As it came over HTTP. A header too long or not ASCII is kept only so far as to fail."""
        signature = header[:MOST_SIGNATURE].encode("ascii", "replace")
        return cls(body, b"".join(signature.split()))

    @classmethod
    def from_wire(cls, wire: bytes) -> "Signed":
        """As ``wire`` wrote it."""
        signature, _, body = wire.partition(b"\n")
        return cls(body, signature)

    @property
    def wire(self) -> bytes:
        """Both in one: the signature's line, then the body."""
        return b"%b\n%b" % (self.signature, self.body)

    def is_by(self, folder: str, name: str, at: datetime) -> bool:
        """Whether the party signed this body, by the certificate configured for it.

        Raises:
            NodeKeyMissing, NodeKeyDamaged: there is none that could be compared with.
        """
        verifier = verifier_for(PKCS7_P256, settings.OPENLEVY_KEYS_DIR / folder, name)
        try:
            verifier.judge(self.body, self.signature, at)
        except SignatureWrong:
            return False
        return True


def signed_by_us(body: bytes) -> Signed:
    """The body with our node's signature.

    Raises:
        NodeKeyMissing, NodeKeyExposed, NodeKeyDamaged, NodeKeysDiffer: our keys cannot be used.
    """
    nodes = settings.OPENLEVY_KEYS_DIR / "nodes"
    signer = signer_for(PKCS7_P256, nodes, settings.OPENLEVY_NODE)
    return Signed(body, signer.sign(body))

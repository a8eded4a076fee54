"""Keyed SM3, as some fronts use it with a key agreed out of band: ``HEX_UPPER(SM3(data || key))``.

It shows only that the other side knows the key, which is also ours, and hashing the key behind the
data is weaker than HMAC; it is here because nodes ask for it. Prefer PKCS#7.
"""

import hmac
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives import hashes

from openlevy.gateways.treasury.signing.errors import Flaw, SignatureWrong


@dataclass(frozen=True, slots=True)
class KeyedSm3:
    """Signs to, and judges of, the node the key is shared with."""

    node: str
    key: bytes = field(repr=False)

    def sign(self, document: bytes) -> bytes:
        """64 hexadecimal digits, upper case."""
        return sm3(document + self.key).hex().upper().encode("ascii")

    def judge(self, document: bytes, signature: bytes, at: datetime) -> None:
        """See ``frame.Verifier``; a shared key has no dates, so ``at`` says nothing here."""
        if not hmac.compare_digest(self.sign(document), signature):
            raise SignatureWrong(self.node, Flaw.NOT_OF_THE_KEY)


def sm3(content: bytes) -> bytes:
    """The SM3 hash (GB/T 32905), 32 bytes."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize()

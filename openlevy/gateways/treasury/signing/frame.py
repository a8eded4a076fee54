"""Where a signature stands in a message: in one comment behind ``</CFX>``.

What is signed are the bytes from the start of the XML to ``</CFX>`` inclusive, in GBK as they are.
"""

from datetime import datetime
from typing import Protocol

from openlevy.gateways.treasury.codec.documents import END, split
from openlevy.gateways.treasury.signing.errors import SignatureMissing


class Signer(Protocol):
    """Signs for one node of ours."""

    def sign(self, document: bytes) -> bytes:
        """What the comment holds: ASCII without ``--``."""


class Verifier(Protocol):
    """Judges the signatures of one node of others."""

    @property
    def node(self) -> str:
        """The node, 12 digits."""

    def judge(self, document: bytes, signature: bytes, at: datetime) -> None:
        """Return when the node signed these bytes with what is configured for it.

        Raises:
            SignatureWrong: it did not, or its certificate is out of date ``at``.
        """


def attach(document: bytes, signer: Signer) -> bytes:
    """The message: ``document`` as ``codec.encode`` wrote it, its signature behind it.

    Raises:
        ValueError: the document does not end with ``</CFX>``, so it is signed already or is none.
    """
    if not document.endswith(END):
        raise ValueError("only a whole, unsigned document is signed")
    return b"%b<!--%b-->" % (document, signer.sign(document))


def detach(message: bytes) -> tuple[bytes, bytes | None]:
    """The signed bytes and what the comment behind them holds, None without a comment.

    Raises:
        MessageUnreadable: no end of a document, or other things behind it than one comment.
    """
    return split(message)


def verify(message: bytes, verifier: Verifier, at: datetime) -> bytes:
    """The document whose signature holds: decode this, and nothing else of the message.

    Raises:
        MessageUnreadable: see ``detach``.
        SignatureMissing: unsigned.
        SignatureWrong: signed by somebody else, over other bytes, or out of date.
    """
    document, signature = detach(message)
    if not (signature or b"").strip():
        raise SignatureMissing(verifier.node)
    verifier.judge(document, (signature or b"").strip(), at)
    return document

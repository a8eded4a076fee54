"""What can be wrong with a signature, or with the keys of a node."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from openlevy.kernel.errors import Refusal


class Flaw(StrEnum):
    """Why a signature does not hold; the wording of the sentence goes by it."""

    UNREADABLE = "unreadable"
    """Not Base64, not DER, not one signature with signed attributes."""
    OTHER_SIGNER = "other_signer"
    """Made with another certificate than the one configured for the node."""
    OTHER_CONTENT = "other_content"
    """Made over other bytes than these."""
    NOT_OF_THE_KEY = "not_of_the_key"
    """Not made with the node's key."""
    CERTIFICATE_OUT_OF_DATE = "certificate_out_of_date"
    """The node's certificate is not valid yet, or no longer."""


@dataclass
class SignatureMissing(Refusal):
    """The message of ``node`` carries no signature."""

    node: str
    code = "treasury_network.signature_missing"
    result: ClassVar[str] = "91005"


@dataclass
class SignatureWrong(Refusal):
    """The signature does not show that ``node`` sent these bytes. ``result`` answers it."""

    node: str
    reason: Flaw
    code = "treasury_network.signature_wrong"
    result: ClassVar[str] = "91005"


@dataclass
class SignerUnknown(Refusal):
    """A node is configured with a way of signing that is not here; ``known`` are the ones that
    are, separated by spaces."""

    name: str
    known: str
    code = "treasury_network.signer_unknown"


@dataclass
class NodeKeyMissing(Refusal):
    """``path`` is not there: nothing can be signed, or nothing of that node believed."""

    path: str
    code = "treasury_network.node_key_missing"


@dataclass
class NodeKeyExposed(Refusal):
    """``path`` may be read by others than its owner (``mode``, octal); it is not used like that."""

    path: str
    mode: str
    code = "treasury_network.node_key_exposed"


@dataclass
class NodeKeyDamaged(Refusal):
    """``path`` does not hold what its name says: a P-256 key, its certificate, a shared key."""

    path: str
    code = "treasury_network.node_key_damaged"


@dataclass
class NodeKeysDiffer(Refusal):
    """``certificate`` was not made for the key in ``key``."""

    certificate: str
    key: str
    code = "treasury_network.node_keys_differ"

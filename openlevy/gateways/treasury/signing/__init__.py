"""Signatures of the treasury network's messages: attached, detached, verified, by way and node.

Ways are chosen by name for each node: ``pkcs7-p256`` (the default) and ``keyed-sm3``. SM2 is not
among them. Nothing here decides what happens to a message that fails: see ``handlers``.
"""

from openlevy.gateways.treasury.signing.errors import (
    Flaw,
    NodeKeyDamaged,
    NodeKeyExposed,
    NodeKeyMissing,
    NodeKeysDiffer,
    SignatureMissing,
    SignatureWrong,
    SignerUnknown,
)
from openlevy.gateways.treasury.signing.frame import Signer, Verifier, attach, detach, verify
from openlevy.gateways.treasury.signing.keyed import KeyedSm3
from openlevy.gateways.treasury.signing.nodes import (
    KEYED_SM3,
    PKCS7_P256,
    ensure_node_keys,
    signer_for,
    verifier_for,
)
from openlevy.gateways.treasury.signing.pkcs7 import Pkcs7Signer, Pkcs7Verifier

__all__ = [
    "KEYED_SM3",
    "PKCS7_P256",
    "Flaw",
    "KeyedSm3",
    "NodeKeyDamaged",
    "NodeKeyExposed",
    "NodeKeyMissing",
    "NodeKeysDiffer",
    "Pkcs7Signer",
    "Pkcs7Verifier",
    "SignatureMissing",
    "SignatureWrong",
    "Signer",
    "SignerUnknown",
    "Verifier",
    "attach",
    "detach",
    "ensure_node_keys",
    "signer_for",
    "verifier_for",
    "verify",
]

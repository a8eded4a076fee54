"""The sandbox's own codec against bytes written by hand, and against hostile ones."""

from pathlib import Path

import pytest
from cryptography import x509

from sandbox.tests.peer import ROOT
from sandbox.wire import body, envelope, signature
from sandbox.wire.envelope import UnreadableEnvelope
from sandbox.wire.pattern import MalformedMessage

GOLDEN = ROOT / "tests" / "golden" / "treasury"
_ONLY_THE_SIGNATURE = {"no-signature", "signature-not-base64", "signature-of-other-bytes"}
_NEVER_RECEIVED = {
    # of messages that the network writes and does not take: refused by their number alone
    "gbk-declared-utf-8-bytes", "pack-amount-differs", "pack-beyond-the-last",
    "pack-count-differs", "receipt-counts-differ", "success-without-a-date",
}  # fmt: skip
_TAKEN = {"1001", "1021", "1024", "9003", "9114", "9115"}


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.xml"))


@pytest.mark.parametrize("name", _names(GOLDEN))
def test_reading_and_writing_give_the_same_bytes(name: str) -> None:
    found = envelope.read((GOLDEN / f"{name}.xml").read_bytes())
    values = body.read(found.head.number, found.body)
    written = envelope.write(found.head, body.write(found.head.number, values))
    assert written == found.signed


@pytest.mark.parametrize("name", _names(GOLDEN / "hostile"))
def test_hostile_bytes_are_refused(name: str) -> None:
    content = (GOLDEN / "hostile" / f"{name}.xml").read_bytes()
    if name in _ONLY_THE_SIGNATURE:
        found = envelope.read(content)
        with pytest.raises(signature.SignatureWrong):
            signature.verify(found.signed, found.signature, _certificate())
    elif name in _NEVER_RECEIVED:
        assert envelope.read(content).head.number not in _TAKEN
    else:
        with pytest.raises((UnreadableEnvelope, MalformedMessage)):
            _read(content)


def test_a_signature_by_openssl_verifies_and_one_flipped_byte_does_not() -> None:
    found = envelope.read((GOLDEN / "2001-ok.signed-pkcs7.xml").read_bytes())
    signature.verify(found.signed, found.signature, _certificate())
    for place in range(0, len(found.signed), 37):
        changed = bytearray(found.signed)
        changed[place] ^= 1
        with pytest.raises(signature.SignatureWrong):
            signature.verify(bytes(changed), found.signature, _certificate())


def _read(content: bytes) -> None:
    found = envelope.read(content)
    body.read(found.head.number, found.body)


def _certificate() -> x509.Certificate:
    return x509.load_pem_x509_certificate((GOLDEN / "signer-100000000000.crt").read_bytes())

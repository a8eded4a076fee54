"""Only the configured node's signature over exactly these bytes, in its certificate's time."""

import base64
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from hypothesis import given, settings
from hypothesis import strategies as st

from openlevy.gateways.treasury.codec import MessageUnreadable
from openlevy.gateways.treasury.signing import (
    Flaw,
    KeyedSm3,
    Pkcs7Signer,
    Pkcs7Verifier,
    SignatureMissing,
    SignatureWrong,
    attach,
    detach,
    ensure_node_keys,
    signer_for,
    verify,
)
from openlevy.gateways.treasury.signing.keyed import sm3
from openlevy.gateways.treasury.signing.pkcs7 import ContentInfo
from openlevy.gateways.treasury.tests.golden import FOLDER, NETWORK, OURS, message

AT = datetime(2027, 3, 1, 10, 15, tzinfo=UTC)
GOLDEN = Pkcs7Verifier(
    NETWORK, x509.load_pem_x509_certificate((FOLDER / f"signer-{NETWORK}.crt").read_bytes())
)
DOCUMENT = message("2001-ok")
GOLDEN_SIGNATURE = base64.b64decode(detach(message("2001-ok.signed-pkcs7"))[1] or b"")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys") / "nodes"
    ensure_node_keys(folder, OURS, AT)
    return folder


@pytest.fixture(scope="module")
def ours(folder: Path) -> Pkcs7Signer:
    signer = signer_for("pkcs7-p256", folder, OURS)
    assert isinstance(signer, Pkcs7Signer)
    return signer


@pytest.fixture(scope="module")
def judge(ours: Pkcs7Signer) -> Pkcs7Verifier:
    return Pkcs7Verifier(OURS, ours.certificate)


def _flaw(content: bytes, verifier: Pkcs7Verifier | KeyedSm3, at: datetime = AT) -> Flaw:
    with pytest.raises(SignatureWrong) as refused:
        verify(content, verifier, at)
    assert refused.value.node == verifier.node
    assert refused.value.result == "91005"
    return refused.value.reason


def _signed(document: bytes, signature: bytes) -> bytes:
    return b"%b<!--%b-->" % (document, base64.b64encode(signature))


def test_a_signature_made_by_openssl_holds() -> None:
    assert verify(message("2001-ok.signed-pkcs7"), GOLDEN, AT) == DOCUMENT


def test_a_signature_of_ours_holds_and_covers_the_document_alone(
    ours: Pkcs7Signer, judge: Pkcs7Verifier
) -> None:
    signed = attach(DOCUMENT, ours)
    assert verify(signed, judge, AT) == DOCUMENT
    assert verify(signed + b"\r\n", judge, AT) == DOCUMENT
    document, signature = detach(signed)
    assert document == DOCUMENT
    assert signature is not None


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_signature_of_ours_holds_for_openssl(
    ours: Pkcs7Signer, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "document").write_bytes(DOCUMENT)
    (tmp_path / "signature").write_bytes(base64.b64decode(ours.sign(DOCUMENT)))
    command = "openssl cms -verify -binary -inform DER -in signature -content document"
    trust = ["-CAfile", str(folder / f"{OURS}.crt"), "-purpose", "any", "-out", "read"]
    dated = ["-attime", str(int(AT.timestamp()))]
    subprocess.run([*command.split(), *trust, *dated], cwd=tmp_path, check=True)
    assert (tmp_path / "read").read_bytes() == DOCUMENT


def test_an_unsigned_message_is_refused(judge: Pkcs7Verifier) -> None:
    for unsigned in (message("hostile/no-signature"), DOCUMENT + b"<!-- -->"):
        with pytest.raises(SignatureMissing):
            verify(unsigned, judge, AT)


def test_other_bytes_are_refused(ours: Pkcs7Signer, judge: Pkcs7Verifier) -> None:
    assert _flaw(message("hostile/signature-of-other-bytes"), GOLDEN) is Flaw.OTHER_CONTENT
    signed = attach(DOCUMENT, ours)
    assert _flaw(signed.replace(b"90000", b"24007"), judge) is Flaw.OTHER_CONTENT
    assert _flaw(signed.replace(b"\n", b"\r\n", 1), judge) is Flaw.OTHER_CONTENT
    assert _flaw(b" " + signed, judge) is Flaw.OTHER_CONTENT


def test_what_is_no_signature_is_refused(judge: Pkcs7Verifier) -> None:
    assert _flaw(message("hostile/signature-not-base64"), judge) is Flaw.UNREADABLE
    for content in (b"MII=", b"x" * 20_001, b"MAA=", base64.b64encode(b"\x30\x80\x00\x00")):
        assert _flaw(b"%b<!--%b-->" % (DOCUMENT, content), judge) is Flaw.UNREADABLE


def test_another_node_does_not_sign_for_this_one(ours: Pkcs7Signer, tmp_path: Path) -> None:
    assert _flaw(attach(DOCUMENT, ours), GOLDEN) is Flaw.OTHER_SIGNER
    ensure_node_keys(tmp_path, OURS, AT)
    namesake = signer_for("pkcs7-p256", tmp_path, OURS)
    pinned = Pkcs7Verifier(OURS, ours.certificate)
    assert _flaw(attach(DOCUMENT, namesake), pinned) is Flaw.OTHER_SIGNER


def test_a_stolen_name_and_serial_number_do_not_help(
    ours: Pkcs7Signer, judge: Pkcs7Verifier
) -> None:
    """The forger's certificate says it is the node's; its key is not the pinned one."""
    key = ec.generate_private_key(ec.SECP256R1())
    real = ours.certificate
    forged = x509.CertificateBuilder(
        real.issuer,
        real.subject,
        key.public_key(),
        real.serial_number,
        real.not_valid_before_utc,
        real.not_valid_after_utc,
    ).sign(key, hashes.SHA256())
    assert _flaw(attach(DOCUMENT, Pkcs7Signer(key, forged)), judge) is Flaw.NOT_OF_THE_KEY


def test_a_certificate_counts_from_its_first_to_its_last_moment(
    ours: Pkcs7Signer, judge: Pkcs7Verifier
) -> None:
    signed, certificate = attach(DOCUMENT, ours), ours.certificate
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    second = timedelta(seconds=1)
    assert verify(signed, judge, first) == verify(signed, judge, last)
    assert _flaw(signed, judge, first - second) is Flaw.CERTIFICATE_OUT_OF_DATE
    assert _flaw(signed, judge, last + second) is Flaw.CERTIFICATE_OUT_OF_DATE


@pytest.mark.parametrize(
    "options",
    [
        [pkcs7.PKCS7Options.Binary],
        [
            pkcs7.PKCS7Options.Binary,
            pkcs7.PKCS7Options.DetachedSignature,
            pkcs7.PKCS7Options.NoAttributes,
        ],
    ],
    ids=["not detached", "without signed attributes"],
)
def test_other_forms_of_a_signature_are_refused(
    options: list[pkcs7.PKCS7Options], ours: Pkcs7Signer, judge: Pkcs7Verifier
) -> None:
    builder = pkcs7.PKCS7SignatureBuilder().set_data(DOCUMENT)
    builder = builder.add_signer(ours.certificate, ours.key, hashes.SHA256())
    signature = builder.sign(serialization.Encoding.DER, options)
    assert _flaw(_signed(DOCUMENT, signature), judge) is Flaw.UNREADABLE


def test_two_signers_or_another_hash_are_refused(ours: Pkcs7Signer, judge: Pkcs7Verifier) -> None:
    detached = [pkcs7.PKCS7Options.Binary, pkcs7.PKCS7Options.DetachedSignature]
    builder = pkcs7.PKCS7SignatureBuilder().set_data(DOCUMENT)
    one = builder.add_signer(ours.certificate, ours.key, hashes.SHA256())
    two = one.add_signer(ours.certificate, ours.key, hashes.SHA256())
    other = builder.add_signer(ours.certificate, ours.key, hashes.SHA384())
    for wrong in (two, other):
        signature = wrong.sign(serialization.Encoding.DER, detached)
        assert _flaw(_signed(DOCUMENT, signature), judge) is Flaw.UNREADABLE


def _resigned(ours: Pkcs7Signer, *documents: bytes, without: int = 0) -> bytes:
    """A signature by the right key over the attributes of all ``documents``, the last ones
    (the digest comes last) left out."""
    infos = [asn1.decode_der(ContentInfo, base64.b64decode(ours.sign(d))) for d in documents]
    signers = [info.content.signers.as_list()[0] for info in infos]
    first = (signers[0].signed or asn1.SetOf([])).as_list()
    others = [(signer.signed or asn1.SetOf([])).as_list()[-1] for signer in signers[1:]]
    attributes = asn1.SetOf(first[: len(first) - without] + others)
    signers[0].signed = attributes
    signers[0].signature = ours.key.sign(asn1.encode_der(attributes), ec.ECDSA(hashes.SHA256()))
    infos[0].content.signers = asn1.SetOf(signers[:1])
    return asn1.encode_der(infos[0])


def test_an_attribute_that_is_there_twice_is_refused(
    ours: Pkcs7Signer, judge: Pkcs7Verifier
) -> None:
    """Of two digests nobody could say which one was signed."""
    assert verify(_signed(DOCUMENT, _resigned(ours, DOCUMENT)), judge, AT) == DOCUMENT
    other = message("2001-refused")
    both = _resigned(ours, DOCUMENT, other)
    assert _flaw(_signed(DOCUMENT, both), judge) is Flaw.UNREADABLE
    assert _flaw(_signed(other, both), judge) is Flaw.UNREADABLE


def test_a_signature_of_no_digest_is_refused(ours: Pkcs7Signer, judge: Pkcs7Verifier) -> None:
    assert _flaw(_signed(DOCUMENT, _resigned(ours, DOCUMENT, without=1)), judge) is Flaw.UNREADABLE


# A name that the change made improper is warned about by cryptography, and read all the same.
@pytest.mark.filterwarnings("ignore:Attribute's length:UserWarning")
@settings(max_examples=300, deadline=None, database=None)
@given(place=st.integers(0, len(GOLDEN_SIGNATURE) - 1), flip=st.integers(1, 255))
def test_a_signature_with_one_byte_changed_never_shows_another_document(
    place: int, flip: int
) -> None:
    """Bytes the judgement does not rest on (the certificate sent along) may change; nothing but a
    refusal of this kind may come of it."""
    signature = bytearray(GOLDEN_SIGNATURE)
    signature[place] ^= flip
    try:
        assert verify(_signed(DOCUMENT, bytes(signature)), GOLDEN, AT) == DOCUMENT
    except SignatureWrong:
        return


def test_only_a_whole_unsigned_document_is_signed(ours: Pkcs7Signer) -> None:
    for wrong in (b"", DOCUMENT + b"\n", attach(DOCUMENT, ours)):
        with pytest.raises(ValueError, match="whole, unsigned"):
            attach(wrong, ours)


def test_a_signature_stands_alone_behind_the_end(judge: Pkcs7Verifier) -> None:
    for name in ("two-comments", "text-after-end", "truncated"):
        with pytest.raises(MessageUnreadable):
            verify(message(f"hostile/{name}"), judge, AT)


def test_sm3_is_the_standard_one() -> None:
    digest = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3(b"abc").hex() == digest


def test_keyed_sm3_is_the_hash_of_the_document_and_then_the_key() -> None:
    shared = KeyedSm3(NETWORK, b"golden key of the treasury tests")
    assert attach(DOCUMENT, shared) == message("2001-ok.signed-sm3")
    assert verify(message("2001-ok.signed-sm3"), shared, AT) == DOCUMENT


def test_keyed_sm3_with_another_key_or_other_bytes_is_refused() -> None:
    other = KeyedSm3(NETWORK, b"golden key of the treasury testS")
    shared = KeyedSm3(NETWORK, b"golden key of the treasury tests")
    signed = message("2001-ok.signed-sm3")
    assert _flaw(signed, other) is Flaw.NOT_OF_THE_KEY
    assert _flaw(signed.replace(b"90000", b"90001"), shared) is Flaw.NOT_OF_THE_KEY
    assert _flaw(message("2001-ok.signed-pkcs7"), shared) is Flaw.NOT_OF_THE_KEY
    assert _flaw(signed.replace(b"7A01F", b"7a01f"), shared) is Flaw.NOT_OF_THE_KEY


def test_a_shared_key_is_not_shown() -> None:
    assert "golden" not in repr(KeyedSm3(NETWORK, b"golden key of the treasury tests"))

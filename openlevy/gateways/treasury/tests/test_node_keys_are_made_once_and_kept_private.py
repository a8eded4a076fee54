"""Keys appear once and whole, are never overwritten, and are not used when others can read them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from openlevy.gateways.treasury.signing import (
    KEYED_SM3,
    PKCS7_P256,
    NodeKeyDamaged,
    NodeKeyExposed,
    NodeKeyMissing,
    NodeKeysDiffer,
    SignerUnknown,
    attach,
    ensure_node_keys,
    signer_for,
    verifier_for,
    verify,
)
from openlevy.gateways.treasury.tests.golden import NETWORK, OURS, message

AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "nodes"


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_made_signs_and_verifies(folder: Path) -> None:
    certificate = ensure_node_keys(folder, OURS, AT)
    assert certificate == folder / f"{OURS}.crt"
    signed = attach(message("2001-ok"), signer_for(PKCS7_P256, folder, OURS))
    assert verify(signed, verifier_for(PKCS7_P256, folder, OURS), AT) == message("2001-ok")


def test_the_key_is_for_its_owner_alone(folder: Path) -> None:
    ensure_node_keys(folder, OURS, AT)
    assert (folder / f"{OURS}.key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o077 == 0
    assert set(_files(folder)) == {f"{OURS}.key", f"{OURS}.crt"}


def test_what_is_there_is_never_overwritten(folder: Path) -> None:
    ensure_node_keys(folder, OURS, AT)
    before = _files(folder)
    ensure_node_keys(folder, OURS, AT)
    assert _files(folder) == before


def test_a_certificate_that_was_lost_is_made_anew_for_the_same_key(folder: Path) -> None:
    ensure_node_keys(folder, OURS, AT)
    key = (folder / f"{OURS}.key").read_bytes()
    (folder / f"{OURS}.crt").unlink()
    ensure_node_keys(folder, OURS, AT)
    assert (folder / f"{OURS}.key").read_bytes() == key


def test_a_key_that_was_lost_is_not_made_up_for(folder: Path) -> None:
    ensure_node_keys(folder, OURS, AT)
    (folder / f"{OURS}.key").unlink()
    with pytest.raises(NodeKeyMissing) as refused:
        ensure_node_keys(folder, OURS, AT)
    assert refused.value.path.endswith(f"{OURS}.key")
    assert set(_files(folder)) == {f"{OURS}.crt"}


def test_processes_that_start_at_once_agree_on_one_pair(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = [pool.submit(ensure_node_keys, folder, OURS, AT) for _ in range(16)]
    assert {task.result() for task in made} == {folder / f"{OURS}.crt"}
    assert set(_files(folder)) == {f"{OURS}.key", f"{OURS}.crt"}


def test_a_key_that_others_can_read_is_not_used(folder: Path) -> None:
    ensure_node_keys(folder, OURS, AT)
    (folder / f"{OURS}.key").chmod(0o640)
    with pytest.raises(NodeKeyExposed) as refused:
        signer_for(PKCS7_P256, folder, OURS)
    assert refused.value.mode == "640"


def test_files_that_are_not_what_they_should_be_are_named(folder: Path) -> None:
    ensure_node_keys(folder, OURS, AT)
    key, certificate = folder / f"{OURS}.key", folder / f"{OURS}.crt"
    for path, content in ((key, b"no key"), (certificate, b"no certificate")):
        kept = path.read_bytes()
        path.write_bytes(content)
        with pytest.raises(NodeKeyDamaged) as refused:
            signer_for(PKCS7_P256, folder, OURS)
        assert refused.value.path == str(path)
        path.write_bytes(kept)


def test_a_key_of_another_curve_is_not_used(folder: Path) -> None:
    ensure_node_keys(folder, OURS, AT)
    other = ec.generate_private_key(ec.SECP384R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / f"{OURS}.key").write_bytes(other)
    with pytest.raises(NodeKeyDamaged):
        signer_for(PKCS7_P256, folder, OURS)


def test_a_certificate_of_another_curve_is_not_believed(folder: Path) -> None:
    folder.mkdir(parents=True)
    key = ec.generate_private_key(ec.SECP384R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NETWORK)])
    until = AT + timedelta(days=1)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, AT, until).sign(key, SHA256())
    (folder / f"{NETWORK}.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    with pytest.raises(NodeKeyDamaged):
        verifier_for(PKCS7_P256, folder, NETWORK)


def test_a_certificate_of_another_key_is_not_used(folder: Path) -> None:
    ensure_node_keys(folder, OURS, AT)
    ensure_node_keys(folder, NETWORK, AT)
    (folder / f"{OURS}.crt").write_bytes((folder / f"{NETWORK}.crt").read_bytes())
    with pytest.raises(NodeKeysDiffer):
        signer_for(PKCS7_P256, folder, OURS)


def test_a_node_without_a_certificate_is_believed_nothing(folder: Path) -> None:
    ensure_node_keys(folder, OURS, AT)
    with pytest.raises(NodeKeyMissing):
        verifier_for(PKCS7_P256, folder, NETWORK)


@pytest.mark.parametrize("name", ["sm2", "", "PKCS7-P256"])
def test_a_way_of_signing_that_is_not_here_is_refused(name: str, folder: Path) -> None:
    for choose in (signer_for, verifier_for):
        with pytest.raises(SignerUnknown) as refused:
            choose(name, folder, OURS)
        assert refused.value.facts() == {"name": name, "known": "keyed-sm3 pkcs7-p256"}


def test_a_shared_key_is_read_without_its_line_end(folder: Path) -> None:
    folder.mkdir(parents=True)
    path = folder / f"{NETWORK}.sm3"
    path.touch(mode=0o600)
    path.write_bytes(b"golden key of the treasury tests\n")
    signed = message("2001-ok.signed-sm3")
    assert attach(message("2001-ok"), signer_for(KEYED_SM3, folder, NETWORK)) == signed
    assert verify(signed, verifier_for(KEYED_SM3, folder, NETWORK), AT) == message("2001-ok")


def test_a_shared_key_too_short_or_open_to_others_is_not_used(folder: Path) -> None:
    folder.mkdir(parents=True)
    path = folder / f"{NETWORK}.sm3"
    path.touch(mode=0o600)
    path.write_bytes(b"fifteen bytes..\n")
    with pytest.raises(NodeKeyDamaged):
        signer_for(KEYED_SM3, folder, NETWORK)
    path.chmod(0o604)
    with pytest.raises(NodeKeyExposed):
        signer_for(KEYED_SM3, folder, NETWORK)

"""A production start with a wrong, expired or foreign certificate is refused by name."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import (
    Issuing,
    IssuingCertificateUnfit,
    IssuingChainBroken,
    IssuingExpired,
    IssuingForDemonstration,
    IssuingKeyExposed,
    IssuingKeyUnfit,
    IssuingUnreadable,
    load_issuing,
)
from openlevy.certificate.tests.paper.papers import AT, record
from openlevy.certificate.tests.paper.production import production_pair, write_key
from openlevy.kernel.errors import Refusal

Spoil = Callable[[Path, Path], object]


def test_a_fit_one_is_loaded(tmp_path: Path) -> None:
    issuing = load_issuing(*production_pair(tmp_path), AT)
    assert not issuing.demonstration
    assert issuing.subject == "CN=某省税务局电子凭证"
    assert make_paper(record(), issuing, AT)


def encrypt(_: Path, key: Path) -> None:
    locked = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")
    )
    key.write_bytes(locked)


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (lambda certificate, _: certificate.unlink(), IssuingUnreadable),
        (lambda _, key: key.unlink(), IssuingUnreadable),
        (lambda certificate, _: certificate.write_bytes(b""), IssuingUnreadable),
        (lambda certificate, key: certificate.write_bytes(key.read_bytes()), IssuingUnreadable),
        (lambda certificate, key: key.write_bytes(certificate.read_bytes()), IssuingUnreadable),
        (encrypt, IssuingUnreadable),
        (lambda _, key: key.chmod(0o640), IssuingKeyExposed),
        (lambda _, key: key.chmod(0o602), IssuingKeyExposed),
        (lambda _, key: write_key(key, ec.generate_private_key(ec.SECP256R1())), IssuingKeyUnfit),
    ],
)
def test_spoilt_files_are_refused(spoil: Spoil, refusal: type[Refusal], tmp_path: Path) -> None:
    certificate, key = production_pair(tmp_path)
    spoil(certificate, key)
    with pytest.raises(refusal):
        load_issuing(certificate, key, AT)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    _, key = production_pair(tmp_path)
    with pytest.raises(IssuingUnreadable):
        load_issuing(tmp_path, key, AT)


@pytest.mark.parametrize(
    "other",
    [ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)],
    ids=["P-384", "RSA"],
)
def test_another_kind_of_key_is_refused(
    other: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, tmp_path: Path
) -> None:
    with pytest.raises(IssuingKeyUnfit):
        load_issuing(*production_pair(tmp_path, key=other), AT)


def test_an_authoritys_certificate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IssuingCertificateUnfit):
        load_issuing(*production_pair(tmp_path, authority=True), AT)


@pytest.mark.parametrize("signs", [False, None])
def test_a_certificate_that_may_not_sign_is_refused(signs: bool | None, tmp_path: Path) -> None:
    with pytest.raises(IssuingCertificateUnfit):
        load_issuing(*production_pair(tmp_path, signs=signs), AT)


def test_a_chain_of_strangers_is_refused(tmp_path: Path) -> None:
    certificate, key = production_pair(tmp_path)
    (tmp_path / "other").mkdir()
    stranger, _ = production_pair(tmp_path / "other")
    certificate.write_bytes(certificate.read_bytes() + stranger.read_bytes())
    with pytest.raises(IssuingChainBroken):
        load_issuing(certificate, key, AT)


@pytest.mark.parametrize("days", [-2, 366])
def test_outside_its_time_it_is_refused(days: int, tmp_path: Path) -> None:
    with pytest.raises(IssuingExpired):
        load_issuing(*production_pair(tmp_path), AT + timedelta(days=days))


@pytest.mark.parametrize("days", [-2, 366])
def test_no_paper_is_made_once_it_has_run_out(days: int, tmp_path: Path) -> None:
    issuing = load_issuing(*production_pair(tmp_path), AT)
    with pytest.raises(IssuingExpired):
        make_paper(record(), issuing, AT + timedelta(days=days))


def test_a_demonstrations_certificate_is_refused(authority: Path) -> None:
    (pair,) = authority.glob("issuing-*.pem")
    with pytest.raises(IssuingForDemonstration):
        load_issuing(pair, pair, AT)


def test_a_refusal_names_the_file_and_never_the_key(tmp_path: Path) -> None:
    certificate, key = production_pair(tmp_path)
    key.write_bytes(b"-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")
    with pytest.raises(IssuingUnreadable) as refused:
        load_issuing(certificate, key, AT)
    assert refused.value.facts() == {"path": str(key)}


def test_the_key_is_not_shown_with_the_rest(issuing: Issuing) -> None:
    assert "BEGIN" not in repr(issuing)

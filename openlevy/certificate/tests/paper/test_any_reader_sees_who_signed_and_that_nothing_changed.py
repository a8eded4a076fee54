"""Judged by poppler (NSS) and OpenSSL, not by the library that signs."""

import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing, demonstration_issuing
from openlevy.certificate.tests.paper.papers import AT, ISSUER, proof, record, run, tool
from openlevy.reference.certificates import Seal

BYTE_RANGE = re.compile(rb"/ByteRange \[ ?(\d+) (\d+) (\d+) (\d+) ?\]")
VALID = "Signature Validation: Signature is Valid."


@pytest.fixture(scope="module", params=["record", "proof"])
def paper(request: pytest.FixtureRequest, issuing: Issuing) -> bytes:
    if request.param == "record":
        return make_paper(record(), issuing, AT)
    return make_paper(proof(), issuing, AT, seal=Seal.PUT_ON)


def byte_range(paper: bytes) -> tuple[int, int, int, int]:
    (found,) = BYTE_RANGE.findall(paper)
    first, length, second, rest = map(int, found)
    return first, length, second, rest


def signature_by_poppler(paper: bytes, folder: Path, trusted: Path | None = None) -> str:
    path = folder / "signed.pdf"
    path.write_bytes(paper)
    command: list[str | Path] = [tool("pdfsig", "poppler-utils")]
    if trusted is not None:
        command += ["-nssdir", trusted]
    return run(*command, path)


def signature_by_openssl(
    paper: bytes, root: Path, folder: Path
) -> subprocess.CompletedProcess[str]:
    _, length, second, rest = byte_range(paper)
    signature, content = folder / "signature.der", folder / "content.bin"
    signature.write_bytes(bytes.fromhex(paper[length + 1 : second - 1].decode()))
    content.write_bytes(paper[:length] + paper[second : second + rest])
    command = f"cms -verify -binary -inform DER -attime {int(AT.timestamp())} -out /dev/null"
    files = ("-in", signature, "-content", content, "-CAfile", root)
    return subprocess.run(
        [tool("openssl", "openssl"), *command.split(), *(str(part) for part in files)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_signature_covers_the_whole_file(paper: bytes) -> None:
    first, length, second, rest = byte_range(paper)
    assert first == 0
    assert second + rest == len(paper)
    assert re.fullmatch(rb"<[0-9a-fA-F]+>", paper[length:second])


def test_poppler_finds_it_valid_and_names_the_issuer(paper: bytes, tmp_path: Path) -> None:
    said = signature_by_poppler(paper, tmp_path)
    assert VALID in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert f"Signer Certificate Common Name: {ISSUER}（演示）" in said
    assert "Mar 02 2026" in said


def test_poppler_trusts_it_once_the_root_is_trusted(tmp_path: Path) -> None:
    """Poppler asks whether the certificate is good today, so this one is made today."""
    now = datetime.now(UTC)
    paper = make_paper(record(), demonstration_issuing(tmp_path / "issuing", ISSUER, now), now)
    certutil, store = tool("certutil", "libnss3-tools"), tmp_path / "nss"
    store.mkdir()
    run(certutil, "-N", "-d", f"sql:{store}", "--empty-password")
    root = tmp_path / "issuing" / "root.crt"
    assert "Certificate is Trusted." not in signature_by_poppler(paper, tmp_path, store)
    run(certutil, "-A", "-d", f"sql:{store}", "-n", "root", "-t", ",C,", "-i", root)
    assert "Certificate is Trusted." in signature_by_poppler(paper, tmp_path, store)


def test_openssl_finds_signature_and_chain_good(
    paper: bytes, authority: Path, tmp_path: Path
) -> None:
    checked = signature_by_openssl(paper, authority / "root.crt", tmp_path)
    assert checked.returncode == 0, checked.stderr


def test_openssl_refuses_it_under_another_root(paper: bytes, tmp_path: Path) -> None:
    demonstration_issuing(tmp_path / "other", ISSUER, AT)
    assert signature_by_openssl(paper, tmp_path / "other" / "root.crt", tmp_path).returncode != 0


@pytest.mark.parametrize("place", ["begin", "middle", "before", "after", "end"])
def test_one_flipped_byte_fails(place: str, paper: bytes, authority: Path, tmp_path: Path) -> None:
    _, length, second, _ = byte_range(paper)
    # The byte after %PDF-1.7, one of the page, the two beside the signature, the very last.
    at = {"begin": 9, "middle": 9000, "before": length - 1, "after": second, "end": len(paper) - 1}
    changed = bytearray(paper)
    changed[at[place]] ^= 1
    assert VALID not in signature_by_poppler(bytes(changed), tmp_path)
    assert signature_by_openssl(bytes(changed), authority / "root.crt", tmp_path).returncode != 0


def test_a_flipped_byte_of_the_signature_itself_fails(
    paper: bytes, authority: Path, tmp_path: Path
) -> None:
    _, length, second, _ = byte_range(paper)
    end = paper.rstrip(b"0>\n").rfind(b"0" * 64, length, second)
    changed = bytearray(paper)
    last = end - 1
    while changed[last] == ord("0"):
        last -= 1
    changed[last] = ord("1") if changed[last] != ord("1") else ord("2")
    assert VALID not in signature_by_poppler(bytes(changed), tmp_path)
    assert signature_by_openssl(bytes(changed), authority / "root.crt", tmp_path).returncode != 0


def test_something_added_behind_is_seen(paper: bytes, tmp_path: Path) -> None:
    said = signature_by_poppler(paper + b"\n%%EOF\n", tmp_path)
    assert "Not total document signed" in said


def test_papers_issued_before_a_renewal_still_verify(tmp_path: Path) -> None:
    old = demonstration_issuing(tmp_path, ISSUER, AT)
    paper = make_paper(record(), old, AT)
    later = AT + timedelta(days=4 * 365)
    assert demonstration_issuing(tmp_path, ISSUER, later).certificate != old.certificate
    assert signature_by_openssl(paper, tmp_path / "root.crt", tmp_path).returncode == 0

"""The demonstration's root and issuing certificates are made once, kept, and never overwritten."""

import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from openlevy.certificate.paper.demonstration import write_new
from openlevy.certificate.paper.issuing import IssuingKeyExposed, demonstration_issuing
from openlevy.certificate.tests.paper.papers import AT, ISSUER, tool

RACE = """
import sys, pathlib, datetime
from openlevy.certificate.paper.demonstration import write_new
from openlevy.certificate.paper.issuing import demonstration_issuing
from openlevy.certificate.tests.paper.papers import AT, ISSUER
sys.stdin.readline()
demonstration_issuing(pathlib.Path(sys.argv[1]), ISSUER, AT)
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_another_process_wrote_first_stays(tmp_path: Path) -> None:
    """Between a look and a write anything may come."""
    path = tmp_path / "root.pem"
    path.write_bytes(b"the first one's")
    with pytest.raises(FileExistsError):
        write_new(path, b"ours")
    assert contents(tmp_path) == {"root.pem": b"the first one's"}


def test_only_the_owner_reads_it(authority: Path) -> None:
    assert authority.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in authority.iterdir()} == {0o600}
    assert {path.suffix for path in authority.iterdir()} == {".pem", ".crt"}


def test_the_next_start_takes_the_same_one(tmp_path: Path) -> None:
    first = demonstration_issuing(tmp_path, ISSUER, AT)
    before = contents(tmp_path)
    again = demonstration_issuing(tmp_path, ISSUER, AT + timedelta(days=300))
    assert again.certificate == first.certificate
    assert contents(tmp_path) == before


def test_after_three_years_a_new_one_is_made_under_the_same_root(tmp_path: Path) -> None:
    old = demonstration_issuing(tmp_path, ISSUER, AT)
    before = contents(tmp_path)
    later = AT + timedelta(days=3 * 365 + 1)
    new = demonstration_issuing(tmp_path, ISSUER, later)
    assert new.certificate != old.certificate
    assert new.chain == old.chain
    assert contents(tmp_path).items() >= before.items()
    assert old.certificate.not_valid_after_utc > later + timedelta(days=10 * 365 - 2)
    assert demonstration_issuing(tmp_path, ISSUER, later).certificate == new.certificate


def test_each_issuer_has_one(tmp_path: Path) -> None:
    one, other = (demonstration_issuing(tmp_path, name, AT) for name in (ISSUER, "某地税务局"))
    assert one.certificate != other.certificate
    assert one.chain == other.chain
    assert demonstration_issuing(tmp_path, ISSUER, AT).certificate == one.certificate


@pytest.mark.parametrize("name", ["国" * 200, "a", "国家税务总局新巴尔虎左旗税务局第一税务分局a"])
def test_a_name_of_any_length_has_one(name: str, tmp_path: Path) -> None:
    issuing = demonstration_issuing(tmp_path, name, AT)
    assert issuing.subject.startswith("CN=")
    assert "（演示）" in issuing.subject
    assert demonstration_issuing(tmp_path, name, AT).certificate == issuing.certificate


def test_it_says_what_it_is(authority: Path) -> None:
    issuing = demonstration_issuing(authority, ISSUER, AT)
    assert issuing.demonstration
    assert "演示环境，无法律效力" in issuing.subject
    usage = issuing.certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert not usage.value.key_cert_sign


def test_of_processes_that_make_it_at_once_the_first_ones_root_stays(tmp_path: Path) -> None:
    folder = tmp_path / "issuing"
    racers = [
        subprocess.Popen([sys.executable, "-c", RACE, str(folder)], stdin=subprocess.PIPE)
        for _ in range(4)
    ]
    for racer in racers:
        racer.communicate(b"\n", timeout=60)
    assert [racer.returncode for racer in racers] == [0] * 4
    (root,) = x509.load_pem_x509_certificates((folder / "root.crt").read_bytes())
    chains = [x509.load_pem_x509_certificates(p.read_bytes()) for p in folder.glob("issuing-*")]
    assert {chain[1] for chain in chains} == {root}
    assert not list(folder.glob(".*"))


def test_a_tampered_file_is_refused(authority: Path, tmp_path: Path) -> None:
    folder = tmp_path / "issuing"
    shutil.copytree(authority, folder)
    (pair,) = folder.glob("issuing-*.pem")
    pair.chmod(0o644)
    with pytest.raises(IssuingKeyExposed):
        demonstration_issuing(folder, ISSUER, AT)


def test_openssl_knows_the_chain(authority: Path) -> None:
    (pair,) = authority.glob("issuing-*.pem")
    command = [tool("openssl", "openssl"), "verify", "-x509_strict", "-attime"]
    checked = subprocess.run(
        [*command, str(int(AT.timestamp())), "-CAfile", str(authority / "root.crt"), str(pair)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stdout.endswith(": OK\n"), checked.stderr

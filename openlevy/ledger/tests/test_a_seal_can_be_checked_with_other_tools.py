"""docs/books.md tells an auditor how: what it says is done here without the sealer's code."""

import hashlib
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.db import connection

from openlevy.ledger.services import seal_next
from openlevy.ledger.tests.conftest import NOW, PAYER, posted

pytestmark = pytest.mark.django_db(transaction=True)


def test_content_head_and_signature_follow_from_the_tables(
    seal_folder: Path, tmp_path: Path
) -> None:
    posted(1)
    seal_next(NOW)
    records = posted(1250, 99)
    seal_next(NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT xact, record_id, amount_fen,"
            " (extract(epoch FROM posted_at) * 1000000)::bigint"
            " FROM ledger_posting WHERE record_id >= %s ORDER BY record_id",
            [records[0]],
        )
        rows = cursor.fetchall()
        cursor.execute(
            "SELECT content_hash, head, signature, first_xact, end_xact FROM ledger_block"
            " ORDER BY number"
        )
        before, (content_hash, head, signature, first, end) = cursor.fetchall()
    lines = "".join(
        f"{xact}|{PAYER}|{record}|101|10|{PAYER}|20|{PAYER}|{fen}|20261120|{at}\n"
        for xact, record, fen, at in rows
    )
    assert [record for _, record, _, _ in rows] == records
    assert hashlib.sha256(lines.encode()).digest() == bytes(content_hash)
    sealed_at = int(NOW.timestamp()) * 1_000_000
    says = (
        f"openlevy journal 1\n2\n{bytes(before[1]).hex()}\n{first}\n{end}\n2\n"
        f"{bytes(content_hash).hex()}\n{sealed_at}\n"
    )
    assert hashlib.sha256(says.encode()).digest() == bytes(head)
    key = load_pem_public_key((seal_folder / "journal.pub").read_bytes())
    assert isinstance(key, EllipticCurvePublicKey)
    key.verify(bytes(signature), says.encode(), ECDSA(SHA256()))
    _by_openssl(seal_folder / "journal.pub", says.encode(), bytes(signature), tmp_path)


def _by_openssl(public: Path, says: bytes, signature: bytes, folder: Path) -> None:
    (folder / "says").write_bytes(says)
    (folder / "signature").write_bytes(signature)
    command = ["openssl", "dgst", "-sha256", "-verify", str(public)]
    command += ["-signature", str(folder / "signature"), str(folder / "says")]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=20)
    except FileNotFoundError:
        return  # the library has checked it; openssl is what an auditor would take
    assert done.stdout == b"Verified OK\n"

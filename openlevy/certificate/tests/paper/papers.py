"""What the tests of the papers share: a record, a proof, the issuer, and tools not the maker's."""

import re
import shutil
import subprocess
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from openlevy.certificate.paper.content import (
    ProofContent,
    ProofLine,
    RecordContent,
    RecordLine,
)

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
ISSUER = "国家税务总局北京市税务局"
CODE = "A1B2C3D4E5F6G7H8"
CHECK_URL = f"https://levy.example/check/certificates?code={CODE}"
ID_NO = "990101199001011239"

_LINE = RecordLine(
    levy_item="城乡居民基本养老保险费",
    levy_subitem="城乡居民基本养老保险缴费（个人缴费）",
    period_from=date(2025, 1, 1),
    period_to=date(2025, 12, 31),
    received_on=date(2025, 3, 1),
    amount_fen=120_000,
    receipt_no="311016250300000000",
    collector="国家税务总局北京市西城区税务局",
)


def lines(count: int) -> tuple[RecordLine, ...]:
    """So many lines, told apart by date, amount and receipt number."""
    return tuple(
        replace(
            _LINE,
            received_on=_LINE.received_on + timedelta(days=number),
            amount_fen=_LINE.amount_fen + number,
            receipt_no=f"3110162503{number:08}",
        )
        for number in range(count)
    )


def record(count: int = 2, **changes: Any) -> RecordContent:
    """A record of an invented person with ``count`` lines."""
    facts: dict[str, Any] = {
        "jurisdiction": "beijing",
        "issuer": ISSUER,
        "payer_name": "艾力·买买提",
        "id_type_name": "居民身份证",
        "id_no": ID_NO,
        "period_text": "2025-01-01 至 2025-12-31",
        "lines": lines(count),
        "printed_at": datetime(2026, 3, 1, 17, 0, tzinfo=UTC),
        "verification_code": CODE,
        "check_url": CHECK_URL,
        **changes,
    }
    facts.setdefault("total_fen", sum(line.amount_fen for line in facts["lines"]))
    return RecordContent(**facts)


def proof_lines(count: int) -> tuple[ProofLine, ...]:
    """The same, each paid three days before it was received."""
    return tuple(
        ProofLine(
            **{field.name: getattr(line, field.name) for field in fields(line)},
            paid_on=line.received_on - timedelta(days=3),
        )
        for line in lines(count)
    )


def proof(count: int = 2, **changes: Any) -> ProofContent:
    """A proof of the same person with ``count`` lines."""
    made = record(0)
    facts: dict[str, Any] = {
        field.name: getattr(made, field.name)
        for field in fields(made)
        if field.name not in ("title", "notes", "total_fen")
    }
    facts |= {"lines": proof_lines(count), **changes}
    facts.setdefault("total_fen", sum(line.amount_fen for line in facts["lines"]))
    return ProofContent(**facts)


def tool(name: str, package: str) -> str:
    """The path of a program of the machine, or the test is skipped saying how to get it."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is missing: apt-get install {package}")
    return found


def run(*command: str | Path) -> str:
    """What a program says, both its outputs; its exit code does not matter."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout + done.stderr


def text_of(pdf: bytes, folder: Path, *options: str) -> str:
    """The text a reader copies out of the paper, by poppler."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    return run(tool("pdftotext", "poppler-utils"), "-enc", "UTF-8", *options, path, "-")


def unspaced(text: str) -> str:
    """``text`` without white space and marks of possible breaks, however its cell wraps."""
    return re.sub(r"[\s\u200b]", "", text)

"""A PDF as those see it who receive it: by programs that are not the signer's."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image

from tests.journeys.crowd import Account


@dataclass(frozen=True)
class Paper:
    """A record as somebody holds it in hand."""

    holder: Account
    code: str
    pdf: bytes

    @property
    def name(self) -> str:
        """Whose record it is."""
        return str(self.holder["name"])

    @property
    def id_number(self) -> str:
        """The 纳税人识别号 that is printed on it."""
        return str(self.holder["id_number"])


def text(pdf: bytes) -> str:
    """What pdftotext reads."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()


def says(found: str, *words: str) -> bool:
    """Whether all the words are there; names the first that is not."""
    plain = re.sub(r"\s", "", found)
    for one in words:
        assert re.sub(r"\s", "", one) in plain, f"「{one}」 is not in: {found}"
    return True


def code(found: str) -> str:
    """The 校验码, without the spaces it is printed with."""
    match = re.search(r"校验码[：:]?\s*((?:[A-Z0-9]\s?){16})", found)
    assert match, found
    return re.sub(r"\s", "", match[1])


def qr(pdf: bytes) -> str:
    """What a telephone reads on the printed sheet that bears the QR code, which is the last."""
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "sheet"
        subprocess.run(
            ["pdftoppm", "-r", "150", "-png", "-", printed], input=pdf, check=True, timeout=60
        )
        with Image.open(max(Path(folder).glob("*.png"))) as sheet:
            [code] = zxingcpp.read_barcodes(sheet)
    return str(code.text)


def signature(pdf: bytes, folder: Path) -> str:
    """What pdfsig says of the first signature."""
    file = folder / "record.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        ["pdfsig", "-nocert", str(file)], capture_output=True, check=False, timeout=60
    )
    found = re.search(r"Signature Validation: (.*)", done.stdout.decode(errors="replace"))
    return found[1].strip() if found else ""


def with_one_byte_flipped(pdf: bytes) -> bytes:
    """The same paper with one bit changed in what is signed."""
    changed = bytearray(pdf)
    changed[len(changed) // 3] ^= 1
    return bytes(changed)

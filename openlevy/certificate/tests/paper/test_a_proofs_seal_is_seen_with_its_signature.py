"""加盖: the seal is what one sees of the signature, over the date; without it there is none."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from openlevy.certificate.paper.content import RecordContent
from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.paper.layout import sheet
from openlevy.certificate.paper.typesetting import typesetter
from openlevy.certificate.tests.paper.papers import AT, proof, record, run, text_of, tool
from openlevy.reference.certificates import Seal

DPI = 72
BOX = 40 / 25.4 * 72
_WORD = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">{}</word>'


def red(pdf: bytes, folder: Path) -> list[tuple[int, int, int, int] | None]:
    """Of each page the box that holds all that is red, in points from the upper left corner."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    run(tool("pdftoppm", "poppler-utils"), "-r", str(DPI), "-png", path, folder / "page")
    found = []
    for file in sorted(folder.glob("page-*.png")):
        pixels = Image.open(io.BytesIO(file.read_bytes())).convert("RGB").split()
        is_red = [
            255 if r > 150 and g < 110 and b < 110 else 0
            for r, g, b in zip(*(band.tobytes() for band in pixels), strict=True)
        ]
        mask = Image.new("L", pixels[0].size)
        mask.putdata(is_red)
        found.append(mask.getbbox())
        file.unlink()
    return found


def put_on(content: RecordContent, issuing: Issuing) -> bytes:
    return make_paper(content, issuing, AT, seal=Seal.PUT_ON)


def under_it(content: RecordContent) -> bytes:
    setter = typesetter()
    laid = sheet(content, setter.typefaces, demonstration=True, seal=Seal.PUT_ON)
    return setter.pdf(laid, content.printed_at)


@pytest.mark.parametrize("make", [proof, record])
def test_it_comes_with_the_signature(
    make: Callable[[], RecordContent], issuing: Issuing, tmp_path: Path
) -> None:
    content = make()
    signed, unsigned = put_on(content, issuing), under_it(content)
    assert signed.startswith(unsigned)
    assert red(unsigned, tmp_path) == [None]
    assert red(signed, tmp_path) != [None]


def test_it_stands_over_the_date(issuing: Issuing, tmp_path: Path) -> None:
    signed = put_on(proof(), issuing)
    (box,) = red(signed, tmp_path)
    assert box is not None
    words = text_of(signed, tmp_path, "-bbox")
    date = [tuple(map(float, at)) for at in re.findall(_WORD.format("2026年3月2日"), words)][-1]
    assert box[0] < date[0]
    assert date[2] < box[2]
    assert box[1] < date[1]
    assert date[3] < box[3]
    assert max(box[2] - box[0], box[3] - box[1]) < BOX


@pytest.mark.parametrize("count", [1, 15, 16, 17, 40])
def test_it_is_on_the_last_page_where_the_sign_off_is(
    count: int, issuing: Issuing, tmp_path: Path
) -> None:
    *before, last = red(put_on(proof(count), issuing), tmp_path)
    assert before == [None] * len(before)
    assert last is not None


def test_printed_in_it_is_on_the_sheet(issuing: Issuing, tmp_path: Path) -> None:
    signed = make_paper(record(), issuing, AT)
    assert b"/Rect [0 0 0 0]" in signed or b"/Rect [ 0 0 0 0 ]" in signed
    assert red(signed, tmp_path) != [None]


def test_a_sheet_with_the_seal_in_it_leaves_no_room() -> None:
    setter = typesetter()
    laid = sheet(record(), setter.typefaces, demonstration=True)
    with pytest.raises(ValueError, match="no room"):
        setter.with_room(laid, AT)

"""A name is never changed in silence: what cannot be shown is marked and named."""

import shutil
from dataclasses import replace
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from openlevy.certificate.paper.content import RecordContent
from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.paper.layout import unprintable
from openlevy.certificate.paper.typefaces import Coverage, typefaces
from openlevy.certificate.paper.typesetting import typesetter
from openlevy.certificate.tests.paper.papers import AT, lines, record, text_of, unspaced


def _unprintable(content: RecordContent, *, fonts: Path | None = None) -> tuple[str, ...]:
    return unprintable(content, typesetter(fonts).typefaces)


@pytest.mark.parametrize("character", "㛃䶮𬱖𬭎䲜龘〇·々𰻞〓￥é")
def test_the_fonts_show_it(character: str) -> None:
    assert _unprintable(record(payer_name=character)) == ()


def test_a_missing_character_is_marked_and_its_code_given(issuing: Issuing, tmp_path: Path) -> None:
    paper = record(payer_name="𠮷野𡈽𠮷")
    assert _unprintable(paper) == ("𠮷", "𡈽")
    text = unspaced(text_of(make_paper(paper, issuing, AT), tmp_path))
    assert "〓野〓〓" in text
    assert "“〓”表示字库未收录的字符，其国际编码为U+20BB7、U+2123D，以查验结果为准。" in text


def test_a_paper_without_such_a_character_says_nothing_of_it(
    issuing: Issuing, tmp_path: Path
) -> None:
    assert "〓" not in text_of(make_paper(record(), issuing, AT), tmp_path)


def test_a_missing_character_in_a_line_is_named_too() -> None:
    odd = replace(lines(1)[0], collector="𠮷县")
    assert _unprintable(record(lines=(odd,))) == ("𠮷",)


@pytest.mark.parametrize("hidden", "\u00ad\u200b\u202e\ue000\n\0")
def test_what_nobody_sees_is_named_although_a_font_may_have_it(hidden: str) -> None:
    assert _unprintable(record(payer_name=f"王{hidden}五")) == (hidden,)


def test_a_shape_selector_is_no_letter(issuing: Issuing, tmp_path: Path) -> None:
    paper = record(payer_name="葛\U000e0100城")
    assert _unprintable(paper) == ()
    assert "葛城" in text_of(make_paper(paper, issuing, AT), tmp_path)


def test_a_folder_of_further_fonts_is_used(issuing: Issuing, tmp_path: Path) -> None:
    """The wheel's own font stands for one with more characters."""
    shutil.copy(pylopdf_fonts_zh_cn.sans_path(), tmp_path / "more.OTF")
    (tmp_path / "LICENCE.txt").write_text("no font")
    assert make_paper(record(), issuing, AT, fonts=tmp_path)
    assert _unprintable(record(payer_name="𠮷"), fonts=tmp_path) == ("𠮷",)


@pytest.mark.parametrize("data", [b"", b"no font at all", b"\0\1\0\0" + bytes(40), b"ttcf"])
def test_a_file_that_is_no_font_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(data)
    with pytest.raises(ValueError, match=r"broken\.ttf"):
        typefaces(tmp_path).shows("一")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no folder"):
        typefaces(tmp_path / "none")


def test_a_collection_is_read(tmp_path: Path) -> None:
    """A collection's header points at its fonts, whose tables count from the file's beginning."""
    font = pylopdf_fonts_zh_cn.serif_path().read_bytes()
    header = b"ttcf" + bytes([0, 1, 0, 0, 0, 0, 0, 1]) + (len(font) + 16).to_bytes(4, "big")
    alone = tmp_path / "alone.otf"
    alone.write_bytes(font)
    directory_end = 12 + 16 * int.from_bytes(font[4:6], "big")
    both = bytearray(header + font[16:] + header[12:16])
    both[12:16] = len(both).to_bytes(4, "big")
    both[16:] = font[16:]
    both += font[:directory_end]
    both[12:16] = (len(both) - directory_end).to_bytes(4, "big")
    together = tmp_path / "together.ttc"
    together.write_bytes(both)
    assert Coverage.read(together) == Coverage.read(alone)

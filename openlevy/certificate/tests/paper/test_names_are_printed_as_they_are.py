"""Whatever a payer is called stands on the paper as text; nothing in a name is ever carried out."""

from pathlib import Path

import pytest

from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.tests.paper.papers import AT, record, text_of, unspaced

HOSTILE = [
    '#read("/etc/passwd")',
    "*_$ `x` $x^2$ @label <label> = - + / \\ ~ // /* [ ] { }",
    '"); #panic("x") //',
    "#sys.inputs",
    "<script>alert(1)</script>&amp;",
    "'; DROP TABLE --",
    "https://evil.example/",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_in_a_name_is_printed(name: str, issuing: Issuing, tmp_path: Path) -> None:
    text = text_of(make_paper(record(payer_name=name), issuing, AT), tmp_path)
    assert unspaced(name) in unspaced(text)


def test_markup_in_every_other_text_is_printed(issuing: Issuing, tmp_path: Path) -> None:
    paper = record(1, id_no="#1*", period_text="#2*", id_type_name="#3*", notes=("#4*",))
    text = text_of(make_paper(paper, issuing, AT), tmp_path)
    assert all(f"#{number}*" in text for number in (1, 2, 3, 4))


@pytest.mark.parametrize(
    "name",
    [
        "阿卜杜热合曼·吐尔逊江·" * 12,
        "W" * 300,
        "Wolfeschlegelsteinhausenbergerdorff " * 6,
        "9" * 200,
        "㛃䶮𬱖",
        "",
    ],
)
def test_a_long_or_rare_name_is_there_to_the_last_letter(
    name: str, issuing: Issuing, tmp_path: Path
) -> None:
    text = text_of(make_paper(record(payer_name=name), issuing, AT), tmp_path)
    assert unspaced(name) in unspaced(text)


@pytest.mark.parametrize("name", ["W" * 300, "阿卜杜热合曼·吐尔逊江·" * 12])
def test_a_long_name_stays_in_its_cell(name: str, issuing: Issuing, tmp_path: Path) -> None:
    """Poppler gives the words in a strip of the page: the name's column ends left of its label."""
    pdf = make_paper(record(payer_name=name), issuing, AT)
    strip = text_of(pdf, tmp_path, "-x", "335", "-y", "110", "-W", "75", "-H", "300")
    assert "纳税人识别号" in strip
    assert name[0] not in strip.split("征收")[0]


def test_a_name_cannot_turn_the_line_round(issuing: Issuing, tmp_path: Path) -> None:
    text = text_of(make_paper(record(payer_name="王\u202e五\u2066六"), issuing, AT), tmp_path)
    assert "王〓五〓六" in text
    assert "U+202E、U+2066" in unspaced(text)

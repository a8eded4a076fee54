"""Everything certified is on the paper, on however many pages."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing, load_issuing
from openlevy.certificate.tests.paper.papers import (
    AT,
    ID_NO,
    ISSUER,
    lines,
    record,
    text_of,
    unspaced,
)
from openlevy.certificate.tests.paper.production import production_pair
from openlevy.kernel.money import format_yuan


def pages_of(text: str) -> list[str]:
    return text.rstrip("\f").split("\f")


def test_one_line(issuing: Issuing, tmp_path: Path) -> None:
    text = unspaced(text_of(make_paper(record(1), issuing, AT), tmp_path))
    for said in (
        "社会保险费缴费记录",
        ISSUER,
        "艾力·买买提",
        f"纳税人识别号{ID_NO}",
        "2025-01-01至2025-12-31",
        "311016250300000000",
        "城乡居民基本养老保险缴费（个人缴费）",
        "金额合计（大写）",
        "壹仟贰佰元整",
        "￥1,200.00",
        "证明校验码：A1B2C3D4E5F6G7H8",
        "（以下空白）",
        "开具日期：2026年3月2日",
        "第1页共1页",
        "登录levy.example/check/certificates凭",
        "不体现社保、医保部门的退费结果信息",
    ):
        assert unspaced(said) in text, said


def test_the_code_stands_in_groups_of_four(issuing: Issuing, tmp_path: Path) -> None:
    assert "A1B2 C3D4 E5F6 G7H8" in text_of(make_paper(record(), issuing, AT), tmp_path)


def test_numbers_are_copied_as_they_are(issuing: Issuing, tmp_path: Path) -> None:
    """The check page asks for them: no mark of a possible break may stand inside."""
    text = text_of(make_paper(record(1), issuing, AT), tmp_path)
    assert ID_NO in text
    assert "311016250300000000" in text
    assert "1,200.00" in text


def test_the_greatest_amount_stays_in_its_cell(issuing: Issuing, tmp_path: Path) -> None:
    """It breaks at a comma, so the day beside it can still be read."""
    greatest = (replace(lines(1)[0], amount_fen=10**17 - 1),)
    pdf = make_paper(record(lines=greatest), issuing, AT)
    day = text_of(pdf, tmp_path, "-x", "276", "-y", "170", "-W", "52", "-H", "65")
    assert unspaced(day) == "入库日期2025-03-01"


def test_no_line_says_so_and_totals_nothing(issuing: Issuing, tmp_path: Path) -> None:
    text = unspaced(text_of(make_paper(record(0), issuing, AT), tmp_path))
    assert "所选费款所属期内无缴费入库记录" in text
    assert "零元整" in text
    assert "以下空白" not in text


def test_money_sent_back_is_a_negative_line(issuing: Issuing, tmp_path: Path) -> None:
    back = (replace(lines(1)[0], amount_fen=-5),)
    text = unspaced(text_of(make_paper(record(lines=back), issuing, AT), tmp_path))
    assert "-0.05" in text
    assert "负伍分" in text


@pytest.mark.parametrize("count", [15, 16, 17, 18, 300])
def test_every_page_tells_whose_it_is(count: int, issuing: Issuing, tmp_path: Path) -> None:
    content = record(count)
    text = text_of(make_paper(content, issuing, AT), tmp_path, "-layout")
    pages = [unspaced(page) for page in pages_of(text)]
    for number, page in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in page
        assert "艾力·买买提" in page
        assert "A1B2C3D4E5F6G7H8" in page
        assert "税票号码" in page or "税务机关（盖章）" in page
    for line in content.lines:
        assert line.receipt_no in text
        assert format_yuan(line.amount_fen) in text
    assert [re.findall("盖章", page) for page in pages[:-1]] == [[]] * (len(pages) - 1)
    assert "税务机关（盖章）" in pages[-1]


def test_a_demonstrations_paper_says_that_it_proves_nothing(
    issuing: Issuing, tmp_path: Path
) -> None:
    text = unspaced(text_of(make_paper(record(), issuing, AT), tmp_path))
    assert "仅供演示，不具有任何法律效力" in text


def test_a_production_paper_does_not(tmp_path: Path) -> None:
    certificate, key = production_pair(tmp_path)
    text = text_of(make_paper(record(), load_issuing(certificate, key, AT), AT), tmp_path)
    assert "演示" not in text
    assert "壹" not in text.split("证明校验码")[0]

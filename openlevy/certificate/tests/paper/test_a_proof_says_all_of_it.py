"""《社会保险费缴费证明》: who paid what, when, to whom, and where to check it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from openlevy.certificate.paper.content import canonical_bytes, content_hash, read_canonical
from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.tests.paper.papers import (
    AT,
    CHECK_URL,
    ID_NO,
    ISSUER,
    lines,
    proof,
    proof_lines,
    text_of,
    unspaced,
)
from openlevy.kernel.money import format_yuan
from openlevy.reference.certificates import Seal

GOLDEN = (
    '{"form":"openlevy.payment-proof/1","id_no":"990101199001011239","id_type_name":"居民身份证",'
    '"issuer":"国家税务总局北京市税务局","jurisdiction":"beijing","lines":[{"amount_fen":120000,'
    '"collector":"国家税务总局北京市西城区税务局","levy_item":"城乡居民基本养老保险费",'
    '"levy_subitem":"城乡居民基本养老保险缴费（个人缴费）","paid_on":"2025-02-26",'
    '"period_from":"2025-01-01","period_to":"2025-12-31","receipt_no":"311016250300000000",'
    '"received_on":"2025-03-01"}],"notes":["甲","乙"],"payer_name":"艾力·买买提",'
    '"period_text":"2025-01-01 至 2025-12-31","printed_at":"2026-03-01T17:00:00+00:00",'
    '"seal_lines":["税收业务","专用章"],"title":"社会保险费缴费证明","total_fen":120000,'
    '"verification_code":"A1B2C3D4E5F6G7H8"}'
)


def _text(issuing: Issuing, folder: Path, count: int = 1) -> str:
    return text_of(make_paper(proof(count), issuing, AT, seal=Seal.PUT_ON), folder)


def test_one_line(issuing: Issuing, tmp_path: Path) -> None:
    text = unspaced(_text(issuing, tmp_path))
    for said in (
        "社会保险费缴费证明",
        ISSUER,
        "缴费人姓名艾力·买买提",
        f"证件号码{ID_NO}",
        "证件类型居民身份证",
        "费款所属期2025-01-01至2025-12-31",
        "城乡居民基本养老保险费",
        "城乡居民基本养老保险缴费（个人缴费）",
        "缴费日期入库日期",
        "2025-02-262025-03-01",
        "国家税务总局北京市西城区税务局",
        "311016250300000000",
        "金额合计（大写）",
        "壹仟贰佰元整",
        "￥1,200.00",
        "证明校验码：A1B2C3D4E5F6G7H8",
        "（以下空白）",
        "开具日期：2026年3月2日",
        "加盖税收业务专用章后可作为缴费凭证",
        "税务机关出具的缴费凭证，不体现社保、医保部门的退费结果信息",
        "登录levy.example/check/certificates凭证件号码和证明校验码查验真伪",
        "第1页共1页",
    ):
        assert unspaced(said) in text, said


def test_numbers_are_copied_as_they_are(issuing: Issuing, tmp_path: Path) -> None:
    text = _text(issuing, tmp_path)
    assert ID_NO in text
    assert "311016250300000000" in text


def test_a_day_that_no_bank_has_told_is_left_open(issuing: Issuing, tmp_path: Path) -> None:
    untold = proof(lines=(replace(proof_lines(1)[0], paid_on=None),))
    text = unspaced(text_of(make_paper(untold, issuing, AT, seal=Seal.PUT_ON), tmp_path))
    assert "—2025-03-01" in text
    assert read_canonical(canonical_bytes(untold), CHECK_URL) == untold


@pytest.mark.parametrize("count", [15, 16, 17, 60])
def test_every_page_tells_whose_it_is(count: int, issuing: Issuing, tmp_path: Path) -> None:
    text = _text(issuing, tmp_path, count)
    pages = [unspaced(page) for page in text.rstrip("\f").split("\f")]
    for number, page in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in page
        assert "艾力·买买提" in page
        assert "A1B2C3D4E5F6G7H8" in page
    for line in proof(count).lines:
        assert line.receipt_no in text
        assert format_yuan(line.amount_fen) in text
    assert [re.findall("盖章）", page) for page in pages[:-1]] == [[]] * (len(pages) - 1)
    assert "税务机关（盖章）" in pages[-1]


def test_the_bytes_are_the_ones_written_by_hand() -> None:
    assert canonical_bytes(proof(1, notes=("甲", "乙"))).decode() == GOLDEN


def test_what_was_written_is_read_back_whole() -> None:
    content = proof(3, payer_name='"\\ 㛃𬱖𠮷')
    assert read_canonical(canonical_bytes(content), CHECK_URL) == content


def test_the_day_of_payment_is_covered_by_the_hash() -> None:
    other = replace(proof_lines(1)[0], paid_on=date(2025, 2, 27))
    assert content_hash(proof(lines=(other,))) != content_hash(proof(1))


def test_a_records_lines_make_no_proof() -> None:
    with pytest.raises(ValueError, match="ProofLine"):
        proof(lines=lines(1))

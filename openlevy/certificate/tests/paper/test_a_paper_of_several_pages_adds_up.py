"""Each page of a long paper says what it adds up to, each insurance has its sum, and the whole
stands on the page with the seal."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.tests.paper.papers import (
    AT,
    lines,
    proof,
    proof_lines,
    record,
    text_of,
    unspaced,
)
from openlevy.kernel.money import format_yuan, parse_yuan
from openlevy.reference.certificates import Seal

MEDICAL = "城乡居民基本医疗保险费"


@pytest.mark.parametrize("kind", ["record", "proof"])
@pytest.mark.parametrize("count", [19, 45])
def test_the_sums_of_the_pages_are_the_total(
    kind: str, count: int, issuing: Issuing, tmp_path: Path
) -> None:
    made, lined = (record, lines) if kind == "record" else (proof, proof_lines)
    paid = list(lined(count))
    paid[3] = replace(paid[3], levy_item=MEDICAL, amount_fen=123_456_789)
    paid[5] = replace(paid[5], levy_item=MEDICAL, amount_fen=-200_000_007)
    content = made(lines=tuple(paid))
    seal = Seal.PUT_ON if kind == "proof" else Seal.PRINTED_IN
    pdf = make_paper(content, issuing, AT, seal=seal)
    text = text_of(pdf, tmp_path, "-layout").rstrip("\f")
    pages = [unspaced(page) for page in text.split("\f")]
    found = [re.search(r"本页(\d+)笔，小计￥(-?[\d,]+\.\d\d)", page) for page in pages]
    sums = [(int(one[1]), one[2]) for one in found if one]
    assert sum(number for number, _ in sums) == count
    assert (
        sum(parse_yuan(said.replace(",", ""), negative=True) for _, said in sums)
        == content.total_fen
    )
    assert all(one or "税票号码" not in page for one, page in zip(found, pages, strict=True))
    last = pages[-1]
    assert f"{MEDICAL}，2笔￥{format_yuan(123_456_789 - 200_000_007)}" in last
    assert f"，{count - 2}笔￥" in last
    assert f"￥{format_yuan(content.total_fen)}" in last.split("金额合计")[1]
    assert "税务机关（盖章）" in last


def test_one_page_of_one_insurance_has_its_total_alone(issuing: Issuing, tmp_path: Path) -> None:
    assert "小计" not in unspaced(text_of(make_paper(record(3), issuing, AT), tmp_path))

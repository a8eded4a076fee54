"""An e-mail is the short text with a greeting, the steps and the portal; nothing of a name or a
fact gets out of its place."""

import pytest

from openlevy.gateways.notices.affairs import AFFAIRS
from openlevy.gateways.notices.letters import letter_of
from openlevy.gateways.notices.texts import KINDS, KindUnknown, Office

OFFICE = Office("国家税务总局示例省税务局", "12366")
PAGES = "https://levy.example/"
FACTS = {
    "name": "李䶮",
    "code": "046213",
    "minutes": "5",
    "tail": "0301",
    "yuan": "10,000.00",
    "bank": "中国工商银行股份有限公司北京房山支行",
    "day": "2026-12-01",
    "insurance": "城乡居民基本养老保险费",
    "year": "2026",
    "until": "2026-12-25",
    "days": "1-25",
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_makes_a_letter(kind: str) -> None:
    letter = letter_of(kind, OFFICE, FACTS, PAGES)
    lines = letter.words.split("\n")
    assert lines[0] == "【国家税务总局示例省税务局】李䶮，您好！"
    assert len(letter.words) <= 2_000
    assert all(line.isprintable() for line in lines)
    assert letter.subject.isprintable()
    assert "%" not in letter.words
    acts = {"payment.credited", "payment.credit_withdrawn", "window.shut"}  # by telephone
    assert (PAGES in letter.words) is (kind in AFFAIRS and kind not in acts)


@pytest.mark.parametrize("name", ["", "王\nBcc: a@b.example", "王\r\n", "王\u202e五", "王\x00"])
def test_a_name_that_would_break_out_is_left_out(name: str) -> None:
    letter = letter_of("certificate.ready", OFFICE, {**FACTS, "name": name}, PAGES)
    assert letter.words.startswith("【国家税务总局示例省税务局】您好！\n\n您2026年度的")


def test_what_was_written_before_names_were_told_is_still_sent() -> None:
    facts = {"yuan": "10.00"}
    assert "您好！" in letter_of("payment.failed", OFFICE, facts, PAGES).words


def test_a_kind_that_nobody_worded_makes_no_letter() -> None:
    with pytest.raises(KindUnknown):
        letter_of("code.unknown", OFFICE, FACTS, PAGES)

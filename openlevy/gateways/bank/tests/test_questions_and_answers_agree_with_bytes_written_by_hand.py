from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from openlevy.gateways.bank.codec import Answer, AnswerUnreadable, Question, decode, encode

GOLDEN = Path(__file__).resolve().parents[4] / "tests" / "golden" / "card_proof"
ASKED = "20261120093000000000004713"
DIFFER = (GOLDEN / "differ.json").read_bytes()


def test_the_question_is_what_the_description_says() -> None:
    question = Question(
        node="111111111111",
        number=ASKED,
        made_at=datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
        name="李䶮",
        id_type="201",
        id_no="990101198603072220",
        card_no="9955010000000000072",
        phone="15420260301",
    )
    assert encode(question) == (GOLDEN / "question.json").read_bytes()


def test_answers_are_read() -> None:
    match = decode((GOLDEN / "match.json").read_bytes())
    assert match == Answer("20261120093001000000000021", ASKED, ())
    assert decode(DIFFER) == Answer("20261120093001000000000022", ASKED, ("name", "phone"))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"card_proof.answer", b"card_proof.question"),
        (b'"1.0"', b'"2.0"'),
        (ASKED.encode(), b"4713"),
        (b'"name"', b'"colour"'),
        (b'"name"', b"{}"),
        (b'"name"', b'["name"]'),
        (b'"differ"', b'"match"'),
        (b'"differ"', b'"perhaps"'),
        (b'["name","phone"]', b"[]"),
        (b'["name","phone"]', b'"name"'),
        (b"{", b"[{"),
        (b"1.0", b"1.0" + b" " * 17_000),
    ],
)
def test_what_is_no_answer_answers_nothing(was: bytes, becomes: bytes) -> None:
    with pytest.raises(AnswerUnreadable):
        decode(DIFFER.replace(was, becomes))


@pytest.mark.parametrize("body", [b"", b"\xff", b"[" * 4000, b"null", b"1e999"])
def test_no_bytes_break_the_reader(body: bytes) -> None:
    with pytest.raises(AnswerUnreadable):
        decode(body)

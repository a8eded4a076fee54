from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from openlevy.gateways.notices.codec import (
    Message,
    RefusalUnreadable,
    Refused,
    decode_refusal,
    encode,
)

GOLDEN = Path(__file__).resolve().parents[4] / "tests" / "golden" / "notices"
BEIJING = ZoneInfo("Asia/Shanghai")
NUMBER = "20261120093000000000004711"
SMS = Message(
    node="111111111111",
    number=NUMBER,
    made_at=datetime(2026, 11, 20, 9, 30, tzinfo=BEIJING),
    channel="sms",
    to="15420260301",
    valid_until=datetime(2026, 11, 20, 9, 35, tzinfo=BEIJING),
    text="【国家税务总局示例省税务局】用户注册验证码 046213，5 分钟内有效。"
    "工作人员不会索要验证码，请勿告诉他人；如非本人操作，请忽略。",
)
MAIL = Message(
    node="111111111111",
    number="20261120093001000000004712",
    made_at=datetime(2026, 11, 20, 9, 30, 1, tzinfo=BEIJING),
    channel="email",
    to="liyan01@mail.example",
    subject="手机号已更换",
    text="【国家税务总局示例省税务局】李䶮：\n您的社保费缴费账户手机号已更换为尾号 0301 的号码。",
)


@pytest.mark.parametrize(("name", "message"), [("sms", SMS), ("email", MAIL)])
def test_what_is_written_is_what_the_description_says(name: str, message: Message) -> None:
    assert encode(message) == (GOLDEN / f"{name}.json").read_bytes()


def test_a_refusal_is_read() -> None:
    found = decode_refusal((GOLDEN / "refusal.json").read_bytes())
    assert found == Refused(NUMBER, "address_unknown")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"openlevy.notice.refusal", b"openlevy.notice"),
        (b'"1.0"', b'"2.0"'),
        (b"address_unknown", b"because"),
        (b'"address_unknown"', b"null"),
        (NUMBER.encode(), NUMBER.encode() + b"1"),
        (b"{", b"[{"),
        (b"}", b'}"'),
        (b"1.0", b"1.0" + b" " * 4096),
    ],
)
def test_what_is_no_refusal_refuses_nothing(was: bytes, becomes: bytes) -> None:
    body = (GOLDEN / "refusal.json").read_bytes().replace(was, becomes)
    with pytest.raises(RefusalUnreadable):
        decode_refusal(body)


@pytest.mark.parametrize("body", [b"", b"\xff", b"[" * 4000, b"null", b"1e999"])
def test_no_bytes_break_the_reader(body: bytes) -> None:
    with pytest.raises(RefusalUnreadable):
        decode_refusal(body)

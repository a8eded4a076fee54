"""The gateway of notices: its reader against bytes written by hand, and what arrives where."""

import json
from typing import Any

import pytest

from sandbox.phones import notices
from sandbox.phones.notices import NoticeUnreadable
from sandbox.tests.peer import ROOT, Outside

GOLDEN = ROOT / "tests" / "golden" / "notices"
PHONE, NOBODYS = "15420260301", "13920260301"


def _names() -> list[str]:
    return sorted(path.stem for path in (GOLDEN / "hostile").glob("*.json"))


def _golden(name: str = "sms", **changed: str) -> bytes:
    content = (GOLDEN / f"{name}.json").read_bytes()
    if not changed:
        return content
    return json.dumps({**json.loads(content), **changed}, ensure_ascii=False).encode()


def test_the_bytes_written_by_hand_are_read() -> None:
    sms, mail = notices.read(_golden()), notices.read(_golden("email"))
    assert (sms.number, sms.channel, sms.to) == ("20261120093000000000004711", "sms", PHONE)
    assert str(sms.valid_until) == "2026-11-20 09:35:00+08:00"
    assert "046213" in sms.text
    assert (mail.to, mail.subject) == ("liyan01@mail.example", "手机号已更换")
    assert (mail.valid_until, mail.text.count("\n")) == (None, 1)


def test_the_refusal_is_written_as_by_hand() -> None:
    written = notices.refusal("20261120093000000000004711", notices.UNKNOWN)
    assert written == _golden("refusal")


@pytest.mark.parametrize("name", _names())
def test_hostile_bytes_are_no_notice(name: str) -> None:
    with pytest.raises(NoticeUnreadable):
        notices.read((GOLDEN / "hostile" / f"{name}.json").read_bytes())


def _post(outside: Outside, content: bytes, signed: str | None = None) -> tuple[int, bytes]:
    headers = {"X-Signature": outside.sign(content) if signed is None else signed}
    return outside.request("POST", "/notices", content, headers)


def _arrived(outside: Outside, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = outside.get(f"/notices.json?q={address}")["notices"]
    return found


def test_the_same_notice_twice_arrives_once_and_is_shown(outside: Outside) -> None:
    for _ in range(3):
        assert _post(outside, _golden())[0] == 202
    (row,) = _arrived(outside, PHONE)
    assert "046213" in row["text"]
    page = outside.request("GET", f"/page/phones?q={PHONE}")[1].decode()
    assert "046213" in page
    other = _golden(text="【某局】另一条")
    assert _post(outside, other)[0] == 400
    assert len(_arrived(outside, PHONE)) == 1


def test_a_number_that_is_nobodys_is_refused_in_signed_words(outside: Outside) -> None:
    number = "20261120093000000000004799"
    status, content = _post(outside, _golden(to=NOBODYS, number=number))
    assert (status, content) == (422, notices.refusal(number, "address_unknown"))
    assert _arrived(outside, NOBODYS) == []
    mail = _golden("email", to="somebody@mail.test", number="20261120093000000000004798")
    assert _post(outside, mail)[0] == 422


def test_only_the_product_is_passed_on(outside: Outside) -> None:
    content = _golden(to="15400000077", number="20261120093000000000004777")
    assert _post(outside, content, signed="")[0] == 403
    assert _post(outside, content, signed=outside.sign(b"other"))[0] == 403
    assert _arrived(outside, "15400000077") == []


def test_mail_arrives_with_its_subject(outside: Outside) -> None:
    assert _post(outside, _golden("email"))[0] == 202
    (row,) = _arrived(outside, "liyan01@mail.example")
    assert row["subject"] == "手机号已更换"
    assert outside.request("GET", "/notices")[0] == 302

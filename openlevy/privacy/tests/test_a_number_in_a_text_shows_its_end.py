"""Free text of others, and every line of the log, tell of a number the last four characters."""

import logging
import sys
import time

import pytest

from openlevy.privacy.logs import MaskedFormatter
from openlevy.privacy.rules import masked

ID_NUMBER, CARD, PHONE = "99000019680115002X", "9955010000000000007", "15420260301"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"账户{CARD}余额不足", "账户****0007余额不足"),
        (f"身份证 {ID_NUMBER}，手机{PHONE}。", "身份证 ****002X，手机****0301。"),
        (f"/agreements/{ID_NUMBER.lower()}/", "/agreements/****002x/"),
        (f"/\\u4ef6{PHONE}/%B6{PHONE}/", "/\\u4ef6****0301/%B6****0301/"),  # as Django logs it
        (f"{PHONE}/{PHONE}", "****0301/****0301"),
        ("证件 990111 19500310 001X；电话 154 0000 0001", "证件 ****001X；电话 ****0001"),
        ("9901 1119 5003 1000 12，990111\uff0d195003100012", "****0012，****0012"),
        ("154-0000-0001 1540000 0002", "****0001 ****0002"),
        ("1540000\u30000003，９９０１１１１９５００３１０００１Ｘ。", "****0003，****001X。"),
        ("2026-10-15 9955 0100 0000 0000 007 1,000.00元", "2026-10-15 ****0007 1,000.00元"),
        ("9955-0100-0000-0007 5000元", "****0007 5000元"),
    ],
)
def test_numbers_of_people_are_cut(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "20260301101503000001",  # a message's
        "20261120093000110105000501",  # a package's
        "11101020000 102100000458",  # an office's, a bank's
        "2026-11-20 22:29:11,123 record 1000220 of 1234567890123",
        "12 3456 7890",
        "2026年 2026年1月1日 2026-01-01 20261231 1,000.00 2,000.00元 15 000 000 000",
        "2026-01-01 2026-12-31，2026-01-01-2026-12-31，20260101-20261231 150 20260101",
        "1998 1999 2000 2001，202601-202612 202701-202712，２０２６－０１－０１",
        "1000.00 2000.00 3000.00 4000.00 5000 6000 7000 2026年 50000 123456 2026-01-01",
    ],
)
def test_numbers_of_messages_offices_and_records_stay(text: str) -> None:
    assert masked(text) == text.replace("1234567890123", "****0123")


def test_a_long_text_takes_no_long_time() -> None:
    for text in ("123 " * 50_000, "1 " * 50_000, "154 0000-" * 20_000, "9" * 200_000 + "x"):
        begun = time.process_time()
        masked(text)
        assert time.process_time() - begun < 2


def test_a_log_entry_is_cut_traceback_included() -> None:
    try:
        raise ValueError(CARD)
    except ValueError:
        record = logging.LogRecord("a", 40, __file__, 1, "of %s", (PHONE,), sys.exc_info())
    entry = MaskedFormatter("%(message)s").format(record)
    assert "of ****0301" in entry
    assert "ValueError: ****0007" in entry

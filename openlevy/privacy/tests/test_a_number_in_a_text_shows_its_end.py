"""Free text of others, and every line of the log, tell of a number the last four characters."""

import logging
import sys

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
    ],
)
def test_numbers_of_messages_offices_and_records_stay(text: str) -> None:
    assert masked(text) == text.replace("1234567890123", "****0123")


def test_a_log_entry_is_cut_traceback_included() -> None:
    try:
        raise ValueError(CARD)
    except ValueError:
        record = logging.LogRecord("a", 40, __file__, 1, "of %s", (PHONE,), sys.exc_info())
    entry = MaskedFormatter("%(message)s").format(record)
    assert "of ****0301" in entry
    assert "ValueError: ****0007" in entry

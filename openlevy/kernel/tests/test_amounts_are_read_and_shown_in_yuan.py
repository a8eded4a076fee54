"""What is typed becomes whole fen or is refused; what is shown reads back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openlevy.kernel.money import (
    MAX_FEN,
    AmountUnreadable,
    format_yuan,
    parse_wire_amount,
    parse_yuan,
    wire_amount,
)

AMOUNTS = st.integers(-MAX_FEN, MAX_FEN)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.50", 123450),
        ("1234.5", 123450),
        (" 0.01 ", 1),
        ("0", 0),
        ("００１", 100),
        ("￥１，２３４．５０", 123450),
        ("¥ 9000", 900000),
        ("1000元", 100000),
        ("999,999,999,999,999.99", MAX_FEN),
    ],
)
def test_people_may_type_an_amount_in_many_ways(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1.234",
        "1,23",
        "12,34.50",
        "1,2345",
        ".5",
        "5.",
        "1 000",
        "1e3",
        "+5",
        "--5",
        "一千",
        "10²",
        "٣",
        "0x10",
        "NaN",
        "1_000",
        "1.5.0",
        "1234567890123456",
        "元",
        "5\n6",
    ],
)
def test_anything_that_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountUnreadable) as refused:
        parse_yuan(text)
    assert refused.value.facts() == {"text": text}


def test_negative_amounts_are_refused_unless_allowed() -> None:
    with pytest.raises(AmountUnreadable):
        parse_yuan("-5.00")
    assert parse_yuan("-5.00", negative=True) == -500
    assert parse_yuan("5.00", negative=True) == 500


@given(AMOUNTS)
def test_what_is_shown_reads_back_as_the_same_amount(fen: int) -> None:
    assert parse_yuan(format_yuan(fen), negative=True) == fen


@given(AMOUNTS)
def test_what_is_sent_reads_back_as_the_same_amount(fen: int) -> None:
    assert parse_wire_amount(wire_amount(fen)) == fen


def test_pages_group_by_thousands_and_messages_do_not() -> None:
    assert (format_yuan(123450), wire_amount(123450)) == ("1,234.50", "1234.50")
    assert (format_yuan(-5), wire_amount(-5)) == ("-0.05", "-0.05")


@pytest.mark.parametrize("text", ["1234.5", "1,234.50", "1234", "１.00", " 1.00", "1.000", "+1.00"])
def test_a_message_writes_amounts_in_one_form_only(text: str) -> None:
    with pytest.raises(AmountUnreadable):
        parse_wire_amount(text)


def test_an_amount_no_message_can_carry_is_never_written() -> None:
    with pytest.raises(ValueError, match="fifteen digits"):
        wire_amount(MAX_FEN + 1)

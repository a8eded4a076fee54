"""Chinese capitals, against the examples of 银发〔1997〕393号 and against an inverse reader."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openlevy.kernel.money import MAX_FEN, capitals

DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
SIZES = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (140950, "壹仟肆佰零玖元伍角整"),
        (600714, "陆仟零柒元壹角肆分"),
        (168032, "壹仟陆佰捌拾元叁角贰分"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (100500, "壹仟零伍元整"),
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (55, "伍角伍分"),
        (1000, "壹拾元整"),
        (1_0000_00, "壹万元整"),
        (10_0005_00, "壹拾万零伍元整"),
        (1_0000_0001_00, "壹亿零壹元整"),
        (1_0001_0000_00, "壹亿零壹万元整"),
        (1000_0000_00, "壹仟万元整"),
        (1_0000_0000_0000_00, "壹万亿元整"),
        (1_0000_5000_0001_00, "壹万亿伍仟万零壹元整"),
        (-123400, "负壹仟贰佰叁拾肆元整"),
    ],
)
def test_known_amounts(fen: int, text: str) -> None:
    assert capitals(fen) == text


@given(st.integers(-MAX_FEN, MAX_FEN))
@example(MAX_FEN)
@example(10**16)
def test_capitals_read_back_as_the_same_amount(fen: int) -> None:
    assert _read(capitals(fen)) == fen


@given(st.integers(1, MAX_FEN))
def test_zeros_are_never_doubled_nor_left_before_a_unit(fen: int) -> None:
    text = capitals(fen)
    assert "零零" not in text
    assert not any(f"零{unit}" in text for unit in "拾佰仟万亿元角分整")


@given(st.integers(1, MAX_FEN))
def test_the_amount_is_closed_unless_it_ends_in_fen(fen: int) -> None:
    assert capitals(fen).endswith("分" if fen % 10 else "整")


def _read(text: str) -> int:
    sign = -1 if text.startswith("负") else 1
    text = text.removeprefix("负").removesuffix("整")
    yuan, found, rest = text.rpartition("元")
    jiao, _, last = rest.rpartition("角") if "角" in rest else ("", "", rest)
    assert found or rest
    cents = DIGITS.get(jiao.removeprefix("零"), 0) * 10
    cents += DIGITS.get(last.removesuffix("分").removeprefix("零"), 0)
    return sign * (_number(yuan) * 100 + cents)


def _number(text: str) -> int:
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        high, found, low = text.rpartition(unit)
        if found:
            return _number(high) * size + _number(low)
    total = pending = 0
    for character in text:
        if character in SIZES:
            total, pending = total + pending * SIZES[character], 0
        else:
            pending = DIGITS[character]
    return total + pending

"""Money in whole fen: read, shown, written on the wire and in the capitals of a receipt.

Capitals follow 《正确填写票据和结算凭证的基本规定》 (银发〔1997〕393号, annex 1). Where it leaves a
choice, 零 is not written for a zero in the place of 万 or 元 alone, and 整 also closes 角, so that
nothing can be added behind it.
"""

import re
from dataclasses import dataclass

from openlevy.kernel.errors import Refusal
from openlevy.kernel.text import half_width

Fen = int
"""An amount of money in whole fen."""

MAX_FEN = 10**17 - 1
"""The wire carries fifteen digits of yuan and two of fen (TraAmt of message 1001)."""

_TYPED = re.compile(
    r"(-?)(?:¥\s*)?([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.([0-9]{1,2}))?元?"
)
_WIRE = re.compile(r"(-?)([0-9]{1,15})\.([0-9]{2})")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))


@dataclass
class AmountUnreadable(Refusal):
    """The text is no amount of yuan with at most two decimals, or is negative where it may not."""

    text: str
    code = "money.amount_unreadable"


def parse_yuan(text: str, *, negative: bool = False) -> Fen:
    """Fen of what a person typed: ``1,234.50``, ``￥１２３４．５``, ``1234元``.

    Raises:
        AmountUnreadable: three decimals, misplaced commas, anything else that is no amount.
    """
    match = _TYPED.fullmatch(half_width(text).strip())
    if match is None or (match[1] and not negative):
        raise AmountUnreadable(text)
    yuan, fen = match[2].replace(",", ""), (match[3] or "").ljust(2, "0")
    return _signed(match[1], int(yuan + fen))


def format_yuan(fen: Fen) -> str:
    """Yuan for a page: ``1,234.50``, negative with a leading minus."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{_sign(fen)}{yuan:,}.{rest:02}"


def wire_amount(fen: Fen) -> str:
    """Yuan for a message: ``1234.50``.

    Raises:
        ValueError: more than fifteen digits of yuan, which no message can carry.
    """
    if abs(fen) > MAX_FEN:
        raise ValueError("an amount of more than fifteen digits of yuan")
    yuan, rest = divmod(abs(fen), 100)
    return f"{_sign(fen)}{yuan}.{rest:02}"


def parse_wire_amount(text: str) -> Fen:
    """Fen of an amount in a message, which has exactly two decimals and no separators.

    Raises:
        AmountUnreadable: any other form.
    """
    match = _WIRE.fullmatch(text)
    if match is None:
        raise AmountUnreadable(text)
    return _signed(match[1], int(match[2] + match[3]))


def capitals(fen: Fen) -> str:
    """The amount in Chinese capitals: ``壹仟零伍元整``; negative amounts begin with 负."""
    yuan, rest = divmod(abs(fen), 100)
    jiao, last = divmod(rest, 10)
    whole = f"{_whole(yuan)}元" if yuan else ""
    return ("负" if fen < 0 else "") + (whole + _cents(whole, jiao, last) or "零元整")


def _cents(whole: str, jiao: int, last: int) -> str:
    if not last:
        return f"{_DIGITS[jiao]}角整" if jiao else whole and "整"
    if jiao:
        return f"{_DIGITS[jiao]}角{_DIGITS[last]}分"
    return f"{whole and '零'}{_DIGITS[last]}分"


def _whole(number: int) -> str:
    """A positive number in capitals; a gap of any length between two digits is one 零."""
    for size, name in _PLACES:
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if 0 < low < size // 10 else ""
            return _whole(high) + name + gap + (_whole(low) if low else "")
    return _DIGITS[number]


def _sign(fen: Fen) -> str:
    return "-" if fen < 0 else ""


def _signed(sign: str, fen: Fen) -> Fen:
    return -fen if sign else fen

"""Kinds of values: how the wire writes a date, an amount, a code, and how each is read back.

Lengths count characters, as in an XML schema. ``[0-9]`` on purpose: ``\\d`` takes full-width
digits too.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from openlevy.kernel.money import parse_wire_amount, wire_amount

NO_PACK = "00000000"
"""How a transaction that came alone says that it belongs to no pack."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value. ``read`` and ``write`` raise ValueError or a Refusal; ``rule`` says, for
    an error's facts, what would have been right."""

    rule: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]


def _matched(pattern: str, rule: str) -> Kind:
    compiled = re.compile(pattern)

    def read(text: str) -> str:
        if compiled.fullmatch(text) is None:
            raise ValueError(rule)
        return text

    return Kind(rule, read, str)


def digits(least: int, most: int | None = None) -> Kind:
    """``least`` to ``most`` ASCII digits, kept as text: leading zeros count."""
    most = most or least
    return _matched(f"[0-9]{{{least},{most}}}", f"[0-9]{{{least},{most}}}")


def text(least: int, most: int) -> Kind:
    """Text of one line, ``least`` to ``most`` characters and not all of them blank."""
    return _matched(rf"(?=.*\S)[^\x00-\x1f\x7f-\x9f]{{{least},{most}}}", f"{least}..{most}")


def printable(least: int, most: int) -> Kind:
    """An account number: visible ASCII characters, no spaces."""
    return _matched(f"[!-~]{{{least},{most}}}", f"[!-~]{{{least},{most}}}")


def choice(codes: type[StrEnum], *but: StrEnum) -> Kind:
    """One of the codes of an enumeration, except ``but``."""
    allowed = {member.value: member for member in codes if member not in but}

    def read(text: str) -> StrEnum:
        if text not in allowed:
            raise ValueError(text)
        return allowed[text]

    return Kind("|".join(allowed), read, lambda member: codes(member).value)


def number(most: int) -> Kind:
    """A count from 0 to ``most``, without leading zeros."""

    def read(text: str) -> int:
        if re.fullmatch("0|[1-9][0-9]{0,8}", text) is None or int(text) > most:
            raise ValueError(text)
        return int(text)

    return Kind(f"0..{most}", read, lambda value: f"{value:d}")


def _read_date(text: str) -> date:
    if re.fullmatch("[0-9]{8}", text) is None:
        raise ValueError(text)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _read_flag(text: str) -> bool:
    return {"0": False, "1": True}[text]


def _read_rate(text: str) -> Decimal:
    if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) is None:
        raise ValueError(text)
    return Decimal(text)


def _write_rate(rate: Decimal) -> str:
    plain = f"{rate:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _read_pack(text: str) -> str | None:
    if re.fullmatch("[0-9]{8}", text) is None:
        raise ValueError(text)
    return None if text == NO_PACK else text


DATE = Kind("yyyyMMdd", _read_date, lambda day: f"{day:%Y%m%d}".rjust(8, "0"))
AMOUNT = Kind(r"-?[0-9]{1,15}\.[0-9]{2}", parse_wire_amount, wire_amount)
"""Fen here, ``123.45`` on the wire."""
FLAG = Kind("0|1", _read_flag, lambda flag: str(int(flag)))
RATE = Kind(r"[0-9]{1,6}(\.[0-9]{1,6})?", _read_rate, _write_rate)
PACK = Kind("[0-9]{8}", _read_pack, lambda pack: pack or NO_PACK)
RESULT = digits(5)
NOTE = text(1, 200)
"""附言. Where others give 60, we read 200: an outcome is not lost for a long explanation."""

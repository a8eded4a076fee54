"""The forms of columns: from the text delivered to our value, or what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from openlevy.kernel.errors import Refusal
from openlevy.kernel.identifiers import resident_id
from openlevy.kernel.money import Fen, parse_wire_amount
from openlevy.kernel.period import Period
from openlevy.kernel.wire import gbk_gap

OPEN_END = "999912"

_AMOUNT = re.compile(r"[0-9]{1,13}\.[0-9]{2}")
_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NOT_WRITTEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Controls, invisible marks, private characters, halves of surrogates, breaks of lines. Unassigned
ones pass: newer editions of Unicode than ours have more ideographs, and people bear them."""
_OTHER_DOTS = frozenset("\u0387\u16eb\u2022\u2027\u2219\u22c5\u25cf\u3002\u30fb\uff0e\uff61\uff65")
"""What is taken for the middle dot of a name, which is U+00B7 and nothing else."""


class Flaw(StrEnum):
    """What is wrong with a column; the wording goes by it."""

    MISSING = "missing"
    NOT_TEXT = "not_text"
    TWICE = "twice"
    LENGTH = "length"
    CHARACTERS = "characters"
    UNTRIMMED = "untrimmed"
    FORM = "form"
    CHOICE = "choice"
    DAY = "day"
    MONTH = "month"
    AMOUNT = "amount"
    NOT_POSITIVE = "not_positive"
    ID_NUMBER = "id_number"
    MIDDLE_DOT = "middle_dot"
    NOT_GBK = "not_gbk"
    REVERSED = "reversed"
    OTHER_KIND = "other_kind"
    SUM = "sum"


class FormWrong(ValueError):
    """The text does not have the column's form."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


Form = Callable[[str], Any]


def text(most: int) -> Form:
    """Up to ``most`` characters that can be seen, without space around them."""

    def read(written: str) -> str:
        if any(unicodedata.category(character) in _NOT_WRITTEN for character in written):
            raise FormWrong(Flaw.CHARACTERS)
        if written != written.strip():
            raise FormWrong(Flaw.UNTRIMMED)
        if len(written) > most:
            raise FormWrong(Flaw.LENGTH)
        return written

    return read


def shaped(pattern: str) -> Form:
    """What ``pattern`` matches in full."""
    compiled = re.compile(pattern)

    def read(written: str) -> str:
        if not compiled.fullmatch(written):
            raise FormWrong(Flaw.FORM)
        return written

    return read


def one_of(*choices: str) -> Form:
    """One of the codes."""

    def read(written: str) -> str:
        if written not in choices:
            raise FormWrong(Flaw.CHOICE)
        return written

    return read


def name(written: str) -> str:
    """A person's name in Unicode."""
    if _OTHER_DOTS & set(written):
        raise FormWrong(Flaw.MIDDLE_DOT)
    return str(text(50)(written))


def wire_name(written: str) -> str:
    """A person's name as banks can hold it."""
    if gbk_gap(str(text(50)(written))):
        raise FormWrong(Flaw.NOT_GBK)
    return written


def resident(written: str) -> str:
    """A resident ID number. An area that nobody assigned is no reason to refuse it."""
    try:
        number = resident_id(written)
    except Refusal:
        raise FormWrong(Flaw.ID_NUMBER) from None
    if number != written:
        raise FormWrong(Flaw.ID_NUMBER)
    return written


def day(written: str) -> date:
    """``yyyyMMdd``."""
    match = _DAY.fullmatch(written)
    try:
        if match is None:
            raise ValueError(written)
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise FormWrong(Flaw.DAY) from None


def month(written: str) -> Period:
    """``yyyyMM``."""
    try:
        return Period.from_wire(written, written)
    except Refusal:
        raise FormWrong(Flaw.MONTH) from None


def last_month(written: str) -> Period | None:
    """``yyyyMM``, None for an open end."""
    return None if written == OPEN_END else month(written)


def amount(written: str) -> Fen:
    """Fen of yuan with two decimals."""
    if not _AMOUNT.fullmatch(written):
        raise FormWrong(Flaw.AMOUNT)
    return parse_wire_amount(written)


def positive(written: str) -> Fen:
    """An amount above nothing."""
    fen = amount(written)
    if not fen:
        raise FormWrong(Flaw.NOT_POSITIVE)
    return fen

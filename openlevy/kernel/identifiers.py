"""Numbers that people and banks carry, with their check digits.

GB 11643 (公民身份号码), and the twelve digits of the payment system (支付系统行号), whose check
digit is ISO 7064 MOD 11,10. Refusals name the number's last four characters only, since they end
in logs.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openlevy.kernel.errors import Refusal
from openlevy.kernel.text import compact

_RESIDENT_ID = re.compile(r"[0-9]{17}[0-9X]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_PROVINCES = re.compile(
    "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]",
)
"""First two digits in use: GB/T 2260, and 83 for residents from Taiwan."""

_CNAPS = re.compile(r"[0-9]{12}")


class Fault(StrEnum):
    """Why a number is refused."""

    FORMAT = "format"
    DATE = "date"
    CHECK_DIGIT = "check_digit"


class Finding(StrEnum):
    """What is odd about a number that is nevertheless accepted."""

    AREA_UNASSIGNED = "area_unassigned"


@dataclass
class NumberWrong(Refusal):
    """The number cannot be right. ``kind`` is resident_id or cnaps."""

    kind: str
    fault: Fault
    tail: str
    code = "identifiers.number_wrong"


def normalise(text: str) -> str:
    """A number as stored: half-width, upper case, without white space."""
    return compact(text)


def mask_tail(text: str, keep: int = 4) -> str:
    """All but the last ``keep`` characters as stars; all of them when there are no more."""
    shown = text[-keep:] if 0 < keep < len(text) else ""
    return "*" * (len(text) - len(shown)) + shown


def resident_id(text: str, *, today: date | None = None) -> str:
    """The resident ID number in ``text``, normalised.

    An area nobody assigned is no reason to refuse; see ``resident_id_findings``.

    Raises:
        NumberWrong: not 17 digits and a check character, no such day, a birth after ``today``
            (when given), or a wrong check character.
    """
    number = normalise(text)
    if not _RESIDENT_ID.fullmatch(number):
        raise _wrong("resident_id", Fault.FORMAT, number)
    born = _day(number[6:14])
    if born is None or (today is not None and born > today):
        raise _wrong("resident_id", Fault.DATE, number)
    if resident_id_check_digit(number[:17]) != number[17]:
        raise _wrong("resident_id", Fault.CHECK_DIGIT, number)
    return number


def resident_id_findings(number: str) -> tuple[Finding, ...]:
    """What an officer may want to look at in a number that passed ``resident_id``."""
    return () if _PROVINCES.fullmatch(number[:2]) else (Finding.AREA_UNASSIGNED,)


def resident_id_check_digit(first17: str) -> str:
    """The eighteenth character of a resident ID number."""
    total = sum(w * int(digit) for w, digit in zip(_ID_WEIGHTS, first17, strict=True))
    return _ID_CHECKS[total % 11]


def cnaps(text: str) -> str:
    """The payment system's bank number in ``text``, normalised.

    Raises:
        NumberWrong: not twelve digits, or a wrong check digit.
    """
    number = normalise(text)
    if not _CNAPS.fullmatch(number):
        raise _wrong("cnaps", Fault.FORMAT, number)
    if cnaps_check_digit(number[:11]) != number[11]:
        raise _wrong("cnaps", Fault.CHECK_DIGIT, number)
    return number


def cnaps_check_digit(first11: str) -> str:
    """The twelfth digit of a bank number: ISO 7064 MOD 11,10."""
    remainder = 10
    for digit in first11:
        remainder = ((remainder + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - remainder) % 10)


def _wrong(kind: str, fault: Fault, number: str) -> NumberWrong:
    return NumberWrong(kind=kind, fault=fault, tail=mask_tail(number)[-4:])


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None

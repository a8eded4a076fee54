"""Numbers that people, organisations and banks carry, with their check digits.

GB 11643 (公民身份号码), GB 32100 (统一社会信用代码), GB 11714 (组织机构代码), and the twelve digits
of the payment system (支付系统行号), whose check digit is ISO 7064 MOD 11,10. Refusals name the
number's last four characters only, since they end in logs.
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

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(f"[{_USCC_ALPHABET}]{{2}}[0-9]{{6}}[{_USCC_ALPHABET}]{{10}}")
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CNAPS = re.compile(r"[0-9]{12}")


class Sex(StrEnum):
    """As the seventeenth digit of the number says."""

    MALE = "male"
    FEMALE = "female"


class Fault(StrEnum):
    """Why a number is refused."""

    FORMAT = "format"
    DATE = "date"
    CHECK_DIGIT = "check_digit"


class Finding(StrEnum):
    """What is odd about a number that is nevertheless accepted."""

    AREA_UNASSIGNED = "area_unassigned"
    ORG_CODE_CHECK_DIGIT = "org_code_check_digit"


@dataclass
class NumberWrong(Refusal):
    """The number cannot be right. ``kind`` is resident_id, uscc or cnaps."""

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


def birth_date(number: str) -> date:
    """The birth date in a number that passed ``resident_id``."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex(number: str) -> Sex:
    """The sex in a number that passed ``resident_id``."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def uscc(text: str) -> str:
    """The unified social credit code in ``text``, normalised.

    Raises:
        NumberWrong: not eighteen characters of its alphabet with a region in the middle, or a wrong
            check character.
    """
    number = normalise(text)
    if not _USCC.fullmatch(number):
        raise _wrong("uscc", Fault.FORMAT, number)
    if uscc_check_digit(number[:17]) != number[17]:
        raise _wrong("uscc", Fault.CHECK_DIGIT, number)
    return number


def uscc_findings(number: str) -> tuple[Finding, ...]:
    """What an officer may want to look at in a code that passed ``uscc``."""
    if org_code_check_digit(number[8:16]) == number[16]:
        return ()
    return (Finding.ORG_CODE_CHECK_DIGIT,)


def uscc_check_digit(first17: str) -> str:
    """The eighteenth character of a unified social credit code."""
    weights = (pow(3, place, 31) for place in range(17))
    values = (_USCC_ALPHABET.index(character) for character in first17)
    return _USCC_ALPHABET[-sum(w * v for w, v in zip(weights, values, strict=True)) % 31]


def org_code_check_digit(first8: str) -> str:
    """The ninth character of an organisation code: X for ten, 0 for eleven."""
    total = sum(w * int(c, 36) for w, c in zip(_ORG_WEIGHTS, first8, strict=True))
    return "0123456789X0"[11 - total % 11]


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

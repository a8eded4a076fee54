"""The forms of fields, and values between the wire and the inside: dates, and yuan for fen."""

import datetime as dt
import re


class MalformedMessage(Exception):
    """A field is missing, not of its form, or contradicts another: answered by 9120 with 92001."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field} {fault}")
        self.field = field
        self.fault = fault


N8 = r"\d{8}"
OFFICE = r"\d{1,12}"
BANK = r"\d{12}"
ACCOUNT = r"[0-9A-Za-z\-]{1,32}"
AMOUNT = r"-?\d{1,15}\.\d{2}"
COUNT = r"\d{1,8}"
RESULT = r"\d{5}"


def free(most: int, least: int = 1) -> str:
    """Free text of ``least`` to ``most`` characters on one line."""
    return rf"[^\r\n\t\x00]{{{least},{most}}}"


def fits(value: str, pattern: str) -> bool:
    """Whether the whole value is of the form; digits are ASCII's."""
    return re.fullmatch(pattern, value, re.ASCII) is not None


def date(value: str, field: str) -> dt.date:
    """A date written as eight digits.

    Raises:
        MalformedMessage: there is no such day.
    """
    try:
        return dt.date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError as error:
        raise MalformedMessage(field, "is no date") from error


def day(on: dt.date) -> str:
    """A date as eight digits."""
    return f"{on:%Y%m%d}"


def fen(value: str) -> int:
    """Yuan with two decimals as whole fen."""
    amount_fen = int(value.replace("-", "").replace(".", ""))
    return -amount_fen if value.startswith("-") else amount_fen


def yuan(amount_fen: int) -> str:
    """Whole fen as yuan with two decimals."""
    sign = "-" if amount_fen < 0 else ""
    return f"{sign}{abs(amount_fen) // 100}.{abs(amount_fen) % 100:02d}"

"""Limits, and what a name or a password may be. Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from openlevy.kernel.text import compact, half_width

IDLE_SECONDS = 30 * 60
"""A session that nobody used for so long is over."""

RENEW_SECONDS = 60
"""A session in use gets a new cookie at most this often."""

LONGEST_SECONDS = 12 * 3600
"""However busy, a session ends: a stolen cookie cannot be kept alive for ever."""

FACTOR_SECONDS = 5 * 60
"""So long an officer who has given the password may take for the second factor."""

FACTOR_LIMIT = 5
FACTOR_WINDOW = timedelta(minutes=15)
"""So many wrong codes in a row, and no further one is looked at for so long."""

CHALLENGE_LIFE = timedelta(minutes=5)
CHALLENGE_LENGTH = 5
CHALLENGE_ALPHABET = "3467ACDEFHJKNPRTXY"
"""Without characters taken for one another when bent: 0 O Q, 1 I L, 2 Z, 5 S, 8 B, 9 G, U V,
N M W."""

PASSWORD_LONGEST = 128
LONG_RUN = 6
"""So many characters in a row of one's own number, as the year, month and day of birth in it have,
are no part of a password."""

CARD, CODE = "card", "code"
WAYS = (CARD, CODE)
"""银联实名认证, and 注册码."""
REGISTRATION, REGAIN = "registration", "regain"
PROOF_PURPOSES = (REGISTRATION, REGAIN)
"""What an identity is proved for: a new account, or an old one whose phone is lost as well."""
PROOF_LIFE = timedelta(hours=24)
"""How long a begun proof can be gone on with. A bank's answer may take its time."""

PHONE_CODE_LIFE = timedelta(minutes=5)
PHONE_CODE_DIGITS = 6
PHONE_CODE_ERRAND = timedelta(minutes=30)
"""How long what the code is for can be gone on with, new codes included."""

REGISTRATION_CODE_LIFE = timedelta(days=7)
"""How long a 注册码 may be used after it was handed out. Ours: no guide of a place says how long
theirs is good."""
REGISTRATION_CODE_LENGTH = 8
REGISTRATION_CODE_ALPHABET = "346789ACDEFGHJKMNPQRTWXY"
"""Without characters taken for one another on paper, as in ``kernel.codes``: 36 bits, of which one
person's may be guessed at five times a quarter of an hour."""

_USERNAME = re.compile(r"[a-z][a-z0-9_]{3,19}")
_LIKE_A_DOCUMENT = re.compile(r"[a-z]{1,3}\d{6,}.?")
_CARD = re.compile(r"[0-9]{12,19}")
_MOBILE = re.compile(r"1\d{10}")
_BETWEEN = re.compile(r"[^0-9A-Z]")
_ID_NO = 18


def username(text: str) -> str | None:
    """The user name in ``text`` as stored, in small letters; None when it cannot be one.

    One that looks like a passport or permit number is refused: its owner signs in by it.
    """
    name = half_width(text).strip().lower()
    if not _USERNAME.fullmatch(name) or _LIKE_A_DOCUMENT.fullmatch(name):
        return None
    return name


def card_number(text: str) -> str | None:
    """The bank card's number in ``text`` as stored, digits only; None when it cannot be one."""
    number = compact(text).replace("-", "")
    if not _CARD.fullmatch(number):
        return None
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(number[::-1])]
    total = sum(value - 9 if value > 9 else value for value in doubled)
    return None if total % 10 else number


def is_mobile(number: str) -> bool:
    """Whether a normalised number is a mainland mobile number, which no document number is."""
    return _MOBILE.fullmatch(number) is not None


def is_like_name(password: str, name: str) -> bool:
    """Whether the password contains the user name or is a part of it, in letters of any size."""
    secret, own = compact(password), compact(name)
    return secret in own or own in secret


def is_own_number(password: str, numbers: Iterable[str]) -> bool:
    """Whether the password contains a long run of one of the user's own numbers, or a shorter one
    whole, whatever stands between: the birth date in an ID number is such a run."""
    secret = _unbroken(password)
    return any(run in secret for number in numbers for run in _runs(_unbroken(number)))


def birth_numbers(born_on: date) -> tuple[str, ...]:
    """A birth date as people make passwords of it."""
    return (f"{born_on:%Y%m%d}", f"{born_on.year}{born_on.month}{born_on.day}")


def could_be_document(password: str) -> Iterator[str]:
    """Whatever in the password is as long as a resident's ID number, where of the user's only the
    digest is known; and the password itself, which may be another document's."""
    yield password
    secret = _unbroken(password)
    yield from (secret[at : at + _ID_NO] for at in range(len(secret) - _ID_NO + 1))


def _unbroken(text: str) -> str:
    return _BETWEEN.sub("", compact(text))


def _runs(number: str) -> Iterator[str]:
    if number:
        yield from (number[at : at + LONG_RUN] for at in range(max(1, len(number) - LONG_RUN + 1)))

"""Codes of one time, as a telephone's app shows them: TOTP (RFC 6238 over RFC 4226). Pure.

A code belongs to a step of thirty seconds. Whoever checks it keeps the step of the code accepted
last: a code is good once, and none before it is good any more.
"""

import base64
import binascii
import hmac
import struct

STEP_SECONDS = 30
DIGITS = 6
DRIFT_STEPS = 1
"""So many steps before and after the present one are accepted: telephones' clocks are off a little
(RFC 6238 5.2)."""

SECRET_BYTES = 20
"""As long as the hash that uses it (RFC 4226 4, R6)."""

_LETTERS_A_GROUP = 4


def step_at(unix_seconds: float) -> int:
    """The step that an instant lies in."""
    return int(unix_seconds // STEP_SECONDS)


def code_of(secret: bytes, step: int, *, digits: int = DIGITS, algorithm: str = "sha1") -> str:
    """The code of a step (RFC 4226 5.3: dynamic truncation)."""
    mac = hmac.digest(secret, struct.pack(">Q", step), algorithm)
    (number,) = struct.unpack_from(">I", mac, mac[-1] & 0x0F)
    return f"{(number & 0x7FFFFFFF) % 10**digits:0{digits}d}"


def accepted_step(secret: bytes, typed: str, *, now: int, after: int) -> int | None:
    """The step whose code was typed: of those around ``now``, and later than ``after``, the step of
    the code accepted last (0: none yet). None when it is no such code.

    Every candidate is compared, so the time taken does not tell how far off it was.
    """
    found = None
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        if hmac.compare_digest(code_of(secret, step).encode(), typed.encode()) and step > after:
            found = step
    return found


def in_letters(secret: bytes) -> str:
    """The secret as apps take it typed in: Base32 without padding, in groups of four."""
    letters = base64.b32encode(secret).decode().rstrip("=")
    groups = range(0, len(letters), _LETTERS_A_GROUP)
    return " ".join(letters[place : place + _LETTERS_A_GROUP] for place in groups)


def from_letters(text: str) -> bytes:
    """The secret that ``in_letters`` wrote.

    Raises:
        ValueError: it is none.
    """
    letters = "".join(text.split()).upper()
    try:
        return base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error as error:
        raise ValueError("no Base32") from error

"""The verification code (校验码) of a certificate: sixteen characters that say nothing.

Random rather than derived: how real codes come about is not published, and a code that can be
computed can be forged.
"""

import re
from dataclasses import dataclass
from random import Random

from openlevy.kernel.errors import Refusal
from openlevy.kernel.text import compact

LENGTH = 16
ALPHABET = "346789ACDEFGHJKMNPQRTWXY"
"""Without characters taken for one another on paper: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. Of the pair
8 B the digit stays. Sixteen of them hold 73 bits."""

_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


@dataclass
class CodeUnreadable(Refusal):
    """The text cannot be a verification code: wrong length or a character none contains."""

    text: str
    code = "codes.unreadable"


def new_code(chance: Random) -> str:
    """A new code drawn from ``chance`` (``secrets.SystemRandom()`` wherever it matters)."""
    return "".join(chance.choice(ALPHABET) for _ in range(LENGTH))


def normalise_code(text: str) -> str:
    """The code as stored, from what was typed: lower case, spaces, hyphens and full width pass.

    Raises:
        CodeUnreadable: no code of ours can look like that.
    """
    code = compact(text).replace("-", "")
    if not _CODE.fullmatch(code):
        raise CodeUnreadable(text)
    return code

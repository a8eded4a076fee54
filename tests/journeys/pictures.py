"""What a captcha says. A test has no eyes; it has the digest that an answer is checked against, and
the keys of an instance that it started itself, so it tries every answer there is.
"""

import hmac
import uuid
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

from openlevy.access.rules import CHALLENGE_ALPHABET, CHALLENGE_LENGTH
from openlevy.privacy import keys
from openlevy.privacy.rules import normalise

_DIGEST = "SELECT answer_digest FROM access_challenge WHERE id = %s"


def read(number: str, rows: Callable[..., list[Any]], keys_folder: Path) -> str:
    """The letters on the picture of this number."""
    wanted = uuid.UUID(hex=number)
    digest = bytes(rows(_DIGEST, wanted)[0][0])
    index = keys.load(keys_folder / "data").index
    begin = ("code\0" + normalise("code", f"{wanted.hex}:")).encode()
    for letters in product(CHALLENGE_ALPHABET.encode(), repeat=CHALLENGE_LENGTH):
        answer = bytes(letters)
        if hmac.digest(index, begin + answer, "sha256") == digest:
            return answer.decode()
    raise AssertionError("no answer fits")

"""What a captcha says. A test has no eyes; it has the keys of an instance that it started itself,
and what a picture says follows from its number by them.
"""

import hmac
from pathlib import Path

from openlevy.access.rules import CHALLENGE_ALPHABET, CHALLENGE_LENGTH
from openlevy.privacy import keys
from openlevy.privacy.rules import normalise


def read(number: str, keys_folder: Path) -> str:
    """The letters on the picture of this number."""
    index = keys.load(keys_folder / "data").index
    about = "code\0" + normalise("code", f"challenge:{number}")
    left = int.from_bytes(hmac.digest(index, about.encode(), "sha256"))
    letters = []
    for _ in range(CHALLENGE_LENGTH):
        left, place = divmod(left, len(CHALLENGE_ALPHABET))
        letters.append(CHALLENGE_ALPHABET[place])
    return "".join(letters)

"""Pictures that a person reads and a program hardly: one use each, right or wrong.

A challenge is a number that says until when it may be answered; what its picture says follows from
the number by a key that only the program has. So nothing is written before somebody answers, and
nobody can fill the database by asking for pictures.
"""

import hmac
import secrets
from datetime import UTC, datetime

from django.utils import timezone

from openlevy.access.captcha.picture import draw
from openlevy.access.models import AnsweredChallenge
from openlevy.access.rules import CHALLENGE_ALPHABET, CHALLENGE_LENGTH, CHALLENGE_LIFE
from openlevy.privacy.rules import normalise
from openlevy.privacy.services import digest
from openlevy.statements.services import read, run

_UNTIL_BYTES, _CHANCE_BYTES = 4, 12
_ANSWERED = "SELECT 1 FROM access_answered_challenge WHERE number = %(number)s"
_ANSWER = """
INSERT INTO access_answered_challenge (number, expires_at) VALUES (%(number)s, %(expires_at)s)
ON CONFLICT DO NOTHING
RETURNING number
"""


def new_challenge(*, now: datetime | None = None) -> str:
    """The number of a new challenge, 32 hexadecimal digits, which lives for five minutes."""
    expires = int(((now or timezone.now()) + CHALLENGE_LIFE).timestamp())
    return (expires.to_bytes(_UNTIL_BYTES) + secrets.token_bytes(_CHANCE_BYTES)).hex()


def picture_of(number: str, *, now: datetime | None = None) -> bytes | None:
    """A PNG that says what the challenge wants to be told, drawn anew each time; None when there is
    no such challenge, or it is used up or too old."""
    if _expiry(number, now or timezone.now()) is None:
        return None
    if read(_ANSWERED, {"number": bytes.fromhex(number)}):
        return None
    return draw(_text(number))


def _expiry(number: str, now: datetime) -> datetime | None:
    """Until when the challenge may be answered; None when that is over, or is later than any
    challenge of ours may be: somebody has made the number up."""
    try:
        raw = bytes.fromhex(number)
    except ValueError:
        return None
    if len(raw) != _UNTIL_BYTES + _CHANCE_BYTES or raw.hex() != number:
        return None
    expires = datetime.fromtimestamp(int.from_bytes(raw[:_UNTIL_BYTES]), UTC)
    return expires if now < expires <= now + CHALLENGE_LIFE else None


def _text(number: str) -> str:
    left = int.from_bytes(digest("code", f"challenge:{number}"))
    characters = []
    for _ in range(CHALLENGE_LENGTH):
        left, place = divmod(left, len(CHALLENGE_ALPHABET))
        characters.append(CHALLENGE_ALPHABET[place])
    return "".join(characters)


def answer_challenge(number: str, text: str, *, now: datetime | None = None) -> bool:
    """Whether ``text`` is what the picture says. The challenge is used up by any answer; of
    several at once one alone is looked at.

    Not inside another transaction: what rolls back must not give the challenge back.
    """
    expires_at = _expiry(number, now or timezone.now())
    if expires_at is None:
        return False
    values = {"number": bytes.fromhex(number), "expires_at": expires_at}
    first = bool(run(_ANSWER, values, durable=True))
    said = normalise("code", text).encode()
    return first and hmac.compare_digest(said, _text(number).encode())


def purge_challenges(now: datetime) -> int:
    """Delete what was answered and has expired since; how many."""
    return AnsweredChallenge.objects.filter(expires_at__lte=now).delete()[0]

"""Pictures that a person reads and a program hardly: one use each, right or wrong."""

import hmac
import uuid
from datetime import datetime

from django.utils import timezone

from openlevy.access.captcha.picture import draw
from openlevy.access.models import Challenge
from openlevy.access.rules import CHALLENGE_ALPHABET, CHALLENGE_LENGTH, CHALLENGE_LIFE
from openlevy.privacy.services import digest
from openlevy.statements.services import read, run

_KEEP = """
INSERT INTO access_challenge (id, answer_digest, expires_at)
VALUES (%(id)s, %(answer_digest)s, %(expires_at)s)
"""
_WAITING = """
SELECT 1 FROM access_challenge WHERE id = %(id)s AND used_at IS NULL AND expires_at > %(now)s
"""
_USE = """
UPDATE access_challenge SET used_at = %(now)s
WHERE id = %(id)s AND used_at IS NULL AND expires_at > %(now)s
RETURNING answer_digest
"""


def new_challenge(*, now: datetime | None = None) -> str:
    """The number of a new challenge, which lives for five minutes. What it says is stored as a
    digest only. It takes a row: the caller counts challenges by address (``count_guess``)."""
    challenge_id = uuid.uuid4()
    values = {
        "id": challenge_id,
        "answer_digest": answer_digest(challenge_id, _text(challenge_id)),
        "expires_at": (now or timezone.now()) + CHALLENGE_LIFE,
    }
    run(_KEEP, values)
    return challenge_id.hex


def picture_of(challenge_id: str, *, now: datetime | None = None) -> bytes | None:
    """A PNG that says what the challenge wants to be told, drawn anew each time; None when there is
    no such challenge, or it is used up or too old."""
    try:
        wanted = uuid.UUID(hex=challenge_id)
    except ValueError:
        return None
    waiting = read(_WAITING, {"id": wanted, "now": now or timezone.now()})
    return draw(_text(wanted)) if waiting else None


def _text(challenge_id: uuid.UUID) -> str:
    """What a challenge says follows from its number by a key that only the program has, so that
    nothing needs to be kept for the picture."""
    left = int.from_bytes(digest("code", f"challenge:{challenge_id.hex}"))
    characters = []
    for _ in range(CHALLENGE_LENGTH):
        left, place = divmod(left, len(CHALLENGE_ALPHABET))
        characters.append(CHALLENGE_ALPHABET[place])
    return "".join(characters)


def answer_challenge(challenge_id: str, text: str, *, now: datetime | None = None) -> bool:
    """Whether ``text`` is what the picture says. The challenge is used up by any answer; of
    several at once one alone is looked at.

    Not inside another transaction: what rolls back must not give the challenge back.
    """
    try:
        wanted = uuid.UUID(hex=challenge_id)
    except ValueError:
        return False
    used = run(_USE, {"id": wanted, "now": now or timezone.now()}, durable=True)
    return bool(used) and hmac.compare_digest(used[0][0], answer_digest(wanted, text))


def purge_challenges(now: datetime) -> int:
    """Delete the challenges that have expired; how many."""
    return Challenge.objects.filter(expires_at__lte=now).delete()[0]


def answer_digest(challenge_id: uuid.UUID, text: str) -> bytes:
    """What is stored of the answer. It is bound to its challenge, so that equal answers differ."""
    return digest("code", f"{challenge_id.hex}:{text}")

"""Pictures that a person reads and a program hardly: one use each, right or wrong."""

import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from openlevy.access.captcha.picture import draw
from openlevy.access.models import Challenge
from openlevy.access.rules import CHALLENGE_ALPHABET, CHALLENGE_LENGTH, CHALLENGE_LIFE
from openlevy.privacy.services import digest
from openlevy.statements.services import run

_KEEP = """
INSERT INTO access_challenge (id, answer_digest, expires_at)
VALUES (%(id)s, %(answer_digest)s, %(expires_at)s)
"""
_USE = """
UPDATE access_challenge SET used_at = %(now)s
WHERE id = %(id)s AND used_at IS NULL AND expires_at > %(now)s
RETURNING answer_digest
"""


@dataclass(frozen=True, slots=True)
class NewChallenge:
    """A picture to show and the number to send back with what was read on it."""

    id: str
    png: bytes


def new_challenge(*, now: datetime | None = None) -> NewChallenge:
    """Draw a challenge that lives for five minutes. What it says is stored as a digest only.

    Drawing takes some milliseconds and a row: the caller counts challenges by address
    (``count_guess``).
    """
    challenge_id = uuid.uuid4()
    text = "".join(secrets.choice(CHALLENGE_ALPHABET) for _ in range(CHALLENGE_LENGTH))
    values = {
        "id": challenge_id,
        "answer_digest": answer_digest(challenge_id, text),
        "expires_at": (now or timezone.now()) + CHALLENGE_LIFE,
    }
    run(_KEEP, values)
    return NewChallenge(id=challenge_id.hex, png=draw(text))


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

"""What is kept of messages that no known party has signed: enough to see who sends them and to
answer a party whose key is wrong, and never so much that it fills the disk.

A signed message is not counted and not hindered, however many strangers there are.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest

from openlevy.access.services import count_guess, source_of
from openlevy.messages.services import purge_unsigned
from openlevy.privacy.services import digest

MOST_BYTES = 64 * 1024
FROM_ONE_ADDRESS = 30
IN_ALL = 300
WINDOW = timedelta(hours=1)
"""So many from one address and from all together in so long."""
KEPT = timedelta(days=2)
"""How long after it was answered such a message is kept."""


@dataclass
class StrangerTooLarge(Exception):
    """Not signed by who it says it is from, and larger than what is kept of such messages."""

    most_bytes: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Gate:
    """Where an unsigned message comes from; asked before it is kept."""

    request: HttpRequest

    def admit(self, size: int) -> None:
        """Count one more.

        Raises:
            StrangerTooLarge: nothing was kept.
            TooManyGuesses: there were as many as are kept; nothing was kept.
        """
        if size > MOST_BYTES:
            raise StrangerTooLarge
        count_guess("stranger", source_of(self.request), FROM_ONE_ADDRESS, WINDOW)
        count_guess("strangers", digest("address", "0.0.0.0"), IN_ALL, WINDOW)  # noqa: S104


def purge(now: datetime) -> int:
    """Delete what was answered long enough ago; how many messages."""
    return purge_unsigned(now - KEPT)

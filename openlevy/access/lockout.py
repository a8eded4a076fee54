"""django-axes with a memory of its own: every attempt is counted before the password is looked at.

Axes' database handler writes user names, addresses, user agents and the posted form into its
tables, and counts a failure after the fact, so that twenty guesses at once are twenty guesses. This
handler keeps digests only, in ``access_guess``, and of twenty at once lets five through. Axes'
tables stay empty.
"""

from typing import Any

from axes.handlers.base import AxesHandler
from django.conf import settings
from django.http import HttpRequest

from openlevy.access.errors import AddressLocked, SignInLocked, TooManyGuesses
from openlevy.access.guesses import count_guess, source_of
from openlevy.access.identifiers import subject_of
from openlevy.kernel.errors import Refusal

IDENTIFIER = "sign_in"
ADDRESS = "sign_in.address"
_ATTRIBUTE = "openlevy_sign_in"


class Attempt:
    """What came of one attempt so far, kept on its request."""

    refusal: Refusal | None = None
    attempts_left: int = 0


def attempt_of(request: HttpRequest) -> Attempt:
    """The attempt that ``request`` makes."""
    attempt: Attempt | None = getattr(request, _ATTRIBUTE, None)
    if attempt is None:
        attempt = Attempt()
        setattr(request, _ATTRIBUTE, attempt)
    return attempt


class LockoutHandler(AxesHandler):  # type: ignore[misc]  # axes is not typed
    """``AXES_HANDLER = "openlevy.access.lockout.LockoutHandler"``."""

    def is_allowed(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Count the attempt; whether the password may be looked at.

        The address goes first: one that is shut out can lock nobody else's name.
        """
        attempt = attempt_of(request)
        window, limit = settings.AXES_COOLOFF_TIME, settings.AXES_FAILURE_LIMIT
        try:
            count_guess(
                ADDRESS, source_of(request), settings.OPENLEVY_ADDRESS_FAILURE_LIMIT, window
            )
        except TooManyGuesses as refused:
            attempt.refusal = AddressLocked(refused.retry_after_s)
            return False
        try:
            name = str((credentials or {}).get("username") or "")
            attempt.attempts_left = limit - count_guess(IDENTIFIER, subject_of(name), limit, window)
        except TooManyGuesses as refused:
            attempt.refusal = SignInLocked(refused.retry_after_s)
            return False
        if attempt.attempts_left == 0:
            attempt.refusal = SignInLocked(int(window.total_seconds()))
        return True

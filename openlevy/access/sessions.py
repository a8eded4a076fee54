"""The session is in the cookie: signed, ended by half an hour of idleness, twelve hours or a new
epoch.

Nothing is stored on the server, so a page pays no query for it. What ends a session early is the
user's row (``User.get_session_auth_hash``), which every page of a signed-in user loads anyway.
"""

import time
import zlib
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import signed_cookies
from django.core import signing

from openlevy.access.rules import IDLE_SECONDS, LONGEST_SECONDS, RENEW_SECONDS

_SALT = "openlevy.access.sessions"
_BEGAN = "began"


@lru_cache(1024)
def _read(
    cookie: str, serializer: type[Any], _keys: tuple[str | bytes, ...]
) -> tuple[dict[str, Any], int]:
    """What a cookie says that was signed by one of our keys, and when it was. Somebody at work
    sends the same one for a minute, with every page."""
    values: dict[str, Any] = signing.loads(cookie, serializer=serializer, salt=_SALT)
    return values, signing.b62_decode(cookie.rsplit(":", 2)[1])


class SessionStore(signed_cookies.SessionStore):
    """``SESSION_ENGINE = "openlevy.access.sessions"``.

    The signature carries the instant it was made. Reading a session whose signature is older than
    a minute makes it due for renewal, unless ``leave_idle`` says that nobody was at the screen.
    """

    _changed = False
    _due = False

    @property
    def modified(self) -> bool:
        """Whether the answer sets the cookie."""
        return self._changed or self._due

    @modified.setter
    def modified(self, value: bool) -> None:
        self._changed = value

    def leave_idle(self) -> None:
        """This request was the page's own (a poll), so it does not prolong the session."""
        self._due = False

    def begin(self) -> None:
        """The twelve hours start now."""
        self[_BEGAN] = int(time.time())

    def load(self) -> dict[str, Any]:
        """What the cookie carries; nothing when it is forged, idle too long, or too old."""
        try:
            keys = settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS
            signed, at = _read(self.session_key or "", self.serializer, keys)
            values, age = dict(signed), time.time() - at
            if age > IDLE_SECONDS or time.time() - values[_BEGAN] > LONGEST_SECONDS:
                raise signing.SignatureExpired
        except (signing.BadSignature, ValueError, KeyError, zlib.error):
            self._session_key = None  # with nothing in it, the middleware deletes the cookie
            return {}
        self._due = age >= RENEW_SECONDS
        return values

    def _get_session_key(self) -> str:
        values = {_BEGAN: int(time.time())} | dict(self.items())
        return signing.dumps(values, compress=True, salt=_SALT, serializer=self.serializer)

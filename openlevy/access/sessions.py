"""The session is in the cookie: signed, ended by half an hour of idleness, twelve hours or a new
epoch.

Nothing is stored on the server, so a page pays no query for it. What ends a session early is the
user's row (``User.get_session_auth_hash``), which every page of a signed-in user loads anyway.
"""

import time
import zlib
from typing import Any

from django.contrib.sessions.backends import signed_cookies
from django.core import signing

from openlevy.access.rules import IDLE_SECONDS, LONGEST_SECONDS, RENEW_SECONDS

_SALT = "openlevy.access.sessions"
_BEGAN = "began"


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
        cookie = self.session_key or ""
        try:
            values: dict[str, Any] = signing.loads(
                cookie, serializer=self.serializer, max_age=IDLE_SECONDS, salt=_SALT
            )
            age = time.time() - signing.b62_decode(cookie.rsplit(":", 2)[1])
            if time.time() - values[_BEGAN] > LONGEST_SECONDS:
                raise signing.SignatureExpired
        except (signing.BadSignature, ValueError, KeyError, zlib.error):
            self._session_key = None  # with nothing in it, the middleware deletes the cookie
            return {}
        self._due = age >= RENEW_SECONDS
        return values

    def _get_session_key(self) -> str:
        values = {_BEGAN: int(time.time())} | dict(self.items())
        return signing.dumps(values, compress=True, salt=_SALT, serializer=self.serializer)

"""Sessions of officers: rows, so that each can be ended, read with everything a page must know.

The cookie (``COOKIE``) is sent below ``/officer/`` only and carries a random token; the row keeps
its digest. A payer's session is another cookie with another content (``sessions``): neither opens
the pages of the other.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string

from openlevy.access.models import OfficerSession, User
from openlevy.access.rules import FACTOR_SECONDS, IDLE_SECONDS, LONGEST_SECONDS, RENEW_SECONDS
from openlevy.kernel.flow import OFFICERS, Role
from openlevy.privacy.services import digest
from openlevy.statements.services import read, run

COOKIE = "openlevy_officer"
COOKIE_PATH = "/officer/"
_TOKEN_BYTES = 24
_LONGEST_TOKEN = 64
_READ = """
SELECT u.id, u.username, u.display_name, u.jurisdiction, s.proved_at IS NOT NULL, s.seen_at, {also},
    coalesce((SELECT array_agg(g.role || ' ' || g.scope) FROM access_role_grant g
        WHERE g.user_id = u.id), '{{}}')
FROM access_officer_session s
JOIN access_user u ON u.id = s.user_id AND u.epoch = s.epoch AND u.is_active
    AND u.payer_id IS NULL
WHERE s.token_digest = %(token)s AND s.began_at > %(eldest)s
    AND s.seen_at > CASE WHEN s.proved_at IS NULL THEN %(waiting)s ELSE %(idle)s END
"""
_SEEN = "UPDATE access_officer_session SET seen_at = %(now)s WHERE token_digest = %(token)s"


@dataclass(frozen=True, slots=True)
class Officer:
    """Who has come in, and what they may do where at this very request. ``proved``: by the second
    factor too, without which no page but the one that asks for it opens."""

    user_id: int
    username: str
    display_name: str
    jurisdiction: str
    proved: bool
    business_date: date | None
    roles: Mapping[str, Role]

    @property
    def role(self) -> Role:
        """Everything that is granted, at whatever office."""
        together = Role(0)
        for role in self.roles.values():
            together |= role
        return together

    @property
    def marks(self) -> str:
        """The names of what is granted, in a row, for a menu to look into."""
        return " ".join(str(role.name) for role in self.role)

    def offices(self, role: Role) -> list[str]:
        """The offices at which one of these roles is granted."""
        return sorted(office for office, granted in self.roles.items() if granted & role)


def begin(user: User, *, now: datetime | None = None) -> str:
    """A session that waits for the second factor; its token."""
    now = now or timezone.now()
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    OfficerSession.objects.create(
        token_digest=_digest(token), user=user, epoch=user.epoch, began_at=now, seen_at=now
    )
    return token


def prove(token: str, *, now: datetime | None = None) -> str:
    """The session has its second factor now, and a new token: one that somebody saw before is worth
    nothing."""
    now = now or timezone.now()
    another = secrets.token_urlsafe(_TOKEN_BYTES)
    OfficerSession.objects.filter(token_digest=_digest(token)).update(
        token_digest=_digest(another), proved_at=now, seen_at=now
    )
    return another


def end_waiting(user_id: int, *, but: str) -> None:
    """End the officer's sessions that wait for the second factor, all but the one of this token:
    somebody else may have begun them."""
    waiting = OfficerSession.objects.filter(user_id=user_id, proved_at=None)
    waiting.exclude(token_digest=_digest(but)).delete()


def officer_behind(request: HttpRequest) -> Officer | None:
    """The officer whose session the request carries; asked once a request. Somebody at work is
    noted as such once a minute at most."""
    kept: dict[str, Officer | None] = request.__dict__
    if "officer" not in kept:
        kept["officer"] = _officer_of(token_of(request))
    return kept["officer"]


def token_of(request: HttpRequest) -> str:
    """The token that the browser sends; empty when none."""
    token = request.COOKIES.get(COOKIE, "")
    return token if len(token) <= _LONGEST_TOKEN else ""


def give(response: HttpResponse, token: str) -> None:
    """Have the browser send the token from now on."""
    response.set_cookie(
        COOKIE,
        token,
        path=COOKIE_PATH,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def take(response: HttpResponse) -> None:
    """Have the browser forget it."""
    response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Strict")


def purge_officer_sessions(now: datetime) -> int:
    """Delete the sessions that nobody has used for long; how many."""
    old = now - timedelta(seconds=IDLE_SECONDS)
    return OfficerSession.objects.filter(seen_at__lte=old).delete()[0]


def _officer_of(token: str) -> Officer | None:
    if not token:
        return None
    now = timezone.now()
    values = {
        "token": _digest(token),
        "eldest": now - timedelta(seconds=LONGEST_SECONDS),
        "idle": now - timedelta(seconds=IDLE_SECONDS),
        "waiting": now - timedelta(seconds=FACTOR_SECONDS),
    }
    rows = read(_read_sql(), values)
    if not rows:
        return None
    user_id, username, name, place, proved, seen_at, business_date, granted = rows[0]
    roles: dict[str, Role] = {}
    for one in granted:
        role, _, scope = one.partition(" ")
        if scope and Role[role] & OFFICERS:
            roles[scope] = roles.get(scope, Role(0)) | Role[role]
    if not roles:
        return None
    if proved and now - seen_at > timedelta(seconds=RENEW_SECONDS):
        run(_SEEN, {"now": now, "token": values["token"]})
    return Officer(user_id, username, name, place, proved, business_date, roles)


@cache
def _read_sql() -> str:
    return _READ.format(also=import_string(settings.OPENLEVY_READ_WITH_USER["business_date"]))


def _digest(token: str) -> bytes:
    return digest("content", f"officer session {token}")

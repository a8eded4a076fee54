"""Who a name and a password belong to."""

from functools import cache
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest
from django.utils.module_loading import import_string

from openlevy.access.errors import AccountLocked
from openlevy.access.identifiers import find
from openlevy.access.lockout import attempt_of
from openlevy.access.models import User
from openlevy.statements.services import read

_SHOWN = {"id", "password", "epoch", "payer_id", "jurisdiction", "display_name", "is_active"}
_COLUMNS = [f.attname for f in User._meta.concrete_fields if f.attname in _SHOWN]
"""What pages need of whoever is signed in; Django reads another column when it is asked for."""


class IdentifierBackend:
    """Second of ``AUTHENTICATION_BACKENDS``, behind ``axes.backends.AxesStandaloneBackend``."""

    def authenticate(
        self, request: HttpRequest, username: str, password: str, **_: Any
    ) -> User | None:
        """The user, or None. One password is hashed whether or not the user exists, so that the
        time taken tells nobody who is registered."""
        user = find(username)
        if user is None:
            User().set_password(password)
            return None
        if not user.check_password(password):
            return None
        if not user.is_active:
            attempt_of(request).refusal = AccountLocked()
            return None
        return user

    def get_user(self, user_id: int) -> User | None:
        """The row behind a session; None once the account is locked."""
        rows = read(_active(), {"id": user_id})
        if not rows:
            return None
        user = User.from_db(DEFAULT_DB_ALIAS, _COLUMNS, rows[0][: len(_COLUMNS)])
        vars(user).update(zip(_also(), rows[0][len(_COLUMNS) :], strict=True))
        return user


@cache
def _also() -> dict[str, str]:
    """What the settings have read together with the user, by the user's attribute."""
    named = settings.OPENLEVY_READ_WITH_USER
    return {attribute: import_string(sql) for attribute, sql in named.items()}


@cache
def _active() -> str:
    what = ", ".join([*_COLUMNS, *_also().values()])
    return f"SELECT {what} FROM access_user WHERE id = %(id)s AND is_active"

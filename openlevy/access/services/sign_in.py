"""Coming in and going out."""

from django.contrib import auth
from django.db.models import F
from django.http import HttpRequest

from openlevy.access.errors import WrongCredentials
from openlevy.access.guesses import forgive_guesses, return_guess, source_of
from openlevy.access.identifiers import subjects_of
from openlevy.access.lockout import ADDRESS, IDENTIFIER, attempt_of
from openlevy.access.models import User


def sign_in(request: HttpRequest, identifier: str, password: str) -> User:
    """Authenticate and begin a session for the browser that asks.

    Raises:
        see ``authenticate``.
    """
    user = authenticate(identifier, password, request)
    auth.login(request, user, backend="openlevy.access.backends.IdentifierBackend")
    request.session.begin()  # type: ignore[attr-defined]  # our own SESSION_ENGINE
    return user


def authenticate(identifier: str, password: str, request: HttpRequest) -> User:
    """The user whose 证件号码, 手机号 or 用户名 is ``identifier`` and whose password it is.

    Every attempt is counted first, by identifier and by address; a right one forgets the failures
    of each of the user's identifiers.

    Raises:
        WrongCredentials: no such user, or not their password.
        SignInLocked, AddressLocked: too many failures; the password was not looked at, or this
            failure was the last one allowed.
        AccountLocked: locked by the office.
    """
    user = auth.authenticate(request, username=identifier, password=password)
    if user is None:
        attempt = attempt_of(request)
        raise attempt.refusal or WrongCredentials(attempts_left=attempt.attempts_left)
    forgive_guesses(IDENTIFIER, *subjects_of(user))
    return_guess(ADDRESS, source_of(request))
    return user


def leave(request: HttpRequest) -> None:
    """End the session of the browser that asks, and with it every other of the same user: a copy
    of the cookie is worth nothing afterwards."""
    if request.user.is_authenticated:
        sign_out(request.user)
    auth.logout(request)


def sign_out(user: User) -> None:
    """End every session of ``user``, everywhere, with effect from the next request."""
    User.objects.filter(pk=user.pk).update(epoch=F("epoch") + 1)

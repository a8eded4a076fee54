"""Another password, by whoever proves the present one."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from openlevy.access import rules
from openlevy.access.errors import WrongCredentials, weak
from openlevy.access.guesses import count_guess, forgive_guesses
from openlevy.access.identifiers import subjects_of
from openlevy.access.lockout import IDENTIFIER
from openlevy.access.models import User
from openlevy.access.services.phone_codes import end_phone_codes
from openlevy.access.services.telling import tell_user
from openlevy.access.services.users import phone_of, refuse_weak
from openlevy.privacy.services import digest

NumbersOf = Callable[[int], Iterable[str]]
"""A payer's own numbers, as document and birth date, which nobody here keeps: asked for only behind
a proof, as what a password may not hold."""


def no_numbers(_payer_id: int) -> Iterable[str]:
    """``NumbersOf`` for whoever knows none."""
    return ()


def change_password(
    user: User, *, current: str, new: str, numbers_of: NumbersOf = no_numbers
) -> None:
    """Set another password, end every session and tell the user on every way that they have given;
    ``user`` is refreshed, so that the caller may keep its own session with
    ``update_session_auth_hash``.

    Raises:
        PasswordWeak: see there; ``current`` was not looked at, unless ``new`` is a number of the
            user's own.
        WrongCredentials, TooManyGuesses: see ``prove_password``.
    """
    refuse_weak(new, name=user.username)
    prove_password(user, current)
    with transaction.atomic():
        replace_password(user, new, numbers_of)
        key = f"password-changed:{user.pk}:{user.epoch}"
        tell_user(user, key=key, kind="account.password_changed")


def prove_password(user: User, current: str) -> None:
    """See that it is the user's password; in no transaction, so that no failure is forgotten. The
    right one forgives the wrong ones before it, as a sign-in does.

    Raises:
        WrongCredentials: not the password; counted with the sign-in's failures.
        TooManyGuesses: too many of those; the password was not looked at.
    """
    subject = bytes(user.id_digest)
    limit = settings.AXES_FAILURE_LIMIT
    tried = count_guess(IDENTIFIER, subject, limit, settings.AXES_COOLOFF_TIME)
    if not user.check_password(current):
        raise WrongCredentials(attempts_left=limit - tried)
    forgive_guesses(IDENTIFIER, *subjects_of(user))


def replace_password(user: User, new: str, numbers_of: NumbersOf = no_numbers) -> None:
    """Set another password, which somebody has proved to be allowed to.

    Raises:
        PasswordWeak: see ``refuse_weak``; the user's own numbers are not allowed either.
    """
    refuse_weak(new, name=user.username)
    refuse_own_numbers(user, new, numbers_of)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        end_phone_codes(user.pk)
        User.objects.filter(pk=user.pk).update(password=make_password(new), epoch=F("epoch") + 1)
        user.refresh_from_db()
    forgive_guesses(IDENTIFIER, *subjects_of(user))


def refuse_own_numbers(user: User, new: str, numbers_of: NumbersOf) -> None:
    """Pass a password that holds none of the user's own numbers. Only behind a proof: whoever sat
    down at an open page could find the numbers by it.

    Raises:
        PasswordWeak
    """
    numbers = [phone_of(user) or ""]
    if user.payer_id is not None:
        numbers += numbers_of(user.payer_id)
    own = bytes(user.id_digest)
    if (
        rules.is_own_number(new, numbers)
        or digest("phone", new) == user.phone_digest
        or any(digest("id_no", part) == own for part in rules.could_be_document(new))
    ):
        raise weak("password_is_own_number")

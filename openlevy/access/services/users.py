"""Registering, and what an account goes through afterwards."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from openlevy.access import rules
from openlevy.access.errors import (
    UsernameUnusable,
    taken,
    weak,
)
from openlevy.access.guesses import count_guess, forgive_guesses
from openlevy.access.identifiers import subjects_of
from openlevy.access.lockout import IDENTIFIER
from openlevy.access.models import User
from openlevy.privacy.rules import normalise
from openlevy.privacy.services import digest, seal, unseal_text

_REPEATS = "register"
_REPEATS_LIMIT = 5
_REPEATS_WINDOW = timedelta(minutes=15)


def register(
    *,
    username: str,
    id_type: str,
    id_no: str,
    phone: str | None,
    password: str,
    display_name: str,
    payer_id: int | None,
    jurisdiction: str,
) -> int:
    """Create a user and return its number; the same content again, password included, returns
    the same number. That the number and phone are theirs has been proved before.

    Raises:
        UsernameUnusable, PasswordWeak: see there.
        AlreadyRegistered: the document, phone or user name has a user already.
        TooManyGuesses: repeats with another password, which would otherwise be a way of trying
            passwords beside the sign-in.
    """
    wanted = wanted_user(
        username=username,
        id_type=id_type,
        id_no=id_no,
        phone=phone,
        password=password,
        display_name=display_name,
        payer_id=payer_id,
        jurisdiction=jurisdiction,
    )
    try:
        return insert(wanted)
    except IntegrityError:
        return _registered_before(wanted, password)


def wanted_user(
    *,
    username: str,
    id_type: str,
    id_no: str,
    phone: str | None,
    password: str,
    display_name: str,
    payer_id: int | None,
    jurisdiction: str,
    own: Iterable[str] = (),
) -> User:
    """The user as ``insert`` takes it.

    Args:
        own: further numbers of theirs, which the password may not hold.

    Raises:
        UsernameUnusable, PasswordWeak: see there.
    """
    name = rules.username(username)
    if name is None:
        raise UsernameUnusable(username=username)
    refuse_weak(password, name=name, numbers=[id_no, phone or "", *own])
    return User(
        jurisdiction=jurisdiction,
        username=name,
        display_name=display_name,
        id_type=id_type,
        id_digest=digest("id_no", id_no),
        phone_digest=digest("phone", phone) if phone else None,
        phone=sealed_phone(phone) if phone else None,
        payer_id=payer_id,
        password=make_password(password),
    )


def insert(wanted: User) -> int:
    """Write a new user; its number.

    Raises:
        IntegrityError: something of it is taken; the transaction around is not spoilt.
    """
    with transaction.atomic():
        wanted.save(force_insert=True)
    return int(wanted.pk)


def sealed_phone(phone: str) -> bytes:
    """The number as a user's row keeps it."""
    return seal(normalise("phone", phone), purpose="access.phone")


def phone_of(user: User) -> str | None:
    """The whole number, to send to; None where none is known. (Of users registered before numbers
    were kept there is the digest alone.)"""
    if user.phone is None:
        return None
    return unseal_text(bytes(user.phone), purpose="access.phone")


def sealed_mailbox(mailbox: str) -> bytes:
    """The mailbox as a user's row keeps it."""
    return seal(normalise("email", mailbox), purpose="access.mailbox")


def mailbox_of(user: User) -> str | None:
    """The whole mailbox, to send to; None where none was given."""
    if user.mailbox is None:
        return None
    return unseal_text(bytes(user.mailbox), purpose="access.mailbox")


def rename_payer(payer_id: int, name: str) -> None:
    """Whoever acts for the payer is called so from now on; the agencies have corrected the name."""
    User.objects.filter(payer_id=payer_id).update(display_name=name)


def change_document(payer_id: int, *, id_type: str, id_no: str) -> None:
    """The payer's document has been replaced by another, by which they come in from now on."""
    changed = {"id_type": id_type, "id_digest": digest("id_no", id_no)}
    User.objects.filter(payer_id=payer_id).update(**changed)


def choose_place(user_id: int, place: str) -> None:
    """The user's pages speak the words of another place from now on, which the caller has seen to
    be one where the payer is enrolled."""
    User.objects.filter(pk=user_id).update(jurisdiction=place)


def lock(user: User) -> None:
    """Shut the account and end its sessions, until ``unlock``."""
    User.objects.filter(pk=user.pk).update(is_active=False, epoch=F("epoch") + 1)


def unlock(user: User) -> None:
    """Open the account again, and forget the failures at it."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    forgive_guesses(IDENTIFIER, *subjects_of(user))


def refuse_weak(password: str, *, name: str = "", numbers: Iterable[str] = ()) -> None:
    """Pass a password that may be one.

    Args:
        name, numbers: the person's own, which it may not hold; empty where they are not known or
            not to be told yet.

    Raises:
        PasswordWeak
    """
    reasons: list[str] = []
    try:
        password_validation.validate_password(password)
    except ValidationError as error:
        reasons += [str(found.code) for found in error.error_list]
    if len(password) > rules.PASSWORD_LONGEST:
        reasons.append("password_too_long")
    if name and rules.is_like_name(password, name):
        reasons.append("password_like_name")
    if rules.is_own_number(password, numbers):
        reasons.append("password_is_own_number")
    if reasons:
        raise weak(*reasons)


def _registered_before(wanted: User, password: str) -> int:
    """The number of the user that is ``wanted`` already, or the refusal that names the clash."""
    clash = clash_of(wanted)
    there = User.objects.filter(id_digest=wanted.id_digest, id_type=wanted.id_type).first()
    if there is None or _content(there) != _content(wanted):
        raise taken(clash)
    subject = bytes(there.id_digest)
    count_guess(_REPEATS, subject, _REPEATS_LIMIT, _REPEATS_WINDOW)
    if not there.check_password(password):
        raise taken(clash)
    forgive_guesses(_REPEATS, subject)
    return int(there.pk)


def clash_of(wanted: User, *, phone_last: bool = False) -> str:
    """What of a user that cannot be written is another's: ``id_no``, ``phone``, ``username``; the
    phone before the user name, or last."""
    others = User.objects.filter(
        Q(id_digest=wanted.id_digest, id_type=wanted.id_type)
        | Q(phone_digest=wanted.phone_digest, phone_digest__isnull=False)
        | Q(username=wanted.username)
    )
    held = {
        what
        for other in others
        for what, same in (
            ("id_no", _document(other) == _document(wanted)),
            ("phone", _bytes(other.phone_digest) == _bytes(wanted.phone_digest)),
            ("username", other.username == wanted.username),
        )
        if same
    }
    order = ("id_no", "username", "phone") if phone_last else ("id_no", "phone", "username")
    return next((what for what in order if what in held), "username")


def _content(user: User) -> tuple[object, ...]:
    return (
        *_document(user),
        _bytes(user.phone_digest),
        user.username,
        user.display_name,
        user.payer_id,
        user.jurisdiction,
    )


def _document(user: User) -> tuple[str, bytes]:
    return user.id_type, bytes(user.id_digest)


def _bytes(value: bytes | memoryview | None) -> bytes:
    return b"" if value is None else bytes(value)

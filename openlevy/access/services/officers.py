"""Officers: made by the operator, granted roles at offices, let in by two factors."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest

from openlevy.access import officer_sessions, rules
from openlevy.access.errors import (
    OfficerUnknown,
    UsernameUnusable,
    WrongCredentials,
    taken,
)
from openlevy.access.lockout import attempt_of
from openlevy.access.models import OfficerSession, RoleGrant, User
from openlevy.access.officer_sessions import Officer
from openlevy.access.second_factor import check_second_factor, take_second_factor
from openlevy.access.services.passwords import prove_password, replace_password
from openlevy.access.services.roles import grant, revoke
from openlevy.access.services.sign_in import authenticate
from openlevy.access.services.users import refuse_weak
from openlevy.history.services import Actor, record_act
from openlevy.kernel.flow import OFFICERS, Role
from openlevy.privacy.services import digest

OFFICER = "officer"
"""In place of the kind of document: an officer's account stands for a post, and hangs on no number
of the person's, who may have an account as a payer beside it."""


@transaction.atomic
def add_officer(
    *, username: str, display_name: str, password: str, jurisdiction: str, by: Actor
) -> int:
    """Make an officer's account, without a role yet; its number.

    Raises:
        UsernameUnusable, PasswordWeak
        AlreadyRegistered: the user name is taken.
    """
    name = rules.username(username)
    if name is None:
        raise UsernameUnusable(username=username)
    refuse_weak(password, name=name)
    made = User(
        jurisdiction=jurisdiction,
        username=name,
        display_name=display_name,
        id_type=OFFICER,
        id_digest=digest("id_no", name),
        password=make_password(password),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise taken("username") from None
    record_act(by, "add_officer", record_id=made.pk)
    return int(made.pk)


@transaction.atomic
def grant_office(username: str, role: Role, office: str, *, by: Actor) -> None:
    """Let an officer act as ``role`` (one of ``OFFICERS``) at a tax office; again changes nothing.

    Raises:
        OfficerUnknown
    """
    user = _officer_named(username)
    if role not in OFFICERS or not office:
        raise ValueError(f"a role at an office, not {role!r} at {office!r}")
    if not RoleGrant.objects.filter(user=user, role=role.name, scope=office).exists():
        grant(user.pk, role, scope=office)
        record_act(by, "grant_role", record_id=user.pk, office=office, note=str(role.name))


@transaction.atomic
def revoke_office(username: str, role: Role, office: str, *, by: Actor) -> None:
    """Take a role back, with effect from the officer's next request.

    Raises:
        OfficerUnknown
    """
    user = _officer_named(username)
    if RoleGrant.objects.filter(user=user, role=role.name, scope=office).exists():
        revoke(user.pk, role, scope=office)
        record_act(by, "revoke_role", record_id=user.pk, office=office, note=str(role.name))


@transaction.atomic
def lock_officer(username: str, *, locked: bool, by: Actor) -> None:
    """Shut an officer's account and end its sessions, or open it again.

    Raises:
        OfficerUnknown
    """
    user = _officer_named(username)
    User.objects.filter(pk=user.pk).update(is_active=not locked, epoch=F("epoch") + 1)
    record_act(by, "lock_officer" if locked else "unlock_officer", record_id=user.pk)


@transaction.atomic
def renew_second_factor(username: str, *, by: Actor) -> None:
    """Have an officer set up another second factor at the next sign-in, and end their sessions.

    Raises:
        OfficerUnknown
    """
    user = _officer_named(username)
    take_second_factor(user.pk)
    User.objects.filter(pk=user.pk).update(epoch=F("epoch") + 1)
    record_act(by, "take_second_factor", record_id=user.pk)


def officer_numbered(username: str) -> int:
    """The number of the officer of that user name.

    Raises:
        OfficerUnknown
    """
    return int(_officer_named(username).pk)


def officer_comes(request: HttpRequest, username: str, password: str) -> str:
    """User name and password are right: the token of a session that waits for the second factor.

    Raises:
        see ``authenticate``; somebody who is no officer is told what a wrong password is told.
    """
    user = authenticate(username, password, request)
    granted = RoleGrant.objects.filter(user=user).exclude(scope="")
    if user.payer_id is not None or not granted.filter(role__in=_NAMES).exists():
        raise WrongCredentials(attempts_left=attempt_of(request).attempts_left)
    return officer_sessions.begin(user)


def officer_proves(officer: Officer, token: str, typed: str) -> str:
    """The second factor is right: the session's new token.

    Raises:
        SecondFactorMissing, SecondFactorWrong, SecondFactorLocked
    """
    check_second_factor(officer.user_id, typed, token=token)
    officer_sessions.end_waiting(officer.user_id, but=token)
    another = officer_sessions.prove(token)
    record_act(Actor(officer.role, officer.user_id), "sign_in")
    return another


def officer_changes_password(officer: Officer, current: str, new: str) -> str:
    """Set another password, which ends every session of the officer; the token of a new one, for
    whoever has changed it.

    Raises:
        see ``change_password``
    """
    user = User.objects.get(pk=officer.user_id)
    refuse_weak(new, name=user.username)
    prove_password(user, current)
    with transaction.atomic():
        replace_password(user, new)
        record_act(Actor(officer.role, officer.user_id), "change_password")
        return officer_sessions.prove(officer_sessions.begin(user))


def officer_leaves(officer: Officer) -> None:
    """End every session of the officer, with effect from the next request."""
    User.objects.filter(pk=officer.user_id).update(epoch=F("epoch") + 1)
    OfficerSession.objects.filter(user_id=officer.user_id).delete()
    record_act(Actor(officer.role, officer.user_id), "sign_out")


_NAMES = [str(role.name) for role in OFFICERS]


def _officer_named(username: str) -> User:
    user = User.objects.filter(username=rules.username(username) or "", id_type=OFFICER).first()
    if user is None:
        raise OfficerUnknown(username=username)
    return user

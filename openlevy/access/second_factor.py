"""The second factor of officers: a secret shared with their telephone, kept sealed, whose codes are
accepted once each."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from openlevy.access import rules
from openlevy.access.errors import (
    SecondFactorLocked,
    SecondFactorMissing,
    SecondFactorThere,
    SecondFactorWrong,
    TooManyGuesses,
)
from openlevy.access.guesses import count_guess, forgive_guesses
from openlevy.access.models import SecondFactor, User
from openlevy.kernel import one_time
from openlevy.kernel.text import compact
from openlevy.privacy.services import digest, seal, unseal

_PURPOSE = "access.second_factor"
_GUESSES = "second_factor"


def has_second_factor(user_id: int) -> bool:
    """Whether the officer has set one up."""
    return SecondFactor.objects.filter(user_id=user_id, confirmed_at__isnull=False).exists()


def agree_second_factor(user_id: int, secret: bytes) -> None:
    """Take down a secret that was agreed upon elsewhere; no page shows it.

    Raises:
        SecondFactorThere: one is set up already.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user_id)
        if has_second_factor(user_id):
            raise SecondFactorThere
        SecondFactor.objects.update_or_create(
            user_id=user_id, defaults={"secret": seal(secret, purpose=_PURPOSE)}
        )


def offered_second_factor(user_id: int, token: str) -> bytes:
    """The secret that is to be taken into the telephone by whoever has come in by the password and
    has this ``token``: the same each time, and no other session's. It is kept nowhere before its
    first code confirms it, so whoever else has seen one has nothing.

    Raises:
        SecondFactorThere: one is set up already.
    """
    if SecondFactor.objects.filter(user_id=user_id).exists():
        raise SecondFactorThere
    return _of_session(token)


def check_second_factor(
    user_id: int, typed: str, *, token: str = "", now: datetime | None = None
) -> None:
    """Accept the code of this moment, once: of twenty who send it at once one is let through. The
    first one confirms what was agreed, or offered to the session of ``token``.

    Every code is counted before it is looked at. Not inside another transaction.

    Raises:
        SecondFactorMissing: there is none.
        SecondFactorWrong, SecondFactorLocked
    """
    now = now or timezone.now()
    subject = digest("content", f"officer {user_id}")
    try:
        tried = count_guess(_GUESSES, subject, rules.FACTOR_LIMIT, rules.FACTOR_WINDOW, now=now)
    except TooManyGuesses as refused:
        raise SecondFactorLocked(refused.retry_after_s) from None
    if not _accepted(user_id, compact(typed), token, now):
        if tried == rules.FACTOR_LIMIT:
            raise SecondFactorLocked(int(rules.FACTOR_WINDOW.total_seconds()))
        raise SecondFactorWrong(attempts_left=rules.FACTOR_LIMIT - tried)
    forgive_guesses(_GUESSES, subject)


def take_second_factor(user_id: int) -> None:
    """Forget it (a lost telephone): at the next sign-in another is set up."""
    SecondFactor.objects.filter(user_id=user_id).delete()


def _accepted(user_id: int, typed: str, token: str, now: datetime) -> bool:
    factor = SecondFactor.objects.filter(user_id=user_id).first()
    if factor is None:
        return _confirmed(user_id, typed, token, now)
    step = one_time.accepted_step(
        unseal(factor.secret, purpose=_PURPOSE),
        typed,
        now=one_time.step_at(now.timestamp()),
        after=factor.last_step,
    )
    if step is None:
        return False
    # Compared and set in one statement: the step is the lock.
    mine = SecondFactor.objects.filter(user_id=user_id, last_step__lt=step)
    return bool(mine.update(last_step=step, confirmed_at=factor.confirmed_at or now))


def _confirmed(user_id: int, typed: str, token: str, now: datetime) -> bool:
    """Whether it is a code of what was offered to the session, and nobody was faster."""
    if not token:
        raise SecondFactorMissing
    secret = _of_session(token)
    step = one_time.accepted_step(secret, typed, now=one_time.step_at(now.timestamp()), after=0)
    if step is None:
        return False
    made = SecondFactor(
        user_id=user_id,
        secret=seal(secret, purpose=_PURPOSE),
        last_step=step,
        confirmed_at=now,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _of_session(token: str) -> bytes:
    """Made of the token and of a key that the database does not hold."""
    return digest("content", f"second factor {token}")[: one_time.SECRET_BYTES]

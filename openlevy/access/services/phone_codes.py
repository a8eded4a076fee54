"""Codes by short text, or to a mailbox: six digits, five minutes, one use, few tries, few sends.

Who asks for codes to a phone that is not theirs costs its owner a message and the office money, so
sends are counted for the phone, for the address asked from, and have to be a minute apart.
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from openlevy.access import rules
from openlevy.access.errors import ErrandOver, PhoneCodeOver, PhoneCodeWrong, TooManyGuesses
from openlevy.access.guesses import count_guess, forgive_guesses
from openlevy.access.models import PhoneCode
from openlevy.notices.services import EMAIL, SMS, tell, tell_nobody
from openlevy.privacy.rules import masked_mailbox
from openlevy.privacy.services import digest, last4, seal, unseal_text

RECOVERY, NEW_PHONE, NEW_MAILBOX = "recovery", "new_phone", "new_mailbox"
"""What codes are sent for beside proofs of identity; ``code.…`` is the kind of the notice."""

_SEALED = "access.phone"
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_SENDS = (("code-minute", 1, _MINUTE), ("code-hour", 5, _HOUR), ("code-day", 10, _DAY))
_FROM_ONE_ADDRESS = 30
_TRIES, _TRIES_LIMIT, _TRIES_WINDOW = "code-try", 5, timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a code is sent for. ``subject`` is the digest of what was typed, for which sends are
    counted in the open; without ``phone`` (of a new mailbox, that mailbox) nothing is sent."""

    purpose: str
    phone: str | None
    place: str
    subject: bytes
    user_id: int | None = None
    payer_id: int = 0

    @property
    def is_quiet(self) -> bool:
        """Whether it must not show that there is a phone, nor what was sent to it before."""
        return self.purpose == RECOVERY


@dataclass(frozen=True, slots=True)
class CodeSent:
    """What may be known of a code while it is waited for."""

    number: int
    purpose: str
    user_id: int | None
    phone: str | None
    place: str
    payer_id: int = 0

    @property
    def tail(self) -> str:
        """The end of the phone's number."""
        return last4(self.phone or "")

    @property
    def mailbox(self) -> str:
        """The mailbox as it may be shown, of a code that was sent to one."""
        return masked_mailbox(self.phone or "")


def send_phone_code(
    wanted: Wanted, *, source: bytes, key: UUID | None = None, now: datetime | None = None
) -> UUID:
    """Have a new code sent; the key by which it is answered. Not inside another transaction.

    Args:
        source: the digest of the address asked from (``source_of``).
        key: of the code before, whose place it takes.

    Raises:
        TooManyGuesses: too many codes to this phone or from this address, or within a minute.
        ErrandOver: the code before was used or ended at this very moment.
        AddressUnusable: no mainland mobile number.
    """
    now = now or timezone.now()
    count_guess("code-address", source, _FROM_ONE_ADDRESS, _HOUR, now=now)
    again, key = key is not None, key or uuid4()
    for subject in {wanted.subject, _subject(key)}:
        _count("asked", subject, now)
    is_told = _may_be_told(wanted, now)
    code = f"{secrets.randbelow(10**rules.PHONE_CODE_DIGITS):0{rules.PHONE_CODE_DIGITS}d}"
    with transaction.atomic():
        sends = _write(key, code, now) if again else _begin(wanted, key, code, now)
        if is_told and wanted.phone is not None:
            _tell(wanted, wanted.phone, f"{key}:{sends}", code, now)
        elif wanted.is_quiet:
            _tell_nobody(wanted, f"{key}:{sends}", code, now)
    return key


def resend_phone_code(key: UUID, *, source: bytes) -> None:
    """Have another code sent for what ``key`` was for, in place of the one before.

    Raises:
        ErrandOver: it is too long ago, or done.
        TooManyGuesses: see ``send_phone_code``.
    """
    sent = phone_code_of(key)
    subject = _subject(key)
    wanted = Wanted(
        sent.purpose, sent.phone, sent.place, subject, sent.user_id, payer_id=sent.payer_id
    )
    send_phone_code(wanted, source=source, key=key)


def phone_code_of(key: UUID, *, now: datetime | None = None) -> CodeSent:
    """What the code under this key is for.

    Raises:
        ErrandOver: unknown, too long ago, or done.
    """
    row = PhoneCode.objects.filter(key=key, used_at=None).first()
    if row is None or row.began_at + rules.PHONE_CODE_ERRAND <= (now or timezone.now()):
        raise ErrandOver
    phone = None if row.phone is None else unseal_text(bytes(row.phone), purpose=_SEALED)
    return CodeSent(row.id, row.purpose, row.user_id, phone, row.place, row.payer_id)


def check_phone_code(key: UUID, code: str, *, now: datetime | None = None) -> CodeSent:
    """What the code is for, when it is the right one; ``use_phone_code`` uses it up. Every try is
    counted first. Not inside another transaction.

    Raises:
        TooManyGuesses: five were wrong in a quarter of an hour; nothing was looked at.
        PhoneCodeOver: more than five minutes old.
        PhoneCodeWrong: another one, or none was sent.
        ErrandOver: see ``phone_code_of``.
    """
    now = now or timezone.now()
    sent = phone_code_of(key, now=now)
    subject = _subject(key)
    tried = count_guess(_TRIES, subject, _TRIES_LIMIT, _TRIES_WINDOW, now=now)
    row = PhoneCode.objects.get(key=key)
    if row.expires_at <= now:
        raise PhoneCodeOver
    if not hmac.compare_digest(bytes(row.code_digest), _digest(key, code)):
        raise PhoneCodeWrong(attempts_left=_TRIES_LIMIT - tried)
    forgive_guesses(_TRIES, subject)
    return sent


def use_phone_code(key: UUID, *, now: datetime | None = None) -> None:
    """Use the code up, in the transaction of what it is for: if that is undone, so is the use.

    Raises:
        PhoneCodeOver: used meanwhile.
    """
    if not PhoneCode.objects.filter(key=key, used_at=None).update(used_at=now or timezone.now()):
        raise PhoneCodeOver


def end_phone_codes(
    user_id: int,
    *,
    purposes: Sequence[str] = (RECOVERY, NEW_PHONE),
    now: datetime | None = None,
) -> None:
    """Nothing can be gone on with that was begun for the user before: the phone or the password is
    another now. In the transaction that changes it, which holds the user's row already: of two that
    end each other's codes one waits."""
    open_ones = PhoneCode.objects.filter(user_id=user_id, purpose__in=purposes, used_at=None)
    open_ones.update(used_at=now or timezone.now())


def purge_phone_codes(now: datetime) -> int:
    """Delete what can be gone on with no more; how many."""
    return PhoneCode.objects.filter(began_at__lte=now - 2 * rules.PHONE_CODE_ERRAND).delete()[0]


def _count(what: str, subject: bytes, now: datetime) -> None:
    for kind, limit, window in _SENDS:
        count_guess(f"{kind}-{what}", subject, limit, window, now=now)


def _may_be_told(wanted: Wanted, now: datetime) -> bool:
    """Whether the phone has not had too many already, from whomever.

    Raises:
        TooManyGuesses: it has, and that may be said.
    """
    kind = "email" if wanted.purpose == NEW_MAILBOX else "phone"
    # Of a phone that there is not as well: how long it takes tells no more than the answer.
    subject = wanted.subject if wanted.phone is None else digest(kind, wanted.phone)
    if wanted.is_quiet:
        within = [
            _is_within(f"{each}-{kind}", subject, limit, window, now)
            for each, limit, window in _SENDS
        ]
        return all(within) and wanted.phone is not None
    _count(kind, subject, now)
    return wanted.phone is not None


def _is_within(kind: str, subject: bytes, limit: int, window: timedelta, now: datetime) -> bool:
    try:
        count_guess(kind, subject, limit, window, now=now)
    except TooManyGuesses:
        return False
    return True


def _write(key: UUID, code: str, now: datetime) -> int:
    """The code in place of the one before; how many there were."""
    known = PhoneCode.objects.filter(key=key, used_at=None)
    if not known.update(sends=F("sends") + 1, **_fresh(key, code, now)):
        raise ErrandOver
    return known.values_list("sends", flat=True).get()


def _begin(wanted: Wanted, key: UUID, code: str, now: datetime) -> int:
    PhoneCode.objects.create(
        key=key,
        purpose=wanted.purpose,
        user_id=wanted.user_id,
        payer_id=wanted.payer_id,
        phone=None if wanted.phone is None else seal(wanted.phone, purpose=_SEALED),
        place=wanted.place,
        began_at=now,
        **_fresh(key, code, now),
    )
    return 1


def _fresh(key: UUID, code: str, now: datetime) -> dict[str, Any]:
    return {"code_digest": _digest(key, code), "expires_at": now + rules.PHONE_CODE_LIFE}


def _tell(wanted: Wanted, phone: str, occasion: str, code: str, now: datetime) -> None:
    tell(
        key=f"phone-code:{occasion}",
        kind=f"code.{wanted.purpose}",
        channel=EMAIL if wanted.purpose == NEW_MAILBOX else SMS,
        address=phone,
        place=wanted.place,
        facts={"code": code, "minutes": str(int(rules.PHONE_CODE_LIFE / _MINUTE))},
        payer_id=wanted.payer_id,
        expires_at=now + rules.PHONE_CODE_LIFE,
    )


def _tell_nobody(wanted: Wanted, occasion: str, code: str, now: datetime) -> None:
    """The same writes where nobody is told, so that neither the answer nor the time that it takes
    says whether there is an account."""
    tell_nobody(
        key=f"phone-code:{occasion}",
        place=wanted.place,
        facts={"code": code, "minutes": str(int(rules.PHONE_CODE_LIFE / _MINUTE))},
        expires_at=now + rules.PHONE_CODE_LIFE,
    )


def _subject(key: UUID) -> bytes:
    return digest("content", str(key))


def _digest(key: UUID, code: str) -> bytes:
    return digest("code", f"{key}:{code}")

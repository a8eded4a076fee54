"""注册码: handed out by an officer to whoever showed their ID at the hall, used once.

Source: 山西 guide, chapter 3: 【自然人登录】-【立即注册】-【已获取个人注册码用户注册】, for which
the 注册码 is fetched at the 办税服务厅 beforehand.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from openlevy.access import rules
from openlevy.access.errors import RegistrationCodeOver, RegistrationCodeWrong
from openlevy.access.guesses import count_guess, forgive_guesses
from openlevy.access.models import RegistrationCode
from openlevy.history.services import Actor
from openlevy.privacy.services import digest, last4

_GUESSES = "registration-code"
_GUESSES_LIMIT = 5
_GUESSES_WINDOW = timedelta(minutes=15)
_RACES = 5
"""How often a hand-out is begun anew when other officers hand out to the same person at once."""


def hand_out_registration_code(
    *,
    id_type: str,
    id_no: str,
    name: str,
    officer: Actor,
    office: str,
    now: datetime | None = None,
) -> str:
    """A new 注册码 for the person of that document, eight characters told here and never again.

    It is good for ``rules.REGISTRATION_CODE_LIFE``. One that the person had before and has not
    used is withdrawn, so a repeated call leaves one good code: that of the latest answer.

    Not inside another transaction.

    Args:
        officer: who looked at the document; the role is not checked here.
        office: the office's code, under which ``queries.codes_handed_out`` lists it.

    Raises:
        RegistrationCodeOver: so many were handed out at once that this one was withdrawn already.
    """
    now = now or timezone.now()
    code = _new_code()
    wanted = RegistrationCode(
        id_type=id_type,
        id_digest=digest("id_no", id_no),
        id_tail=last4(id_no),
        name=name,
        code_digest=_digest(code),
        office=office,
        officer_id=officer.id,
        handed_out_at=now,
        expires_at=now + rules.REGISTRATION_CODE_LIFE,
    )
    for _ in range(_RACES):
        if _replace_good(wanted, now):
            return code
    raise RegistrationCodeOver(why="withdrawn")


def _new_code() -> str:
    alphabet, length = rules.REGISTRATION_CODE_ALPHABET, rules.REGISTRATION_CODE_LENGTH
    return "".join(secrets.choice(alphabet) for _ in range(length))


def _replace_good(wanted: RegistrationCode, now: datetime) -> bool:
    """Withdraw the person's good code and write this one; False when another officer's came
    between."""
    try:
        with transaction.atomic():
            RegistrationCode.objects.filter(
                id_type=wanted.id_type,
                id_digest=wanted.id_digest,
                used_at=None,
                withdrawn_at=None,
            ).update(withdrawn_at=now)
            wanted.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def check_registration_code(
    *, id_type: str, id_no: str, code: str, now: datetime | None = None
) -> int:
    """The number of the person's good 注册码 that ``code`` is, for ``use_registration_code``.

    Every try is counted against the person first. Not inside another transaction.

    Raises:
        TooManyGuesses: five were wrong in a quarter of an hour; nothing was looked at.
        RegistrationCodeWrong: none of this person's.
        RegistrationCodeOver: it was, and is used, withdrawn or too old.
    """
    own = digest("id_no", id_no)
    tried = count_guess(_GUESSES, own, _GUESSES_LIMIT, _GUESSES_WINDOW, now=now)
    said = _digest(code)
    rows = RegistrationCode.objects.filter(id_type=id_type, id_digest=own).order_by("-id")
    row = next((r for r in rows[:20] if hmac.compare_digest(bytes(r.code_digest), said)), None)
    if row is None:
        raise RegistrationCodeWrong(attempts_left=_GUESSES_LIMIT - tried)
    forgive_guesses(_GUESSES, own)
    why = _over(row, now or timezone.now())
    if why:
        raise RegistrationCodeOver(why=why)
    return row.id


def use_registration_code(number: int, *, now: datetime | None = None) -> None:
    """Use up the code that ``check_registration_code`` named, in the transaction of what it is
    used for: if that is undone, so is the use. Of several at once one alone has it.

    Raises:
        RegistrationCodeOver: used, withdrawn or too old meanwhile.
    """
    now = now or timezone.now()
    good = RegistrationCode.objects.filter(
        id=number, used_at=None, withdrawn_at=None, expires_at__gt=now
    )
    if not good.update(used_at=now):
        raise RegistrationCodeOver(why=_over(RegistrationCode.objects.get(id=number), now))


def _over(row: RegistrationCode, now: datetime) -> str:
    if row.used_at is not None:
        return "used"
    if row.withdrawn_at is not None:
        return "withdrawn"
    return "expired" if row.expires_at <= now else ""


def _digest(code: str) -> bytes:
    return digest("code", f"registration:{code}")

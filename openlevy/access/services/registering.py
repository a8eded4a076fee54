"""用户注册, after the identity is proved; and the way back for whoever has lost the phone too."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from openlevy.access import rules
from openlevy.access.errors import ErrandOver, PhoneTaken, taken
from openlevy.access.guesses import forgive_guesses
from openlevy.access.identifiers import subjects_of
from openlevy.access.lockout import IDENTIFIER
from openlevy.access.models import User
from openlevy.access.queries import ProofSeen, proof_of
from openlevy.access.services.passwords import NumbersOf, no_numbers
from openlevy.access.services.phone_codes import (
    check_phone_code,
    end_phone_codes,
    use_phone_code,
)
from openlevy.access.services.phones import tell_of_new_password, tell_of_new_phone
from openlevy.access.services.proofs import finish_proof, phone_of_proof
from openlevy.access.services.registration_codes import use_registration_code
from openlevy.access.services.taking import hold_users, leave_phone, mark_of
from openlevy.access.services.users import clash_of, insert, refuse_weak, sealed_phone, wanted_user
from openlevy.access.states import ProofState
from openlevy.privacy.services import digest


def register_proved(
    key: UUID,
    *,
    code: str,
    username: str,
    password: str,
    today: date,
    takes_from: str = "",
    numbers_of: NumbersOf = no_numbers,
) -> int:
    """Create the user of a proved identity, once the code sent to its phone is told; the user's
    number. Proof and codes are used up with it or not at all. Not inside another transaction.

    Args:
        takes_from: the ``PhoneTaken.holder`` of whom the phone is taken from, which whoever
            registers has been told and wants (``taking.leave_phone``). From nobody else.

    Raises:
        ErrandOver: not proved, used already, or too old.
        UsernameUnusable, PasswordWeak: see there; nothing was used up.
        PhoneCodeWrong, PhoneCodeOver, TooManyGuesses: see ``check_phone_code``.
        RegistrationCodeOver: used, withdrawn or too old meanwhile.
        AlreadyRegistered: the document, phone or user name has a user already.
    """
    seen, phone = _proved(key, rules.REGISTRATION), phone_of_proof(key)
    wanted = _wanted(seen, phone, username, password, numbers_of(seen.payer_id))
    phone_code = _told(seen, code)
    try:
        with transaction.atomic():
            holder = hold_users(phone)[1]
            _use_up(key, phone_code, today)
            _leave(holder, phone, seen, today, takes_from)
            return insert(wanted)
    except (IntegrityError, PhoneTaken) as refused:
        clash = clash_of(wanted, phone_last=bool(takes_from))
        if clash == "phone" and isinstance(refused, PhoneTaken):
            raise
        raise taken(clash) from None


def _wanted(seen: ProofSeen, phone: str, username: str, password: str, own: Iterable[str]) -> User:
    return wanted_user(
        username=username,
        id_type=seen.id_type,
        id_no=seen.id_no,
        phone=phone,
        password=password,
        display_name=seen.name,
        payer_id=seen.payer_id,
        jurisdiction=seen.place,
        own=own,
    )


def regain(
    key: UUID,
    *,
    code: str,
    password: str,
    today: date,
    takes_from: str = "",
    numbers_of: NumbersOf = no_numbers,
) -> None:
    """Give the user of a proved identity the phone of the proof and another password; every
    session ends. Not inside another transaction.

    Args:
        takes_from: as above.

    Raises:
        ErrandOver: not proved, used already, too old, or nobody is registered.
        PasswordWeak, PhoneCodeWrong, PhoneCodeOver, TooManyGuesses, RegistrationCodeOver: as above.
        AlreadyRegistered: the phone is another user's.
    """
    seen, phone = _proved(key, rules.REGAIN), phone_of_proof(key)
    own = digest("id_no", seen.id_no)
    user = User.objects.filter(id_type=seen.id_type, id_digest=own).first()
    if user is None:
        raise ErrandOver
    numbers = [seen.id_no, phone, *numbers_of(seen.payer_id)]
    refuse_weak(password, name=user.username, numbers=numbers)
    phone_code, made = _told(seen, code), make_password(password)
    try:
        with transaction.atomic():
            before, holder = hold_users(phone, user.pk)
            _use_up(key, phone_code, today)
            _leave(holder, phone, seen, today, takes_from)
            _give(before or user, phone, made, str(phone_code))
    except IntegrityError:
        raise taken("phone") from None
    forgive_guesses(IDENTIFIER, *subjects_of(user))


def _give(user: User, phone: str, made: str, occasion: str) -> None:
    """Phone and hashed password to a user whose row is locked."""
    end_phone_codes(user.pk)
    User.objects.filter(pk=user.pk).update(
        password=made,
        phone=sealed_phone(phone),
        phone_digest=digest("phone", phone),
        epoch=F("epoch") + 1,
    )
    tell_of_new_phone(user, phone, occasion)
    tell_of_new_password(user, phone, occasion)


def _proved(key: UUID, purpose: str) -> ProofSeen:
    seen = proof_of(key)
    proved = seen is not None and (seen.state, seen.purpose) == (ProofState.PROVED, purpose)
    if seen is None or not proved or seen.is_over(timezone.now()):
        raise ErrandOver
    return seen


def _told(seen: ProofSeen, code: str) -> UUID:
    """The key of the code, when ``code`` is it.

    Raises:
        ErrandOver: none was sent.
    """
    if seen.phone_code is None:
        raise ErrandOver
    check_phone_code(seen.phone_code, code)
    return seen.phone_code


def _leave(holder: User | None, phone: str, seen: ProofSeen, today: date, takes_from: str) -> None:
    """Have ``holder``, whose row is locked, leave the phone.

    Raises:
        PhoneTaken: that is not whom it was to be taken from.
    """
    if holder is None:
        return
    occasion = str(seen.phone_code)
    mark = mark_of(holder, occasion)
    if mark != takes_from:
        raise PhoneTaken(what="phone", holder=mark)
    leave_phone(holder, phone, to_payer=seen.payer_id, occasion=occasion, today=today)


def _use_up(key: UUID, phone_code: UUID, today: date) -> None:
    registration_code = finish_proof(key, today=today)
    use_phone_code(phone_code)
    if registration_code is not None:
        use_registration_code(registration_code)

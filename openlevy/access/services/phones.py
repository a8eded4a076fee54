"""更换手机号, and 忘记密码 by the phone that is registered."""

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import F

from openlevy.access.errors import (
    ErrandOver,
    PhoneUnchanged,
    taken,
)
from openlevy.access.guesses import forgive_guesses
from openlevy.access.identifiers import find, subject_of, subjects_of
from openlevy.access.lockout import IDENTIFIER
from openlevy.access.models import User
from openlevy.access.services.passwords import (
    NumbersOf,
    no_numbers,
    prove_password,
    refuse_own_numbers,
)
from openlevy.access.services.phone_codes import (
    NEW_PHONE,
    RECOVERY,
    Wanted,
    check_phone_code,
    end_phone_codes,
    send_phone_code,
    use_phone_code,
)
from openlevy.access.services.users import phone_of, refuse_weak, sealed_phone
from openlevy.notices.rules import SMS, address
from openlevy.notices.services import tell
from openlevy.privacy.rules import normalise
from openlevy.privacy.services import digest, last4

_NO_PLACE = "reference"


def begin_recovery(identifier: str, *, source: bytes) -> UUID:
    """Send a code to the phone of whoever's 证件号码 this is; the key by which it is answered.
    Nobody's, without a phone, locked, or one who acts for no payer (officers have ways of their
    own): the same key, and no code. A phone or a user name is nobody's: who has been given a
    number that was somebody else's opens nothing with it.

    Raises:
        TooManyGuesses: too many for this identifier or from this address, whoever's it is.
    """
    user = find(identifier)
    known = None
    if user and user.is_active and user.payer_id is not None:
        known = user if bytes(user.id_digest) == digest("id_no", identifier) else None
    wanted = Wanted(
        purpose=RECOVERY,
        phone=None if known is None else phone_of(known),
        place=_NO_PLACE if known is None else known.jurisdiction,
        subject=subject_of(identifier),
        user_id=None if known is None else known.pk,
        payer_id=(known and known.payer_id) or 0,
    )
    return send_phone_code(wanted, source=source)


def recover(key: UUID, *, code: str, password: str, numbers_of: NumbersOf = no_numbers) -> None:
    """Set another password by the code; every session ends. Not inside another transaction.

    Raises:
        PasswordWeak: the code is not used up.
        PhoneCodeWrong, PhoneCodeOver, ErrandOver, TooManyGuesses: see ``check_phone_code``.
    """
    refuse_weak(password)
    sent = check_phone_code(key, code)
    user = User.objects.filter(pk=sent.user_id or 0, is_active=True).first()
    if sent.purpose != RECOVERY or user is None or sent.phone is None:
        raise ErrandOver
    refuse_weak(password, name=user.username, numbers=[sent.phone])
    refuse_own_numbers(user, password, numbers_of)
    with transaction.atomic():
        held = User.objects.select_for_update().get(pk=user.pk)
        use_phone_code(key)
        end_phone_codes(user.pk)
        if held.phone_digest is None or bytes(held.phone_digest) != digest("phone", sent.phone):
            raise ErrandOver  # the phone is another now
        changed = {"password": make_password(password), "epoch": F("epoch") + 1}
        User.objects.filter(pk=user.pk).update(**changed)
        tell_of_new_password(user, sent.phone, str(key))
    forgive_guesses(IDENTIFIER, *subjects_of(user))


def begin_phone_change(user: User, *, password: str, phone: str, source: bytes) -> UUID:
    """Send a code to the phone that ``user`` wants to have from now on.

    Raises:
        WrongCredentials, TooManyGuesses: see ``prove_password``.
        PhoneUnchanged: it is the one that is registered.
        AddressUnusable: no mobile number.
    """
    plain = address(SMS, normalise("phone", phone))
    prove_password(user, password)
    number = digest("phone", plain)
    if user.phone_digest is not None and bytes(user.phone_digest) == number:
        raise PhoneUnchanged
    wanted = Wanted(
        NEW_PHONE, plain, user.jurisdiction, number, user.pk, payer_id=user.payer_id or 0
    )
    return send_phone_code(wanted, source=source)


def change_phone(user: User, key: UUID, *, code: str) -> None:
    """Register the phone to which the code was sent; the one before is told. Not inside another
    transaction.

    Raises:
        PhoneCodeWrong, PhoneCodeOver, ErrandOver, TooManyGuesses: see ``check_phone_code``.
        AlreadyRegistered: the phone is another user's.
    """
    sent = check_phone_code(key, code)
    if (sent.purpose, sent.user_id) != (NEW_PHONE, user.pk) or sent.phone is None:
        raise ErrandOver
    changed = {"phone": sealed_phone(sent.phone), "phone_digest": digest("phone", sent.phone)}
    try:
        with transaction.atomic():
            before = User.objects.select_for_update().get(pk=user.pk)
            use_phone_code(key)
            end_phone_codes(user.pk)
            User.objects.filter(pk=user.pk).update(**changed)
            tell_of_new_phone(before, sent.phone, str(key))
    except IntegrityError:
        raise taken("phone") from None


def tell_of_new_phone(user: User, phone: str, occasion: str) -> None:
    """Tell the phone that ``user`` had until now, read before the row was given another."""
    before = phone_of(user)
    if before is not None and before != phone:
        facts = {"tail": last4(phone)}
        _tell(user, "account.phone_changed", before, f"phone-changed:{occasion}", facts)


def tell_of_new_password(user: User, phone: str, occasion: str) -> None:
    """Tell ``phone``, which is the user's, that another password was set."""
    _tell(user, "account.password_reset", phone, f"password-reset:{occasion}", {})


def _tell(user: User, kind: str, phone: str, key: str, facts: dict[str, str]) -> None:
    tell(
        key=key,
        kind=kind,
        channel=SMS,
        address=phone,
        place=user.jurisdiction,
        facts=facts,
        payer_id=user.payer_id or 0,
    )

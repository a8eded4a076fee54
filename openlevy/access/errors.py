"""Why somebody is not let in, or not registered."""

from dataclasses import dataclass

from openlevy.kernel.errors import Refusal


@dataclass
class WrongCredentials(Refusal):
    """No such user or not their password; which of the two is not told. ``attempts_left`` counts
    for unknown names as well."""

    attempts_left: int
    code = "access.wrong_credentials"


@dataclass
class SignInLocked(Refusal):
    """Too many failures; the right password is refused too, for ``retry_after_s`` seconds."""

    retry_after_s: int
    code = "access.sign_in_locked"


@dataclass
class AddressLocked(Refusal):
    """Too many failures from one network address, by whomever; see ``retry_after_s``."""

    retry_after_s: int
    code = "access.address_locked"


@dataclass
class AccountLocked(Refusal):
    """The password is right, but the account was locked by the office."""

    code = "access.account_locked"


@dataclass
class AlreadyRegistered(Refusal):
    """``what`` is taken: ``id_no``, ``phone`` or ``username``."""

    what: str
    code = "access.already_registered"


@dataclass
class PhoneTaken(AlreadyRegistered):
    """Another user has registered the phone: who signs in by it would not be told apart. ``holder``
    stands for that user towards whoever has proved the phone and an identity: by it they say from
    whom they take it. Empty where it cannot be taken, or the user is not known yet."""

    holder: str = ""
    code = "access.phone_taken"


@dataclass
class UsernameTaken(AlreadyRegistered):
    """Another user is called so."""

    code = "access.username_taken"


def taken(what: str) -> AlreadyRegistered:
    """The refusal for what is another user's: ``id_no``, ``phone`` or ``username``."""
    kinds: dict[str, type[AlreadyRegistered]] = {"phone": PhoneTaken, "username": UsernameTaken}
    return kinds.get(what, AlreadyRegistered)(what=what)


@dataclass
class UsernameUnusable(Refusal):
    """Not 4 to 20 letters, digits and underscores beginning with a letter, or one that could be
    taken for the number of a document."""

    username: str
    code = "access.username_unusable"


@dataclass
class PasswordWeak(Refusal):
    """``reasons``: ``password_too_short``, ``password_too_long``, ``password_too_common``; or
    those of the classes below."""

    reasons: tuple[str, ...]
    code = "access.password_weak"


@dataclass
class PasswordLikeName(PasswordWeak):
    """It contains the user name or is a part of it (``password_like_name``)."""

    code = "access.password_like_name"


@dataclass
class PasswordOwnNumber(PasswordWeak):
    """It contains much of a number of the user's own (``password_is_own_number``)."""

    code = "access.password_own_number"


def weak(*reasons: str) -> PasswordWeak:
    """The refusal of a password, called by the first of its reasons."""
    kinds: dict[str, type[PasswordWeak]] = {
        "password_like_name": PasswordLikeName,
        "password_is_own_number": PasswordOwnNumber,
    }
    return kinds.get(reasons[0], PasswordWeak)(reasons=reasons)


@dataclass
class TooManyGuesses(Refusal):
    """The limit is reached; again in ``retry_after_s`` seconds."""

    retry_after_s: int
    code = "access.too_many_guesses"


@dataclass
class PhoneCodeWrong(Refusal):
    """Not the code that was sent last; the guess was counted."""

    attempts_left: int
    code = "access.phone_code_wrong"


@dataclass
class PhoneCodeOver(Refusal):
    """More than five minutes old, used, or never sent: another has to be asked for."""

    code = "access.phone_code_over"


@dataclass
class MailboxUnchanged(Refusal):
    """It is the mailbox that stands already."""

    code = "access.mailbox_unchanged"


@dataclass
class PhoneUnchanged(Refusal):
    """The phone is the one that is registered."""

    code = "access.phone_unchanged"


@dataclass
class CardUnusable(Refusal):
    """No number of a bank card: 12 to 19 digits, the last of which follows from the others
    (GB/T 17552, Luhn). The number itself is not repeated."""

    code = "access.card_unusable"


@dataclass
class ErrandOver(Refusal):
    """What was begun is too long ago, or finished, or never was: it has to be begun anew."""

    code = "access.errand_over"


@dataclass
class RegistrationCodeWrong(Refusal):
    """No 注册码 of this person's, whoever the person is; the guess was counted."""

    attempts_left: int
    code = "access.registration_code_wrong"


@dataclass
class RegistrationCodeOver(Refusal):
    """It was this person's 注册码: ``why`` it counts for nothing now is ``used``, ``expired`` or
    ``withdrawn`` (another was handed out after it)."""

    why: str
    code = "access.registration_code_over"


@dataclass
class SecondFactorWrong(Refusal):
    """Not the code of this moment, or one that was used before; the guess was counted."""

    attempts_left: int
    code = "access.second_factor_wrong"


@dataclass
class SecondFactorLocked(Refusal):
    """Too many wrong codes; the right one is refused too, for ``retry_after_s`` seconds."""

    retry_after_s: int
    code = "access.second_factor_locked"


@dataclass
class SecondFactorMissing(Refusal):
    """The officer has not set the second factor up, or it was taken away."""

    code = "access.second_factor_missing"


@dataclass
class SecondFactorThere(Refusal):
    """The officer has a second factor; another is set up after it was taken away."""

    code = "access.second_factor_there"


@dataclass
class OfficerUnknown(Refusal):
    """No officer has that user name."""

    username: str
    code = "access.officer_unknown"

"""The verbs of access, one transaction each."""

from openlevy.access.errors import (
    AccountLocked,
    AddressLocked,
    AlreadyRegistered,
    PasswordWeak,
    RegistrationCodeOver,
    RegistrationCodeWrong,
    SignInLocked,
    TooManyGuesses,
    UsernameUnusable,
    WrongCredentials,
)
from openlevy.access.guesses import (
    count_guess,
    forgive_guesses,
    purge_guesses,
    return_guess,
    source_of,
)
from openlevy.access.services.challenges import (
    answer_challenge,
    new_challenge,
    picture_of,
    purge_challenges,
)
from openlevy.access.services.registration_codes import (
    check_registration_code,
    hand_out_registration_code,
    use_registration_code,
)
from openlevy.access.services.roles import grant, revoke
from openlevy.access.services.sign_in import authenticate, leave, sign_in, sign_out
from openlevy.access.services.users import change_password, lock, register, unlock

__all__ = [
    "AccountLocked",
    "AddressLocked",
    "AlreadyRegistered",
    "PasswordWeak",
    "RegistrationCodeOver",
    "RegistrationCodeWrong",
    "SignInLocked",
    "TooManyGuesses",
    "UsernameUnusable",
    "WrongCredentials",
    "answer_challenge",
    "authenticate",
    "change_password",
    "check_registration_code",
    "count_guess",
    "forgive_guesses",
    "grant",
    "hand_out_registration_code",
    "leave",
    "lock",
    "new_challenge",
    "picture_of",
    "purge_challenges",
    "purge_guesses",
    "register",
    "return_guess",
    "revoke",
    "sign_in",
    "sign_out",
    "source_of",
    "unlock",
    "use_registration_code",
]

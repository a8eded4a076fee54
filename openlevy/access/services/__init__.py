"""The verbs of access, one transaction each."""

from openlevy.access.errors import (
    AccountLocked,
    AddressLocked,
    AlreadyRegistered,
    CardUnusable,
    ErrandOver,
    MailboxUnchanged,
    PasswordWeak,
    PhoneCodeOver,
    PhoneCodeWrong,
    PhoneUnchanged,
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
from openlevy.access.services.mailboxes import begin_mailbox, keep_mailbox, remove_mailbox
from openlevy.access.services.phone_codes import (
    phone_code_of,
    purge_phone_codes,
    resend_phone_code,
)
from openlevy.access.services.phones import (
    begin_phone_change,
    begin_recovery,
    change_phone,
    recover,
)
from openlevy.access.services.proofs import (
    CARD_PARTY,
    CARD_TOPIC,
    ask_bank,
    bank_answered,
    begin_proof,
    purge_proofs,
    send_proof_code,
    show_registration_code,
)
from openlevy.access.services.registering import regain, register_proved
from openlevy.access.services.registration_codes import (
    check_registration_code,
    hand_out_registration_code,
    use_registration_code,
)
from openlevy.access.services.roles import grant, revoke
from openlevy.access.services.sign_in import authenticate, leave, sign_in, sign_out
from openlevy.access.services.telling import ToPayer, tell_payer, tell_payers
from openlevy.access.services.users import change_password, lock, register, unlock
from openlevy.notices.rules import AddressUnusable

__all__ = [
    "CARD_PARTY",
    "CARD_TOPIC",
    "AccountLocked",
    "AddressLocked",
    "AddressUnusable",
    "AlreadyRegistered",
    "CardUnusable",
    "ErrandOver",
    "MailboxUnchanged",
    "PasswordWeak",
    "PhoneCodeOver",
    "PhoneCodeWrong",
    "PhoneUnchanged",
    "RegistrationCodeOver",
    "RegistrationCodeWrong",
    "SignInLocked",
    "ToPayer",
    "TooManyGuesses",
    "UsernameUnusable",
    "WrongCredentials",
    "answer_challenge",
    "ask_bank",
    "authenticate",
    "bank_answered",
    "begin_mailbox",
    "begin_phone_change",
    "begin_proof",
    "begin_recovery",
    "change_password",
    "change_phone",
    "check_registration_code",
    "count_guess",
    "forgive_guesses",
    "grant",
    "hand_out_registration_code",
    "keep_mailbox",
    "leave",
    "lock",
    "new_challenge",
    "phone_code_of",
    "picture_of",
    "purge_challenges",
    "purge_guesses",
    "purge_phone_codes",
    "purge_proofs",
    "recover",
    "regain",
    "register",
    "register_proved",
    "remove_mailbox",
    "resend_phone_code",
    "return_guess",
    "revoke",
    "send_proof_code",
    "show_registration_code",
    "sign_in",
    "sign_out",
    "source_of",
    "tell_payer",
    "tell_payers",
    "unlock",
    "use_registration_code",
]

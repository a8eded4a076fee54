"""Who may open which address, and what comes of another payer's forms: tables written by hand."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

SIGN_IN, SHOWN, REFUSED, UNKNOWN, NOT_SO, OVER = 302, 200, 403, 404, 405, 410
WINDOW, REVIEW, COLLECTION, ADMIN, ELSEWHERE = (
    "WINDOW",
    "REVIEW",
    "COLLECTION",
    "ADMIN",
    "ELSEWHERE",
)
POSTS = (WINDOW, REVIEW, COLLECTION, ADMIN, ELSEWHERE)
"""Officers of the payer's tax office by their roles, and one with all roles at another office."""


class Expected(NamedTuple):
    """What each gets, and whose record (or records, in order) the address or its query names."""

    nobody: int
    payer: int
    other: int
    officer: int
    record: str = ""
    query: str = ""
    posts: Mapping[str, int] = MappingProxyType({})
    """What officers who have come in by both factors get, by post; where nothing is said, what
    nobody gets: their session is not sent there, or nobody's page it is."""


def _posts(*may: str, elsewhere: int = SHOWN) -> Mapping[str, int]:
    told = {post: SHOWN if post in may else REFUSED for post in POSTS}
    return MappingProxyType(told | {ELSEWHERE: elsewhere})


def _desk(*may: str, record: str = "", elsewhere: int = SHOWN) -> Expected:
    """A page of officers: whoever is none, payers too, is led to the officers' sign-in."""
    posts = _posts(*may, elsewhere=elsewhere)
    return Expected(SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN, record, posts=posts)


OWN = Expected(SIGN_IN, SHOWN, SHOWN, REFUSED)
OTHER_WAY = Expected(SIGN_IN, 302, 302, REFUSED)
"""Of places where residents declare on one form: payers of other places are led to their menu."""
OPEN = Expected(SHOWN, SHOWN, SHOWN, SHOWN)
POSTED = Expected(NOT_SO, NOT_SO, NOT_SO, NOT_SO)


def _of(record: str) -> Expected:
    return Expected(SIGN_IN, SHOWN, UNKNOWN, REFUSED, record)


def _about(record: str) -> Expected:
    return Expected(SIGN_IN, SHOWN, UNKNOWN, REFUSED, query=record)


NONE_DRAWN = Expected(SIGN_IN, UNKNOWN, UNKNOWN, REFUSED, "principal declaration")
"""Of somebody one pays for, a declaration that is not theirs."""

ADDRESSES = {
    "payer:sign_in": Expected(SHOWN, 302, 302, SHOWN),  # whoever is inside goes to the first page
    "payer:sign_out": POSTED,
    "payer:registration": OPEN,
    "payer:registration_proof": Expected(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),  # of none begun
    "payer:registration_state": Expected(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    "payer:recovery": OPEN,
    "payer:regain": OPEN,
    "payer:recovery_code": OPEN,  # whether anything was sent is not told
    "payer:phone": OWN,
    "payer:place": OWN,
    "payer:phone_code": Expected(SIGN_IN, OVER, OVER, REFUSED),  # of none sent
    "payer:mailbox": OWN,
    "payer:mailbox_code": Expected(SIGN_IN, OVER, OVER, REFUSED),  # of none sent
    "payer:mailbox_removal": POSTED,
    "payer:home": OWN,
    "payer:messages": OWN,
    "payer:opened": OWN,
    "payer:me": OWN,
    "payer:services": OWN,
    "payer:premium_services": OWN,
    "payer:pension": OWN,
    "payer:medical": OWN,
    "payer:medical_payment": OWN,
    "payer:medical_payment_enrolments": OWN,
    "payer:medical_payment_amounts": _of("medical"),
    "payer:medical_others_payment": OWN,
    "payer:medical_others_payments": OWN,
    "payer:medical_others_enrolments": _of("principal"),
    "payer:medical_others_amounts": _of("principal child"),
    "payer:medical_others_forgetting": _of("principal"),
    "payer:medical_others_voiding": NONE_DRAWN,
    "payer:medical_declarations": OWN,
    "payer:medical_payments": OWN,
    "payer:agreement_services": OWN,
    "payer:record_services": OWN,
    "payer:payment": OWN,
    "payer:payment_enrolments": OWN,
    "payer:payment_regular": _of("enrolment"),
    "payer:payment_special": _of("enrolment"),
    "payer:daily": OTHER_WAY,
    "payer:daily_others_payment": OTHER_WAY,
    "payer:daily_others_payments": OTHER_WAY,
    "payer:daily_others_enrolments": OTHER_WAY._replace(record="principal"),
    "payer:daily_others_forgetting": OTHER_WAY._replace(record="principal"),
    "payer:daily_others_voiding": OTHER_WAY._replace(record="principal declaration"),
    "payer:daily_paying": OTHER_WAY,
    "payer:daily_voiding": OTHER_WAY,
    "payer:daily_declarations": OWN,
    "payer:daily_payments": OWN,
    "payer:pay": _about("declaration"),
    "payer:pay_confirmation": _about("declaration"),
    "payer:pay_agreement": _about("declaration"),
    "payer:outcome": _of("order"),
    "payer:outcome_state": _of("order"),
    "payer:payments": OWN,
    "payer:password": OWN,
    "payer:payment_record": _of("order"),
    "payer:declarations": OWN,
    "payer:declaration": _of("declaration"),
    "payer:declaration_voiding": _of("declaration"),
    "payer:amount": OWN,
    "payer:amount_enrolment": _of("enrolment"),
    "payer:amount_done": _of("enrolment"),
    "payer:agreements": OWN,
    "payer:agreement_new": OWN,
    "payer:agreement_signed": _of("agreement"),
    "payer:agreement_state": _of("agreement"),
    "payer:agreement_revocation": _of("agreement"),
    "payer:record_printing": OWN,
    "payer:record_downloads": OWN,
    "payer:record_downloads_state": OWN,
    "payer:record_document": _of("certificate"),
    "payer:proof_printing": OWN,
    "payer:proof_downloads": OWN,
    "payer:proof_downloads_state": OWN,
    "payer:proof_document": Expected(  # what a record's number does not open
        SIGN_IN, UNKNOWN, UNKNOWN, REFUSED, "certificate"
    ),
    "public:verify": OPEN,
    "public:verify_captcha": OPEN,
    "public:verify_picture": Expected(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),  # of none that waits
    "officer:sign_in": Expected(
        SHOWN, SHOWN, SHOWN, SHOWN, posts=MappingProxyType(dict.fromkeys(POSTS, 302))
    ),  # whoever is inside goes to the first page
    "officer:second_factor": Expected(
        SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN, posts=MappingProxyType(dict.fromkeys(POSTS, 302))
    ),
    "officer:sign_out": POSTED,
    "officer:home": _desk(*POSTS),
    "officer:acts": _desk(*POSTS),
    "officer:password": _desk(*POSTS),
    "officer:codes": _desk(WINDOW),
    "officer:reopenings": _desk(WINDOW, REVIEW),
    "officer:reopening_who": _desk(WINDOW),
    "officer:reopening_new": _desk(WINDOW, record="payer", elsewhere=UNKNOWN),
    "officer:reopening": _desk(WINDOW, REVIEW, record="reopening", elsewhere=UNKNOWN),
    "asset": OPEN,
    "treasury-messages": POSTED,
    "agency-packages": POSTED,
    "bank-card-proofs": POSTED,
}


OF_A_KEY = {
    "payer:registration_proof",
    "payer:registration_state",
    "payer:recovery_code",
    "payer:phone_code",
    "payer:mailbox_code",
}
"""Addresses that name a key nobody can guess; here, one of nothing."""


class Form(NamedTuple):
    """What another payer is answered, and what they send: the payer's own records by their names,
    everything else as it stands."""

    answer: int
    sent: Mapping[str, str] = MappingProxyType({})


PAYERS = {"payer_id": "payer", "payer": "payer", "user": "user", "username": "username"}
"""What names the payer in case a form should obey it."""
FORMS = {
    "payer:payment_regular": Form(409, {"due": "payable", "shown": "payable"}),
    "payer:payment_special": Form(409, {"due": "payable", "shown": "payable"}),
    "payer:medical_payment_amounts": Form(404, {"due": "year2027"}),
    "payer:medical_others_payment": Form(SHOWN, {"name": "", "id_type": "201", "id_no": ""}),
    "payer:medical_others_amounts": Form(404, {"due": "year2027"}),
    "payer:medical_others_forgetting": Form(SIGN_IN),  # forgets nobody: it is not theirs
    "payer:medical_others_voiding": Form(404),
    "payer:daily_others_payment": Form(SIGN_IN, {"name": "", "id_type": "201", "id_no": ""}),
    "payer:daily_others_enrolments": Form(SIGN_IN, {"row": "payable", "shown": "payable"}),
    "payer:daily_others_forgetting": Form(SIGN_IN),  # forgets nobody: it is not theirs
    "payer:daily_others_voiding": Form(SIGN_IN),
    "payer:daily": Form(SIGN_IN, {"row": "payable", "shown": "payable"}),
    "payer:pay_agreement": Form(404, {"agreement": "agreement"}),
    "payer:declaration_voiding": Form(404),
    "payer:amount_enrolment": Form(404, {"tier": "100000"}),
    "payer:agreement_revocation": Form(404),
    # these write for whoever sends them, whoever they name
    "payer:agreement_new": Form(
        SIGN_IN,
        {"tax_office": "office", "bank": "bank", "bank_account": "6228480019998887776"},
    ),
    "payer:record_printing": Form(
        409, {"place": "beijing", "start": "1999-01-01", "end": "2030-12-31"}
    ),
    "payer:place": Form(SHOWN, {"place": "shanxi"}),  # where the other is not enrolled
    "payer:phone": Form(401, {"password": "Xinmima-2026-11", "phone": "15400000019"}),
    "payer:mailbox": Form(SIGN_IN, {"mailbox": "another@mail.example"}),
    "payer:mailbox_removal": Form(SIGN_IN),  # removes the sender's own
    "payer:proof_printing": Form(
        409, {"place": "shanxi", "start": "1999-01-01", "end": "2030-12-31"}
    ),
    "payer:password": Form(
        SIGN_IN, {"current": "password", "new": "Xinmima-2026-11", "again": "Xinmima-2026-11"}
    ),
}
DESK_FORMS: Mapping[str, Form] = {
    "officer:codes": Form(404, {"name": "name", "id_type": "201", "id_no": "id_number"}),
    "officer:reopening_who": Form(404, {"name": "name", "id_type": "201", "id_no": "id_number"}),
    "officer:reopening_new": Form(
        404, {"what": "enrolment:2025", "until": "2030-01-01", "reason": "住院"}
    ),
    "officer:reopening": Form(404, {"action": "confirm"}),
    "officer:password": Form(SHOWN),  # one's own, which every officer has
}
"""Forms of officers, and what an officer of another office is answered: of their own office's
people and cases alone."""
OPEN_FORMS = {
    "payer:sign_in",
    "payer:sign_out",
    "payer:registration",
    "payer:registration_proof",
    "payer:recovery",
    "payer:regain",
    "payer:recovery_code",
    "payer:phone_code",
    "payer:mailbox_code",
    "public:verify",
    "officer:sign_in",
    "officer:second_factor",
    "officer:sign_out",
}
"""For anybody, about nobody's records; each has tests of its own."""
MACHINES = {"treasury-messages", "agency-packages", "bank-card-proofs"}
"""Where messages come in: signed, or not believed; see the gateways' tests."""

"""Who may open which address, and what comes of another payer's forms: tables written by hand."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

SIGN_IN, SHOWN, REFUSED, UNKNOWN, NOT_SO = 302, 200, 403, 404, 405


class Expected(NamedTuple):
    """What each gets, and whose record the address or its query names."""

    nobody: int
    payer: int
    other: int
    officer: int
    record: str = ""
    query: str = ""


OWN = Expected(SIGN_IN, SHOWN, SHOWN, REFUSED)
OPEN = Expected(SHOWN, SHOWN, SHOWN, SHOWN)
POSTED = Expected(NOT_SO, NOT_SO, NOT_SO, NOT_SO)


def _of(record: str) -> Expected:
    return Expected(SIGN_IN, SHOWN, UNKNOWN, REFUSED, record)


def _about(record: str) -> Expected:
    return Expected(SIGN_IN, SHOWN, UNKNOWN, REFUSED, query=record)


ADDRESSES = {
    "payer:sign_in": Expected(SHOWN, 302, 302, SHOWN),  # whoever is inside goes to the first page
    "payer:sign_out": POSTED,
    "payer:home": OWN,
    "payer:messages": OWN,
    "payer:me": OWN,
    "payer:services": OWN,
    "payer:premium_services": OWN,
    "payer:pension": OWN,
    "payer:medical": OWN,
    "payer:medical_payment": OWN,
    "payer:medical_payment_enrolments": OWN,
    "payer:medical_payment_amounts": _of("medical"),
    "payer:medical_declarations": OWN,
    "payer:medical_payments": OWN,
    "payer:agreement_services": OWN,
    "payer:record_services": OWN,
    "payer:payment": OWN,
    "payer:payment_enrolments": OWN,
    "payer:payment_regular": _of("enrolment"),
    "payer:payment_special": _of("enrolment"),
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
    "asset": OPEN,
    "treasury-messages": POSTED,
    "agency-packages": POSTED,
}


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
    "payer:proof_printing": Form(
        409, {"place": "shanxi", "start": "1999-01-01", "end": "2030-12-31"}
    ),
    "payer:password": Form(
        SIGN_IN, {"current": "password", "new": "Xinmima-2026-11", "again": "Xinmima-2026-11"}
    ),
}
OPEN_FORMS = {"payer:sign_in", "payer:sign_out", "public:verify"}
"""For anybody, about nobody's records; each has tests of its own."""
MACHINES = {"treasury-messages", "agency-packages"}
"""Where messages come in: signed, or not believed; see the gateways' tests."""

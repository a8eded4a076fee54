"""L1: however many register the same person at once, one account comes of it, and each code is used
once."""

from functools import partial
from uuid import UUID

import pytest

from openlevy.access import rules
from openlevy.access.services import (
    begin_proof,
    check_registration_code,
    hand_out_registration_code,
    register_proved,
    send_proof_code,
    show_registration_code,
    use_registration_code,
)
from openlevy.access.tests.sent import code_for
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.parties.tests.people import TODAY
from openlevy.privacy.services import ensure_keys
from tests.faults.racing import Racers, answers, count, refusals

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENT = {"id_type": "201", "id_no": "990101198807070015"}
PASSWORD = "stone-bridge-73"  # of an invented person


def handed_out() -> str:
    return hand_out_registration_code(
        id_type=DOCUMENT["id_type"],
        id_no=DOCUMENT["id_no"],
        name="李兰",
        officer=Actor(Role.TAX, 3),
        office="11101050000",
    )


def proved(code: str, phone: str) -> UUID:
    key = begin_proof(
        purpose=rules.REGISTRATION,
        way=rules.CODE,
        payer_id=7002,
        place="beijing",
        name="李兰",
        id_type=DOCUMENT["id_type"],
        id_no=DOCUMENT["id_no"],
    )
    show_registration_code(key, code=code, phone=phone, today=TODAY)
    send_proof_code(key, source=phone.encode().ljust(32))
    return key


def registering(key: UUID, number: int, phone: str) -> partial[int]:
    return partial(
        register_proved,
        key,
        code=code_for(phone),
        username=f"racer_{number}",
        password=PASSWORD,
        today=TODAY,
    )


def test_ten_that_finish_one_proof_at_once_make_one_account(racers: Racers) -> None:
    ensure_keys()
    key = proved(handed_out(), "15400000001")
    # five tries a quarter of an hour: the sixth at once is not even looked at
    came = racers.race(*[registering(key, number, "15400000001") for number in range(10)])
    assert len(answers(came)) == 1, came
    assert set(refusals(came)) <= {"ErrandOver", "PhoneCodeOver", "TooManyGuesses"}
    assert count("access_user") == 1
    assert count("access_identity_proof WHERE state = 'DONE'") == 1
    assert count("access_registration_code WHERE used_at IS NOT NULL") == 1


def test_two_proofs_of_one_person_make_one_account(racers: Racers) -> None:
    ensure_keys()
    code = handed_out()
    phones = [f"1540000000{number}" for number in range(4)]
    came = racers.race(
        *[registering(proved(code, phone), number, phone) for number, phone in enumerate(phones)]
    )
    assert len(answers(came)) == 1, came
    assert set(refusals(came)) <= {"AlreadyRegistered", "RegistrationCodeOver"}
    assert count("access_user") == 1
    assert count("access_identity_proof WHERE state = 'PROVED'") == 3


def test_a_code_is_used_by_one_of_twenty(racers: Racers) -> None:
    ensure_keys()
    number = check_registration_code(
        id_type=DOCUMENT["id_type"], id_no=DOCUMENT["id_no"], code=handed_out()
    )
    came = racers.race(*[partial(use_registration_code, number) for _ in range(20)])
    assert len(answers(came)) == 1
    assert set(refusals(came)) == {"RegistrationCodeOver"}

"""L1: of however many take one phone at once, one has it; and who takes from whom waits in one
order."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from openlevy.access import rules
from openlevy.access.models import Guess, User
from openlevy.access.services import (
    PhoneTaken,
    begin_phone_change,
    begin_proof,
    change_phone,
    hand_out_registration_code,
    regain,
    register,
    register_proved,
    send_proof_code,
    show_registration_code,
    tell_payer,
)
from openlevy.access.tests.sent import code_for, sent_to
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.parties.tests.people import TODAY
from openlevy.privacy.services import digest, ensure_keys
from tests.faults.racing import Racers, answers, count, held, refusals, until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)

PHONE, OTHER = "15400000001", "15400000002"
OLD = "99010119620304002X"
PASSWORD, NEW_PASSWORD = "paddy-field-62", "stone-bridge-73"  # of invented people
_NUMBERS = ("990101198807070015", "990101198807070023", "990101198807070031")


@pytest.fixture(autouse=True)
def _keys(transactional_db: None) -> None:
    ensure_keys()


def somebody(username: str, id_no: str, phone: str, payer_id: int) -> int:
    return register(
        username=username,
        id_type="201",
        id_no=id_no,
        phone=phone,
        password=PASSWORD,
        display_name="王兰",
        payer_id=payer_id,
        jurisdiction="beijing",
    )


def proved(
    id_no: str, payer_id: int, purpose: str = rules.REGISTRATION, phone: str = PHONE
) -> UUID:
    """Somebody who has proved an identity at the hall and named the phone, not yet its code."""
    document = {"id_type": "201", "id_no": id_no, "name": "李兰"}
    officer = Actor(Role.TAX, 3)
    code = hand_out_registration_code(
        id_type="201", id_no=id_no, name="李兰", officer=officer, office="11101050000"
    )
    key = begin_proof(
        purpose=purpose, way=rules.CODE, payer_id=payer_id, place="beijing", **document
    )
    show_registration_code(key, code=code, phone=phone, today=TODAY)
    return key


def code_of(key: UUID, phone: str = PHONE) -> str:
    """A code sent just now; the minute between two is over for whoever tests."""
    Guess.objects.all().delete()
    send_proof_code(key, source=b"h" * 32)
    return code_for(phone)


def marked(act: Callable[..., Any]) -> "partial[Any]":
    """The act, after it was refused once and whose the phone is has been told."""
    with pytest.raises(PhoneTaken) as refused:
        act()
    return partial(act, takes_from=refused.value.holder)


def taking(key: UUID, username: str) -> "partial[Any]":
    return marked(
        partial(
            register_proved,
            key,
            code=code_of(key),
            username=username,
            password=NEW_PASSWORD,
            today=TODAY,
        )
    )


def test_two_that_take_one_phone_at_once_do_not_both_have_it(racers: Racers) -> None:
    old = somebody("wang_lan", OLD, PHONE, 7001)
    attempts = [
        taking(proved(number, 7100 + place), f"taker_{place}")
        for place, number in enumerate(_NUMBERS)
    ]
    came = racers.race(*attempts)
    assert len(answers(came)) == 1, came
    assert set(refusals(came)) == {"PhoneTaken"}
    assert count("access_user WHERE phone_digest IS NOT NULL") == 1
    assert count("access_phone_transfer WHERE user_id = %s", old) == 1
    assert count("access_identity_proof WHERE state = 'PROVED'") == 2
    # the others were told nothing wrong: who wants it takes it from the one who has it now
    lost = [one.refused is not None for one in came].index(True)
    assert marked(attempts[lost])()
    assert count("access_phone_transfer") == 2


def test_the_old_user_changes_the_phone_at_that_moment(racers: Racers) -> None:
    old = somebody("wang_lan", OLD, PHONE, 7001)
    user = User.objects.get(pk=old)
    key = begin_phone_change(user, password=PASSWORD, phone=OTHER, source=b"o" * 32)
    came = racers.race(
        partial(change_phone, user, key, code=code_for(OTHER)),
        taking(proved(_NUMBERS[0], 7100), "taker"),
    )
    assert len(answers(came)) == 2, came  # whichever was first, both have what they wanted
    assert count("access_user WHERE phone_digest IS NOT NULL") == 2
    assert User.objects.get(pk=old).phone_digest is not None


def test_two_who_take_each_others_phones_wait_for_one_another(racers: Racers) -> None:
    first = somebody("wang_lan", OLD, PHONE, 7001)
    second = somebody("li_lan", _NUMBERS[0], OTHER, 7002)
    keys = [
        proved(OLD, 7001, rules.REGAIN, OTHER),
        proved(_NUMBERS[0], 7002, rules.REGAIN, PHONE),
    ]
    codes = [code_of(keys[0], OTHER), code_of(keys[1], PHONE)]
    attempts = [
        marked(partial(regain, key, code=code, password=NEW_PASSWORD, today=TODAY))
        for key, code in zip(keys, codes, strict=True)
    ]
    with held("access_user", first) as cursor:
        waits = [racers.begin(attempt, place) for place, attempt in enumerate(attempts)]
        until_somebody_waits(2)
        # neither has the other row while it waits for this one
        cursor.execute("SELECT 1 FROM access_user WHERE id = %s FOR UPDATE NOWAIT", [second])
    came = [wait() for wait in waits]
    assert len(answers(came)) == 2, came
    assert [bytes(User.objects.get(pk=pk).phone_digest or b"") for pk in (first, second)] == [
        digest("phone", OTHER),
        digest("phone", PHONE),
    ]


def test_what_is_told_at_that_moment_does_not_reach_the_new_owner(racers: Racers) -> None:
    """Whoever takes the phone waits for what is told to it just now, and gives that up; what is
    told afterwards finds no phone."""
    old = somebody("wang_lan", OLD, PHONE, 7001)
    attempt = taking(proved(_NUMBERS[0], 7100), "taker")
    with held("access_user", old):
        first = racers.begin(partial(tell_payer, 7001, key="a", kind="payment.succeeded"), 0)
        until_somebody_waits()
        second = racers.begin(attempt, 1)
        until_somebody_waits(2)
    assert [first().refused, second().refused] == [None, None]
    assert {one.kind for one in sent_to(PHONE)} <= {"code.registration"}

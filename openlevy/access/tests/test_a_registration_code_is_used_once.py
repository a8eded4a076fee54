from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypedDict

import pytest
from django.db import connection, transaction

from openlevy.access import rules, services
from openlevy.access.models import RegistrationCode
from openlevy.access.queries import codes_handed_out
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role

OFFICER = Actor(Role.TAX, 31)
OFFICE = "11101050000"


class Document(TypedDict):
    """Whose it is."""

    id_type: str
    id_no: str


LI: Document = {"id_type": "201", "id_no": "990101198807070015"}
SOMEBODY: Document = {"id_type": "201", "id_no": "99010119620304002X"}


def handed_out(document: Document = LI) -> str:
    return services.hand_out_registration_code(
        **document, name="李·阿卜杜", officer=OFFICER, office=OFFICE
    )


def test_the_right_code_of_the_right_person_is_good_once(db: None) -> None:
    code = handed_out()
    number = services.check_registration_code(**LI, code=code)
    services.use_registration_code(number)
    with pytest.raises(services.RegistrationCodeOver) as refused:
        services.use_registration_code(number)
    assert refused.value.why == "used"
    with pytest.raises(services.RegistrationCodeOver):
        services.check_registration_code(**LI, code=code)


@pytest.mark.parametrize("written", [" {} ", "{}".lower(), "-{}-"])
def test_it_is_found_however_it_is_typed(db: None, written: str) -> None:
    code = handed_out()
    typed = written.format(f"{code[:4]}-{code[4:].lower()}")
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in typed)
    assert services.check_registration_code(**LI, code=typed)
    assert services.check_registration_code(**LI, code=wide)


def test_another_persons_code_is_no_code(db: None) -> None:
    code = handed_out()
    with pytest.raises(services.RegistrationCodeWrong) as refused:
        services.check_registration_code(**SOMEBODY, code=code)
    assert refused.value.attempts_left == 4
    with pytest.raises(services.RegistrationCodeWrong):
        services.check_registration_code(id_type="414", id_no=LI["id_no"], code=code)


def test_five_wrong_ones_close_the_door_to_the_right_one(
    db: None, pass_time: Callable[[timedelta], None]
) -> None:
    code = handed_out()
    for _ in range(5):
        with pytest.raises(services.RegistrationCodeWrong):
            services.check_registration_code(**LI, code="AAAA3333")
    with pytest.raises(services.TooManyGuesses):
        services.check_registration_code(**LI, code=code)
    pass_time(timedelta(minutes=16))
    assert services.check_registration_code(**LI, code=code)


def test_it_ends_after_its_days(db: None, pass_time: Callable[[timedelta], None]) -> None:
    code = handed_out()
    number = services.check_registration_code(**LI, code=code)
    pass_time(rules.REGISTRATION_CODE_LIFE)
    for use in (
        lambda: services.check_registration_code(**LI, code=code),
        lambda: services.use_registration_code(number),
    ):
        with pytest.raises(services.RegistrationCodeOver) as refused:
            use()
        assert refused.value.why == "expired"


def test_a_new_one_withdraws_the_one_before(db: None) -> None:
    first, second = handed_out(), handed_out()
    with pytest.raises(services.RegistrationCodeOver) as refused:
        services.check_registration_code(**LI, code=first)
    assert refused.value.why == "withdrawn"
    assert services.check_registration_code(**LI, code=second)


def test_a_use_is_undone_with_what_it_was_used_for(db: None) -> None:
    number = services.check_registration_code(**LI, code=handed_out())
    with transaction.atomic():
        services.use_registration_code(number)
        transaction.set_rollback(True)
    services.use_registration_code(number)


def test_its_office_sees_what_became_of_it_and_never_the_code(db: None) -> None:
    code = handed_out()
    handed_out(SOMEBODY)
    services.use_registration_code(services.check_registration_code(**LI, code=code))
    latest, before = codes_handed_out(OFFICE)
    assert (latest.id_tail, latest.used_at) == ("002X", None)
    assert (before.name, before.officer_id, before.used_at is None) == ("李·阿卜杜", 31, False)
    assert codes_handed_out("11101060000") == []
    stored = str(RegistrationCode.objects.values_list().get(id=before.id))
    assert code not in stored
    assert LI["id_no"] not in stored


@pytest.mark.django_db(transaction=True)
def test_of_several_handed_out_at_once_one_is_good() -> None:
    together = Barrier(4)

    def hand_out(_: int) -> str:
        try:
            together.wait()
            return handed_out()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as officers:
        codes = list(officers.map(hand_out, range(4)))
    assert len(set(codes)) == 4
    good = RegistrationCode.objects.filter(used_at=None, withdrawn_at=None)
    assert good.count() == 1

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from openlevy.access import rules, services
from openlevy.access.models import PhoneCode
from openlevy.access.services.phone_codes import (
    Wanted,
    check_phone_code,
    purge_phone_codes,
    send_phone_code,
    use_phone_code,
)
from openlevy.access.tests.sent import code_for, sent_to
from openlevy.notices.models import Notice

PHONE = "15420260301"
HERE = b"h" * 32
SUBJECT = b"s" * 32
PassTime = Callable[[timedelta], None]

pytestmark = pytest.mark.usefixtures("db")


def wanted(phone: str | None = PHONE) -> Wanted:
    return Wanted("new_phone", phone, "beijing", SUBJECT, user_id=7)


def subject(of: object) -> bytes:
    return str(of).encode().ljust(32)


def send(*, key: UUID | None = None, phone: str | None = PHONE) -> UUID:
    return send_phone_code(wanted(phone), source=HERE, key=key)


def test_six_digits_are_right_once() -> None:
    key = send()
    code = code_for(PHONE)
    assert (len(code), code.isdigit()) == (6, True)
    assert check_phone_code(key, code).user_id == 7
    use_phone_code(key)
    with pytest.raises(services.PhoneCodeOver):
        use_phone_code(key)
    with pytest.raises(services.ErrandOver):
        check_phone_code(key, code)


@pytest.mark.parametrize("typed", [" {} ", "{}\n", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
def test_it_is_right_however_it_is_typed(typed: str) -> None:
    key = send()
    written = typed.format(code_for(PHONE))
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in written)
    assert check_phone_code(key, written)
    assert check_phone_code(key, wide)


def test_it_is_a_keyed_hash_at_rest() -> None:
    send()
    with connection.cursor() as cursor:
        cursor.execute("SELECT c::text FROM access_phone_code c")
        stored = str(cursor.fetchall())
    assert code_for(PHONE) not in stored
    assert PHONE not in stored


def test_after_five_minutes_it_is_over(pass_time: PassTime) -> None:
    key = send()
    code = code_for(PHONE)
    pass_time(rules.PHONE_CODE_LIFE)
    with pytest.raises(services.PhoneCodeOver):
        check_phone_code(key, code)


def test_another_takes_its_place_after_a_minute(pass_time: PassTime) -> None:
    key = send()
    first = code_for(PHONE)
    with pytest.raises(services.TooManyGuesses) as refused:
        send(key=key)
    assert 0 < refused.value.retry_after_s <= 60
    pass_time(timedelta(seconds=61))
    assert send(key=key) == key
    second = code_for(PHONE)
    if first != second:
        with pytest.raises(services.PhoneCodeWrong):
            check_phone_code(key, first)
    assert check_phone_code(key, second)
    assert (PhoneCode.objects.count(), Notice.objects.count()) == (1, 2)


def test_five_wrong_ones_close_the_door_to_the_right_one(pass_time: PassTime) -> None:
    key = send()
    code = code_for(PHONE)
    wrong = "000000" if code != "000000" else "111111"
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(services.PhoneCodeWrong) as refused:
            check_phone_code(key, wrong)
        assert refused.value.attempts_left == left
    with pytest.raises(services.TooManyGuesses):
        check_phone_code(key, code)


def test_a_phone_is_not_flooded_whoever_asks(pass_time: PassTime) -> None:
    for number in range(5):
        send_phone_code(
            Wanted("new_phone", PHONE, "beijing", subject(number)),
            source=subject(number),
        )
        pass_time(timedelta(minutes=2))
    with pytest.raises(services.TooManyGuesses):
        send_phone_code(
            Wanted("new_phone", PHONE, "beijing", subject("6")),
            source=subject(77),
        )
    assert len(sent_to(PHONE)) == 5


def test_nor_are_many_phones_from_one_address() -> None:
    for number in range(30):
        send_phone_code(
            Wanted("new_phone", f"154000000{number:02d}", "beijing", subject(number)),
            source=HERE,
        )
    with pytest.raises(services.TooManyGuesses):
        send()
    assert sent_to(PHONE) == []


def test_where_it_must_not_show_too_many_are_silent(pass_time: PassTime) -> None:
    send()
    other = Wanted("recovery", PHONE, "beijing", subject("x"))
    key = send_phone_code(other, source=HERE)
    assert len(sent_to(PHONE)) == 1
    pass_time(timedelta(minutes=2))
    services.resend_phone_code(key, source=HERE)
    assert len(sent_to(PHONE)) == 2


def test_without_a_phone_nothing_is_sent_and_nothing_is_right() -> None:
    key = send(phone=None)
    assert Notice.objects.count() == 0
    with pytest.raises(services.PhoneCodeWrong) as refused:
        check_phone_code(key, "123456")
    assert refused.value.attempts_left == 4


@pytest.mark.parametrize("typed", ["", "1", "12345678901234567890", "验证码", "\x00", "１２３４"])
def test_whatever_is_typed_is_wrong(typed: str) -> None:
    key = send()
    with pytest.raises(services.PhoneCodeWrong):
        check_phone_code(key, typed)


def test_an_unknown_key_and_one_too_old_are_over(pass_time: PassTime) -> None:
    with pytest.raises(services.ErrandOver):
        check_phone_code(uuid4(), "123456")
    key = send()
    pass_time(rules.PHONE_CODE_ERRAND)
    with pytest.raises(services.ErrandOver):
        services.resend_phone_code(key, source=HERE)


def test_no_other_takes_the_place_of_one_that_was_used(pass_time: PassTime) -> None:
    """Used by a request of the same moment, after the look at it."""
    key = send()
    use_phone_code(key)
    pass_time(timedelta(minutes=1))
    with pytest.raises(services.ErrandOver):
        send(key=key)
    assert len(sent_to(PHONE)) == 1


def test_a_use_is_undone_with_what_it_was_for() -> None:
    key = send()
    with transaction.atomic():
        use_phone_code(key)
        transaction.set_rollback(True)
    use_phone_code(key)


def test_old_ones_are_purged(pass_time: PassTime) -> None:
    send()
    assert purge_phone_codes(timezone.now()) == 0
    pass_time(2 * rules.PHONE_CODE_ERRAND)
    assert purge_phone_codes(timezone.now()) == 1

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import Settings

from openlevy.access import services
from openlevy.access.models import Guess
from openlevy.access.services import (
    AddressLocked,
    SignInLocked,
    WrongCredentials,
    authenticate,
)
from openlevy.access.tests.conftest import WANG, request_from
from openlevy.access.tests.counting import CountingHasher

RIGHT, WRONG = "paddy-field-62", "paddy-field-63"
FORWARD = Callable[[timedelta], None]


def fail(identifier: str, times: int, address: str = "192.0.2.1") -> list[str]:
    codes = []
    for _ in range(times):
        with pytest.raises((WrongCredentials, SignInLocked, AddressLocked)) as refused:
            authenticate(identifier, WRONG, request_from(address))
        codes.append(refused.value.code)
    return codes


def test_the_fifth_failure_locks_and_says_for_how_long(wang: int) -> None:
    assert fail("wang_lan", 4) == ["access.wrong_credentials"] * 4
    with pytest.raises(SignInLocked) as refused:
        authenticate("wang_lan", WRONG, request_from())
    assert refused.value.retry_after_s == 900


def test_the_right_password_does_not_open_a_locked_name(wang: int) -> None:
    fail("wang_lan", 5)
    with pytest.raises(SignInLocked) as refused:
        authenticate("wang_lan", RIGHT, request_from("198.51.100.9"))
    assert 890 <= refused.value.retry_after_s <= 900


def test_an_unknown_name_is_locked_like_a_known_one(wang: int) -> None:
    assert fail("nobody_here", 6) == fail("wang_lan", 6)


def test_every_way_of_writing_a_number_is_one_name(wang: int) -> None:
    ways = ("13900000002", "+86 139 0000 0002", "008613900000002", "1-3-9-00000002")
    for way in ways:
        fail(way, 1)
    assert fail("１３９００００００02", 1) == ["access.sign_in_locked"]


def test_trying_on_does_not_prolong_the_lock(wang: int, pass_time: FORWARD) -> None:
    fail("wang_lan", 5)
    pass_time(timedelta(minutes=14))
    fail("wang_lan", 3)
    with pytest.raises(SignInLocked) as refused:
        authenticate("wang_lan", RIGHT, request_from())
    assert refused.value.retry_after_s <= 60
    pass_time(timedelta(seconds=61))
    assert authenticate("wang_lan", RIGHT, request_from()).pk == wang


def test_a_sign_in_forgets_the_failures_of_every_identifier(wang: int) -> None:
    for identifier in ("wang_lan", "13900000002", "99010119620304002X"):
        fail(identifier, 4)
    authenticate("wang_lan", RIGHT, request_from())
    assert fail("13900000002", 4) == ["access.wrong_credentials"] * 4
    assert fail("99010119620304002X", 4) == ["access.wrong_credentials"] * 4


def test_one_address_cannot_try_many_names(wang: int, settings: Settings) -> None:
    settings.OPENLEVY_ADDRESS_FAILURE_LIMIT = 7
    for number in range(7):
        fail(f"name_{number}", 1)
    with pytest.raises(AddressLocked):
        authenticate("wang_lan", RIGHT, request_from())
    assert authenticate("wang_lan", RIGHT, request_from("192.0.2.2")).pk == wang


def test_an_address_shut_out_locks_nobody_elses_name(wang: int, settings: Settings) -> None:
    settings.OPENLEVY_ADDRESS_FAILURE_LIMIT = 3
    assert fail("wang_lan", 9)[3:] == ["access.address_locked"] * 6
    assert authenticate("wang_lan", RIGHT, request_from("192.0.2.2")).pk == wang


def test_right_passwords_do_not_count_against_their_address(wang: int, settings: Settings) -> None:
    settings.OPENLEVY_ADDRESS_FAILURE_LIMIT = 3
    for _ in range(5):
        authenticate("wang_lan", RIGHT, request_from())


@pytest.mark.django_db(transaction=True)
def test_of_twenty_guesses_at_once_five_are_looked_at(settings: Settings) -> None:
    services.register(**WANG)  # type: ignore[arg-type]
    settings.PASSWORD_HASHERS = ["openlevy.access.tests.counting.CountingHasher"]
    CountingHasher.verified.clear()
    barrier = Barrier(8)

    def guess(number: int) -> str:
        if number < 8:
            barrier.wait(30)
        try:
            authenticate("wang_lan", f"paddy-field-{number}", request_from())
        except (WrongCredentials, SignInLocked) as refused:
            return refused.code
        finally:
            connection.close()
        return "in"

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(guess, range(20)))
    assert codes.count("in") == 0
    assert codes.count("access.wrong_credentials") == 4
    assert len(CountingHasher.verified) == 5


def test_nothing_plain_is_stored_or_logged(wang: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for identifier in ("wang_lan", "13900000002", "99010119620304002X"):
        fail(identifier, 6, "203.0.113.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(g::text, '') FROM access_guess g")
        stored = str(cursor.fetchone())
    secrets = ("wang_lan", "13900000002", "99010119620304002", "203.0.113.77", WRONG)
    assert Guess.objects.count() == 4
    for secret in secrets:
        assert secret not in stored
        assert secret not in caplog.text


def test_the_tables_of_axes_stay_empty(wang: int) -> None:
    fail("wang_lan", 6)
    services.sign_in(request_from("192.0.2.3"), "13900000002", RIGHT)
    models = apps.get_app_config("axes").get_models()
    counts = {model.__name__: model._base_manager.count() for model in models}
    assert len(counts) == 4
    assert set(counts.values()) == {0}

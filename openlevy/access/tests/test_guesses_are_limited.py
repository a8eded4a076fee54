from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from openlevy.access.models import Guess
from openlevy.access.services import (
    TooManyGuesses,
    count_guess,
    forgive_guesses,
    purge_guesses,
    return_guess,
    source_of,
)
from openlevy.privacy.services import digest

HOUR = timedelta(hours=1)
NOW = timezone.now()
SUBJECT = b"s" * 32


def guess(at: timedelta, limit: int = 3) -> int:
    return count_guess("check", SUBJECT, limit, HOUR, now=NOW + at)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def test_so_many_are_let_through_and_no_more(db: None) -> None:
    assert [guess(minutes(0)) for _ in range(3)] == [1, 2, 3]
    with pytest.raises(TooManyGuesses) as refused:
        guess(minutes(20))
    assert refused.value.retry_after_s == 40 * 60


def test_the_last_one_let_through_closes_the_door_for_a_whole_window(db: None) -> None:
    guess(minutes(0))
    guess(minutes(1))
    guess(minutes(59))
    with pytest.raises(TooManyGuesses) as refused:
        guess(minutes(61))
    assert refused.value.retry_after_s == 58 * 60


def test_a_refused_guess_does_not_prolong_it(db: None) -> None:
    for _ in range(3):
        guess(minutes(0))
    for at in range(1, 60):
        with pytest.raises(TooManyGuesses):
            guess(minutes(at))
    assert guess(minutes(60)) == 1


def test_few_guesses_are_forgotten_with_their_window(db: None) -> None:
    guess(minutes(0))
    guess(minutes(30))
    assert guess(minutes(60)) == 1
    assert guess(minutes(90)) == 2


def test_a_limit_of_one(db: None) -> None:
    assert guess(minutes(0), limit=1) == 1
    with pytest.raises(TooManyGuesses):
        guess(minutes(1), limit=1)
    assert guess(minutes(60), limit=1) == 1


def test_kinds_and_subjects_are_counted_apart(db: None) -> None:
    for _ in range(3):
        guess(minutes(0))
    assert count_guess("other", SUBJECT, 3, HOUR, now=NOW) == 1
    assert count_guess("check", b"t" * 32, 3, HOUR, now=NOW) == 1


def test_one_can_be_taken_back_or_all_forgiven(db: None) -> None:
    guess(minutes(0))
    guess(minutes(0))
    return_guess("check", SUBJECT)
    assert guess(minutes(0)) == 2
    forgive_guesses("check", SUBJECT)
    assert guess(minutes(0)) == 1
    return_guess("check", SUBJECT)
    return_guess("check", SUBJECT)
    assert guess(minutes(0)) == 1


def test_closed_counters_are_deleted_and_open_ones_not(db: None) -> None:
    guess(minutes(0))
    count_guess("check", b"t" * 32, 3, HOUR, now=NOW + minutes(30))
    assert purge_guesses(NOW + minutes(60)) == 1
    assert bytes(Guess.objects.get().subject) == b"t" * 32


@pytest.mark.django_db(transaction=True)
def test_of_forty_at_once_the_limit_is_let_through() -> None:
    barrier = Barrier(8)

    def one(number: int) -> bool:
        if number < 8:
            barrier.wait(30)
        try:
            guess(minutes(0), limit=13)
        except TooManyGuesses:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(40))) == 13


@pytest.mark.django_db(transaction=True)
def test_no_rollback_can_forget_one() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        guess(minutes(0))


def test_where_a_request_comes_from_is_the_sockets_word() -> None:
    requests = RequestFactory()
    one = requests.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": "198.51.100.1"})
    assert source_of(one) == digest("address", "192.0.2.1")
    v6 = [requests.get("/", REMOTE_ADDR=f"2001:db8::{host}") for host in ("1", "ffff")]
    assert source_of(v6[0]) == source_of(v6[1])
    assert source_of(requests.get("/", REMOTE_ADDR="")) == source_of(
        requests.get("/", REMOTE_ADDR="unix:")
    )
